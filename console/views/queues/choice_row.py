"""One of several things to choose between: a radio button with words, pills and a frame around."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.models.queue_face import Chip
from console.views.flow_layout import Flow
from console.views.queues.beside import Beside
from console.views.queues.round_mark import RoundMark
from console.views.queues.section import column, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, theme


class ChoiceRow(QWidget):
    """A radio button with words that wrap and pills; a click anywhere on it chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = ""
        self.radio = RoundMark()
        self.radio.setObjectName("chart_choice")
        self.title, self.detail = WrappedLabel(bold=True), WrappedLabel(tone="muted")
        self.strength = Tag()
        self.warnings = (Tag(), Tag(), Tag())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        outer.setSpacing(GRID)
        outer.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        words = column(space=2)
        outer.addLayout(words, 1)
        words.addWidget(Beside(self.title, self.strength))
        words.addWidget(self.detail)
        self._tags = Flow()
        for tag in self.warnings:
            self._tags.flow.addWidget(tag)
        words.addWidget(self._tags)
        self.apart = QPushButton()
        self.apart.setObjectName("not_same_person")
        self.apart.setProperty("rank", "link")
        self.apart.setAutoDefault(False)
        self._tags.flow.add_trailing(self.apart)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.radio.toggled.connect(self.update)

    def say(self, title: str, detail: str, strength: Chip | None, warnings: Sequence[Chip]) -> None:
        """Show an option."""
        self.title.say(title)
        self.detail.say(detail)
        reveal(self.detail, shown=bool(detail))
        self.strength.show_chip(strength)
        for number, tag in enumerate(self.warnings):
            tag.show_chip(warnings[number] if number < len(warnings) else None)
        spoken = [title, detail, strength.text if strength else "", *(w.text for w in warnings)]
        self.radio.setAccessibleName(", ".join(filter(None, spoken)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose this option if the click ends on it."""
        if self.rect().contains(event.position().toPoint()):
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show it as before."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box: a tint and a strong frame when it is chosen."""
        look, painter, chosen = theme(), QPainter(self), self.radio.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if chosen else look.frame()
        inset = width / 2
        ground = "selection" if chosen else "hover" if self.underMouse() else "card"
        painter.setPen(QPen(look.color("accent" if chosen else "line"), width))
        painter.setBrush(look.color(ground))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 8, 8)
        painter.end()
