"""How an item stands to its target, in the hours that the practice works (PEERS K22, K23).

A shape and words beside the colour, always. What waits for somebody else has no clock that runs.
"""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.items import Item
from console.models.chip import Chip
from console.models.when import HOUR_MS, Calendar, ms_of

LONG_MS = 16 * HOUR_MS
"""Working time from which on a day says more than hours."""

SOON_MS = HOUR_MS
"""Working time before the target within which an item is shown as nearly due."""


class Due(NamedTuple):
    """`chip` for the header, or None when the target is far off; `words` for its second line."""

    words: str
    chip: Chip | None


class Marks(NamedTuple):
    """How a row's age is painted: its tone, and the shape beside it."""

    tone: str
    icon: str


FINE, NEAR, OVER = Marks("muted", ""), Marks("warn", "clock"), Marks("bad", "attention")


def due_of(item: Item, calendar: Calendar) -> Due:
    """What is left of the time in which the practice wants it decided, or how much is over."""
    due_ms = ms_of(item.entity.get("due_at"))
    if not item.is_open or not due_ms:
        return Due("", None)
    if item.waiting is not None:
        return Due(QCoreApplication.translate("Ageing", "due paused"), None)
    now = calendar.now_ms()
    if due_ms < now:
        over_ms = calendar.worked_between(due_ms, now)
        over = calendar.lasting(over_ms) if over_ms < LONG_MS else calendar.age(due_ms)
        text = QCoreApplication.translate("Ageing", "Overdue by {time}").format(time=over)
        return Due("", Chip(OVER.icon, text, OVER.tone))
    left_ms = calendar.worked_between(now, due_ms)
    if left_ms > LONG_MS:
        day = calendar.weekday(calendar.local(due_ms).date())
        return Due(QCoreApplication.translate("Ageing", "due {day}").format(day=day), None)
    left = calendar.lasting(left_ms)
    if left_ms <= SOON_MS:
        text = QCoreApplication.translate("Ageing", "Due in {time}").format(time=left)
        return Due("", Chip(NEAR.icon, text, NEAR.tone))
    return Due(QCoreApplication.translate("Ageing", "{time} left").format(time=left), None)


class Ageing:
    """The marks of a row's age; looks at the practice's hours once a minute, not once a row."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._minute, self._soon_ms = -1, 0

    def marks(self, due_ms: int, *, waits_elsewhere: bool) -> Marks:
        """How the age of an open item is painted; `due_ms` 0 for one without a target."""
        if not due_ms or waits_elsewhere:
            return FINE
        now = self._calendar.now_ms()
        if due_ms < now:
            return OVER
        if now // 60_000 != self._minute:
            calendar = self._calendar
            self._minute = now // 60_000
            self._soon_ms = calendar.hours.after(now, SOON_MS, calendar.zone)
        return NEAR if due_ms <= self._soon_ms else FINE
