"""What a practice may set about appointment requests."""

from typing import ClassVar

from portal.services.policies.queue import QueuePolicy


class AppointmentPolicy(QueuePolicy):
    """The rules of the appointment queue that are the practice's own."""

    NAME: ClassVar[str] = "appointment"
    target_hours: float = 8
    expire_after_days: int | None = 30
