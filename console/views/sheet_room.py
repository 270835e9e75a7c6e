"""The middle of a dialog: takes as much room as its content wants, and scrolls where there is less."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LEAST_HEIGHT = 96


class _Inside(QWidget):
    """Content whose least height is that of its width; Qt's own is of the narrowest lines, and would scroll for nothing."""

    def minimumSizeHint(self) -> QSize:
        """Ask for the width; the height follows from it where lines wrap."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class SheetRoom(QScrollArea):
    """Holds what a dialog asks; no text is squeezed when the screen is small or the text large.

    Signals: `wants_changed` when the content wants another height than before.
    """

    wants_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet_room")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = _Inside()
        self.setWidget(self.inside)
        for ground in (self.viewport(), self.inside):
            ground.setAutoFillBackground(False)
        self._width, self._widest, self._wanted = 0, 0, 0

    def measure(self, width: int, widest: int) -> None:
        """Want the height that the content has at a width; never be wider than `widest`."""
        self._width, self._widest = width, widest
        self._wanted = self.sizeHint().height()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for room for the whole content."""
        hint = self.inside.sizeHint().expandedTo(self.inside.minimumSizeHint())
        if self._width and self.inside.hasHeightForWidth():
            hint.setHeight(self.inside.heightForWidth(self._width))  # the hint is of narrow lines
        return hint

    def minimumSizeHint(self) -> QSize:
        """Ask for the content's width and a few lines."""
        least = self.inside.minimumSizeHint()
        width = min(least.width(), self._widest) if self._widest else least.width()
        return QSize(width, min(self.sizeHint().height(), LEAST_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the content has grown: not when it is laid out again, or no person could make it smaller."""
        done = super().eventFilter(watched, event)
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            before, self._wanted = self._wanted, self.sizeHint().height()
            if self._wanted != before:
                self.wants_changed.emit()
        return done
