"""Three columns: what somebody saw, what it is now, and what they decided; narrow, one below the other."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.models.chip import Chip
from console.models.differences import Difference
from console.models.told import Told
from console.views.badge import Badge
from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP, SMALL, theme

WIDE = 560
"""Pixels at normal text size from which the columns stand beside each other."""


class Standing(NamedTuple):
    """How an item stood or stands: its state, and who brought it there."""

    chip: Chip | None
    words: str = ""


class ThreeColumns(QWidget):
    """Lays two versions of an item and a decision beside each other, what differs on one height."""

    def __init__(
        self,
        seen: Standing,
        now: Standing,
        differences: Sequence[Difference],
        decided: Standing,
        terms: Sequence[Told],
    ) -> None:
        super().__init__()
        self.setObjectName("reconcile_columns")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._is_wide: bool | None = None
        titles = (self.tr("What you saw"), self.tr("What it is now"), self.tr("Your decision"))
        self._heads = [WrappedLabel(title, bold=True, parent=self) for title in titles]
        self._states = [_Stated(one, self) for one in (seen, now)]
        self._rows = [_Pair(one, self, self._nothing()) for one in differences]
        self._decision = _Decision(decided, terms, self)
        self._airs = [_Air(self), _Air(self)]
        self._story = self._told(titles, (seen, now, decided), differences, terms)
        self._place(wide=True)
        theme().changed.connect(self._fit)

    @property
    def is_wide(self) -> bool:
        """Whether the columns stand beside each other."""
        return bool(self._is_wide)

    def story(self) -> str:
        """Give all three columns as sentences, for who does not see them."""
        return self._story

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Set the columns anew when the text has become larger."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for one column's width, so that narrowing is never in the way of stacking."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairlines between the columns, or over the lower ones."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme().color("line"))
        for head in self._heads[1:]:
            if self.is_wide:
                x = head.x() - GROUP // 2 - GRID
                painter.drawLine(x, 0, x, self.height())
            else:
                y = head.y() - GAP
                painter.drawLine(0, y, self.width(), y)
        painter.end()

    def columns(self) -> list[QRect]:
        """Give where the titles of the three columns stand."""
        return [head.geometry() for head in self._heads]

    def _nothing(self) -> str:
        return self.tr("nothing")

    def _fit(self) -> None:
        self._place(wide=self.width() >= round(WIDE * theme().text_scale))

    def _place(self, *, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        while self._grid.takeAt(0) is not None:
            pass
        for pair in self._rows:
            pair.again.setVisible(not wide)
        for air in self._airs:
            air.setVisible(not wide)
        self._grid.setRowStretch(self._last_row, int(wide))  # takes what a long decision asks for
        for row in range(2, self._last_row):
            self._grid.setRowMinimumHeight(row, 0)
        if wide:
            self._beside()
        else:
            self._below()
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if wide or place == 0 else 0)
        self._grid.setHorizontalSpacing(GROUP + GAP if wide else 0)
        self._grid.setVerticalSpacing(GRID // 2)
        self.update()

    def _beside(self) -> None:
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        for place, head in enumerate(self._heads):
            grid.addWidget(head, 0, place, top)
        for place, state in enumerate(self._states):
            grid.addWidget(state, 1, place, top)
        row = 2
        for pair in self._rows:
            grid.setRowMinimumHeight(row, GAP)
            grid.addWidget(pair.label, row + 1, 0, 1, 2)
            grid.addWidget(pair.seen, row + 2, 0, top)
            grid.addWidget(pair.now, row + 2, 1, top)
            row += 3
        grid.addWidget(self._decision, 1, 2, self._last_row, 1, top)

    @property
    def _last_row(self) -> int:
        return 2 + 3 * len(self._rows)

    def _below(self) -> None:
        widgets: list[QWidget] = [self._heads[0], self._states[0]]
        for pair in self._rows:
            widgets += [pair.label, pair.seen]
        widgets += [self._airs[0], self._heads[1], self._states[1]]
        for pair in self._rows:
            widgets += [pair.again, pair.now]
        widgets += [self._airs[1], self._heads[2], self._decision]
        for row, widget in enumerate(widgets):
            self._grid.addWidget(widget, row, 0)

    def _told(
        self,
        titles: Sequence[str],
        standings: Sequence[Standing],
        differences: Sequence[Difference],
        terms: Sequence[Told],
    ) -> str:
        told = [f"{title}: {_in_words(one)}." for title, one in zip(titles, standings, strict=True)]
        told[2:2] = [
            self.tr("{label}: you saw {seen}, now {now}.").format(
                label=one.label,
                seen=one.seen or self._nothing(),
                now=one.now or self._nothing(),
            )
            for one in differences
        ]
        told += [f"{one.label}: {one.words}" for one in terms]
        return " ".join(told)


class _Pair:
    """One difference: its name, its words then and now; the name twice where they are not beside."""

    def __init__(self, difference: Difference, parent: QWidget, nothing: str) -> None:
        self.label = _small(difference.label, parent)
        self.again = _small(difference.label, parent)
        self.seen = _value(difference.seen, nothing, parent, bold=False)
        self.now = _value(difference.now, nothing, parent, bold=True)


class _Stated(QWidget):
    """A state as a plate, and who brought it there below it."""

    def __init__(self, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column(self, space=GRID // 2)
        if standing.chip is not None:
            self.column.addWidget(Badge(standing.chip), 0, Qt.AlignmentFlag.AlignLeft)
        words = WrappedLabel(standing.words, tone="muted")
        self.column.addWidget(words)
        reveal(words, shown=bool(standing.words))


class _Decision(_Stated):
    """What was decided, with its terms and the words that were written."""

    def __init__(self, decided: Standing, terms: Sequence[Told], parent: QWidget) -> None:
        super().__init__(decided, parent)
        for one in terms:
            self.column.addSpacing(GAP)
            self.column.addWidget(_small(one.label, self))
            self.column.addWidget(WrappedLabel(one.words))


class _Air(QWidget):
    """Room over the hairline between two columns that stand below each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(GROUP)


def _small(text: str, parent: QWidget) -> WrappedLabel:
    return WrappedLabel(text, size=SMALL, tone="muted", parent=parent)


def _value(text: str, nothing: str, parent: QWidget, *, bold: bool) -> WrappedLabel:
    tone = "text" if text and bold else "muted"
    return WrappedLabel(text or nothing, bold=bold and bool(text), tone=tone, parent=parent)


def _in_words(standing: Standing) -> str:
    return " ".join(
        part for part in (standing.chip.text if standing.chip else "", standing.words) if part
    )
