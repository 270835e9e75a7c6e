"""When the practice works, which is when the clock of its queues runs."""

from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from portal.domain.fields import Day
from portal.services.policies.store import Policy

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
