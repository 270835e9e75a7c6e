"""What every card of a decision that did not count has: its frame, its head, its two buttons, its keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from console.messages import Message
from console.models.queue_face import QueueFace
from console.models.when import Calendar
from console.views.icons import ButtonIcon, IconLabel
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP, theme


class DecisionCard(QFrame):
    """A card to be read and acknowledged. Enter shows the item, Delete acknowledges.

    `name` begins the names of its parts, `what` names it to the ear. Signals: `acknowledged`,
    `item_asked`, and `step_asked(int)` for the arrow keys.
    """

    acknowledged = Signal()
    item_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, name: str, what: str, face: QueueFace | None, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName(f"{name}_card")
        self.setProperty("surface", "framed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name, self._what = name, what or self.tr("Item without a name")
        self._face, self._calendar = face, calendar
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        self.column.setSpacing(GAP)
        self.acknowledge = QPushButton(self.tr("Acknowledge"))
        self.show_button = QPushButton(self.tr("Show item"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act by the keyboard alone."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.item_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self._on_acknowledged()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step_asked.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus around the card."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("accent"), 1 + theme().frame()))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GAP, GAP)
        painter.end()

    def add_head(self, at_ms: int) -> None:
        """Say what it is about, and when the portal answered."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        icon = self._face.icon if self._face else "info"
        row.addWidget(IconLabel(icon, "muted", 1.1), 0, Qt.AlignmentFlag.AlignTop)
        label = WrappedLabel(self._what, bold=True)
        label.setObjectName(f"{self._name}_label")
        row.addWidget(label, 1)
        when = PlainLabel(self._calendar.moment(at_ms), tone="muted")
        when.setObjectName(f"{self._name}_when")
        when.setToolTip(self._calendar.absolute(at_ms))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def add_notice(self, message: Message) -> None:
        """Say why it did not count."""
        notice = Notice()
        self.column.addWidget(notice)  # first: shown without a parent it were a window
        notice.say(message, aloud=False)

    def add_buttons(self, tip: str) -> None:
        """Offer to acknowledge it, and to see the item; `tip` says what the first one means."""
        self.acknowledge.setToolTip(tip)
        ButtonIcon(self.acknowledge, "check")
        self.acknowledge.clicked.connect(self._on_acknowledged)
        ButtonIcon(self.show_button, "chevron-right")
        self.show_button.clicked.connect(self.item_asked)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button in (self.acknowledge, self.show_button):
            button.setMinimumHeight(32)
            button.setAccessibleName(f"{button.text()}: {self._what}")
            row.addWidget(button)
        row.addStretch(1)
        self.column.addSpacing(GRID)
        self.column.addLayout(row)

    def is_in_use(self) -> bool:
        """Whether the keyboard is on it, or on one of its buttons."""
        return any(one.hasFocus() for one in (self, self.acknowledge, self.show_button))

    def _on_acknowledged(self) -> None:
        if self.acknowledge.isEnabled() and not self.acknowledge.isHidden():
            self.acknowledge.setDisabled(True)  # until there is an answer
            self.acknowledged.emit()
