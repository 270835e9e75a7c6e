"""The keys and what they do (?)."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.views.keycap import Keycap
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, GROUP, MARGIN, theme


class KeyRow(NamedTuple):
    """One key, or several for the same act ("J", "Down"), and what it does."""

    keys: tuple[str, ...]
    act: str


class KeyGroup(NamedTuple):
    """Keys that belong together."""

    title: str
    rows: tuple[KeyRow, ...]


def window_keys() -> tuple[KeyGroup, ...]:
    """Give the keys of the main window (DESIGN §7)."""
    return (*_moving_keys(), *_deciding_keys())


def _moving_keys() -> tuple[KeyGroup, ...]:
    translate = QCoreApplication.translate
    return (
        KeyGroup(
            translate("ShortcutSheet", "Go"),
            (
                KeyRow(("J", "↓"), translate("ShortcutSheet", "Next item")),
                KeyRow(("K", "↑"), translate("ShortcutSheet", "Previous item")),
                KeyRow(("Enter",), translate("ShortcutSheet", "Go into the item")),
                KeyRow(("/", "Ctrl+F"), translate("ShortcutSheet", "Search")),
                KeyRow(
                    ("Alt+1…6",), translate("ShortcutSheet", "From the first to the last queue")
                ),
                KeyRow(("Ctrl+I",), translate("ShortcutSheet", "Results intake")),
                KeyRow(("Ctrl+K",), translate("ShortcutSheet", "Every command by its name")),
            ),
        ),
        KeyGroup(
            translate("ShortcutSheet", "Window"),
            (
                KeyRow(("F5",), translate("ShortcutSheet", "Refresh")),
                KeyRow(("Ctrl+L",), translate("ShortcutSheet", "Lock")),
                KeyRow(("Ctrl+Shift+L",), translate("ShortcutSheet", "Lock and sign in again")),
                KeyRow(("?",), translate("ShortcutSheet", "Show these keys")),
            ),
        ),
    )


def _deciding_keys() -> tuple[KeyGroup, ...]:
    translate = QCoreApplication.translate
    return (
        KeyGroup(
            translate("ShortcutSheet", "Decide"),
            (
                KeyRow(("A",), translate("ShortcutSheet", "Approve, book or release")),
                KeyRow(("S",), translate("ShortcutSheet", "Ask back, offer, or put on hold")),
                KeyRow(("D",), translate("ShortcutSheet", "Deny or decline")),
                KeyRow(("C",), translate("ShortcutSheet", "Claim, or give back")),
                KeyRow(("N",), translate("ShortcutSheet", "Write a note for colleagues")),
                KeyRow(("R",), translate("ShortcutSheet", "Give the item to a colleague")),
                KeyRow(("W",), translate("ShortcutSheet", "Let it wait, or go on with it")),
                KeyRow(
                    ("Space",),
                    translate("ShortcutSheet", "Mark the row, to decide several at once"),
                ),
                KeyRow(("U",), translate("ShortcutSheet", "Undo the last decision")),
            ),
        ),
        KeyGroup(
            translate("ShortcutSheet", "Dialogs"),
            (
                KeyRow(("Ctrl+Enter",), translate("ShortcutSheet", "Do what the button says")),
                KeyRow(("Esc",), translate("ShortcutSheet", "Close without doing it")),
            ),
        ),
        KeyGroup(
            translate("ShortcutSheet", "Needs attention"),
            (
                KeyRow(("Enter",), translate("ShortcutSheet", "Show the item")),
                KeyRow(("Del",), translate("ShortcutSheet", "Acknowledge: I have read it")),
            ),
        ),
    )


class ShortcutSheet(Sheet):
    """The keys in two columns, by group."""

    def __init__(
        self, groups: Sequence[KeyGroup] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            QCoreApplication.translate("ShortcutSheet", "Keys"),
            QCoreApplication.translate("ShortcutSheet", "Close"),
            parent,
        )
        self.setObjectName("shortcut_sheet")
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, GAP, 0)
        row.setSpacing(MARGIN + GAP)
        for half in _halves(tuple(groups) if groups is not None else window_keys()):
            column = QVBoxLayout()
            column.setSpacing(GROUP)
            for group in half:
                column.addWidget(self._group(group))
            column.addStretch(1)
            row.addLayout(column, 1)
        self._area = QScrollArea()
        self._area.setObjectName("shortcut_area")
        self._area.setAccessibleName(self.tr("Keys"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        for ground in (self._area.viewport(), inner):
            ground.setAutoFillBackground(False)
        self.content.addWidget(self._area, 1)
        self.cancel_button.hide()
        self.accept_button.setFocus()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _group(self, group: KeyGroup) -> QWidget:
        box = QWidget()
        box.setAccessibleName(group.title)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GROUP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(0, 1)
        grid.addWidget(PlainLabel(group.title, bold=True), 0, 0, 1, 2)
        for place, line in enumerate(group.rows, start=1):
            grid.addWidget(PlainLabel(line.act, wrap=True), place, 0)
            caps = QHBoxLayout()
            caps.setSpacing(GRID)
            caps.addStretch(1)
            for keys in line.keys:
                caps.addWidget(Keycap(keys))
            grid.addLayout(caps, place, 1, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _on_theme_changed(self) -> None:
        scale, room = theme().text_scale, self.screen().availableSize()
        self.resize(min(round(740 * scale), room.width()), min(round(460 * scale), room.height()))


def _halves(groups: Sequence[KeyGroup]) -> tuple[Sequence[KeyGroup], Sequence[KeyGroup]]:
    """Part the groups so that both columns are about as long."""
    lengths = [len(group.rows) + 2 for group in groups]
    cut = min(
        range(len(groups) + 1), key=lambda place: abs(sum(lengths[:place]) - sum(lengths[place:]))
    )
    return groups[:cut], groups[cut:]
