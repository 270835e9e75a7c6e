"""Room before and behind the figures of fields with keys up and down, as in every other field."""

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

ROOM = 6
"""Pixels; style sheets do not reach the line inside such a field."""


def give_room(field: QAbstractSpinBox) -> None:
    """Keep the text of a framed field off its frame."""
    inside = field.findChild(QLineEdit)
    if inside is not None:
        inside.setTextMargins(ROOM, 0, ROOM, 0)
