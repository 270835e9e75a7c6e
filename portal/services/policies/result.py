"""What a practice may set about results."""

from typing import ClassVar

from portal.services.policies.queue import QueuePolicy


class ResultPolicy(QueuePolicy):
    """The rules of the result queue that are the practice's own."""

    NAME: ClassVar[str] = "result"
    target_hours: float = 8
    expire_after_days: int | None = None
