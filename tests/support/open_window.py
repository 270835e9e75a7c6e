"""The whole window over a list of items, wired as the program wires it, noting what it tells."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.domain.items import Item
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.models.bulk_check import BulkCheck, BulkRow, bulk_label
from console.models.bulk_words import bulk_bar_text
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.views.main_window import MainWindow
from portal.security.permissions import Role
from tests.support.until import until
from tests.support.window_data import ListedItems, calendar, staff

SIGNALS = (
    *("query_changed", "item_wanted", "decided", "bulk_decided", "undone", "claimed"),
    *("claim_released", "slots_wanted", "acknowledged", "practice_chosen", "refreshed", "locked"),
    *("unlock_tried", "sign_out_chosen", "first_load_cancelled", "close_requested"),
)


class OpenWindow:
    """A window on the (missing) screen. Make it inside a running loop; `close()` when done."""

    def __init__(
        self, items: Sequence[Item], me: Me | None = None, size: tuple[int, int] = (1440, 860)
    ) -> None:
        self.calendar = calendar()
        self.items = ListedItems(items)
        self.format = RowFormat(FACES, self.calendar)
        self.model = QueueTableModel(self.items.ids, self.items.rows, self.format)
        self.window = MainWindow(self.model, self.format, self.calendar)
        self.me = me or staff(Role.PROVIDER)
        self.told: list[tuple[str, tuple[Any, ...]]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        for name in SIGNALS:
            getattr(self.window, name).connect(self._note(name))
        self.window.query_changed.connect(self._show)
        self.window.item_wanted.connect(
            lambda key: self.window.show_item(self.items.item(key) if key else None)
        )
        self.window.bulk.check_wanted.connect(self._check)
        self.window.resize(*size)
        self.window.show()
        self.window.show_me(self.me, self.me.practices[0].id)
        self.window.show_counts(self.items.counts(), 0)
        self.show_link(LinkState.ONLINE)

    def _check(self, keys: Any, action: str) -> None:
        """As the program asks the portal; here a waiting item is left out and all else is done."""
        found = {key: self.items.item(key) for key in keys}
        rows = [
            BulkRow(
                key,
                bulk_label(one, self.calendar) if one else self.window.bulk.mark_label(key),
                one,
                "" if one and one.waiting is None else bulk_bar_text("WAITING"),
            )
            for key, one in found.items()
        ]
        self.window.bulk.show_checked(BulkCheck(rows, action=action))

    def _note(self, name: str) -> Callable[..., None]:
        return lambda *values: self.told.append((name, values))

    def _show(self, query: Any) -> None:
        self._keep(self.model.show(query))

    def _keep(self, coroutine: Any) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def show_link(self, state: LinkState, **changed: Any) -> None:
        """Tell the window how the line is; the data is from just now unless said otherwise."""
        self.window.show_link(
            Link(state, **({"data_as_of_ms": self.calendar.now_ms() - 20_000} | changed))
        )

    def values(self, name: str) -> list[tuple[Any, ...]]:
        """What a signal has told so far."""
        return [values for told, values in self.told if told == name]

    async def go_to(self, place: str) -> None:
        """Go to a queue and wait for its first item."""
        self.window.queue_list.choose(place)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the table is answered and the item of its current row is on show, and painted."""
        table, panel = self.window.pane.table, self.window.panel

        def is_settled() -> bool:
            shown = panel.item()
            is_answered = not self._tasks and table.current_key() == (shown.key if shown else None)
            return is_answered and panel.updatesEnabled()

        await until(is_settled, what="the window to settle")
        QCoreApplication.sendPostedEvents()  # the frame that waits, and who waits for it

    def rows(self) -> list[str]:
        """The table as text: patient, request, status; `x` before marked rows, `>` the current."""
        lines = []
        for number in range(self.model.rowCount()):
            row = self.model.row(number)
            mark = "x" if self.model.is_marked(row.key) else " "
            at = ">" if number == self.window.pane.table.currentIndex().row() else " "
            lines.append(f"{at}{mark} {row.patient} | {row.summary} | {row.chip.text}")
        return lines

    def patient(self) -> str:
        """Whose item is on show."""
        return str(self.find("patient_name").text())

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """The widget of this name in the window or one of its dialogs."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"no {name}"
        return found

    def press(self, name: str) -> None:
        """Click the button of this name, as a hand would: only if it is there and enabled."""
        button: QAbstractButton = self.find(name, QAbstractButton)
        assert button.isVisible(), f"{name} is not to be seen"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, keys: str, widget: QWidget | None = None) -> None:
        """Press keys one after the other, where the focus is; `Ctrl+L` and single letters alike."""
        focus: QWidget | None = self.window.focusWidget()
        target = widget or (self.window if focus is None else focus)
        QTest.keySequence(target, QKeySequence(keys))

    def dialog(self, name: str) -> Any:
        """The open dialog of this name."""
        found = self.find(name)
        assert found.isVisible(), f"{name} is not open"
        return found

    async def close(self) -> None:
        """Take the window off the screen and let it go."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.window.allow_close()
        self.window.deleteLater()
