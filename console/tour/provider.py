"""Chapter: the provider's own work."""

from PySide6.QtWidgets import QListView, QPushButton, QWidget

from console.tour import wanted
from console.tour.hand import click, find, in_front, open_dialog, press, settled, until, write
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

    async def look_at_a_trend(self) -> None:
        """Earlier values of the same analyte, as a picture."""
        await self._stage.go_to("result")
        await self._stage.pick(wanted.has_history)

    async def release_a_result(self) -> None:
        """Only now the patient sees it."""
        item = await self._stage.pick(wanted.may_be_released)
        await self._stage.decide_by_key(item, "A", "released", seen_by=self._stage.provider)

    async def hold_a_result(self) -> None:
        """A hold needs a basis, a rationale and a day to look again."""
        item = await self._stage.pick(wanted.may_be_released)
        self._stage.held = item.key
        click(find(self._stage.window.panel, QPushButton, "secondary_button"))
        dialog = await until(lambda: open_dialog(self._stage.window, HoldDialog), "no hold dialog")
        await in_front(dialog)
        await in_front(dialog)
        basis = find(dialog, QListView, "basis_list")
        basis.setFocus()
        press(basis, "Down")
        rationale = find(dialog, QWidget, "rationale")
        write(rationale, "I speak with the patient tomorrow; the sample may be another person's.")

    async def the_hold_is_kept(self) -> None:
        """It is saved with its basis."""
        dialog = await until(lambda: open_dialog(self._stage.window, HoldDialog), "no hold dialog")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the hold was not accepted")
        await self._stage.until_state(self._stage.kept, "held", self._stage.provider)

    async def the_same_in_the_dark(self) -> None:
        """The window follows the scheme at once."""
        theme().set_scheme(Scheme.DARK)
        await settled(0.4)
