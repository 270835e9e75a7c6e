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
    found: list[list[Mapping[str, Any]]] = []
    open_until = ""  # whose lines the last one collects
    for one in observations:
        key = _text_key(one)
        if key and key == open_until:
            found[-1].append(one)
        else:
            found.append([one])
        open_until = key
    return [_as_one(lines) for lines in found]


def _as_one(lines: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    if len(lines) == 1:
        return lines[0]
    text = "\n".join(str(one.get("value_text") or "") for one in lines)
    notes = "\n".join(note for one in lines if (note := prose(one, "note")))
    return {**lines[0], "value_text": text, "note": notes}


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
    organisms = _organisms(observations) if apart else {}
    last = ""
    for one in observations:
        sub_id = line(one, "sub_id")
        begins = apart and sub_id and sub_id != last
        last = sub_id
        yield one, organisms.get(sub_id) or _numbered(sub_id) if begins else ""


def _organisms(observations: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """Give the groups in which an organism was named, with the first such name."""
    found: dict[str, str] = {}
    for one in observations:
        if "identified" in line(one, "name").casefold():
            text = line(one, "value_text")
            if text and len(text) <= _NAME:
                found.setdefault(line(one, "sub_id"), text)
    return found


def _numbered(sub_id: str) -> str:
    return QCoreApplication.translate("Values", "Group {number}").format(number=sub_id)
