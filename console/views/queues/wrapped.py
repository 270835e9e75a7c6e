"""Labels that wrap wherever they must: a name of 80 letters never widens the panel."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from console.views.plain_label import PlainLabel
from console.views.theme import BODY

_MOST = 60  # letters that a label asks room for, before it wraps
_LEAST = 6


class WrappedLabel(PlainLabel):
    """A plain label that breaks between words, and inside a word that is longer than a line."""

    def __init__(
        self,
        text: str = "",
        *,
        size: float = BODY,
        bold: bool = False,
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        self._laid: tuple[tuple[str, str, int, int], QTextLayout, int] | None = None
        super().__init__(text, size=size, bold=bold, tone=tone, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, tone: str | None = None) -> None:
        """Show this text; cheap when it is the same as before."""
        if tone is not None:
            self.set_tone(tone)
        if text != self.text():
            self.setText(text)

    def hasHeightForWidth(self) -> bool:
        """Answer that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the text in lines of this width."""
        return self._lay(width)[1]

    def sizeHint(self) -> QSize:
        """Ask for one line, unless that would be a long one."""
        metrics = QFontMetrics(self.font())
        widest = max(map(metrics.horizontalAdvance, self.text().split("\n"))) + 1
        width = min(widest, metrics.averageCharWidth() * _MOST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters on one line at least."""
        metrics = QFontMetrics(self.font())
        few = metrics.averageCharWidth() * _LEAST
        return QSize(min(few, metrics.horizontalAdvance(self.text()) + 1), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        layout, height = self._lay(self.width())
        free = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else (self.height() - height) / 2
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, QPointF(0, max(0.0, free)))
        painter.end()

    def _lay(self, width: int) -> tuple[QTextLayout, int]:
        aligned = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        key = (self.text(), self.font().key(), width, int(aligned))
        if self._laid is not None and self._laid[0] == key:
            return self._laid[1], self._laid[2]
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # An Arabic name in an English window stays at the edge of its column.
        option.setAlignment(aligned | Qt.AlignmentFlag.AlignAbsolute)
        layout = QTextLayout(self._broken(), self.font())
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        y = 0.0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(1, width))
            row.setPosition(QPointF(0, y))
            y += row.height()
        layout.endLayout()
        height = max(round(y + 0.49), QFontMetrics(self.font()).height())
        self._laid = (key, layout, height)
        return layout, height

    def _broken(self) -> str:
        """Give the text with its own line breaks, and a place to break an address after its @."""
        return self.text().replace("\n", "\u2028").replace("@", "@\u200b")
