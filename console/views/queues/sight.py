"""Keeps what the keyboard is at in sight when the body is longer than the panel."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

_AIR = 16


def keep_in_sight(widget: QWidget, area: QRect) -> None:
    """Scroll the panel around a widget so that this part of the widget can be seen."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    inside = around.widget() if around is not None else None
    if around is None or inside is None:
        return
    centre = widget.mapTo(inside, area.center())
    around.ensureVisible(
        centre.x(), centre.y(), area.width() // 2 + _AIR, area.height() // 2 + _AIR
    )
