"""A layout that fills a line and goes on in the next, so that badges survive large text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from console.views.theme import GAP


class FlowLayout(QLayout):
    """Lays its widgets out from left to right and wraps; trailing ones stand at the right edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._trailing: set[QWidget] = set()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GAP)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take a widget's place into the flow."""
        self._items.append(item)

    def add_trailing(self, widget: QWidget) -> None:
        """Add a widget that keeps to the right edge of its line."""
        self._trailing.add(widget)
        self.addWidget(widget)

    def clear(self) -> None:
        """Let go of all widgets; they are deleted."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def count(self) -> int:
        """How many widgets flow here."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The place of a widget; None past the end, as Qt asks for it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take a place out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It grows in no direction by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It needs more lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at a width, in pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Room for the widest widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the widest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            widget = item.widget()
            if widget is None or widget.isHidden():
                continue
            hint = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), 10_000))
            if line and x + hint.width() > rect.right() + 1:
                self._finish(line, rect, height, move=move)
                x, y, height, line = rect.x(), y + height + self.spacing() // 2, 0, []
            line.append((item, QRect(QPoint(x, y), hint)))
            x += hint.width() + self.spacing()
            height = max(height, hint.height())
        self._finish(line, rect, height, move=move)
        return y + height - rect.y()

    def _finish(
        self, line: list[tuple[QLayoutItem, QRect]], rect: QRect, height: int, *, move: bool
    ) -> None:
        """Put one line's widgets in their places, each in the middle of its height."""
        if not move:
            return
        trailing = [place for item, place in line if item.widget() in self._trailing]
        shift = rect.right() - trailing[-1].right() if trailing else 0
        for item, place in line:
            by = shift if item.widget() in self._trailing else 0
            item.setGeometry(place.translated(by, (height - place.height()) // 2))


class Flow(QWidget):
    """A widget whose content flows."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
