"""What a practice may set about what laboratories send, and about the two queues of what did not fit."""

from typing import Annotated, ClassVar

from pydantic import Field

from portal.services.policies.queue import NeverExpires, QueuePolicy, TargetHours
from portal.services.policies.store import Policy

Authority = Annotated[str, Field(min_length=1, max_length=200)]


class IntakePolicy(Policy):
    """Whose record numbers count, and whether messages for training or testing do (DOMAIN §5.4)."""

    NAME: ClassVar[str] = "intake"
    record_number_authorities: Annotated[
        tuple[Authority, ...],
        Field(
            max_length=50,
            title="Record numbers are ours when they come from",
            description=(
                "A laboratory names, beside a patient's record number, who gave the number out. List"
                " every name under which yours arrives, as the laboratories write it. While the list has"
                " no name but web addresses, a number counts when it names the practice that the"
                " message is addressed to."
            ),
            json_schema_extra={"empty": "the practice addressed"},
        ),
    ] = ()
    training_messages: Annotated[
        bool,
        Field(
            title="Take in messages that are marked as training or testing",
            description=(
                "Some laboratories mark everything that they send in this way. Turned off, such"
                " messages are kept and refused as tests."
            ),
        ),
    ] = True


class UnmatchedResultPolicy(QueuePolicy):
    """The rules of the queue of results without a chart: none of them is closed by time alone."""

    NAME: ClassVar[str] = "unmatched_result"
    target_hours: TargetHours = 8
    expire_after_days: NeverExpires = None


class QuarantinePolicy(QueuePolicy):
    """The rules of the queue of messages that could not be read: any of them may hold a result."""

    NAME: ClassVar[str] = "quarantine"
    target_hours: TargetHours = 8
    expire_after_days: NeverExpires = None
