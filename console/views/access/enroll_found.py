"""The charts that fit, one under the other: name, two identifiers, and how each stands."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.domain.access import FoundChart
from console.models.access_words import found_chip
from console.models.one_line import one_line, plain_tip
from console.models.when import Calendar
from console.views.queues.tag import paint_pill, pill_size
from console.views.theme import BODY, GAP, GRID, SMALL, theme

_Index = QModelIndex | QPersistentModelIndex
_INSET = GAP + GRID


class FoundModel(QAbstractListModel):
    """The charts as lines; a screen reader is told all of a line at once."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self.charts: Sequence[FoundChart] = ()

    def show(self, charts: Sequence[FoundChart]) -> None:
        """Show these charts and no others."""
        self.beginResetModel()
        self.charts = charts
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the charts."""
        return 0 if parent is not None and parent.isValid() else len(self.charts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the words of a line."""
        if not index.isValid():
            return None
        chart = self.charts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(chart.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(one_line(chart.name))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (one_line(chart.name), self.identifiers(chart), found_chip(chart).text)
            return ", ".join(parts)
        return None

    def identifiers(self, chart: FoundChart) -> str:
        """Tell the birth date and the record number: two that hold beside a name."""
        return f"{self._calendar.day(chart.birth_date)} · {one_line(chart.record_number)}"

    def contact(self, chart: FoundChart) -> str:
        """Tell the e-mail address, which several people may share (DOMAIN F38)."""
        return one_line(chart.email or chart.phone)


class FoundList(QListView):
    """Nothing is chosen by itself. Signal: `chosen(str)` with a chart's id on Enter or a click."""

    chosen = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("enroll_found")
        self.setAccessibleName(self.tr("Charts found"))
        self._found = FoundModel(calendar)
        self.setModel(self._found)
        self.setItemDelegate(_FoundDelegate(self, self._found))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.clicked.connect(self._on_clicked)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def show_charts(self, charts: Sequence[FoundChart]) -> None:
        """Show the charts; none is the current one."""
        self._found.show(charts)

    def charts(self) -> Sequence[FoundChart]:
        """Give the charts on show."""
        return self._found.charts

    def enter(self) -> None:
        """Take the keyboard, with the first line as the current one; nothing is chosen yet."""
        if self._found.charts:
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self._found.index(0, 0))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, chart_id: str) -> None:
        """Show which chart is beside the list."""
        for row, chart in enumerate(self._found.charts):
            if chart.id == chart_id:
                self.setCurrentIndex(self._found.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: _Index) -> None:
        self.chosen.emit(self._found.charts[index.row()].id)


class _FoundDelegate(QStyledItemDelegate):
    """Paints name and status above, identifiers and address below."""

    def __init__(self, view: QListView, model: FoundModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        lines = QFontMetrics(theme().font(bold=True)).height() + 2 * self._small().height()
        return QSize(max(60, self._view.viewport().width()), lines + 3 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        chart = self._model.charts[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or hovered:
            painter.fillRect(rect, look.color("selection" if chosen else "hover"))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        inner = rect.adjusted(_INSET, GAP, -_INSET, -GAP)
        self._paint_words(painter, inner, chart)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, chart: FoundChart) -> None:
        look, chip = theme(), found_chip(chart)
        size, small = pill_size(chip), self._small()
        bold = QFontMetrics(look.font(bold=True))
        top = QRect(rect.left(), rect.top(), rect.width(), bold.height())
        self._line(painter, top, one_line(chart.name), bold, is_bold=True)
        y = top.bottom() + GRID
        below = QRect(rect.left(), y, rect.width(), small.height())
        self._line(painter, below, self._model.identifiers(chart), small)
        y = below.bottom() + GRID // 2
        left = rect.right() - size.width()
        contact = QRect(rect.left(), y, left - rect.left() - GAP, small.height())
        self._line(painter, contact, self._model.contact(chart), small)
        paint_pill(painter, QPoint(left, rect.bottom() - size.height() + 1), chip)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        metrics: QFontMetrics,
        *,
        is_bold: bool = False,
    ) -> None:
        look = theme()
        painter.setFont(look.font(BODY if is_bold else SMALL, bold=is_bold))
        painter.setPen(look.color("text" if is_bold else "muted"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(
            rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown
        )

    def _small(self) -> QFontMetrics:
        return QFontMetrics(theme().font(SMALL))
