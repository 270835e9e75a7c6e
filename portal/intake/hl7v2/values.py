"""What an OBX says: its value by its type (OBX-2, HL7 table 0125), never changed and never guessed.

A number is read where there surely is one; everything else is shown as text, and the original stays
beside it, escapes and all.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC
from types import MappingProxyType

from portal.intake import prose
from portal.intake.hl7v2 import limits
from portal.intake.hl7v2.coded import shown
from portal.intake.hl7v2.segments import Repetition, Segment
from portal.intake.hl7v2.unreadable import UnreadableError, within
from portal.intake.numbers import Number, marked, number, structured
from portal.intake.times import instant

NOTHING = '""'
GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])")
"""A number that is a thousand times as much where a comma stands before decimals."""
_WITH_COMMA = re.compile(r"[<>=≤≥ ]*[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})(?:\s*[-–].*)?")
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
    """A value as text, and as a number where it surely is one; `mark` is a flag behind the number."""

    text: str = ""
    number: Number | None = None
    mark: str = ""


def writes_commas(values: Iterable[Segment]) -> bool:
    """Tell whether a sender surely writes a comma before decimals, by its OBX-5 and OBX-7."""
    return any(
        _WITH_COMMA.fullmatch(obx.raw(field).strip()) is not None
        for obx in values
        for field in (5, 7)
        if "," in obx.raw(field)[:40]
    )


def value_of(
    kind: str, segment: Segment, *, measured: bool, us: bool, commas: bool = False
) -> Value:
    """Read OBX-5 as OBX-2 says. Several repetitions are a list, which is never a number.

    `measured`: there is a unit or a range of numbers, so that a text such as 5.1 is a measurement
    and no code. `us`: the sender writes numbers as in the United States; `commas`: it surely does not.
    """
    if kind in _TEXTS or kind == "NM":
        values = [_plain(kind, one, segment, measured=measured, us=us) for one in segment.texts(5)]
        if commas:
            values = [Value(one.text) if GROUPED.search(one.text) else one for one in values]
    else:
        within(segment.raw(5), limits.VALUE_CHARACTERS, f"segment {segment.position} OBX-5")
        values = [_composite(kind, one, segment) for one in segment.repetitions(5)]
    if len(values) == 1:
        return values[0]
    return Value(
        ("\n" if kind in {"TX", "FT"} else "; ").join(one.text for one in values if one.text)
    )


def text_of(written: str, segment: Segment) -> str:
    """Give a piece of a segment as text: separators that somebody forgot to escape are the text's.

    Raises TOO_LONG: half a text may say the opposite of the whole.
    """
    bare = written.lstrip()
    if bare.startswith("{\\rtf"):  # RTF is full of the escape character, and rarely escaped
        kind, sent = "application/rtf", bare
    else:
        sent = segment.resolved(written)
        kind = "text/html" if _HTML.search(sent[:20_000]) else ""
        if not kind and sent.lstrip().startswith("{\\rtf"):
            kind = "application/rtf"
    return plain_text(sent, kind, f"segment {segment.position} {segment.name}")


def plain_text(sent: str, kind: str, where: str) -> str:
    """Give a text as `prose` does, or raise TOO_LONG where that would have cut something off."""
    within(sent, limits.MARKUP_CHARACTERS if kind else limits.VALUE_CHARACTERS, where)
    text = prose.plain(sent, kind)
    if len(text) >= limits.VALUE_CHARACTERS:
        raise UnreadableError("TOO_LONG", where)
    return text


def _plain(kind: str, written: str, segment: Segment, *, measured: bool, us: bool) -> Value:
    """Read a piece that has no components: a text, which may be a number, or a number."""
    if written.strip() == NOTHING:
        return Value()
    text = text_of(written, segment)
    if kind == "NM":
        found, mark = marked(text, us=us)
        return Value(text, found, mark)
    return Value(text, number(text, us=us) if measured and len(text) < 40 else None)


def _composite(kind: str, one: Repetition, segment: Segment) -> Value:
    if segment.written(one).strip() == NOTHING:
        return Value()
    if kind == "SN":
        return _structured(one, segment)
    reader = shown if kind in _CODED else _READERS.get(kind)
    if reader is not None:
        return Value(reader(one, segment))
    if len(one) == 1 and len(one[0]) == 1:
        return Value(text_of(one[0][0], segment))
    return Value(_parts(one, segment))


def _structured(one: Repetition, segment: Segment) -> Value:
    found, text = structured(*(segment.pick((one,), part) for part in (1, 2, 3, 4)))
    if len(one) > 4 and segment.written(one[4:]):
        return Value(text_of(segment.written(one), segment))
    return Value(text, found)


def _parts(one: Repetition, segment: Segment) -> str:
    """Give what a composite says, part after part."""
    subs = [segment.resolved(sub).strip() for component in one for sub in component]
    return prose.one_line(" ".join(sub for sub in subs if sub and sub != NOTHING))


def _moment(one: Repetition, segment: Segment) -> str:
    return _moment_written(segment.pick((one,), 1)) or text_of(segment.written(one), segment)


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
        return text_of(segment.written(one), segment)
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
