"""Invitations that bounced: why, and all of them sent again in one go, with an outcome each (K53)."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from console.domain.accounts import InvitationPage
from console.models.invitation_rows import SENT, InvitationColumn, InvitationRows
from console.models.when import Calendar
from console.views import icons
from console.views.plain_label import PlainLabel
from console.views.queues.section import column
from console.views.row_table import make_rows
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex


class BouncedInvitations(QWidget):
    """Signals: `resend_wanted(list of ids)`; `address_wanted(Invitation)` to send one elsewhere; `more_wanted(str)` with where the next page begins."""

    resend_wanted = Signal(object)
    address_wanted = Signal(object)
    more_wanted = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("bounced_invitations")
        self.rows = InvitationRows(calendar)
        self._why_not, self._is_busy = "", False
        self._table = _Table(self.rows)
        self._count = PlainLabel(tone="muted", wrap=True)
        self._count.setObjectName("bounced_count")
        self._all = self._button("mark_all", self.tr("Mark all"))
        self._other = self._button("other_address", self.tr("Other address…"))
        self._other.clicked.connect(self._on_other)
        self._more = self._button("more_invitations", self.tr("Show more"))
        self._send = self._button("resend_invitations", "")
        self._send.setProperty("rank", "primary")
        self._all.clicked.connect(self.rows.mark_all)
        self._more.clicked.connect(lambda: self.more_wanted.emit(self.rows.next))
        self._send.clicked.connect(self._on_send)
        self.rows.marks_changed.connect(self._say)
        self._table.selectionModel().currentRowChanged.connect(lambda *_places: self._say())
        layout = column(self, space=GAP)
        layout.addWidget(self._table, 1)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._count, 1)
        for button in (self._more, self._all, self._other, self._send):
            line.addWidget(button)
        layout.addLayout(line)
        self._say()

    def show_page(self, page: InvitationPage, after: str = "") -> None:
        """Show what the portal says has bounced."""
        self.rows.show_page(page, after)

    def show_outcomes(self, outcomes: dict[str, str]) -> None:
        """Say what became of each."""
        self._is_busy = False
        self.rows.show_outcomes(outcomes)

    def bar(self, why_not: str) -> None:
        """Let nothing be sent, and say why; nothing lets it be sent again."""
        self._why_not, self._is_busy = why_not, False
        self._say()

    def _button(self, name: str, label: str) -> QPushButton:
        made = QPushButton(label)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setMinimumHeight(32)
        return made

    def _on_send(self) -> None:
        marked = list(self.rows.marked())
        if marked and not self._why_not and not self._is_busy:
            self._is_busy = True
            self._say()
            self.resend_wanted.emit(marked)

    def _on_other(self) -> None:
        one = self.rows.invitation(self._table.currentIndex().row())
        if one is not None:
            self.address_wanted.emit(one)

    def _say(self) -> None:
        marked, rows = len(self.rows.marked()), self.rows.rowCount()
        words = self.tr("%n invitation(s) came back or ran out.", "", rows)
        if self._is_busy:
            words = self.tr("Sending %n invitation(s) again…", "", marked)
        elif self._why_not:
            words = self._why_not
        self._count.setText(words)
        self._more.setVisible(bool(self.rows.next))
        self._all.setEnabled(rows > 0)
        at = self._table.currentIndex().row()
        self._other.setEnabled(0 <= at < rows and not self._why_not and not self._is_busy)
        self._send.setText(self.tr("Send %n again", "", marked))
        self._send.setEnabled(bool(marked) and not self._why_not and not self._is_busy)
        self._send.setToolTip(self._why_not)
        self._send.setAccessibleDescription(self._why_not)


class _Table(QTableView):
    """Space or a click marks a row."""

    def __init__(self, rows: InvitationRows) -> None:
        super().__init__()
        self.setObjectName("bounced_table")
        self.setAccessibleName(self.tr("Failed invitations"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        make_rows(self, self.tr("Columns"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with Space, and go on to the next."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self._rows.toggle(row)
            if row + 1 < self._rows.rowCount():
                self.selectRow(row + 1)
                self.setCurrentIndex(self._rows.index(row + 1, 0))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark with a click on the box."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == InvitationColumn.PATIENT:
            self._rows.toggle(index.row())

    def keyboardSearch(self, search: str) -> None:
        """Not here: a letter would take one away from the row."""

    def _on_theme_changed(self) -> None:
        height = theme().row_height()
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height * 5)
        self.viewport().update()


class _Cells(QStyledItemDelegate):
    """Paints a cell: a box to mark before the name, a mark before the outcome."""

    def __init__(self, rows: InvitationRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room, side = rect.adjusted(GAP, 0, -GRID, 0), look.icon_size()
        top = rect.top() + (rect.height() - side) // 2
        ratio = painter.device().devicePixelRatioF()
        outcome = self._rows.outcome(index.row())
        if index.column() == InvitationColumn.PATIENT:
            box = QRectF(room.left() + 0.5, top + 0.5, side - 1, side - 1)
            marked = self._rows.is_marked(index.row())
            painter.setPen(QPen(look.color("accent" if marked else "border"), 1.6 * look.frame()))
            painter.setBrush(look.color("accent" if marked else "card"))
            painter.drawRoundedRect(box, 3, 3)
            if marked:
                tick = icons.pixmap("check", "on_accent", side, ratio)
                painter.drawPixmap(room.left(), top, tick)
            room.adjust(side + GAP, 0, 0, 0)
        elif index.column() == InvitationColumn.OUTCOME and outcome:
            name, tone = ("check", "ok") if outcome == SENT else ("stop", "bad")
            painter.drawPixmap(room.left(), top, icons.pixmap(name, tone, side, ratio))
            room.adjust(side + GRID, 0, 0, 0)
        painter.setFont(look.font(bold=index.column() == InvitationColumn.PATIENT))
        painter.setPen(look.color("text"))
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
