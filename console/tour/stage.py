"""What all chapters of the tour share: the program, the colleagues, and the moves of a hand."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget

from console.app import Console
from console.desk import Desk
from console.domain.items import DecisionState, Item, ItemKey
from console.models.queue_table import QueueTableModel
from console.runtime import Lane
from console.tour.colleague import Colleague
from console.tour.hand import StepFailedError, find, in_front, open_dialog, press, settled, until
from console.tour.relay import CabledDemo
from console.views.deny_dialog import DenyDialog
from console.views.main_window import MainWindow


class Stage:
    """The running program and whom it is proved with. `held` is the item that a step leaves over."""

    def __init__(self, console: Console, demo: CabledDemo) -> None:
        self.console, self.demo = console, demo
        self.outside = Lane("tour")
        self.held: ItemKey | None = None
        self._people: dict[str, Colleague] = {}

    async def close(self) -> None:
        """End what the tour began beside the program."""
        for person in self._people.values():
            await person.close()
        closing = Lane("closing-tour")
        await closing.run(self.outside.close)
        closing.close()

    async def meet(self, username: str) -> None:
        """Sign a colleague in at another desk, unless they are."""
        if username in self._people:
            return
        straight = f"http://127.0.0.1:{self.demo.port}"  # by no cable that could be pulled
        person = Colleague(straight, username, self.console.demo.password)
        self._people[username] = person
        await person.sign_in()

    @property
    def colleague(self) -> Colleague:
        """The nurse, who sees what the front desk sees."""
        return self.person("nurse")

    @property
    def provider(self) -> Colleague:
        """The provider, who sees results."""
        return self.person("provider")

    @property
    def biller(self) -> Colleague:
        """The administrator, who sees statements."""
        return self.person("admin")

    def person(self, username: str) -> Colleague:
        """A colleague by user name; StepFailedError for one who was not met."""
        if username not in self._people:
            raise StepFailedError(f"no {username}")
        return self._people[username]

    @property
    def desk(self) -> Desk:
        """Whoever is signed in; StepFailedError when nobody is."""
        if self.console.desk is None:
            raise StepFailedError("nobody is signed in")
        return self.console.desk

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.desk.window

    @property
    def table(self) -> QWidget:
        """The table of the queue."""
        return self.window.pane.table

    @property
    def shown(self) -> Item | None:
        """The item on show."""
        return self.window.panel.item()

    @property
    def kept(self) -> ItemKey:
        """The item that an earlier step left over."""
        if self.held is None:
            raise StepFailedError("no item was chosen")
        return self.held

    async def place(self, place: str) -> None:
        """Go to a place of the list on the left by its key."""
        await in_front(self.window)
        places = self.window.places()
        press(self.table, f"Alt+{places.index(place) + 1}")

    async def go_to(self, place: str) -> None:
        """Go to a queue and wait for its rows."""
        await self.place(place)
        model = self.desk.model
        await until(lambda: _shows(model, place), f"the {place} queue is empty")
        self.window.pane.focus_table()
        await settled()

    async def pick(self, fits: Callable[[Item], bool]) -> Item:
        """Walk down the queue with J until an item fits."""
        await in_front(self.window)
        table, model = self.window.pane.table, self.desk.model
        self.window.pane.focus_table()
        press(table, "Ctrl+Home")
        for _ in range(model.rowCount()):
            item = await until(self._of_current_row, "not shown")
            if not item.decision_state and fits(item):
                return item
            press(table, "J")
        raise StepFailedError("no item of that kind is waiting")

    def _of_current_row(self) -> Item | None:
        """The item on show once it is that of the current row; rows leave while one walks."""
        item = self.shown
        return item if item and item.key == self.window.pane.table.current_key() else None

    def read(self, key: ItemKey) -> Item:
        """An item as the store has it now."""
        item = self.desk.item(key)
        if item is None:
            raise StepFailedError("the item has left the cache")
        return item

    async def decide_by_key(
        self, item: Item, key: str, state: str, seen_by: Colleague | None = None
    ) -> None:
        """Decide the item on show with one key, and wait for the portal to say the same."""
        self.window.pane.focus_table()
        press(self.table, key)
        await until(lambda: self.read(item.key).decision_state is DecisionState.QUEUED, "not saved")
        await self.until_state(item.key, state, seen_by)

    async def deny(self, item: Item) -> None:
        """Refuse the item on show, and wait until that is saved."""
        press(self.table, "D")
        await self.choose_reason()
        dialog = await until(lambda: open_dialog(self.window, DenyDialog), "no question")
        press(dialog, "Ctrl+Return")
        await until(lambda: self.read(item.key).decision_state is DecisionState.QUEUED, "not saved")

    async def choose_reason(self) -> None:
        """Take the first reason in the open dialog."""
        dialog = await until(lambda: open_dialog(self.window, DenyDialog), "no question")
        reasons = find(dialog, QListView, "reason_list")
        reasons.setFocus()
        QTest.keyClick(reasons, Qt.Key.Key_Down)
        QTest.keyClick(reasons, Qt.Key.Key_Up)
        await settled()

    async def accept_dialog(self, key: ItemKey, state: str) -> None:
        """Send the open refusal, and wait for what the portal makes of it."""
        dialog = await until(lambda: open_dialog(self.window, DenyDialog), "no question")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the question was not answered")
        await self.until_state(key, state)

    async def until_state(self, key: ItemKey, state: str, seen_by: Colleague | None = None) -> None:
        """Wait until the portal, asked by a colleague, and the window both say `state`."""
        person = seen_by or self.colleague

        async def there() -> bool:
            return await person.state(key) == state

        await self.until_portal(there, f"the portal does not say {state}")
        await until(
            lambda: (item := self.desk.item(key)) is None or item.state == state,
            f"the window does not say {state}",
        )

    async def until_portal(self, condition: Callable[[], Awaitable[bool]], what: str) -> None:
        """Ask the portal until it is so; StepFailedError when it does not come to that."""
        for _ in range(100):
            if await condition():
                return
            await settled(0.1)
        raise StepFailedError(what)

    def close_dialogs(self) -> None:
        """Close every dialog that is open."""
        while (dialog := open_dialog(self.window)) is not None:
            dialog.reject()


def _shows(model: QueueTableModel, kind: str) -> bool:
    """Whether the rows are the queue's own; the top of a mixed list may only look like it."""
    keys = [model.key_at(row) for row in range(model.rowCount())]
    return bool(keys) and all(key is not None and key.kind == kind for key in keys)
