"""When the practice works, which is when the clock of its queues runs."""

from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from portal.db.unit_of_work import UnitOfWork
from portal.domain.fields import Day
from portal.domain.moments import moment_text
from portal.services.policies import store
from portal.services.policies.store import Policy
from portal.services.practice_time import begin_of, end_of, zone_of

SLOTS_BARRED = "slots.resend"  # the job that sends slots anew when what bars them has changed
MOST_SPANS = 28  # four a day
MOST_HOLIDAYS = 100


class Opening(BaseModel):
    """One span of a weekday on which the practice works; Monday is 0."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    weekday: Annotated[int, Field(ge=0, le=6)]
    opens: time
    closes: time

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            msg = "hours are in the practice's own time zone"
            raise ValueError(msg)
        if self.closes <= self.opens:
            msg = "a span closes after it opens, on the same day"
            raise ValueError(msg)
        return self


def _apart(hours: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """Put the spans in order; two of one day that overlap would count an hour twice."""
    ordered = tuple(sorted(hours, key=lambda one: (one.weekday, one.opens)))
    for before, after in pairwise(ordered):
        if before.weekday == after.weekday and after.opens < before.closes:
            msg = "spans of one day do not overlap"
            raise ValueError(msg)
    return ordered


def _ordered(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


class DeskPolicy(Policy):
    """Working hours in the practice's own time zone, and the days on which it is closed."""

    NAME: ClassVar[str] = "desk"
    hours: Annotated[
        tuple[Opening, ...],
        AfterValidator(_apart),
        Field(
            min_length=1,
            max_length=MOST_SPANS,
            title="Working hours",
            description="Targets are counted in these hours, in the practice's own time zone.",
            json_schema_extra={"editor": "weekly_hours"},
        ),
    ] = tuple(Opening(weekday=day, opens=time(8), closes=time(17)) for day in range(5))
    holidays: Annotated[
        tuple[Day, ...],
        AfterValidator(_ordered),
        Field(
            max_length=MOST_HOLIDAYS,
            title="Days closed",
            description="On these days the clock of the queues stands still.",
            json_schema_extra={"editor": "days"},
        ),
    ] = ()

    def changed(self, uow: UnitOfWork, practice_id: int, version: int) -> None:
        """Send the slots of days that are closed now, or not any more. Hours bar no slot."""
        rows = store.versions(uow, practice_id, self.NAME, 2)
        before = DeskPolicy.model_validate_json(rows[1]["body"]) if len(rows) > 1 else DeskPolicy()
        days = sorted(set(before.holidays) ^ set(self.holidays))
        if not days:
            return
        zone = zone_of(uow, practice_id)
        told = {
            "practice_id": practice_id,
            "since": moment_text(begin_of(days[0], zone)),
            "until": moment_text(end_of(days[-1], zone)),
            "days": [day.isoformat() for day in days],
        }
        key = f"{SLOTS_BARRED}:{practice_id}:{self.NAME}:{version}"
        uow.enqueue(SLOTS_BARRED, key, told, practice_id=practice_id)
