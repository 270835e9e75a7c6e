"""Strokes of the week of slots: days, what was asked for, times."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from console.views import icons
from console.views.queues import slot_words, type_sizes
from console.views.queues.slot_week import Slot, Wanted, Week, fits
from console.views.queues.strip_places import StripPlaces
from console.views.theme import GRID, theme

_MARKS = {
    "chosen": "check",
    "offered": "mail",
    "current": "appointment",
    "own": "warning",
    "held": "hold",
}


@dataclass(frozen=True)
class Face:
    """How one slot looks. `order` counts the choices from 1; 0 is not chosen."""

    text: str
    kind: str
    open: bool
    order: int
    several: bool
    offered: bool
    current: bool
    fits: bool
    hovered: bool
    focused: bool


def face_of(slot: Slot, week: Week, *, open: bool, hovered: bool, focused: bool) -> Face:  # noqa: A002 - the state's name
    """Give the look of a slot in its week."""
    kind = slot_words.kind_of(slot, week, is_open=open)
    said = slot_words.short_words(kind, gives_up=week.is_read)
    clock = week.clock(slot.start_ms)
    return Face(
        f"{clock} {said}" if kind == "current" else said or clock,
        kind,
        open=open,
        order=week.chosen.index(slot.id) + 1 if slot.id in week.chosen else 0,
        several=len(week.chosen) > 1,
        offered=slot.id in week.offered,
        current=slot.id == week.current_id,
        fits=fits(slot, week.visit_type),
        hovered=hovered,
        focused=focused,
    )


def paint_axis(
    painter: QPainter, places: StripPlaces, other: Callable[[int], str] | None = None
) -> None:
    """Write the hours at the leading edge; `other` writes them in the viewer's zone below."""
    look, area = theme(), places.axis_area()
    painter.setFont(type_sizes.font())
    painter.setPen(look.color("muted"))
    ascent = type_sizes.metrics().ascent()
    for minute in places.scale.hours():
        y = places.head + places.scale.y(minute) + ascent + 2
        painter.drawText(area.left() + GRID, round(y), f"{minute // 60 % 24:02d}:00")
        if other is not None:
            painter.setPen(look.color("info"))
            below = round(y) + type_sizes.metrics().height()
            painter.drawText(area.left() + GRID, below, other(minute))
            painter.setPen(look.color("muted"))


def fit(places: StripPlaces, titles: Sequence[str]) -> bool:
    """Tell whether these titles fit over the days."""
    metrics = type_sizes.metrics(bold=True)
    room = places.column(0).width() - 2 * GRID
    return all(metrics.horizontalAdvance(title) <= room for title in titles)


def paint_day(
    painter: QPainter, places: StripPlaces, number: int, title: str, wanted: Sequence[Wanted]
) -> None:
    """Draw a day's column: its title, and shaded with a bar at its edge what was asked for."""
    look, area, head, scale = theme(), places.column(number), places.head, places.scale
    edge = area.right() - 2 if places.mirrored else area.left()
    for one in wanted:
        top, bottom = head + scale.y(one.start), head + scale.y(one.end)
        shade = QRectF(area.left(), top - 1, area.width(), bottom - top + 2)
        painter.fillRect(shade, look.color("info_ground"))
        painter.fillRect(QRectF(edge, top - 1, 3, bottom - top + 2), look.color("info"))
    painter.fillRect(QRectF(area.left(), head - 2, area.width(), 1), look.color("line"))
    font = type_sizes.font(bold=bool(wanted))
    painter.setFont(font)
    painter.setPen(look.color("info" if wanted else "text"))
    above = QRect(area.left(), 0, area.width(), head - GRID)
    shown = type_sizes.metrics(bold=bool(wanted)).elidedText(
        title, Qt.TextElideMode.ElideRight, area.width() - 4
    )
    painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), shown)
    for y in scale.breaks():
        painter.fillRect(QRectF(area.left(), head + y, area.width(), 1), look.color("line"))


def paint_time(painter: QPainter, area: QRect, face: Face) -> None:
    """Draw a slot: free as a frame, chosen filled, taken as a quiet block without words."""
    look, box = theme(), QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    fill, frame, ink, width = _colours(face)
    pen = QPen(look.color(frame), width) if frame else QPen(Qt.PenStyle.NoPen)
    if face.open and not face.order and not face.fits:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.color(fill))
    painter.drawRoundedRect(box, 4, 4)
    if face.focused:
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
    if face.kind in {"leave", "closed"}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(look.color("border"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 4, 4)
    if face.kind in {"booked", "past", "covered"}:
        return
    chosen = bool(face.order)
    font, metrics = type_sizes.font(bold=chosen), type_sizes.metrics(bold=chosen)
    painter.setFont(font)
    painter.setPen(look.color(ink))
    text = f"{face.order}. {face.text}" if face.order and face.several else face.text
    mark = _MARKS.get(face.kind, "")
    side = min(look.icon_size() - 2, area.height() - 2)
    wide = metrics.horizontalAdvance(text) + (side + GRID if mark else 0)
    if mark and wide > area.width() - GRID:
        mark, wide = "", metrics.horizontalAdvance(text)
    y = area.top() + min(
        (area.height() + metrics.ascent() - metrics.descent()) // 2, metrics.height() + 1
    )
    left = area.left() + (area.width() - wide) // 2
    if mark:
        picture = icons.pixmap(mark, ink, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(left, y - (metrics.ascent() - metrics.descent() + side) // 2, picture)
        left += side + GRID
    painter.drawText(left, y, text)


def paint_now(painter: QPainter, area: QRect) -> None:
    """Draw the line of the present minute with a bead at its leading end."""
    if area.isEmpty():
        return
    colour = theme().color("bad")
    painter.fillRect(area, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(area.left(), area.top() - 2, 6, 6))


def _colours(face: Face) -> tuple[str, str, str, float]:
    """Give fill, frame, ink and the width of the frame."""
    if face.order:
        return "accent", "accent", "on_accent", 1
    if face.kind == "covered":
        return "selection", "accent", "text", 1
    if face.kind == "own":
        return "warn_ground", "warn", "warn", 1
    if face.current:
        return "selection", "accent", "text", 1
    if not face.open:
        return "sunken", "line" if theme().frame() > 1 else "", "muted", 1
    fill = "hover" if face.hovered else "card"
    return fill, "info" if face.offered else "border", "text" if face.fits else "muted", 1
