"""Chapter: the provider's own work."""

from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QWidget

from console.domain.items import DecisionState
from console.tour import wanted
from console.tour.hand import (
    StepFailedError,
    click,
    find,
    in_front,
    open_dialog,
    press,
    settled,
    until,
    write,
)
from console.tour.stage import Stage
from console.views.hold_dialog import HoldDialog
from console.views.theme import Scheme, theme


class Provider:
    """Renews, releases, holds."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def approve_a_renewal(self) -> None:
        """The check card is read, A approves."""
        await self._stage.go_to("refill")
        item = await self._stage.pick(wanted.may_be_renewed)
        await self._stage.decide_by_key(item, "A", "approved", seen_by=self._stage.provider)

    async def prescribe_otherwise(self) -> None:
        """Changes are written beside what was prescribed, with their reason."""
        item = await self._stage.pick(wanted.may_be_changed)
        panel = self._stage.window.panel
        self._stage.held = item.key
        click(find(panel, QPushButton, "change_prescription"))
        write(find(panel, QLineEdit, "change_quantity"), "14")
        days = find(panel, QLineEdit, "change_days")
        days.selectAll()
        write(days, "14")
        write(find(panel, QLineEdit, "change_reason"), "To be seen before the next one.")
        await until(lambda: self._button("approve_changed").isEnabled(), "still barred")

    async def approve_with_changes(self) -> None:
        """The patient is told what changes."""
        click(self._button("approve_changed"))
        await self._stage.until_state(self._stage.kept, "approved", self._stage.provider)
        decision = (await self._stage.provider.item(self._stage.kept))["decision"]
        if decision["action"] != "approve_with_changes":
            raise StepFailedError("the changes are not in the decision")

    async def look_at_a_trend(self) -> None:
        """Earlier values of the same analyte, as a picture."""
        await self._stage.go_to("result")
        await self._stage.pick(wanted.has_history)

    async def release_a_result(self) -> None:
        """Only now the patient sees it."""
        item = await self._stage.pick(wanted.may_be_released)
        await self._stage.decide_by_key(item, "A", "released", seen_by=self._stage.provider)

    async def undo_a_release(self) -> None:
        """Within the seconds that the bar counts, nothing has left the house."""
        item = await self._stage.pick(wanted.may_be_released)
        press(self._stage.table, "A")
        read = self._stage.read
        await until(lambda: read(item.key).decision_state is DecisionState.QUEUED, "not saved")
        await settled()
        press(self._stage.table, "U")
        await until(lambda: read(item.key).decision_state is DecisionState.NONE, "not undone")
        await settled(1.5)
        if await self._stage.provider.state(item.key) != "pending":
            raise StepFailedError("an undone release was sent")

    async def hold_a_result(self) -> None:
        """A hold needs a basis, a rationale and a day to look again."""
        item = await self._stage.pick(wanted.may_be_released)
        self._stage.held = item.key
        click(find(self._stage.window.panel, QPushButton, "secondary_button"))
        dialog = await until(lambda: open_dialog(self._stage.window, HoldDialog), "no hold dialog")
        await in_front(dialog)
        basis = find(dialog, QListView, "basis_list")
        basis.setFocus()
        press(basis, "Down")
        rationale = find(dialog, QWidget, "rationale")
        write(rationale, "The patient has spoken of self-harm; we read it together tomorrow.")
        harm = find(dialog, QWidget, "harm")
        harm.setFocus()
        press(harm, "Down")
        told = find(dialog, QWidget, "review_right_told")
        told.setFocus()
        press(told, "Space")

    async def the_hold_is_kept(self) -> None:
        """It is saved with its basis."""
        dialog = await until(lambda: open_dialog(self._stage.window, HoldDialog), "no hold dialog")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the hold was not accepted")
        await self._stage.until_state(self._stage.kept, "held", self._stage.provider)

    async def read_a_document(self) -> None:
        """Its pages are drawn by a process apart; before they are, it can not be released."""
        self._stage.close_dialogs()
        await self._stage.go_to("document")
        item = await self._stage.pick(wanted.is_readable)
        self._stage.held = item.key
        await until(lambda: self._button("primary_button").isEnabled(), "no page is drawn")

    async def release_the_document(self) -> None:
        """Only now the patient can open it."""
        item = self._stage.read(self._stage.kept)
        await self._stage.decide_by_key(item, "A", "released", seen_by=self._stage.provider)

    def _button(self, name: str) -> QPushButton:
        return find(self._stage.window.panel, QPushButton, name)

    async def the_same_in_the_dark(self) -> None:
        """The window follows the scheme at once."""
        theme().set_scheme(Scheme.DARK)
        await settled(0.4)
