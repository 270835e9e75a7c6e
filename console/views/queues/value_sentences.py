"""A value in words: as it is said to those who hear it, and as its tip tells it whole."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar, ms_of
from console.views.queues.reading import line, parts
from console.views.queues.value_shapes import ValueRow
from console.views.queues.value_words import range_words, side_words


def spoken(row: ValueRow, side: str) -> str:
    """Say a value to those who hear it: name, value, flag, range, side, and what stands below."""
    said = [row.heading, row.name, row.text]
    if row.chip:
        said.append(row.chip.text)
    if row.number is not None:
        said.append(_range(row))
        words = side_words(side) if row.low is not None or row.high is not None else ""
        said.append(words if not row.chip or row.chip.text.lower() != words else "")
    said.extend(row.under.split("\n"))
    return ", ".join(filter(None, said))


def tip(row: ValueRow, one: Mapping[str, Any], calendar: Calendar) -> str:
    """Give all that is known of a value, with the number as it came."""
    lines = [row.name]
    sent = line(one, "value_original")
    if row.number is not None:
        exact = repr(row.number).removesuffix(".0")
        lines.append(f"{row.comparator}{exact} {line(one, 'unit')}".strip())
        lines.append(_range(row))
    if sent:
        unit = line(one, "unit_original") or line(one, "unit")
        text = QCoreApplication.translate("Values", "As sent: {value}")
        lines.append(text.format(value=f"{sent} {unit}".strip()))
    flags = line(one, "flags_original")
    if flags:
        lines.append(
            QCoreApplication.translate("Values", "Flags as sent: {flags}").format(flags=flags)
        )
    lines.append(row.under)
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


def _range(row: ValueRow) -> str:
    if row.graded and row.low is None and row.high is None:
        return row.range_sent
    return row.range_sent or range_words(row.low, row.high, strict=row.strict)
