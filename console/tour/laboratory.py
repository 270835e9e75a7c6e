"""Chapter: what laboratories send, from the line to the chart."""

from PySide6.QtWidgets import QRadioButton

from console.domain.items import DecisionState, Item
from console.tour.hand import (
    StepFailedError,
    click,
    in_front,
    open_dialog,
    press,
    settled,
    until,
)
from console.tour.stage import Stage
from console.views.intake.intake_view import IntakeView
from console.views.intake.message_sheet import MessageSheet
from console.views.reason_dialog import ReasonDialog

PRACTICE = 1


class Laboratory:
    """Looks at the sources, opens a message, finds a result its chart, puts a torn one aside."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def look_at_what_comes_in(self) -> None:
        """Ctrl+I: every source with its last message and its day."""
        stage = self._stage
        stage.close_dialogs()
        await in_front(stage.window)
        press(stage.window, "Ctrl+I")
        view = await until(self._view, "the place is closed")
        cards = await until(view.sources.cards, "no source is shown")
        seen = await stage.provider.intake(PRACTICE)
        if len(cards) != len(seen.sources):
            raise StepFailedError(f"{len(cards)} sources, and the portal has {len(seen.sources)}")
        await until(view.messages.rows.rowCount, "no message is listed")

    async def open_a_message_as_it_came(self) -> None:
        """Its fields stand with their names beside what came."""
        view = await until(self._view, "the place is closed")
        view.messages.table.setFocus()
        view.messages.table.selectRow(0)
        press(view.messages.table, "Return")
        sheet = await until(self._sheet, "no message is opened")
        await until(sheet.tree.topLevelItemCount, "its fields are not shown")
        await settled()

    async def match_a_result_to_its_chart(self) -> None:
        """A number is missing: a person sees who is meant, and says so."""
        stage = self._stage
        stage.close_dialogs()
        await stage.go_to("unmatched_result")
        item = await stage.pick(_misses_a_number)
        panel = stage.window.panel
        chart = await until(
            lambda: next(
                (one for one in panel.findChildren(QRadioButton) if one.isVisible()), None
            ),
            "no chart is proposed",
        )
        chart.click()
        await settled()
        press(stage.table, "A")
        await until(
            lambda: stage.read(item.key).decision_state is DecisionState.QUEUED, "not saved"
        )
        await stage.until_state(item.key, "matched", stage.provider)
        found = (await stage.provider.item(item.key))["patient"]
        if found is None:
            raise StepFailedError("it has no chart")

    async def ask_for_a_message_that_could_not_be_read(self) -> None:
        """Why it could not, and what to do, in words; D asks what becomes of it."""
        stage = self._stage
        await stage.go_to("quarantine")
        item = await stage.pick(_is_pending)
        stage.held = item.key
        press(stage.table, "D")
        dialog = await until(self._reason, "no reason is asked")
        await in_front(dialog)
        dialog.choose("SENT_AGAIN")
        await settled()

    async def put_it_aside(self) -> None:
        """It is kept, and nobody has to see to it any more."""
        dialog = await until(self._reason, "no reason is asked")
        click(dialog.accept_button)
        await self._stage.until_state(self._stage.kept, "discarded", self._stage.provider)

    # Inside

    def _view(self) -> IntakeView | None:
        found = open_dialog(self._stage.window, IntakeView)
        return found if isinstance(found, IntakeView) else None

    def _sheet(self) -> MessageSheet | None:
        found = open_dialog(self._stage.window, MessageSheet)
        return found if isinstance(found, MessageSheet) else None

    def _reason(self) -> ReasonDialog | None:
        found = open_dialog(self._stage.window, ReasonDialog)
        return found if isinstance(found, ReasonDialog) else None


def _is_pending(item: Item) -> bool:
    return item.state == "pending"


def _misses_a_number(item: Item) -> bool:
    return item.state == "pending" and item.content.get("reason") == "NO_RECORD_NUMBER"
