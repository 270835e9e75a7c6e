"""What was submitted beside what the chart says, field by field, with how well they agree."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.models.one_line import plain_tip
from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.queues import type_sizes
from console.views.queues.facts import NARROW
from console.views.queues.section import column, reveal
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP, SMALL, theme

_LEAD = 14  # letters that the names of the fields have room for, as in a FactList
_MARKS = {
    "agree": ("check", "ok"),
    "close": ("approx", "warn"),
    "differ": ("differ", "bad"),
    "missing": ("dash", "muted"),
}


class Pair(NamedTuple):
    """One field: its name, both values, and the portal's word for their agreement ("" for none).

    `evidence` are words on what it says and is worth; `field` is its key where the chart can take
    the submitted value over.
    """

    name: str
    submitted: str
    chart: str
    agreement: str
    evidence: str = ""
    field: str = ""


def mark_words(agreement: str) -> str:
    """Give an agreement as words for tool tips and screen readers."""
    words = {
        "agree": QCoreApplication.translate("Agreement", "agrees"),
        "close": QCoreApplication.translate("Agreement", "is close"),
        "differ": QCoreApplication.translate("Agreement", "differs"),
        "missing": QCoreApplication.translate("Agreement", "nothing to compare"),
    }
    return words.get(agreement, "")


def _question(pair: Pair) -> tuple[str, str, str]:
    return pair.field, pair.submitted, pair.chart


class _Row:
    """The labels of a field, and the box with which its submitted value is accepted."""

    def __init__(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self.pair = Pair("", "", "", "")
        self.name, self.mark = WrappedLabel(tone="muted"), IconLabel()
        self.evidence = WrappedLabel(tone="muted", size=SMALL)
        self.submitted, self.chart = WrappedLabel(), WrappedLabel()
        self.accept = TickBox()
        self.accept.setObjectName("accept_field")
        self.head, self.right = QWidget(), QWidget()
        for cell, parts in (
            (self.head, (self.name, self.evidence)),
            (self.right, (self.chart, self.accept)),
        ):
            layout = column(cell, space=2)
            for part in parts:
                layout.addWidget(part)
            layout.addStretch(1)
        for label in (self.name, self.evidence, self.submitted, self.chart):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | top)

    @property
    def agreement(self) -> str:
        """The portal's word for the agreement."""
        return self.pair.agreement

    def place(self, grid: QGridLayout, number: int, *, narrow: bool) -> None:
        """Put the labels into a grid, the name above the values where it is narrow."""
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        above, row = 2 * number + 1, 2 * number + (2 if narrow else 1)
        if narrow:
            grid.addWidget(self.head, above, 1, 1, 3, bottom)
        else:
            grid.addWidget(self.head, above, 0, top)
        for place, part in enumerate((self.submitted, self.mark, self.right), start=1):
            grid.addWidget(part, row, place, top)

    def say(self, pair: Pair) -> None:
        """Show a field; what was accepted of another one is not accepted of this."""
        if _question(pair) != _question(self.pair):
            self.accept.setChecked(False)
        self.pair = pair
        self.name.say(pair.name)
        self.evidence.say(pair.evidence)
        self.accept.setText(QCoreApplication.translate("Agreement", "Accept"))
        spoken = QCoreApplication.translate("Agreement", "Write {value} into the chart as {field}")
        told = spoken.format(value=pair.submitted or "–", field=pair.name)
        self.accept.setAccessibleName(told)
        self.accept.setToolTip(plain_tip(told))
        self.submitted.say(pair.submitted or "–", "text" if pair.submitted else "muted")
        self.chart.say(pair.chart or "–", "text" if pair.chart else "muted")
        icon, tone = _MARKS.get(pair.agreement, ("", "muted"))
        self.mark.show_icon(icon, tone)
        words = mark_words(pair.agreement)
        self.mark.setToolTip(plain_tip(pair.evidence or words))
        self.mark.setAccessibleName(f"{pair.name}: {words}" if words else "")

    def show(self, *, shown: bool, with_chart: bool) -> None:
        """Show or hide the labels; without a chart only what was submitted."""
        reveal(self.head, shown=shown)
        says_more = bool(self.pair.evidence) and self.agreement != "agree"  # the mark says that
        reveal(self.evidence, shown=with_chart and says_more)
        reveal(self.submitted, shown=shown)
        reveal(self.mark, shown=shown and with_chart)
        reveal(self.right, shown=shown and with_chart)
        reveal(self.accept, shown=bool(self.pair.field))

    def area(self) -> QRect:
        """Give the rows' rectangle from the labels on the screen."""
        area = self.head.geometry() | self.submitted.geometry()
        return area | self.right.geometry() if not self.right.isHidden() else area


