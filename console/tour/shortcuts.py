"""Chapter: many at once, finding things, and leaving the desk for a moment."""

from PySide6.QtWidgets import QLineEdit, QPushButton

from console.domain.items import ItemKey
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
from console.views.bulk_dialog import BulkDialog
from console.views.deny_dialog import DenyDialog

SEARCHED = 3  # letters


class Shortcuts:
    """What the keyboard does beyond one item."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._marked: tuple[ItemKey, ...] = ()

    async def ask_about_several_at_once(self) -> None:
        """Space marks rows; one question covers them all."""
        await self._stage.go_to("refill")
        for _ in range(3):
            press(self._stage.table, "Space")
            press(self._stage.table, "J")
        self._marked = self._stage.window.pane.marks()
        click(find(self._stage.window, QPushButton, "bulk_refuse"))
        dialog = await until(lambda: open_dialog(self._stage.window, BulkDialog), "no list")
        assert isinstance(dialog, BulkDialog)  # noqa: S101 - asked for above
        check = await until(dialog.check, "the portal has not been asked")
        self._marked = tuple(row.key for row in check.done)
        press(dialog, "Ctrl+Return")
        await self._stage.choose_reason()

    async def decide_several_at_once(self) -> None:
        """Each has its own outcome."""
        dialog = await until(lambda: open_dialog(self._stage.window, DenyDialog), "no question")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the question was not answered")
        for key in self._marked:
            await self._stage.until_state(key, "denied")
        await until(lambda: open_dialog(self._stage.window), "the outcomes are not shown")

    async def search_as_you_type(self) -> None:
        """Three letters find a person among all."""
        self._stage.close_dialogs()
        await self._stage.go_to("enrollment")
        item = await self._stage.pick(wanted.is_pending)
        name = str(item.entity["subject"]["name"])[:SEARCHED]
        before = self._stage.desk.model.rowCount()
        press(self._stage.table, "/")
        write(find(self._stage.window, QLineEdit, "search_box"), name)
        await until(
            lambda: 0 < self._stage.desk.model.rowCount() < before, "the search finds nothing"
        )

    async def find_a_command(self) -> None:
        """Ctrl+K knows everything that can be done."""
        find(self._stage.window, QLineEdit, "search_box").clear()
        await settled(0.3)
        self._stage.window.pane.focus_table()
        press(self._stage.table, "Ctrl+K")
        await until(lambda: open_dialog(self._stage.window), "no palette")

    async def show_the_keys(self) -> None:
        """The question mark shows every key."""
        self._stage.close_dialogs()
        await in_front(self._stage.window)
        self._stage.window.pane.focus_table()
        press(self._stage.table, "?")
        await until(lambda: open_dialog(self._stage.window), "no keys")

    async def lock_the_window(self) -> None:
        """Ctrl+L covers everything."""
        self._stage.close_dialogs()
        await in_front(self._stage.window)
        self._stage.window.pane.focus_table()
        press(self._stage.table, "Ctrl+L")
        await until(self._stage.window.cover.isVisible, "the window is not locked")
        if self._stage.window.page.isVisible():
            raise StepFailedError("patients are on the screen of a locked window")

    async def unlock_it(self) -> None:
        """The password brings everything back."""
        write(
            find(self._stage.window.cover, QLineEdit, "lock_password"),
            self._stage.console.demo.password,
        )
        click(find(self._stage.window.cover, QPushButton, "unlock_button"))
        await until(self._stage.window.page.isVisible, "the window is still locked")
