"""What a practice may set about its own tasks."""

from typing import ClassVar

from portal.services.policies.queue import ExpireAfterDays, QueuePolicy, TargetHours


class TaskPolicy(QueuePolicy):
    """The rules of the task queue: a task is due in working hours and never expires by itself."""

    NAME: ClassVar[str] = "task"
    target_hours: TargetHours = 8
    expire_after_days: ExpireAfterDays = None
