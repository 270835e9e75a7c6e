"""A part of a statement's page that scrolls up and down, on the ground of what is around it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """Give a frameless room for `inside`; the keyboard goes to what is in it."""
    made = QScrollArea()
    made.setObjectName(name)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inside)
    for ground in (made.viewport(), inside):
        ground.setAutoFillBackground(False)
    return made
