"""What a practice may set about enrollments."""

from typing import ClassVar

from portal.services.policies.queue import QueuePolicy


class EnrollmentPolicy(QueuePolicy):
    """The rules of the enrollment queue that are the practice's own."""

    NAME: ClassVar[str] = "enrollment"
    target_hours: float = 16
    expire_after_days: int | None = 90