class AgreementGrid(QWidget):
    """Two columns of values with a mark between them; rows that do not agree have a ground.

    Signals: `accepted` when a person has accepted a submitted value for the chart, or not any more.
    """

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GAP, 0, GAP, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setColumnMinimumWidth(2, GROUP)
        self._grid.setVerticalSpacing(GAP + 1)
        self._grid.setColumnStretch(1, 10)
        self._grid.setColumnStretch(3, 10)
        self._heads = (
            WrappedLabel(self.tr("Submitted"), bold=True),
            WrappedLabel(self.tr("Chart"), bold=True),
        )
        self._grid.addWidget(self._heads[0], 0, 1)
        self._grid.addWidget(self._heads[1], 0, 3)
        self._rows: list[_Row] = []
        self._narrow = False
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_pairs(self, pairs: Sequence[Pair], chart: str) -> None:
        """Show the fields under the chart's name; an empty name when there is no chart at all."""
        while len(self._rows) < len(pairs):
            self._rows.append(_Row())
            self._rows[-1].accept.clicked.connect(self.accepted)
            self._rows[-1].place(self._grid, len(self._rows) - 1, narrow=self._narrow)
        for row, pair in zip(self._rows, pairs, strict=False):
            row.say(pair)
            row.show(shown=True, with_chart=bool(chart))
        for row in self._rows[len(pairs) :]:
            row.show(shown=False, with_chart=False)
        self._heads[1].say(chart)
        reveal(self._heads[1], shown=bool(chart))
        self._grid.setColumnStretch(3, 10 if chart else 0)
        self.update()

    def heads(self) -> tuple[PlainLabel, PlainLabel]:
        """Give the two column titles."""
        return self._heads

    def fields(self) -> list[str]:
        """Give the keys of the fields whose submitted value is accepted."""
        return [
            row.pair.field
            for row in self._rows
            if row.pair.field and row.accept.isChecked() and not row.head.isHidden()
        ]

    def boxes(self) -> dict[str, TickBox]:
        """Give the boxes that can be checked, by the field's key."""
        return {
            row.pair.field: row.accept
            for row in self._rows
            if row.pair.field and not row.head.isHidden()
        }

    def shown(self) -> list[Pair]:
        """Give what is on the screen."""
        return [
            row.pair._replace(
                name=row.name.text(), submitted=row.submitted.text(), chart=row.chart.text()
            )
            for row in self._rows
            if not row.head.isHidden()
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the names above the values where it is too narrow for three columns."""
        narrow = self.width() < type_sizes.metrics().averageCharWidth() * NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._on_theme_changed()
            for number, row in enumerate(self._rows):
                row.place(self._grid, number, narrow=narrow)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw hairlines between the rows and a ground under those that do not agree."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = GRID
        for row in self._rows:
            if row.head.isHidden():
                continue
            area = row.area()
            top, bottom = area.top() - half, area.bottom() + half + 1
            tone = {"differ": "bad_ground", "close": "warn_ground"}.get(row.agreement)
            painter.fillRect(QRectF(0, top - 0.5, self.width(), 1), look.color("line"))
            if tone and not row.right.isHidden():
                ground = QRectF(0, top + 0.5, self.width(), bottom - top - 1)
                painter.fillRect(ground, look.color(tone))
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        lead = type_sizes.metrics().averageCharWidth() * _LEAD + GAP
        self._grid.setColumnMinimumWidth(0, 0 if self._narrow else lead)
        self._grid.setHorizontalSpacing(GRID if self._narrow else GAP)
        self.update()
