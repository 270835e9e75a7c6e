"""A text that its laboratory laid out in columns of spaces: type of one width, scrolled sideways."""

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from console.views.theme import theme

_MARGIN = 2  # pixels of the document around its lines, on each side


class ColumnText(QPlainTextEdit):
    """Shows lines as they were laid out, as high as they are; never wraps and never edits."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.NoTextInteraction
        )  # none of it is copied
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def say(self, text: str) -> None:
        """Show this text; cheap when it is the same as before."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.updateGeometry()

    def text(self) -> str:
        """Give the text."""
        return self.toPlainText()

    def sizeHint(self) -> QSize:
        """Ask for all lines, and for the bar below them where they are long."""
        metrics = QFontMetrics(self.font())
        lines = self.document().blockCount() * metrics.lineSpacing()
        return QSize(320, lines + 4 * _MARGIN + self.horizontalScrollBar().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for little width."""
        return QSize(120, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the font: a style sheet puts another one back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        font = theme().font()
        font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        font.setFixedPitch(True)
        if font != self.font():
            self.setFont(font)
            self.updateGeometry()
