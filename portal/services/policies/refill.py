"""What a practice may set about renewals."""

from typing import ClassVar

from portal.services.policies.queue import QueuePolicy


class RefillPolicy(QueuePolicy):
    """The rules of the refill queue that are the practice's own."""

    NAME: ClassVar[str] = "refill"
    target_hours: float = 8
    expire_after_days: int | None = 14
