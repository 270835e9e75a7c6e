"""When the practice works, which is when the clock of its queues runs."""

from datetime import date, time
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from portal.services.policies.store import Policy


class Opening(BaseModel):
    """One span of a weekday on which the practice works; Monday is 0."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    weekday: int
    opens: time
    closes: time


class DeskPolicy(Policy):
    """Working hours in the practice's own time zone, and the days on which it is closed."""

    NAME: ClassVar[str] = "desk"
    hours: tuple[Opening, ...] = tuple(
        Opening(weekday=day, opens=time(8), closes=time(17)) for day in range(5)
    )
    holidays: tuple[date, ...] = ()
