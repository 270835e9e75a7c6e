"""A layout that fills a line and goes on in the next, so that badges survive large text.

The layouts around it ask for its height some dozens of times before each of them is content. What its
widgets ask for and the heights by width are kept until one of them changes, of which Qt tells by `invalidate`.
"""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from console.views.theme import GAP

Wanted = tuple[QLayoutItem, int, int]
"""The place of a widget, and the width and height that it asks for."""


class FlowLayout(QLayout):
    """Lays its widgets out from left to right and wraps; trailing ones stand at the right edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._trailing: set[QWidget] = set()
        self._hints: list[Wanted] | None = None
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GAP)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take a widget's place into the flow."""
        self._items.append(item)
        self.invalidate()

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
        self.invalidate()

    def count(self) -> int:
        """How many widgets flow here."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The place of a widget; None past the end, as Qt asks for it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take a place out."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def invalidate(self) -> None:
        """Ask the widgets anew: one of them has changed, come or gone."""
        self._hints, self._least = None, None
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It grows in no direction by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It needs more lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at a width, in pixels."""
        height = self._heights.get(width)
        if height is None:
            lines = self._lines(width)
            between = max(0, len(lines) - 1) * (self.spacing() // 2)
            height = self._heights[width] = sum(map(_height, lines)) + between
        return height

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every widget in its place."""
        super().setGeometry(rect)
        y = rect.y()
        for line in self._lines(rect.width()):
            self._place(line, rect, y)
            y += _height(line) + self.spacing() // 2

    def sizeHint(self) -> QSize:
        """Room for the widest widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the widest widget."""
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _wanted(self) -> list[Wanted]:
        """The widgets in sight, with the width and the height that each asks for."""
        if self._hints is None:
            self._hints = []
            for item in self._items:
                widget = item.widget()
                if widget is not None and not widget.isHidden():
                    hint = item.sizeHint()
                    self._hints.append((item, hint.width(), hint.height()))
        return self._hints

    def _lines(self, width: int) -> list[list[Wanted]]:
        """What stands on each line; a widget that is wider than a line is cut to it."""
        lines: list[list[Wanted]] = []
        x, most, space = 0, max(width, 1), self.spacing()
        for item, wide, high in self._wanted():
            used = min(wide, most)
            if not lines or x + used > width:
                lines.append([])
                x = 0
            lines[-1].append((item, used, high))
            x += used + space
        return lines

    def _place(self, line: list[Wanted], rect: QRect, y: int) -> None:
        """Put one line's widgets in their places, each in the middle of its height."""
        height, space = _height(line), self.spacing()
        ends = accumulate((wide + space for _item, wide, _high in line), initial=rect.x())
        trailing = [item.widget() in self._trailing for item, *_size in line]
        places = list(zip(line, ends, trailing, strict=False))
        last = max((x + wide for (_item, wide, _high), x, is_last in places if is_last), default=0)
        shift = rect.x() + rect.width() - last
        for (item, wide, high), x, is_trailing in places:
            left = x + shift if is_trailing else x
            item.setGeometry(QRect(left, y + (height - high) // 2, wide, high))


def _height(line: Sequence[Wanted]) -> int:
    return max(high for _item, _wide, high in line)


class Flow(QWidget):
    """A widget whose content flows."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
