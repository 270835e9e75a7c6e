"""One message at a time, under the search, with an action; nothing vanishes before it is read."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from console.messages import Message
from console.views.icons import ButtonIcon
from console.views.theme import GAP, GRID, GROUP
from console.views.toned import Toned, icon_of


class MessageBar(Toned):
    """Shows the newest message. An action that ends (such as Undo) counts its seconds down.

    Signals: `dismissed` when the user has closed the message.
    """

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__("message", 0)
        self.setObjectName("message_bar")
        self._act: Callable[[], None] | None = None
        self._label, self._seconds = "", 0
        self._button = QPushButton()
        self._button.setObjectName("message_action")
        self._button.clicked.connect(self._on_action)
        self._close = QPushButton()
        self._close.setObjectName("message_close")
        self._close.setProperty("rank", "plain")
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close"))
        ButtonIcon(self._close, "cross", "muted")
        self._close.clicked.connect(self._on_closed)
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._on_second)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP, GAP, GAP)
        row.setSpacing(GAP + GRID)
        row.addWidget(self.icon)
        row.addLayout(self.words_column, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)

    def show_message(
        self,
        message: Message,
        button: str = "",
        act: Callable[[], None] | None = None,
        seconds: int = 0,
    ) -> None:
        """Show a message in place of the one before.

        `act` runs when `button` is pressed. With `seconds` the button goes when they are over, and
        the message with it: for what is said elsewhere too, as a decision in its row.
        """
        self._act, self._label, self._seconds = act, button, seconds
        detail = " ".join(part for part in (message.detail, message.action) if part)
        self.show_words(icon_of(message.tone), message.tone, message.text, detail)
        self._button.setVisible(bool(button))
        self._name_button()
        self.show()
        if seconds:
            self._clock.start()
        else:
            self._clock.stop()
        self._announce(f"{message.text} {detail}", urgent=message.tone == "bad")

    def text(self) -> str:
        """What is being said, or nothing."""
        return "" if self.isHidden() else self.told()

    def act(self) -> None:
        """Do what the button offers, if it still does."""
        if self.isVisible() and self._button.isVisibleTo(self):
            self._on_action()

    def clear(self) -> None:
        """Say nothing any more."""
        self._clock.stop()
        self._act = None
        self.hide()

    def _announce(self, text: str, *, urgent: bool) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _name_button(self) -> None:
        label = self._label
        if self._seconds:
            label = self.tr("{label} ({seconds} s)").format(label=label, seconds=self._seconds)
        self._button.setText(label)
        self._button.setAccessibleName(self._label)

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self.clear()
        else:
            self._name_button()

    def _on_action(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()
