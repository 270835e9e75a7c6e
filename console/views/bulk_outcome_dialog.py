"""What became of several items decided at once, one line each."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QShortcut,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from console.models.bulk_outcomes import OUTCOME, BulkOutcome, BulkOutcomes
from console.views import icons
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, theme

__all__ = ["BulkOutcome", "BulkOutcomeDialog"]

_Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, PERSON_WIDTH = 760, 460, 210
OK_MARK = ("check", "ok")


class BulkOutcomeDialog(Sheet):
    """A line for each item and a sentence with the counts; can be copied."""

    def __init__(self, outcomes: Sequence[BulkOutcome], parent: QWidget | None = None) -> None:
        close = QCoreApplication.translate("BulkOutcomeDialog", "Close")
        super().__init__("", close, parent)
        self.setObjectName("bulk_outcome_dialog")
        self._outcomes = BulkOutcomes(outcomes)
        self.set_title(self._summary())
        self._note = PlainLabel(self._what_next(), tone="muted", wrap=True)
        self._note.setObjectName("bulk_note")
        self.content.addWidget(self._note)
        self._table = self._made_table()
        self.content.addWidget(self._table, 1)
        self._copy = QPushButton(self.tr("Copy list"))
        self._copy.setObjectName("copy_list")
        self._copy.setMinimumHeight(32)
        self._copy.setAutoDefault(False)
        ButtonIcon(self._copy, "copy")
        self._copy.clicked.connect(self._on_copy)
        self.buttons.insertWidget(0, self._copy)
        self.cancel_button.hide()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self).activated.connect(
            self._on_copy
        )
        self.accept_button.setFocus()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("bulk_table")
        table.setAccessibleName(self.tr("What became of each"))
        table.setModel(self._outcomes)
        table.setItemDelegate(_OutcomeDelegate(self._outcomes, table))
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        return table

    def _summary(self) -> str:
        saved = self.tr("%n decision(s) saved", "", self._outcomes.saved)
        if not self._outcomes.refused:
            return saved
        return self.tr("{saved}, %n not taken", "", self._outcomes.refused).format(saved=saved)

    def _what_next(self) -> str:
        if not self._outcomes.refused:
            return self.tr("They are sent as soon as the portal answers.")
        return self.tr(
            "What is saved is sent as soon as the portal answers. What was not taken is as it was."
        )

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._outcomes.as_text())
        self._copy.setText(self.tr("Copied"))

    def _on_theme_changed(self) -> None:
        scale, room = theme().text_scale, self.screen().availableSize()
        header = self._table.horizontalHeader()
        header.resizeSection(0, round(PERSON_WIDTH * scale))
        wanted = QSize(round(WIDTH * scale), round(HEIGHT * scale))
        self.resize(wanted.boundedTo(room))


class _OutcomeDelegate(QStyledItemDelegate):
    """Paints cells that wrap wherever they must, and a mark before the outcome."""

    def __init__(self, outcomes: BulkOutcomes, view: QTableView) -> None:
        super().__init__(view)
        self._outcomes, self._view = outcomes, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.columnWidth(index.column())
        _layout, height = self._lay(index, self._room(QRect(0, 0, width, 0), index).width())
        return QSize(width, height + 2 * _pad())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room = self._room(rect, index)
        if index.column() == OUTCOME:
            name, tone = ("stop", "bad") if self._outcomes.is_refused(index.row()) else OK_MARK
            side = look.icon_size()
            ratio = painter.device().devicePixelRatioF()
            top = rect.top() + (look.row_height() - side) // 2
            painter.drawPixmap(rect.left() + GAP, top, icons.pixmap(name, tone, side, ratio))
        painter.setPen(look.color("text"))
        layout, _height = self._lay(index, room.width())
        layout.draw(painter, QPointF(room.left(), rect.top() + _pad()))

    def _room(self, rect: QRect, index: _Index) -> QRect:
        mark = theme().icon_size() + GAP if index.column() == OUTCOME else 0
        return rect.adjusted(GAP + mark, 0, -GAP, 0)

    def _lay(self, index: _Index, width: int) -> tuple[QTextLayout, int]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(str(index.data()), theme().font())
        layout.setTextOption(option)
        bottom = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, bottom))
            bottom += line.height()
        layout.endLayout()
        return layout, round(bottom + 0.5)


def _pad() -> int:
    """Give the room over and under the words, so that a row of one line is as high as any table's."""
    return (theme().row_height() - QFontMetrics(theme().font()).height()) // 2
