"""What somebody sees who looks at the window: frames as they are painted, and keys as they are pressed."""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from bench import stage
from console.desk import Desk
from console.domain.items import QUEUE_KINDS, ItemKey, QueueQuery, QueueView

IDLE_S = 0.4
"""For so long nothing may be under way before the next sample; no signal says that nothing more comes."""


class Frames(QObject):
    """Tells when a frame with any of some widgets has been painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._wanted: list[tuple[Callable[[], object], asyncio.Future[float]]] = []
        self._is_due = False
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look once the whole frame is painted: after the event that is being worked off."""
        if event.type() == QEvent.Type.Paint and self._wanted and not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self._look)
        return False

    async def with_(self, condition: Callable[[], object]) -> float:
        """The time, by `perf_counter`, at which a frame was done that the condition holds for."""
        seen: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._wanted.append((condition, seen))
        async with asyncio.timeout(stage.PATIENCE_S):
            return await seen

    def _look(self) -> None:
        now, self._is_due = time.perf_counter(), False
        for one in list(self._wanted):
            condition, seen = one
            if seen.done():
                self._wanted.remove(one)
            elif condition():
                self._wanted.remove(one)
                seen.set_result(now)


class Screen:
    """The middle of a desk's window: the table, the search, how many were found."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.model = desk, desk.model
        self.table = desk.window.pane.table
        self.search = desk.window.page.top_bar.search
        self.found = desk.window.pane.findChild(QLabel, "queue_found")
        self.frames = Frames(self.table.viewport(), self.found)
        self._answered: QueueQuery | None = None
        self.model.answered.connect(self._on_answered)

    async def everything(self) -> None:
        """Show all items of the practice, the newest first, as a view that was kept does."""
        query = QueueQuery(self.desk.practice_id, "", QUEUE_KINDS, QueueView.ALL)
        await self.shows(query)

    async def shows(self, query: QueueQuery) -> None:
        """Show a query, and wait until it is shown and nothing moves any more."""
        self.desk.window.pane.show_query(query)
        await self.rests(query.search)

    async def rests(self, search: str) -> None:
        """Until the answer to a search is there, and the window is idle."""

        def there() -> bool:
            query = self.model.query
            return query is not None and query.search == search and self._answered == query

        await stage.until(there, "the answer")
        await asyncio.sleep(IDLE_S)

    def top(self) -> tuple[ItemKey | None, ...]:
        """The items whose rows are in sight."""
        height = self.table.viewport().height()
        first, last = self.table.rowAt(0), self.table.rowAt(height - 1)
        if first < 0:
            return ()
        last = self.model.rowCount() - 1 if last < 0 else last
        return tuple(self.model.key_at(row) for row in range(first, last + 1))

    def press(self, key: str) -> float:
        """Type a letter into the search; the time before it, by `perf_counter`."""
        field: QLineEdit = self.search
        began = time.perf_counter()
        QTest.keyClick(field, key)
        return began

    async def clear(self) -> None:
        """Empty the search."""
        self.search.clear()
        await self.rests("")

    def _on_answered(self, query: QueueQuery) -> None:
        self._answered = query
