"""What every queue's policy has: when an item is overdue, and when nobody needs it any more."""

from typing import Annotated

from pydantic import Field

from portal.services.policies.store import Policy


class QueuePolicy(Policy):
    """The target is counted in working hours; the clock stands while the patient is asked."""

    target_hours: Annotated[float, Field(gt=0, le=1000)] = 8
    pause_while_waiting: bool = True
    expire_after_days: Annotated[int, Field(ge=1, le=730)] | None = None
