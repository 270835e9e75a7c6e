"""What the window itself has to say: what was saved, what changed meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.messages import Message
from console.models.item_words import person_of
from console.models.one_line import isolated
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.message_bar import MessageBar


class WindowMessages(QObject):
    """Finds the words and puts them into the message bar, or into a list of their own."""

    def __init__(self, bar: MessageBar, calendar: Calendar, window: QWidget) -> None:
        super().__init__(window)
        self._bar, self._calendar, self._window = bar, calendar, window

    def saved(self, item: Item, action: str, undo_s: int, undo: Callable[[], None]) -> None:
        """Say that a decision is saved; offer `undo` for that many seconds, not at all for 0."""
        done = FACES[item.key.kind].action(action).done
        who = isolated(person_of(item, self._calendar).name)
        message = Message(
            self.tr("{done}: {who}").format(done=done, who=who), self.tr("Saved."), "", "ok"
        )
        if undo_s > 0:
            self._bar.show_message(message, self.tr("Undo"), undo, undo_s)
        else:
            self._bar.show_message(message)

    def changed_meanwhile(self) -> None:
        """Say that an item moved under the user's hands, and that nothing has been decided."""
        text = self.tr("The item has changed while you were deciding.")
        detail = self.tr(
            "Nothing has been decided. Look at it as it is now: what you wrote is kept for it."
        )
        self._bar.show_message(Message(text, detail, "", "warn"))
