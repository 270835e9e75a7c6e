"""The values of a report as rows, worked out once for the painter."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from console.models.queue_face import Chip
from console.models.units import unit_words
from console.models.when import Calendar, ms_of
from console.views.queues.reading import line, number, parts, prose
from console.views.queues.value_words import (
    decimals_of,
    differing_words,
    flag_chip,
    is_critical,
    number_text,
    own_chip,
    range_words,
    side_words,
    split_at_point,
)

_SHORT = 28  # letters of a text that still reads as a value


class Point(NamedTuple):
    """One value of a course; `ms` since 1970, 0 when the time is not known."""

    ms: int
    value: float


class ValueRow(NamedTuple):
    """One value. `number` is None for a word such as "Negative", which stands in `whole`."""

    name: str
    comparator: str
    whole: str
    fraction: str
    unit: str
    number: float | None
    low: float | None
    high: float | None
    chip: Chip | None
    critical: bool
    course: tuple[Point, ...]
    decimals: int
    spoken: str
    tip: str

    @property
    def text(self) -> str:
        """The value with its unit, as it is written in a sentence."""
        value = f"{self.comparator}{self.whole}{self.fraction}"
        return f"{value} {self.unit}".strip()

    @property
    def has_course(self) -> bool:
        """Whether there is an earlier value to compare with."""
        return len(self.course) > 1


class TextFinding(NamedTuple):
    """An observation in words: pathology, imaging, microbiology."""

    name: str
    text: str
    chip: Chip | None
    critical: bool


class Findings(NamedTuple):
    """What is shown of a report: `left` are not; `critical` names the critical ones of all."""

    rows: list[ValueRow]
    texts: list[TextFinding]
    critical: list[str]
    left: int


def read(
    observations: Sequence[Mapping[str, Any]],
    calendar: Calendar,
    most_rows: int = sys.maxsize,
    most_texts: int = sys.maxsize,
) -> Findings:
    """Part a report into values for the table and texts for reading; of each the first so many.

    What is left is looked at for nothing but whether it is critical: some reports have hundreds.
    """
    found = Findings([], [], [], 0)
    named: list[str] = []
    left = 0
    for one in observations:
        critical = is_critical(line(one, "flag"))
        if _is_text(one):
            named += [_name(one)] if critical else []
            if len(found.texts) < most_texts:
                found.texts.append(_text(one, critical=critical))
                continue
        elif critical or len(found.rows) < most_rows:
            row = _row(one, prose(one, "value_text"), calendar)
            if critical:
                found.critical.append(f"{row.name} {row.text}")
            if len(found.rows) < most_rows:
                found.rows.append(row)
                continue
        left += 1
    return found._replace(critical=[*found.critical, *named], left=left)


def _is_text(one: Mapping[str, Any]) -> bool:
    if number(one, "value_number") is not None:
        return False
    text = prose(one, "value_text")
    return len(text) > _SHORT or "\n" in text


def _text(one: Mapping[str, Any], *, critical: bool) -> TextFinding:
    return TextFinding(_name(one), prose(one, "value_text"), flag_chip(line(one, "flag")), critical)


def _row(one: Mapping[str, Any], text: str, calendar: Calendar) -> ValueRow:
    value, flag = number(one, "value_number"), line(one, "flag")
    low, high = number(one, "range_low"), number(one, "range_high")
    if not low and not high:
        low = high = None  # a range of 0 to 0 is how some laboratories write none
    whole, fraction, decimals = text or "–", "", 0
    if value is not None:
        decimals = decimals_of(value, low, high)
        whole, fraction = split_at_point(number_text(value, decimals))
    row = ValueRow(
        _name(one),
        line(one, "comparator")[:2] if value is not None else "",
        whole,
        fraction,
        unit_words(line(one, "unit")) if value is not None else "",
        value,
        low,
        high,
        flag_chip(flag) or own_chip(value, low, high, line(one, "comparator")),
        is_critical(flag),
        _course(one, value),
        decimals,
        "",
        "",
    )
    return row._replace(spoken=_spoken(row), tip=_tip(row, one, calendar))


def _name(one: Mapping[str, Any]) -> str:
    return line(one, "name") or line(one, "code") or "–"


def _course(one: Mapping[str, Any], value: float | None) -> tuple[Point, ...]:
    if value is None:
        return ()
    earlier = [
        Point(ms_of(line(old, "at")), old_value)
        for old in parts(one, "history")
        if (old_value := number(old, "value_number")) is not None
    ]
    return (*earlier, Point(ms_of(line(one, "effective_at")), value))


def _spoken(row: ValueRow) -> str:
    said = [row.name, row.text]
    if row.chip:
        said.append(row.chip.text)
    if row.number is not None:
        said.append(range_words(row.low, row.high))
        side = side_words(row.number, row.low, row.high)
        said.append(side if not row.chip or row.chip.text.lower() != side else "")
    return ", ".join(filter(None, said))


def _tip(row: ValueRow, one: Mapping[str, Any], calendar: Calendar) -> str:
    lines = [row.name]
    if row.number is not None:
        lines.append(f"{row.comparator}{row.number:.15g} {line(one, 'unit')}".strip())
        lines.append(range_words(row.low, row.high))
        lines.append(differing_words(line(one, "flag"), row.number, row.low, row.high))
    when = calendar.absolute(ms_of(line(one, "effective_at")))
    lines.append(when)
    lines.extend(
        f"{calendar.day(line(old, 'at'))}: {line(old, 'value_text')}"
        for old in parts(one, "history")
        if line(old, "value_text")
    )
    if row.has_course:
        lines.append(QCoreApplication.translate("Values", "Enter or a click shows the course."))
    return "\n".join(filter(None, lines))
