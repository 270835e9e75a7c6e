"""Paints the rows of a queue. Every microsecond here is paid some hundred times a frame."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from console.models.queue_columns import Column
from console.models.queue_face import Chip
from console.models.queue_table import QueueTableModel
from console.models.row_format import PLACEHOLDER, PaintedRow
from console.views import icons
from console.views.fitted_name import fitted
from console.views.theme import SMALL, theme

PAD = 6
_ROOM_FOR_BOTH = 34  # letters; with less room an icon alone says that somebody else asked
_KEPT = 4096
_MARK, _PATIENT, _BORN, _REQUEST, _AGE, _HOLDER, _STATUS = map(int, Column)
"""As plain numbers: to name a member of an enumeration costs a third of a microsecond, several times a cell."""
_GROUNDED = frozenset({"ok", "warn", "bad", "info"})


class RowDelegate(QStyledItemDelegate):
    """Draws one cell at a time from the model's painted rows; asks for no roles.

    `current_row` gets the accent bar; `shows_kind` puts the queue's icon before the request, for
    tables in which queues are mixed; `holder_in_status` says who has an item in place of "Waiting",
    where there is no room for a column of its own; `status_in_words` is off where a status has room for its icon alone.
    """

    def __init__(self, model: QueueTableModel) -> None:
        super().__init__(model)
        self._model = model
        self._elided: dict[tuple[str, int], tuple[str, int]] = {}
        self._names: dict[tuple[str, int], tuple[QFont, tuple[str, ...]]] = {}
        self.current_row = -1
        self.shows_kind = False
        self.holder_in_status = False
        self.status_in_words = True
        self.refresh()
        theme().changed.connect(self.refresh)

    def refresh(self) -> None:
        """Take colours and fonts of the theme anew."""
        look = theme()
        self._colors = {
            tone: look.color(tone)
            for tone in (
                *("text", "muted", "line", "border", "accent", "card", "sunken"),
                *("ok", "warn", "bad", "info"),
                *("ok_ground", "warn_ground", "bad_ground", "info_ground"),
            )
        }
        self._body, self._strong = look.font(), look.font(bold=True)
        self._tight = QFont(self._strong)
        self._tight.setStretch(QFont.Stretch.SemiCondensed)
        self._small = look.font(SMALL * 0.85, bold=True)
        self._small.setStretch(QFont.Stretch.SemiCondensed)
        self._narrow = QFont(self._small)
        self._narrow.setStretch(QFont.Stretch.ExtraCondensed)
        self._metrics = QFontMetrics(self._body)
        self._side = look.icon_size() - 2
        self._flat = look.color("ok_ground") == look.color("card")
        self._elided.clear()
        self._names.clear()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Not used for heights: rows are all as high as the theme says."""
        return QSize(60, theme().row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell; the view has filled the ground of a selected row already."""
        rect: QRect = option.rect
        number, column = index.row(), index.column()
        row = self._model.row(number)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._colors["line"])
        if column == _MARK:
            self._paint_mark(painter, rect, number, row)
        elif row is PLACEHOLDER:
            self._paint_skeleton(painter, rect, number)
        elif column == _PATIENT:
            self._paint_patient(painter, rect, row)
        elif column == _REQUEST:
            self._paint_request(painter, rect, row)
        elif column == _STATUS:
            self._paint_chip(painter, rect, row)
        elif column == _BORN:
            self._text(painter, rect, row.born, "muted")
        elif column == _AGE:
            self._paint_age(painter, rect, row)
        else:
            self._paint_holder(painter, rect, row)

    # Cells

    def _paint_mark(self, painter: QPainter, rect: QRect, number: int, row: PaintedRow) -> None:
        if number == self.current_row:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, self._colors["accent"])
        side, left = self._side, rect.left() + 10
        box = QRectF(left + 0.5, rect.center().y() - side / 2 + 0.5, side - 1, side - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._model.is_marked(row.key)
        painter.setPen(self._colors["accent" if marked else "border"])
        painter.setBrush(self._colors["accent"] if marked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if marked:
            self._icon(painter, left, rect, "check", "on_accent")
        if row.urgency:
            self._icon(painter, left + side + 5, rect, row.urgency.icon, row.urgency.tone)

    def _paint_patient(self, painter: QPainter, rect: QRect, row: PaintedRow) -> None:
        left, room = rect.left() + PAD, rect.width() - 2 * PAD
        painter.setPen(self._colors["muted" if row.stale else "text"])
        font, lines = self._name(row.patient, room)
        painter.setFont(font)
        if len(lines) == 1:
            painter.drawText(QPointF(left, self._baseline(rect)), lines[0])
            return
        metrics = QFontMetrics(font)
        step = metrics.height() - 1
        y = rect.center().y() + metrics.ascent() - step + 1
        for line in lines:
            painter.drawText(QPointF(left, y), line)
            y += step

    def _name(self, name: str, room: int) -> tuple[QFont, tuple[str, ...]]:
        """The largest type in which a name fits; it is broken in two lines before it is cut."""
        if (name, room) not in self._names:
            if len(self._names) > _KEPT:
                self._names.clear()
            fonts = (self._strong, self._tight), (self._small, self._narrow)
            self._names[name, room] = fitted(name, room, *fonts)
        return self._names[name, room]

    def _paint_request(self, painter: QPainter, rect: QRect, row: PaintedRow) -> None:
        left, right = rect.left() + PAD, rect.right() - PAD
        if self.shows_kind and row.kind_icon:
            self._icon(painter, left, rect, row.kind_icon, "muted")
            left += self._side + PAD
        painter.setFont(self._body)
        y = self._baseline(rect)
        room = right - left
        asked, width = "", 0
        if row.asked_by:
            asked, width = self._fit("\u2009·\u2009" + row.asked_by, int(room * 0.45))
            if "…" in asked and room < _ROOM_FOR_BOTH * self._metrics.averageCharWidth():
                asked, width = "", self._side + 4
                self._icon(painter, right - self._side, rect, "people", "muted")
        summary, taken = self._fit(row.summary, room - width)
        if asked:
            painter.setPen(self._colors["muted"])
            painter.drawText(QPointF(left + taken, y), asked)
        painter.setPen(self._colors["muted" if row.stale else "text"])
        painter.drawText(QPointF(left, y), summary)

    def _paint_age(self, painter: QPainter, rect: QRect, row: PaintedRow) -> None:
        """The age at the right; before it the shape of what is due soon, or overdue."""
        self._text(painter, rect, row.age, row.age_tone, right=True)
        if row.age_icon:
            self._icon(painter, rect.left() + 2, rect, row.age_icon, row.age_tone)

    def _paint_holder(self, painter: QPainter, rect: QRect, row: PaintedRow) -> None:
        if not row.holder:
            return
        left = rect.left() + PAD
        self._icon(painter, left, rect, "claim", row.holder_tone)
        inner = rect.adjusted(self._side + PAD - 2, 0, 0, 0)
        self._text(painter, inner, row.holder, row.holder_tone)

    def _paint_chip(self, painter: QPainter, rect: QRect, row: PaintedRow) -> None:
        chip = row.chip
        if self.holder_in_status and row.holder and chip.tone == "muted":
            chip = Chip("claim", row.holder, row.holder_tone)
        left, right = rect.left() + 2, rect.right() - PAD
        if not self.status_in_words:
            self._icon(painter, left + PAD, rect, chip.icon, chip.tone)
            return
        text, advance = self._fit(chip.text, right - left - self._side - 3 * PAD)
        if chip.tone in _GROUNDED:
            height = min(rect.height() - 6, self._metrics.height() + 6)
            width = self._side + 3 * PAD + advance
            ground = QRectF(left, rect.center().y() - height / 2 + 0.5, width, height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._colors[chip.tone] if self._flat else Qt.PenStyle.NoPen)
            painter.setBrush(self._colors[chip.tone + "_ground"])
            painter.drawRoundedRect(ground, height / 2, height / 2)
        self._icon(painter, left + PAD, rect, chip.icon, chip.tone)
        painter.setFont(self._body)
        painter.setPen(self._colors[chip.tone])
        painter.drawText(QPointF(left + self._side + 1.7 * PAD, self._baseline(rect)), text)

    def _paint_skeleton(self, painter: QPainter, rect: QRect, number: int) -> None:
        width = max(12, int((rect.width() - 2 * PAD) * (0.55 + 0.1 * (number % 4))))
        bar = QRectF(rect.left() + PAD, rect.center().y() - 4, width, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["line"])
        painter.drawRoundedRect(bar, 4, 4)

    # Strokes

    def _baseline(self, rect: QRect) -> float:
        metrics = self._metrics
        return rect.top() + (rect.height() - 1 + metrics.ascent() - metrics.descent()) / 2

    def _text(
        self, painter: QPainter, rect: QRect, text: str, tone: str, *, right: bool = False
    ) -> None:
        if not text:
            return
        shown, width = self._fit(text, rect.width() - 2 * PAD)
        painter.setFont(self._body)
        painter.setPen(self._colors[tone])
        x = rect.right() - PAD - width if right else rect.left() + PAD
        painter.drawText(QPointF(x, self._baseline(rect)), shown)

    def _fit(self, text: str, room: int) -> tuple[str, int]:
        """As much of a text as there is room for, and how wide it is."""
        if (text, room) not in self._elided:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            self._elided[text, room] = (shown, self._metrics.horizontalAdvance(shown))
        return self._elided[text, room]

    def _icon(self, painter: QPainter, left: int, rect: QRect, name: str, tone: str) -> None:
        if name:
            ratio = painter.device().devicePixelRatioF()
            picture = icons.pixmap(name, tone, self._side, ratio)
            painter.drawPixmap(left, rect.center().y() - self._side // 2 + 1, picture)
