"""A list of sentences to choose one from, or only to be read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from console.models.one_line import one_line
from console.views.theme import GAP, GRID, TARGET, theme

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ChoiceList(QListView):
    """Sentences wrap; each is high enough to be hit. `lines` may come from outside.

    `barred` says of some lines, by their place, why they can not be chosen: it stands in the line.
    """

    def __init__(
        self,
        name: str,
        label: str,
        lines: Sequence[str],
        *,
        is_read: bool = False,
        barred: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setModel(_Lines(lines, barred or {}, self))
        self.setItemDelegate(_LineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameStyle(QListView.Shape.Box)  # painted by us: the style's own is too faint
        self.setLineWidth(2)
        if is_read:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def row(self) -> int:
        """Which line is chosen, or -1."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a line by its place; -1 for none."""
        self.setCurrentIndex(self.model().index(row, 0))

    def height_of(self, most: int) -> int:
        """Room that the first lines need at the width of now, `most` of them, in pixels."""
        shown = range(min(most, self.model().rowCount()))
        return sum(self.sizeHintForRow(row) for row in shown) + 2 * self.frameWidth()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nothing by itself: Qt would take the first line as soon as the list is entered."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring of the focus away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Paint a frame that is seen, or the ring of the focus, around sentences and scroll bar."""
        if event.type() != QEvent.Type.Paint:
            return super().event(event)
        focused, look = self.hasFocus(), theme()
        width = 2 if focused else look.frame()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("card"))
        painter.setPen(QPen(look.color("accent" if focused else "border"), width))
        inset = width / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        painter.end()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Lines(QStringListModel):
    """The sentences; a barred one ends with its obstacle, and the keys pass over it."""

    def __init__(self, lines: Sequence[str], barred: Mapping[int, str], parent: QListView) -> None:
        told = [
            f"{one_line(line)}  ·  {barred[place]}" if place in barred else one_line(line)
            for place, line in enumerate(lines)
        ]
        super().__init__(told, parent)
        self._barred = frozenset(barred)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.row() in self._barred:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _LineDelegate(QStyledItemDelegate):
    """Paints a sentence with room around it; the chosen one has our tint and bar."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, int, float], int] = {}  # Qt asks for each some ten times

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = max(60, self._view.viewport().width())
        about = str(index.data()), width, theme().text_scale
        height = self._heights.get(about)
        if height is None:
            room = QRect(0, 0, width - 2 * (GAP + GRID), 10_000)
            needed = QFontMetrics(theme().font()).boundingRect(room, _WRAP, about[0])
            height = self._heights[about] = max(TARGET, needed.height()) + 2 * GRID
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect, look = option.rect, theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.fillRect(rect, look.color("selection" if chosen else "hover"))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        painter.setFont(look.font())
        is_barred = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        painter.setPen(look.color("muted" if is_barred else "text"))
        inner = rect.adjusted(GAP + GRID, 0, -GAP - GRID, 0)
        painter.drawText(inner, _WRAP, str(index.data()))
