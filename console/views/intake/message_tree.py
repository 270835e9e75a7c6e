"""The lines of a message as a tree: position, name, value. What a field is made of opens on demand."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from console.domain.intake import Node
from console.models.one_line import plain_tip
from console.views.theme import GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_NODE = Qt.ItemDataRole.UserRole
POSITION, NAME, VALUE = range(3)
_OPEN_DEPTH = 4  # of a resource: what is deeper opens on demand
_OPEN_ROWS = 3_000  # made at once: what comes after them opens on demand, too
_BREAKS = str.maketrans("\n\t", "⏎ ")


class MessageTree(QTreeWidget):
    """Rows are made when what they stand in is opened. Nothing can be copied out: it is about a patient."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message_tree")
        self.setAccessibleName(self.tr("Fields of the message"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Position"), self.tr("Name"), self.tr("Value")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self._tops: list[QTreeWidgetItem] = []
        self._room = 0  # rows that may still be made without being asked for
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setSectionsMovable(False)
        header.setAccessibleName(self.tr("Columns"))
        self.setItemDelegate(_Lines(self))
        self.itemExpanded.connect(self._fill)
        theme().changed.connect(self._dress)

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show these lines; segments and the upper parts of a resource are open."""
        self.clear()
        self._tops = [_row(node) for node in nodes]
        self.addTopLevelItems(self._tops)
        is_resource = len(nodes) == 1 and not any(child.name for child in nodes[0].children)
        self._room = _OPEN_ROWS
        self._open(self._tops, _OPEN_DEPTH if is_resource else 1)
        if self._tops:
            self.setCurrentItem(self._tops[0])
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let nothing be copied."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return
        super().keyPressEvent(event)

    def _open(self, rows: Sequence[QTreeWidgetItem], depth: int) -> None:
        for row in rows:
            if self._room <= 0:
                return
            if row.childIndicatorPolicy() is _SHOWN:
                made = self._fill(row)
                self._room -= len(made)
                row.setExpanded(True)
                if depth > 1:
                    self._open(made, depth - 1)

    def _fill(self, row: QTreeWidgetItem) -> Sequence[QTreeWidgetItem]:
        """Make the rows of what is opened, once."""
        node = row.data(POSITION, _NODE)
        if row.childCount() or not isinstance(node, Node):
            return ()
        made = [_row(child) for child in node.children]
        row.addChildren(made)
        return made

    def _dress(self) -> None:
        self.setFont(theme().font())
        bold = theme().font(bold=True)
        for row in self._tops:
            for column in (POSITION, NAME):
                row.setFont(column, bold)
        letters = self.fontMetrics().averageCharWidth()
        has_names = any(row.text(NAME) for row in self._tops)
        self.setColumnHidden(NAME, not has_names)
        self.setColumnWidth(POSITION, letters * (22 if has_names else 40))
        self.setColumnWidth(NAME, letters * 32)


class _Lines(QStyledItemDelegate):
    """Rows as high as those of tables."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Leave air around the words."""
        return QSize(super().sizeHint(option, index).width(), theme().row_height() - GRID)


_SHOWN = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator


def _row(node: Node) -> QTreeWidgetItem:
    row = QTreeWidgetItem([node.position, node.name, node.value.translate(_BREAKS)])
    row.setData(POSITION, _NODE, node)
    row.setToolTip(VALUE, plain_tip(node.value))
    if node.children:
        row.setChildIndicatorPolicy(_SHOWN)
    return row
