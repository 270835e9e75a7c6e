"""Chapter: a laptop is lost, and the administrator takes its access away."""

from typing import TypeVar

from PySide6.QtWidgets import QDialog, QLineEdit

from console.domain.workstation import Workstation, WorkstationState
from console.tour.hand import (
    StepFailedError,
    find,
    in_front,
    open_dialog,
    press,
    settled,
    until,
    write,
)
from console.tour.stage import Stage
from console.views.command_palette import CommandPalette
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import WorkstationsView

D = TypeVar("D", bound=QDialog)
PRACTICE = 1
REASON = "Left on the train"


class Computers:
    """Finds the nurse's computer, and orders it erased."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def see_whose_computers_there_are(self) -> None:
        """Ctrl+K, its name, Enter: whose they are, how each stands, when it was last seen."""
        stage = self._stage
        await stage.meet("admin")
        stage.close_dialogs()
        await in_front(stage.window)
        press(stage.window, "Ctrl+K")
        palette = await self._dialog(CommandPalette)
        field = find(palette, QLineEdit, "palette_field")
        write(field, "laptop")
        press(field, "Return")
        view = await self._dialog(WorkstationsView)
        await until(view.rows.rowCount, "no computer is listed")
        write(view.edit, "maria")
        found = await until(view.table.workstation, "the nurse's is not found")
        if found.state is not WorkstationState.ACTIVE:
            raise StepFailedError(f"it is {found.state}")
        await settled()

    async def take_the_access_of_a_lost_one_away(self) -> None:
        """It says what happens, asks why, and says what the portal has said: ordered, not done."""
        view = await self._dialog(WorkstationsView)
        one = view.table.workstation()
        press(view.edit, "Down")
        press(view.table, "Return")
        press(view.detail.button, "Return")
        dialog = await self._dialog(EndWorkstationDialog)
        write(dialog.reason, REASON)
        press(dialog, "Ctrl+Return")
        await until(lambda: not view.notice.isHidden(), "the portal has not answered")
        found = await self._of_the_portal("" if one is None else one.id)
        if (found.state, found.reason) != (WorkstationState.WIPE_ORDERED, REASON):
            raise StepFailedError(f"the portal says {found.state}")
        await settled()

    # Inside

    async def _dialog(self, kind: type[D]) -> D:
        dialog = await until(lambda: open_dialog(self._stage.window, kind), f"no {kind.__name__}")
        if not isinstance(dialog, kind):
            raise StepFailedError(f"no {kind.__name__}")
        await in_front(dialog)
        return dialog

    async def _of_the_portal(self, workstation_id: str) -> Workstation:
        known = await self._stage.person("admin").workstations(PRACTICE)
        return next(one for one in known if one.id == workstation_id)
