"""The keys and what they do."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QWidget


class KeyRow(NamedTuple):
    """One key, or several for the same act ("J", "Down"), and what it does."""

    keys: tuple[str, ...]
    act: str


class KeyGroup(NamedTuple):
    """Keys that belong together."""

    title: str
    rows: tuple[KeyRow, ...]


def window_keys() -> tuple[KeyGroup, ...]:
    """The keys of the main window (DESIGN §7)."""
    return ()


class ShortcutSheet(QDialog):
    """The keys in two columns, by group."""

    def __init__(
        self, groups: Sequence[KeyGroup] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
