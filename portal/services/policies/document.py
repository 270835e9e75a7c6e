"""What a practice may set about documents. When they go out, and to whom, the results' policy says."""

from typing import ClassVar

from portal.services.policies.queue import NeverExpires, QueuePolicy, TargetHours


class DocumentPolicy(QueuePolicy):
    """The rules of the document queue that are the practice's own."""

    NAME: ClassVar[str] = "document"
    target_hours: TargetHours = 16
    expire_after_days: NeverExpires = None
