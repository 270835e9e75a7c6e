"""The list of queues on the left: icon, name, age of the oldest, count."""

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from console.models.queue_list import Entry, QueueListModel, Section
from console.views import icons
from console.views.row_table import ACTIVATIONS
from console.views.theme import GAP, GROUP, SMALL, theme

_Index = QModelIndex | QPersistentModelIndex

NARROWEST, RAIL = 176, 76
"""Room for the longest name and its count, and for icon and count, in pixels at normal text."""


class QueueList(QListView):
    """Chooses what the middle of the window shows.

    Signals: `place_chosen(str)` with a queue's kind, "morning" or "attention".
    """

    place_chosen = Signal(str)

    def __init__(self, model: QueueListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_list")
        self.setAccessibleName(self.tr("Queues"))
        self._queue_model = model
        self._place = ""
        self.setModel(model)
        self._delegate = _QueueDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        model.modelReset.connect(self._on_reset)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def choose(self, place: str) -> None:
        """Go to a place as if it had been clicked; nothing happens for one that is not there."""
        row = self._queue_model.row_of(place)
        if row >= 0:
            self.setCurrentIndex(self._queue_model.index(row))

    def set_rail(self, rail: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show icons and counts alone, where the window is narrow for its text."""
        self._delegate.rail = rail
        narrowest = RAIL if rail else NARROWEST
        self.setMinimumWidth(round(narrowest * theme().text_scale))
        self.setMaximumWidth(self.minimumWidth() if rail else 16_777_215)
        self.scheduleDelayedItemsLayout()

    def forget_place(self) -> None:
        """Take the next choice as a new one, though it may be the same place."""
        self._place = ""
        self.setCurrentIndex(QModelIndex())

    def place(self) -> str:
        """The chosen place."""
        return self._place

    def sizeHint(self) -> QSize:
        """Room for the longest name with its numbers."""
        return QSize(round(228 * theme().text_scale), 300)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave the lines as they are when a question opens over the window, or closes."""
        return event.type() not in ACTIVATIONS and super().viewportEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which place was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            entry = self._queue_model.entry(current.row())
            if entry.section is Section.PLACE and entry.place != self._place:
                self._place = entry.place
                self.place_chosen.emit(entry.place)

    def _on_reset(self) -> None:
        row = self._queue_model.row_of(self._place)
        if row >= 0:
            self.setCurrentIndex(self._queue_model.index(row))

    def _on_theme_changed(self) -> None:
        self.set_rail(self._delegate.rail)
        self.updateGeometry()


class _QueueDelegate(QStyledItemDelegate):
    """Paints a line of the list."""

    def __init__(self, model: QueueListModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.rail = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = theme().row_height()
        heading = self._model.entry(index.row()).section is Section.HEADING
        return QSize(120, height + 6 if heading else height + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry, rect = self._model.entry(index.row()), option.rect
        painter.fillRect(rect, theme().color("window"))
        if entry.section is Section.HEADING:
            self._paint_heading(painter, rect, entry)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.fillRect(rect, theme().color("selection" if selected else "hover"))
        if selected:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme().color("accent"))
        if selected and self._view.hasFocus():
            pen = painter.pen()
            pen.setColor(theme().color("accent"))
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        self._paint_place(painter, rect, entry, selected=selected)

    def _paint_heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        if self.rail:
            middle = rect.center().y()
            painter.fillRect(
                rect.left() + GROUP, middle, rect.width() - 2 * GROUP, 1, theme().color("line")
            )
            return
        painter.setFont(theme().font(SMALL, bold=True))
        painter.setPen(theme().color("muted"))
        inner = rect.adjusted(GROUP, 0, -GAP, -5)
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, entry.title
        )

    def _paint_place(self, painter: QPainter, rect: QRect, entry: Entry, *, selected: bool) -> None:
        look, side = theme(), theme().icon_size() + 2
        metrics, strong = QFontMetrics(look.font()), QFontMetrics(look.font(bold=True))
        baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2
        picture = icons.pixmap(
            entry.icon,
            "bad" if entry.tone == "bad" else "accent" if selected else "muted",
            side,
            painter.device().devicePixelRatioF(),
        )
        painter.drawPixmap(rect.left() + GROUP, rect.center().y() - side // 2 + 1, picture)
        right = rect.right() - GROUP
        painter.setFont(look.font(bold=True))
        count = QLocale().toString(entry.waiting) if entry.waiting else ""
        painter.setPen(look.color("bad" if entry.tone == "bad" else "text"))
        painter.drawText(QPointF(right - strong.horizontalAdvance(count), baseline), count)
        if self.rail:
            return
        right -= max(strong.horizontalAdvance(count), strong.horizontalAdvance("000")) + GAP
        painter.setFont(look.font())
        left = rect.left() + GROUP + side + GAP + 2
        age = metrics.horizontalAdvance(entry.age) + GAP
        if (
            entry.age
            and entry.waiting
            and right - age - left >= metrics.horizontalAdvance(entry.title)
        ):
            painter.setPen(look.color("warn" if entry.tone == "warn" else "muted"))
            painter.drawText(QPointF(right - age + GAP, baseline), entry.age)
            right -= age
        painter.setPen(look.color("text"))
        shown = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QPointF(left, baseline), shown)
