"""What belongs together in a report: lines of one text, and the rows of one isolate or specimen."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.views.queues.reading import line, number, prose

_LINES = frozenset({"ST", "TX", "FT", "String"})  # value types that hold one line of a longer text
_GAP = re.compile(r"\S {3,}\S")
_NAME = 60  # letters of an organism's name


def is_laid_out(text: str) -> bool:
    """Tell whether a text has columns made of spaces, which only align in type of one width."""
    return len(_GAP.findall(text)) > 1


def joined(observations: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Put together what laboratories send line by line: one observation, each line one value.

    Only what says no more than its text: with a flag of its own, a line is a finding.
    """
    found: list[Mapping[str, Any]] = []
    open_until = ""  # whose lines the last one collects
    for one in observations:
        key = _text_key(one)
        if key and key == open_until:
            last = found[-1]
            notes = [text for row in (last, one) if (text := prose(row, "note"))]
            lines = f"{last.get('value_text') or ''}\n{one.get('value_text') or ''}"
            found[-1] = {**last, "value_text": lines, "note": "\n".join(notes)}
        else:
            found.append(one)
        open_until = key
    return found


def _text_key(one: Mapping[str, Any]) -> str:
    if number(one, "value_number") is not None or line(one, "value_type") not in _LINES:
        return ""
    if line(one, "flag"):
        return ""
    return "|".join(line(one, name) for name in ("code", "name", "sub_id"))


def grouped(
    observations: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Give each observation with the heading that stands above it, mostly "".

    OBX-4 groups what was found of one isolate or specimen: the antibiotics of one organism. There
    are headings where there are several groups, and any of them has several rows.
    """
    sizes = Counter(line(one, "sub_id") for one in observations)
    named = [sub_id for sub_id in sizes if sub_id]
    apart = len(named) > 1 and any(sizes[sub_id] > 1 for sub_id in named)
    last = ""
    for one in observations:
        sub_id = line(one, "sub_id")
        begins = apart and sub_id and sub_id != last
        last = sub_id
        yield one, _heading(sub_id, observations) if begins else ""


def _heading(sub_id: str, observations: Iterable[Mapping[str, Any]]) -> str:
    """Name a group by its organism, where one was named in it."""
    for one in observations:
        if line(one, "sub_id") == sub_id and "identified" in line(one, "name").casefold():
            text = line(one, "value_text")
            if text and len(text) <= _NAME:
                return text
    return QCoreApplication.translate("Values", "Group {number}").format(number=sub_id)
