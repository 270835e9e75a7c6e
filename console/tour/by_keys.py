"""Chapter: a receptionist works off a dozen mixed items and never touches the mouse."""

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog

from console.domain.items import DecisionState, Item
from console.tour import wanted
from console.tour.hand import StepFailedError, in_front, open_dialog, settled, until
from console.tour.keyboard import Keyboard, has_focus
from console.tour.stage import Stage
from console.views.queues.day_strip import DayStrip

MOST_KEYS = 3  # for a plain approval, in the middle
PLAIN = 3  # so many of them
QUESTION = "Which name stands on your insurance card?"
OUTCOME = "Called, left a message."

Fits = Callable[[Item], bool]


class ByKeys:
    """Every press is counted from the item being the current one until its decision is saved."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._keyboard = Keyboard()

    async def work_off_enrollments_by_keys(self) -> None:
        """Three plain ones, a new chart, a denial, a question to the applicant."""
        await self._go_to("enrollment")
        for _ in range(PLAIN):
            item = await self._begin(wanted.is_plain)
            self._keyboard.press("Return Space A")  # into the item, the chart, approve
            await self._saved(item, "enrollment, plain approval", "approved", is_plain=True)
        item = await self._begin(wanted.needs_a_chart)
        self._keyboard.press("A")
        await self._saved(item, "enrollment, new chart", "approved")
        await self._refuse(wanted.may_be_denied, "enrollment, denied", "denied")
        item = await self._begin(wanted.may_be_denied)
        self._keyboard.press("S")
        await self._dialog()
        self._keyboard.write(QUESTION)
        self._keyboard.press("Ctrl+Return")
        await self._saved(item, "enrollment, asked back", "needs_info")

    async def work_off_appointments_by_keys(self) -> None:
        """One booked, one offered two times, one declined, one visit canceled."""
        await self._go_to("appointment")
        item = await self._begin(wanted.wants_a_time)
        await self._at_the_times()
        self._keyboard.press("Return A")
        await self._saved(item, "appointment, booked", "booked")
        item = await self._begin(wanted.wants_a_time)
        await self._at_the_times()
        self._keyboard.press("Space Down Space S")
        await self._saved(item, "appointment, two times offered", "offered")
        await self._refuse(wanted.wants_a_time, "appointment, declined", "declined")
        item = await self._begin(wanted.asks_to_cancel)
        self._keyboard.press("A")
        await self._saved(item, "appointment, visit canceled", "cancelled")

    async def work_off_the_rest_by_keys(self) -> None:
        """A renewal denied for a reason of the desk, a task done."""
        await self._go_to("refill")
        await self._refuse(wanted.is_pending, "renewal, denied", "denied")
        await self._go_to("task")
        item = await self._begin(wanted.is_pending)
        self._keyboard.press("A")
        await self._dialog()
        self._keyboard.write(OUTCOME)
        self._keyboard.press("Ctrl+Return")
        await self._saved(item, "task, done", "done")

    async def count_the_keys(self) -> None:
        """A plain approval takes three keys at most."""
        middle = self._keyboard.plain_median()
        lines = [*self._keyboard.table(), f"median of plain approvals: {middle:g} keys"]
        sys.stdout.write("".join(f"      {line}\n" for line in lines))
        sys.stdout.flush()
        if middle > MOST_KEYS:
            raise StepFailedError(f"a plain approval takes {middle:g} keys")

    async def _go_to(self, place: str) -> None:
        await self._stage.go_to(place)

    async def _begin(self, fits: Fits) -> Item:
        if QApplication.focusWidget() is not self._stage.table:
            raise StepFailedError("the table does not have the keyboard")
        item = await self._stage.pick(fits)
        self._keyboard.begin()
        return item

    async def _at_the_times(self) -> None:
        self._keyboard.press("Return")
        strip = has_focus()
        if not isinstance(strip, DayStrip):
            raise StepFailedError("Enter does not lead to the free times")
        await until(strip.cursor_id, "no time is free")

    async def _refuse(self, fits: Fits, what: str, state: str) -> None:
        item = await self._begin(fits)
        self._keyboard.press("D")
        await self._dialog()
        self._keyboard.press("Down Ctrl+Return")
        await self._saved(item, what, state)

    async def _dialog(self) -> None:
        window = self._stage.window
        dialog: QDialog = await until(lambda: open_dialog(window), "no question")
        await in_front(dialog)
        await settled()

    async def _saved(self, item: Item, what: str, state: str, *, is_plain: bool = False) -> None:
        stage = self._stage
        await until(
            lambda: stage.read(item.key).decision_state is DecisionState.QUEUED,
            f"{what}: not saved",
        )
        self._keyboard.end(what, is_plain=is_plain)
        await in_front(stage.window)
        await stage.until_state(item.key, state)
