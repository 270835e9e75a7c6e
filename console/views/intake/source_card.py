"""One source of results: whether it runs, when it sent, and what became of today's messages."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.domain.intake import IntakeOverview, IntakeSource
from console.models.one_line import one_line
from console.models.watch_words import (
    channel_name,
    last_words,
    source_chip,
    state_sentence,
    today_counts,
)
from console.models.when import Calendar, ms_of
from console.views.flow_layout import Flow
from console.views.intake.hours_chart import HoursChart
from console.views.plain_label import PlainLabel
from console.views.queues.section import padded, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, SMALL


class SourceCard(QFrame):
    """Keeps its place while its numbers change."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self.setObjectName("source_card")
        self.setProperty("surface", "framed")
        self._name = WrappedLabel(bold=True)
        self._name.setObjectName("source_name")
        self._how = PlainLabel(tone="muted")
        self._tag = Tag()
        self._last = WrappedLabel(tone="muted")
        self._last.setObjectName("source_last")
        self._matter = WrappedLabel()
        self._matter.setObjectName("source_matter")
        self.chart = HoursChart(calendar)
        self._counts = _Counts()
        self._lay_out()

    def _lay_out(self) -> None:
        line = Flow()
        line.flow.addWidget(self._tag)
        line.flow.addWidget(self._how)
        column = padded(self)
        for part in (self._name, line, self._last, self._matter, self._counts, self.chart):
            column.addWidget(part)

    def show_source(self, source: IntakeSource, seen: IntakeOverview) -> None:
        """Take a source as it is now."""
        chip, matter = source_chip(source), state_sentence(source, self._calendar)
        self._name.say(one_line(source.name))
        self._how.setText(channel_name(source.channel))
        reveal(self._how, shown=bool(source.channel))
        self._tag.show_chip(chip)
        self._last.say(last_words(source, self._calendar))
        self._last.setToolTip(self._calendar.absolute(ms_of(source.last_at)))
        reveal(self._last, shown=bool(source.last_at))
        self._matter.say(matter)
        self._matter.set_tone(chip.tone if chip.tone in {"warn", "bad"} else "muted")
        reveal(self._matter, shown=bool(matter))
        self._counts.show_counts(source, seen.most_counted)
        self.chart.show_source(source, seen.hours_from)
        reveal(self._counts, shown=bool(source.last_at))
        reveal(self.chart, shown=bool(source.last_at))
        self.setAccessibleName(f"{one_line(source.name)}, {chip.text}")

    def name(self) -> str:
        """Whose card it is."""
        return self._name.text()


class _Counts(Flow):
    """Today's numbers, each over its word."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: list[tuple[QWidget, PlainLabel, PlainLabel]] = []

    def show_counts(self, source: IntakeSource, most: int) -> None:
        """Take the numbers."""
        counts = today_counts(source, most)
        while len(self._boxes) < len(counts):
            self._boxes.append(self._made())
        for place, (box, number, word) in enumerate(self._boxes):
            if place < len(counts):
                label, count, tone = counts[place]
                number.setText(count)
                number.set_tone(tone)
                word.setText(label)
            reveal(box, shown=place < len(counts))

    def _made(self) -> tuple[QWidget, PlainLabel, PlainLabel]:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, GRID // 2, GAP, GRID // 2)
        column.setSpacing(0)
        number, word = PlainLabel(bold=True), PlainLabel(tone="muted", size=SMALL)
        for label in (number, word):
            column.addWidget(label)
        self.flow.addWidget(box)
        return box, number, word
