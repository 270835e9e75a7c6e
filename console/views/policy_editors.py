"""The editors of a policy's form that are more than one Qt widget: hours, days, lists of words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from console.models.policy_fields import PolicyField
from console.views.icons import ButtonIcon
from console.views.note_field import editor
from console.views.plain_label import PlainLabel
from console.views.queues.tick_box import TickBox
from console.views.spin_room import give_room
from console.views.theme import GAP, GRID, TARGET

WEEK = range(7)
FORMAT = "HH:mm:ss"
LINES_HEIGHT = 130
"""Pixels that a field of several lines takes at most."""


class WordsEditor(QLineEdit):
    """A list of short texts, separated by commas; says what none of them means. Signal: `changed`."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Sequence[str]) -> None:
        super().__init__(", ".join(value))
        self.setAccessibleName(field.title)
        hint = self.tr("several with commas between")
        if field.empty:
            hint = self.tr("{empty}; several with commas").format(empty=field.empty)
        self.setPlaceholderText(hint)
        self.setAccessibleDescription(hint)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> list[str]:
        """The texts, without empty ones."""
        return [one.strip() for one in self.text().split(",") if one.strip()]


class WordsByNameEditor(QWidget):
    """Lists of short texts under names, one line each: `name: text, text`. Signal: `changed`."""

    changed = Signal()

    def __init__(self, label: str, value: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._field = editor("words_by_name", label, lines=3)
        lines = [f"{name}: {', '.join(words)}" for name, words in value.items()]
        self._field.setPlainText("\n".join(lines))
        self._field.setPlaceholderText(self.tr("name: code, code (one line each)"))
        self._field.setMaximumHeight(LINES_HEIGHT)
        self._field.textChanged.connect(self.changed)
        self.setFocusProxy(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)

    def value(self) -> dict[str, list[str]]:
        """The lists by name."""
        lines = [line.partition(":") for line in self._field.toPlainText().splitlines()]
        return {
            name.strip(): [one.strip() for one in words.split(",") if one.strip()]
            for name, _colon, words in lines
            if name.strip()
        }


class DaysEditor(QWidget):
    """Days on which the practice is closed, one line each. Signal: `changed`."""

    changed = Signal()

    def __init__(self, label: str, value: Sequence[str]) -> None:
        super().__init__()
        self._field = editor("days", label, lines=3)
        self._field.setPlainText("\n".join(value))
        self._field.setPlaceholderText(self.tr("2026-12-25 (year-month-day, one line each)"))
        self._field.setMaximumHeight(LINES_HEIGHT)
        self._field.textChanged.connect(self.changed)
        self.setFocusProxy(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)

    def value(self) -> list[str]:
        """The days as they were written."""
        return [line.strip() for line in self._field.toPlainText().splitlines() if line.strip()]

    def obstacle(self) -> str:
        """The first line that is no day, in a sentence."""
        for line in self.value():
            try:
                date.fromisoformat(line)
            except ValueError:
                return self.tr("“{line}” is no day; write one like 2026-12-25.").format(line=line)
        return ""


class HoursEditor(QWidget):
    """The week's working hours: a switch a day, and a span; a second one for after noon.

    Signal: `changed`.
    """

    changed = Signal()

    def __init__(self, label: str, value: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(2, 1)
        self._days: dict[int, tuple[TickBox, list[_Span], QHBoxLayout]] = {}
        for day in WEEK:
            spans = [one for one in value if one["weekday"] == day]
            self._add_day(day, [(str(one["opens"]), str(one["closes"])) for one in spans])

    def _add_day(self, day: int, spans: Sequence[tuple[str, str]]) -> None:
        name = QLocale().standaloneDayName(day + 1)
        works = TickBox(name)
        works.setObjectName(f"works_{day}")
        works.setChecked(bool(spans))
        works.setMinimumHeight(TARGET)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        self._days[day] = (works, [], row)
        for opens, closes in spans or [("08:00:00", "17:00:00")]:
            self._add_span(day, opens, closes)
        more = QPushButton()
        more.setObjectName(f"more_{day}")
        more.setProperty("rank", "plain")
        more.setAccessibleName(self.tr("{day}: another span").format(day=name))
        more.setToolTip(more.accessibleName())
        more.setAutoDefault(False)
        ButtonIcon(more, "plus", "muted")
        more.clicked.connect(lambda: self._on_more(day))
        self._grid.addWidget(works, day, 0)
        self._grid.addLayout(row, day, 1)
        self._grid.addWidget(more, day, 3)
        works.toggled.connect(lambda _on: self._on_toggled(day))
        self._on_toggled(day)

    def _add_span(self, day: int, opens: str, closes: str) -> None:
        _works, spans, row = self._days[day]
        span = _Span(QLocale().standaloneDayName(day + 1), opens, closes)
        span.changed.connect(self.changed)
        spans.append(span)
        row.insertWidget(row.count() - 1, span)

    def _on_more(self, day: int) -> None:
        works, spans, _row = self._days[day]
        if works.isChecked():
            self._add_span(day, spans[-1].closes(), "20:00:00")
        works.setChecked(True)
        self.changed.emit()

    def _on_toggled(self, day: int) -> None:
        works, spans, _row = self._days[day]
        for span in spans:
            span.setVisible(works.isChecked())
        self.changed.emit()

    def value(self) -> list[dict[str, Any]]:
        """The spans of the days on which the practice works; one that is empty is left out."""
        return [
            {"weekday": day, "opens": span.opens(), "closes": span.closes()}
            for day, (works, spans, _row) in self._days.items()
            if works.isChecked()
            for span in spans
            if span.opens() != span.closes()
        ]


class _Span(QWidget):
    """From when until when."""

    changed = Signal()

    def __init__(self, day: str, opens: str, closes: str) -> None:
        super().__init__()
        self._opens = self._edit(opens, self.tr("{day}, from").format(day=day))
        self._closes = self._edit(closes, self.tr("{day}, until").format(day=day))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GAP, 0)
        row.setSpacing(GRID)
        row.addWidget(self._opens)
        row.addWidget(PlainLabel("–"))
        row.addWidget(self._closes)

    def _edit(self, at: str, label: str) -> QTimeEdit:
        field = QTimeEdit(QTime.fromString(at[:8], FORMAT))
        field.setAccessibleName(label)
        field.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        give_room(field)
        field.timeChanged.connect(lambda _time: self.changed.emit())
        return field

    def opens(self) -> str:
        """The beginning."""
        return str(self._opens.time().toString(FORMAT))

    def closes(self) -> str:
        """The end."""
        return str(self._closes.time().toString(FORMAT))
