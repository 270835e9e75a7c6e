"""What an OBX says: its value by its type (OBX-2, HL7 table 0125), never changed and never guessed.

A number is read where there surely is one; everything else is shown as text, and the original stays
beside it, escapes and all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from types import MappingProxyType

from portal.intake import prose
from portal.intake.hl7v2.coded import shown
from portal.intake.hl7v2.segments import Repetition, Segment
from portal.intake.numbers import Number, marked, number, structured
from portal.intake.times import instant

NOTHING = '""'
_HTML = re.compile(
    r"<\s*(?:!doctype|html|head|body|p|br|div|span|table|tr|td|b|i|u|h[1-6]|font|pre|ul|li|a|img)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"([0-9]{4})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:\.[0-9]+)?)?)?)?)?)?"
    r"([-+][0-9]{4})?"
)
_CLOCK = re.compile(r"([0-9]{2})([0-9]{2})?([0-9]{2})?(?:\.[0-9]+)?([-+][0-9]{4})?")
_TEXTS = frozenset({"ST", "TX", "FT", "", "IS", "ID", "SI", "GTS", "VT"})
_CODED = frozenset({"CE", "CWE", "CNE", "CF", "CK"})


@dataclass(frozen=True)
class Value:
    """A value as text, and as a number where it is one; `mark` is a flag written behind the number."""

    text: str = ""
    number: Number | None = None
    mark: str = ""


def value_of(kind: str, segment: Segment, *, measured: bool, us: bool) -> Value:
    """Read OBX-5 as OBX-2 says. Several repetitions are a list, which is never a number.

    `measured`: there is a unit or a range of numbers, so that a text such as 5.1 is a measurement
    and no code. `us`: the sender writes numbers as in the United States.
    """
    repetitions = segment.repetitions(5)
    if not repetitions:
        return Value()
    if len(repetitions) == 1:
        return _single(kind, repetitions[0], segment, measured=measured, us=us)
    values = [(_single(kind, one, segment, measured=False, us=us), one) for one in repetitions]
    texts = [text_of(one, segment) if value.number else value.text for value, one in values]
    return Value(("\n" if kind in {"TX", "FT"} else "; ").join(text for text in texts if text))


def text_of(repetition: Repetition, segment: Segment) -> str:
    """Give a repetition as text: separators that somebody forgot to escape are the text's."""
    written = segment.written(repetition)
    bare = written.lstrip()
    if bare.startswith("{\\rtf"):  # RTF is full of the escape character, and rarely escaped
        return prose.plain(bare, "application/rtf")
    resolved = segment.resolved(written)
    return prose.plain(resolved, "text/html" if _HTML.search(resolved[:20_000]) else "")


def _single(kind: str, one: Repetition, segment: Segment, *, measured: bool, us: bool) -> Value:
    if segment.written(one).strip() == NOTHING:
        return Value()
    if kind == "NM":
        return _numeric(one, segment, us=us)
    if kind == "SN":
        return _structured(one, segment)
    reader = shown if kind in _CODED else _READERS.get(kind)
    if reader is not None:
        return Value(reader(one, segment))
    if kind in _TEXTS or (len(one) == 1 and len(one[0]) == 1):
        return _text(one, segment, measured=measured, us=us)
    return Value(_parts(one, segment))


def _structured(one: Repetition, segment: Segment) -> Value:
    found, text = structured(*(segment.pick((one,), part) for part in (1, 2, 3, 4)))
    if len(one) > 4 and segment.written(one[4:]):
        return Value(text_of(one, segment))
    return Value("" if found else text, found)


def _numeric(one: Repetition, segment: Segment, *, us: bool) -> Value:
    text = text_of(one, segment)
    found, mark = marked(text, us=us)
    return Value("" if found else text, found, mark)


def _text(one: Repetition, segment: Segment, *, measured: bool, us: bool) -> Value:
    text = text_of(one, segment)
    found = number(text, us=us) if measured and len(text) < 40 else None
    return Value("" if found else text, found)


def _parts(one: Repetition, segment: Segment) -> str:
    """Give what a composite says, part after part."""
    subs = [segment.resolved(sub).strip() for component in one for sub in component]
    return prose.one_line(" ".join(sub for sub in subs if sub and sub != NOTHING))


def _moment(one: Repetition, segment: Segment) -> str:
    return _moment_written(segment.pick((one,), 1)) or text_of(one, segment)


def _moment_written(sent: str) -> str:
    """Write a moment as people do; "" for one that can not be, which stays as it was sent."""
    found = _MOMENT.fullmatch(sent)
    if found is None or instant(sent, UTC) is None:
        return ""
    day = "-".join(part for part in found.groups()[:3] if part)
    clock = ":".join(part for part in found.groups()[3:6] if part)
    if len(clock) == 2:
        clock += ":00"
    return f"{day} {clock}{_offset(found[7])}" if clock else day


def _clock(one: Repetition, segment: Segment) -> str:
    found = _CLOCK.fullmatch(segment.pick((one,), 1))
    if found is None or found[2] is None:
        return text_of(one, segment)
    return ":".join(part for part in found.groups()[:3] if part) + _offset(found[4])


def _offset(sent: str | None) -> str:
    return f" {sent[:3]}:{sent[3:]}" if sent else ""


def _between(one: Repetition, segment: Segment) -> str:
    """Give both ends of a range (DR, NR) in their places."""
    ends = [segment.pick((one,), part) for part in (1, 2)]
    return " – ".join(_moment_written(end) or end for end in ends if end)


def _pointer(one: Repetition, segment: Segment) -> str:
    """Give where a pointer (RP) points as text; nobody follows it."""
    return prose.one_line(segment.resolved("&".join(one[0])))


def _name(one: Repetition, segment: Segment) -> str:
    """Give a person's name (XPN) in the order in which it is said."""
    family, given, middle, suffix, prefix = (segment.pick((one,), part) for part in range(1, 6))
    return prose.one_line(" ".join((prefix, given, middle, family, suffix)))


def _first(one: Repetition, segment: Segment) -> str:
    return prose.one_line(segment.pick((one,), 1)) or _parts(one, segment)


def _address(one: Repetition, segment: Segment) -> str:
    parts = (segment.pick((one,), part) for part in (1, 2, 3, 4, 5, 6))
    return prose.one_line(", ".join(part for part in parts if part))


_READERS: MappingProxyType[str, Callable[[Repetition, Segment], str]] = MappingProxyType(
    {
        "DT": _moment,
        "TS": _moment,
        "DTM": _moment,
        "TM": _clock,
        "DR": _between,
        "NR": _between,
        "RP": _pointer,
        "XPN": _name,
        "PN": _name,
        "XAD": _address,
        "AD": _address,
        "CX": _first,
        "EI": _first,
        "HD": _first,
    }
)
