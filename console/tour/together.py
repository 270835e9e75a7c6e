"""Chapter: releasing many results together, each looked at."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from console.domain.items import ItemKey
from console.models.bulk_outcomes import BulkOutcomes, Fate
from console.tour.hand import (
    StepFailedError,
    click,
    find,
    in_front,
    open_dialog,
    press,
    settled,
    until,
)
from console.tour.stage import Stage
from console.views.bulk_dialog import BulkDialog
from console.views.bulk_outcome_dialog import BulkOutcomeDialog
from console.views.choice_list import ChoiceList

MARKED = 40
PAGES = 60  # more than any list has


class Together:
    """Only routine, normal, final results go together; each other one is named with its reason."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._done: tuple[ItemKey, ...] = ()

    async def mark_forty_results(self) -> None:
        """Space marks a row and goes on; one question covers them all, and leaves out with a reason."""
        stage = self._stage
        await stage.go_to("result")
        await in_front(stage.window)
        press(stage.table, "Ctrl+Home")
        for _ in range(min(MARKED, stage.desk.model.rowCount())):
            press(stage.table, "Space")
        marked = set(stage.window.pane.marks())
        click(find(stage.window, QPushButton, "bulk_primary"))
        dialog = await self._dialog()
        check = await until(dialog.check, "the portal has not been asked")
        self._done = tuple(row.key for row in check.done)
        if {row.key for row in check.rows} != marked or not self._done:
            raise StepFailedError("not every marked row is answered")
        if not all(row.why for row in check.left_out):
            raise StepFailedError("a row is left out without a reason")

    async def release_them_together(self) -> None:
        """What nobody has looked at is not released; then each has its outcome."""
        dialog = await self._dialog()
        await in_front(dialog)
        rows = find(dialog, ChoiceList, "bulk_done")
        for _ in range(PAGES):
            if not dialog.obstacle():
                break
            QTest.keyClick(rows, Qt.Key.Key_PageDown)
            await settled(0.05)
        press(dialog, "Ctrl+Return")
        outcome = await until(
            lambda: open_dialog(self._stage.window, BulkOutcomeDialog), "no outcomes"
        )
        told = find(outcome, QTableView, "bulk_table").model()
        assert isinstance(told, BulkOutcomes)  # noqa: S101 - the dialog's own
        await until(lambda: not told.count(Fate.WAITING), "not every row has its outcome")
        for key in self._done:
            await self._stage.until_state(key, "released", self._stage.provider)

    async def _dialog(self) -> BulkDialog:
        dialog = await until(lambda: open_dialog(self._stage.window, BulkDialog), "no list")
        assert isinstance(dialog, BulkDialog)  # noqa: S101 - asked for above
        return dialog
