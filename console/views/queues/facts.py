"""Facts as pairs of a quiet name and a plain value, the values under one another."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.queues import type_sizes
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, GROUP, theme

NARROW = 46  # letters; less wide than this, names stand above their values
QWIDGETSIZE_MAX = 16_777_215  # Qt's word for no limit
DOT = "\u00a0· "
"""Stands between facts on one line, and never at the beginning of the next."""


class Fact(NamedTuple):
    """One fact. `icon` and `tone` mark it where it is not just a fact."""

    name: str
    value: str
    icon: str = ""
    tone: str = "text"


class FactList(QWidget):
    """Shows facts, as many as are given; the labels are kept from one item to the next.

    `lead` is the least width of the names in letters, so that several lists stand in one line, and 0
    where facts have none; `inset` the room on both sides, in pixels. `short` values stay beside their
    names everywhere.
    """

    def __init__(self, lead: int = 14, inset: int = 0, *, short: bool = False) -> None:
        super().__init__()
        self._lead, self._short = lead, short
        self._narrow = False
        self._rows: list[tuple[WrappedLabel, QWidget, IconLabel, WrappedLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(inset, 0, inset, 0)
        self._grid.setHorizontalSpacing(GROUP if lead else 0)  # no names: values at the edge
        self._grid.setVerticalSpacing(GRID + 2)
        self._grid.setColumnStretch(1, 1)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts and no others."""
        while len(self._rows) < len(facts):
            self._add_row()
        for fact, (name, box, icon, value) in zip(facts, self._rows, strict=False):
            name.say(fact.name)
            value.say(fact.value, fact.tone)
            if fact.icon:
                icon.show_icon(fact.icon, fact.tone)
            reveal(icon, shown=bool(fact.icon))
            reveal(name, shown=True)
            reveal(box, shown=True)
        for name, box, _icon, _value in self._rows[len(facts) :]:
            reveal(name, shown=False)
            reveal(box, shown=False)
        reveal(self, shown=bool(facts))

    def shown(self) -> list[tuple[str, str]]:
        """Give the facts that are on the screen."""
        return [(n.text(), v.text()) for n, box, _i, v in self._rows if not box.isHidden()]

    def _add_row(self) -> None:
        name, value = WrappedLabel(tone="muted"), WrappedLabel()
        box, icon = QWidget(), IconLabel()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID + 2)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(value, 1)
        for label in (name, value):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._rows.append((name, box, icon, value))
        self._place(len(self._rows) - 1)
        self._leave_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the names above the values where it is too narrow for both."""
        narrow = self.width() < type_sizes.metrics().averageCharWidth() * NARROW
        if narrow != self._narrow and not self._short:
            self._narrow = narrow
            self._on_theme_changed()
            for number in range(len(self._rows)):
                self._place(number)
        self._leave_room()
        super().resizeEvent(event)

    def _leave_room(self) -> None:
        """Half of the width is the values', however long the names are."""
        most = QWIDGETSIZE_MAX if self._narrow or self._short else max(1, self.width() // 2)
        for name, *_rest in self._rows:
            name.setMaximumWidth(most)

    def _place(self, number: int) -> None:
        name, box, _icon, _value = self._rows[number]
        if self._narrow:
            self._grid.addWidget(name, 2 * number, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(box, 2 * number + 1, 0, 1, 2)
        else:
            self._grid.addWidget(name, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(box, 2 * number, 1)

    def _on_theme_changed(self) -> None:
        width = type_sizes.metrics().averageCharWidth() * self._lead
        self._grid.setColumnMinimumWidth(0, 0 if self._narrow else width)
