"""Labels that wrap wherever they must: a name of 80 letters never widens the panel."""

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from console.views.plain_label import PlainLabel
from console.views.theme import BODY

_MOST = 60  # letters that a label asks room for, before it wraps
_LEAST = 6


class WrappedLabel(PlainLabel):
    """A plain label that breaks between words, and inside a word that is longer than a line.

    Layouts ask for heights again and again; they are kept until text or font change.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: float = BODY,
        bold: bool = False,
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        self._forget()
        super().__init__(text, size=size, bold=bold, tone=tone, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, tone: str | None = None) -> None:
        """Show this text; cheap when it is the same as before."""
        if tone is not None:
            self.set_tone(tone)
        if text != self.text():
            self._forget()
            self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self._forget()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Answer that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the text in lines of this width."""
        height = self._heights.get(width)
        if height is None:
            natural, line = self._measured()
            one_line = width >= natural and "\n" not in self.text()
            height = self._heights[width] = line if one_line else self._lay(width)[1]
        return height

    def sizeHint(self) -> QSize:
        """Ask for one line, unless that would be a long one."""
        natural, line = self._measured()
        width = min(natural, line * _MOST // 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters on one line at least."""
        natural, line = self._measured()
        return QSize(min(line * _LEAST // 2, natural), line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        natural, line = self._measured()
        aligned = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if natural <= self.width() and "\n" not in self.text():
            area = QRect(0, 0, self.width(), max(line, self.height()))
            # An Arabic name in an English window stays at the edge of its column.
            painter.drawText(area, int(aligned | Qt.AlignmentFlag.AlignAbsolute), self.text())
        else:
            layout, height = self._lay(self.width())
            top = aligned & Qt.AlignmentFlag.AlignTop
            layout.draw(painter, QPointF(0, 0 if top else max(0, (self.height() - height) // 2)))
        painter.end()

    def _forget(self) -> None:
        self._natural: tuple[int, int] | None = None
        self._heights: dict[int, int] = {}
        self._laid: tuple[int, QTextLayout, int] | None = None

    def _measured(self) -> tuple[int, int]:
        """Give the width of the longest line when nothing is broken, and the height of a line."""
        if self._natural is None:
            metrics = QFontMetrics(self.font())
            widest = max(map(metrics.horizontalAdvance, self.text().split("\n")))
            self._natural = (widest + 1, metrics.height())
        return self._natural

    def _lay(self, width: int) -> tuple[QTextLayout, int]:
        if self._laid is not None and self._laid[0] == width:
            return self._laid[1], self._laid[2]
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        aligned = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
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
        height = max(round(y + 0.49), self._measured()[1])
        self._laid = (width, layout, height)
        return layout, height

    def _broken(self) -> str:
        """Give the text with its own line breaks, and a place to break an address after its @."""
        return self.text().replace("\n", "\u2028").replace("@", "@\u200b")
