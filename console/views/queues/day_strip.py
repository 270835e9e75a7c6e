"""A week of free slots as columns of days, painted; chosen by mouse or keyboard."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtCore import Slot as QtSlot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.views.queues import slot_painter, type_sizes
from console.views.queues.sight import keep_in_sight
from console.views.queues.slot_cursor import first_of, other_day, within_day
from console.views.queues.slot_runs import is_free, lanes_of
from console.views.queues.slot_week import Slot, TimeScale, Week
from console.views.queues.strip_places import StripPlaces
from console.views.theme import GAP, theme

_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WEEKS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_KEYS = frozenset({*_DAYS, *_STEPS, *_WEEKS, *_ENDS, *_TAKING})
_SLACK = 5  # pixels that a line of a slot has beyond its letters


class DayStrip(QWidget):
    """Paints a week of one practitioner's slots.

    Signals: `taken(id, add)` when a free slot was chosen, `add` to choose it beside others;
    `sealed(id)` for a double click; `turned(step)` when the week before or after is wanted.
    """

    taken = Signal(str, bool)
    sealed = Signal(str)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._week, self._lanes = Week(), lanes_of(())
        self._scale = TimeScale((), 20)
        self._free: list[Slot] = []
        self._cursor = ""
        self._entering = 0
        self._hovered = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("day_strip")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)
        self._say()

    def show_week(self, week: Week) -> None:
        """Show this week; the cursor stays on its slot, or goes where the arrows were heading."""
        self._week = week
        self._lanes = lanes_of(week.times)
        self._free = [slot for slot in week.times if self.is_open(slot)]
        ids = [slot.id for slot in self._free]
        if self._entering and ids:
            self._cursor = ids[0] if self._entering > 0 else ids[-1]
            self._entering = 0
        elif self._cursor not in ids:
            self._cursor = first_of(self._free, week)
        self._on_theme_changed()
        self._say()

    def stay(self) -> None:
        """Stay in this week: there is none where the arrows were heading."""
        self._entering = 0

    def is_open(self, slot: Slot) -> bool:
        """Tell whether a slot can be chosen: free or held for this request, and not begun."""
        week = self._week
        return is_free(slot, week.offered, week.now_ms) and not week.is_read

    def week(self) -> Week:
        """Give what is shown."""
        return self._week

    def cursor_id(self) -> str:
        """Give the slot that the keyboard is at."""
        return self._cursor

    def area_of(self, slot: Slot) -> QRect:
        """Give the place of a slot on the strip."""
        return self._places().area_of(slot)

    def sizeHint(self) -> QSize:
        """Ask for the whole day."""
        return QSize(420, self._places().height)

    def minimumSizeHint(self) -> QSize:
        """Ask for columns in which a time can be read."""
        places = self._places()
        return QSize(places.axis * (1 + max(5, len(self._week.days))), places.height)

    # Events
    def event(self, event: QEvent) -> bool:
        """Keep the keys of the strip from the window's shortcuts; show what a slot is."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            slot = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._week.told(slot) if slot else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the free slots, choose, turn the week."""
        key = Qt.Key(event.key())
        if key in _DAYS:
            self._move_days(-_DAYS[key] if self._mirrored() else _DAYS[key])
        elif key in _STEPS:
            self._move_steps(_STEPS[key])
        elif key in _TAKING and self._cursor:
            self.taken.emit(self._cursor, key == Qt.Key.Key_Space)
        elif key in _WEEKS:
            self.turned.emit(_WEEKS[key])
        elif key in _ENDS and self._free:
            self._go(self._free[_ENDS[key]])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the slot under the mouse; with Ctrl or Shift beside the others."""
        slot = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and slot and self.is_open(slot):
            self._go(slot)
            more = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.taken.emit(slot.id, bool(event.modifiers() & more))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the click, which has chosen already."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the slot at once."""
        slot_id = self._open_at(event)
        if event.button() == Qt.MouseButton.LeftButton and slot_id:
            self.sealed.emit(slot_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which slot is under the mouse."""
        self._hover(self._open_at(event))

    def leaveEvent(self, event: QEvent) -> None:
        """Show none."""
        self._hover("")
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days, what was asked for, and the slots."""
        painter, week, places = QPainter(self), self._week, self._places()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slot_painter.paint_axis(painter, places, week.other_hours)
        long = slot_painter.fit(places, [words for words, _short in week.titles])
        for number, day in enumerate(week.days):
            wanted = [one for one in week.wanted if one.day == day]
            slot_painter.paint_day(painter, places, number, week.titles[number][not long], wanted)
        for slot in week.times:
            face = slot_painter.face_of(
                slot,
                week,
                open=self.is_open(slot),
                hovered=slot.id == self._hovered,
                focused=slot.id == self._cursor and self.hasFocus(),
            )
            slot_painter.paint_time(painter, places.area_of(slot), face)
        if week.now:
            slot_painter.paint_now(painter, places.now_at(*week.now))

    # Inside
    def _places(self) -> StripPlaces:
        metrics = type_sizes.metrics()
        axis = metrics.horizontalAdvance("00:00") + GAP
        head = metrics.height() + GAP
        days, mirrored = self._week.days, self._mirrored()
        return StripPlaces(self.width(), axis, head, days, self._scale, mirrored, self._lanes)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _at(self, point: QPoint) -> Slot | None:
        return self._places().slot_at(self._week.times, point)

    def _open_at(self, event: QMouseEvent) -> str:
        slot = self._at(event.position().toPoint())
        return slot.id if slot and self.is_open(slot) else ""

    def _current(self) -> Slot | None:
        return next((slot for slot in self._free if slot.id == self._cursor), None)

    def _move_days(self, step: int) -> None:
        now = self._current()
        found = other_day(self._free, now, step) if now else None
        if found is not None:
            self._go(found)
        else:
            self._entering = step
            self.turned.emit(step)

    def _move_steps(self, step: int) -> None:
        now = self._current()
        found = within_day(self._free, now, step) if now else None
        if found is not None:
            self._go(found)

    def _go(self, slot: Slot) -> None:
        self._cursor = slot.id
        self._say()
        self.update()
        keep_in_sight(self, self.area_of(slot))

    def _hover(self, slot_id: str) -> None:
        if slot_id != self._hovered:
            self._hovered = slot_id
            shape = Qt.CursorShape.PointingHandCursor if slot_id else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _say(self) -> None:
        """Tell a screen reader which slot the keyboard is at."""
        slot = self._current()
        if slot is None:
            name = self.tr("Free times: none this week")
        elif slot.id in self._week.chosen:
            name = self.tr("Free times: {time}, chosen").format(time=self._week.told(slot))
        else:
            name = self.tr("Free times: {time}").format(time=self._week.told(slot))
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    @QtSlot()
    def _on_theme_changed(self) -> None:
        line = type_sizes.metrics().height() + _SLACK
        self._scale = TimeScale(self._week.times, line)
        self.updateGeometry()
        self.update()
