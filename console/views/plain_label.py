"""Text on the screen. Every label of the window is one of these: patient text is never markup."""

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from console.models.one_line import plain_tip
from console.views.by_name import set_by_name
from console.views.theme import BODY, theme


class PlainLabel(QLabel):
    """A label that shows its text as it is, in a size and tone of the theme.

    `size` is a multiple of the body size; `tone` names one of the style sheet's colours.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: float = BODY,
        bold: bool = False,
        tone: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._size, self._bold = size, bold
        super().__init__(parent)
        set_by_name(self, textFormat="PlainText")
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_tone(self, tone: str) -> None:
        """Change the colour to that of another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_selectable(self) -> None:
        """Let the user mark and copy the text, by mouse and keyboard."""
        set_by_name(
            self,
            textInteractionFlags="TextSelectableByMouse|TextSelectableByKeyboard",
            focusPolicy="ClickFocus",
        )

    def changeEvent(self, event: QEvent) -> None:
        """Keep the font: a style sheet puts an older one back when a label moves in the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        font = theme().font(self._size, bold=self._bold)
        if font != self.font():
            self.setFont(font)


class ElidedLabel(PlainLabel):
    """One line that gives way in the middle when room is short; the whole text is its tool tip."""

    def __init__(
        self, text: str = "", *, size: float = BODY, bold: bool = False, tone: str = "text"
    ) -> None:
        super().__init__(text, size=size, bold=bold, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.averageCharWidth() * 6, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        metrics = QFontMetrics(self.font())
        if metrics.horizontalAdvance(self.text()) <= self.width():
            self.setToolTip("")
            super().paintEvent(event)
            return
        from PySide6.QtCore import Qt  # noqa: PLC0415 - the first window is not to wait for it

        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(plain_tip(self.text()))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()
