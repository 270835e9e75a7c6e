"""A list would copy its row: what may be copied has a button for it (DOMAIN §5.8)."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def lists_copy_nothing(window: QWidget) -> QShortcut:
    """Take the keys that copy from what is in this window; fields to write in keep them.

    They are Ctrl+C and its elder, Ctrl+Insert; a dialog is a window of its own. One that has a button
    to copy lets the returned shortcut do the same.
    """
    taken = QShortcut(window)
    taken.setObjectName("copies_nothing")
    taken.setKeys(QKeySequence.StandardKey.Copy)
    taken.activated.connect(_nothing)
    return taken


def _nothing() -> None:
    """What a key does that must not reach the widget under it."""
