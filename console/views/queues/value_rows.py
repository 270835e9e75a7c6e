"""The values of a report as rows, worked out once for the painter."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.units import unit_words
from console.models.when import Calendar, ms_of
from console.views.queues.reading import flag as truth
from console.views.queues.reading import line, number, parts, prose
from console.views.queues.value_groups import grouped, is_laid_out, joined
from console.views.queues.value_sentences import spoken, tip
from console.views.queues.value_shapes import (
    SHORT_RANGE,
    Findings,
    Point,
    TextFinding,
    ValueRow,
)
from console.views.queues.value_words import (
    GRADES,
    comparator_words,
    decimals_of,
    differing_words,
    flag_chip,
    is_critical,
    number_text,
    own_chip,
    side_of,
    split_at_point,
)

_SHORT = 28  # letters of a text that still reads as a value
_NAME = 200  # letters of a name, which is written on three lines at the most


def read(
    observations: Sequence[Mapping[str, Any]],
    calendar: Calendar,
    most_rows: int = sys.maxsize,
    most_texts: int = sys.maxsize,
    most_letters: int = sys.maxsize,
) -> Findings:
    """Part a report into values for the table and texts for reading; of each the first so many.

    Texts and notes together have so many letters, or end with the first that has more. What is left
    is looked at for nothing but whether it is critical: some reports have hundreds.
    """
    found = Findings([], [], [], 0)
    named: list[str] = []
    left = letters = 0
    for one, heading in grouped(joined(observations)):
        critical = is_critical(line(one, "flag"))
        if _is_text(one):
            named += [_name(one)] if critical else []
            if len(found.texts) < most_texts and letters < most_letters:
                text = _text(one, critical=critical)
                found.texts.append(text)
                letters += len(text.text) + len(text.under)
                continue
        elif critical or (len(found.rows) < most_rows and letters < most_letters):
            row = _row(one, prose(one, "value_text"), heading, calendar)
            if critical:
                found.critical.append(f"{row.name} {row.text}")
            if len(found.rows) < most_rows and letters < most_letters:
                found.rows.append(row)
                letters += len(row.under)
                continue
        left += 1
    return found._replace(critical=[*found.critical, *named], left=left)


def _is_text(one: Mapping[str, Any]) -> bool:
    if number(one, "value_number") is not None:
        return False
    text = prose(one, "value_text")
    return len(text) > _SHORT or "\n" in text


def _text(one: Mapping[str, Any], *, critical: bool) -> TextFinding:
    text = prose(one, "value_text")
    return TextFinding(
        _name(one),
        text,
        flag_chip(line(one, "flag")),
        critical,
        is_laid_out(text),
        _under("", line(one, "range_text"), prose(one, "note")),
    )


def _row(one: Mapping[str, Any], text: str, heading: str, calendar: Calendar) -> ValueRow:
    value, flag = number(one, "value_number"), line(one, "flag")
    low, high = number(one, "range_low"), number(one, "range_high")
    if not low and not high:
        low = high = None  # a range of 0 to 0 is how some laboratories write none
    whole, fraction, decimals = text or "–", "", 0
    if value is not None:
        decimals = decimals_of(value, low, high, line(one, "value_original"))
        whole, fraction = split_at_point(number_text(value, decimals))
    side, range_sent = _side(one, value, low, high), line(one, "range_text")
    in_place = value is not None and len(range_sent) <= SHORT_RANGE
    differing = differing_words(flag, side)
    row = ValueRow(
        _name(one),
        comparator_words(line(one, "comparator")) if value is not None else "",
        whole,
        fraction,
        unit_words(line(one, "unit")) if value is not None else "",
        value,
        low,
        high,
        flag_chip(flag) or own_chip(side),
        is_critical(flag),
        _course(one, value),
        decimals,
        truth(one, "range_strict"),
        range_sent,
        _under(differing, "" if in_place else range_sent, prose(one, "note")),
        heading,
        flag in GRADES,
    )
    return row._replace(spoken=spoken(row, side), tip=tip(row, one, calendar))


def _side(
    one: Mapping[str, Any], value: float | None, low: float | None, high: float | None
) -> str:
    """Give the portal's reckoning; an older portal tells none, and "<5" may be anywhere then."""
    if "own_flag" in one:
        return line(one, "own_flag")
    side = side_of(value, low, high, strict=truth(one, "range_strict"))
    return side if side == "N" or not line(one, "comparator") else ""


def _under(differing: str, range_sent: str, note: str) -> str:
    if range_sent:
        text = QCoreApplication.translate("Values", "Range as sent: {range}")
        range_sent = text.format(range=range_sent)
    return "\n".join(filter(None, (differing, range_sent, note)))


def _name(one: Mapping[str, Any]) -> str:
    name = line(one, "name") or line(one, "code") or "–"
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


def _course(one: Mapping[str, Any], value: float | None) -> tuple[Point, ...]:
    if value is None:
        return ()
    earlier = [
        Point(ms_of(line(old, "at")), old_value)
        for old in parts(one, "history")
        if (old_value := number(old, "value_number")) is not None
    ]
    return (*earlier, Point(ms_of(line(one, "effective_at")), value))
