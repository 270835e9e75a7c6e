"""What every queue's policy has: when an item is overdue, and when nobody needs it any more.

A setting of a policy is one field with a default. Its title, its unit and the source of its rule stand
in the field itself, because the console draws its form from them (`policies.documents`).
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from portal.services.policies.store import Policy

# A queue that has another default repeats the type: `target_hours: TargetHours = 16`.
TargetHours = Annotated[
    float,
    Field(
        gt=0,
        le=1000,
        title="Target",
        description="An item that waits longer is overdue. Counted in the practice's working hours.",
        json_schema_extra={"unit": "working hours"},
    ),
]
PauseWhileWaiting = Annotated[
    bool,
    Field(
        title="Stop the clock while the patient is asked",
        description="Time that an item waits for the patient does not count toward the target.",
    ),
]
ExpireAfterDays = Annotated[
    Annotated[int, Field(ge=1, le=730)] | None,
    Field(
        title="Expires after",
        description="An open item that nobody has decided is closed as expired; never: it stays open.",
        json_schema_extra={"unit": "days"},
    ),
]


def _never(days: int | None) -> None:
    if days is not None:
        msg = "what waits for its release does not expire: it is released, or held for a reason"
        raise ValueError(msg)


# what a patient has a right to see is not closed by time alone (45 CFR 171; invariant 20)
NeverExpires = Annotated[ExpireAfterDays, AfterValidator(_never)]


class QueuePolicy(Policy):
    """The target is counted in working hours; the clock stands while the patient is asked."""

    target_hours: TargetHours = 8
    pause_while_waiting: PauseWhileWaiting = True
    expire_after_days: ExpireAfterDays = None
