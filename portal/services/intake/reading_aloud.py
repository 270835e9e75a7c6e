"""A stored message as a person can read it: segments with their fields named, or a resource as a tree.

Whatever came is shown, also what no reader could understand, so nothing here refuses anything. Control
characters become visible, files inside become a line ("PDF, 84 kB"), and what is too much is cut with
the number of what is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.intake.hl7v2 import charset, escapes, framing
from portal.intake.hl7v2.reading import Head, Separators, head
from portal.intake.hl7v2_names import field_name, field_type, part_name, segment_title
from portal.services.intake.visible import collapsed, cut, visible

MOST_SEGMENTS = 1_000
MOST_READ = 300_000  # characters that are taken apart
MOST_LINE = 100_000  # of one segment
MOST_FIELDS = 200
MOST_PARTS = 60
MOST_TEXT = 400_000  # characters of the text as it came
_HEADERS = frozenset({"MSH", "FHS", "BHS"})
_NEEDED = frozenset(
    {"MSH", "PID", "OBR", "OBX"}
)  # what one decides by: left out only when there is no end to it
_AROUND = " \t\x0b\x1c\ufeff"  # framing and blanks beside a line
_SEGMENT = re.compile(r"[A-Za-z][A-Za-z0-9]{2}\Z")


@dataclass(frozen=True)
class Part:
    """One component; `position` as one says it: "PID-5.1", of a repetition "PID-3[2].4"."""

    position: str
    name: str
    value: str


@dataclass(frozen=True)
class Field:
    """One repetition of a field, as sent; `parts` where it has several."""

    position: str
    name: str
    value: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Segment:
    """One segment with the fields that have something in them; a line that is none has no name."""

    name: str
    title: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Aloud:
    """A message of HL7 v2; `more_text` characters and `more_segments` are not in it.

    Of `cut_segments` only the beginning is.
    """

    text: str
    segments: tuple[Segment, ...] = ()
    more_text: int = 0
    more_segments: int = 0
    cut_segments: int = 0


def read_aloud(raw: bytes) -> Aloud:
    """Give a message of HL7 v2, whatever it is, in words and as text. Never raises."""
    first = head(raw)
    separators = first.separators if isinstance(first, Head) else Separators()
    text = text_of(raw, first.charsets if isinstance(first, Head) else ())
    lines = [line for line in framing.lines(collapsed(text)) if line.strip()]
    segments: dict[int, Segment] = {}
    cut_off = read = 0
    for place in _most_needed(lines):
        if read > MOST_READ:
            break
        kept, more = cut(lines[place], MOST_LINE)
        segments[place] = _segment(kept, separators)
        cut_off += more > 0 or kept.count(separators.field) > MOST_FIELDS
        read += len(kept)
    shown = tuple(segments[place] for place in sorted(segments))
    whole, more = cut("\n".join(lines), MOST_TEXT)
    return Aloud(visible(whole), shown, more, len(lines) - len(shown), cut_off)


def _most_needed(lines: Sequence[str]) -> list[int]:
    """Give which lines are shown, those first that one decides by; each kind in its order."""

    def last(place: int) -> bool:
        return lines[place].lstrip(_AROUND)[:3].upper() not in _NEEDED

    return sorted(range(len(lines)), key=last)[:MOST_SEGMENTS]


def text_of(raw: bytes, declared: Sequence[str] = ()) -> str:
    """Give bytes as text: as they say they are, else as cp1252, in which every byte is something."""
    decoded = charset.decode(raw, tuple(declared))
    if isinstance(decoded, charset.Decoded):
        return decoded.text
    name, mark = framing.wide(raw)
    if name:
        return raw[mark:].decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _segment(line: str, separators: Separators) -> Segment:
    bare = line.strip(_AROUND)
    pieces = bare.split(separators.field, MOST_FIELDS)
    name = pieces[0].upper()
    if not _SEGMENT.match(name) or (len(pieces) == 1 and not segment_title(name)):
        return Segment("", "", (Field("", "", _shown(line, separators)),))
    fields: list[Field] = []
    if name in _HEADERS and len(pieces) > 1:
        fields = [
            Field(f"{name}-1", field_name(name, 1), separators.field),
            Field(f"{name}-2", field_name(name, 2), visible(pieces[1])),
        ]
        pieces = [name, "", *pieces[1:]]  # the separator itself is the first field
    value_type = pieces[2] if name == "OBX" and len(pieces) > 2 else ""
    for number, value in enumerate(pieces[1:], 1):
        if value and not (name in _HEADERS and number <= 2):
            kind = value_type if name == "OBX" and number == 5 else field_type(name, number)
            fields += _repetitions(name, number, value, kind, separators)
    return Segment(name, segment_title(name), tuple(fields))


def _repetitions(
    segment: str, number: int, value: str, kind: str, separators: Separators
) -> Iterator[Field]:
    name, position = field_name(segment, number), f"{segment}-{number}"
    values = value.split(separators.repetition, MOST_PARTS)
    for which, one in enumerate(values, 1):
        if one:
            at = position if len(values) == 1 else f"{position}[{which}]"
            parts = _parts(at, one, kind, separators)
            # an escaped separator would look like one that separates: with parts, the field is as sent
            whole = _short(one) if parts else _shown(one, separators)
            yield Field(at, name, whole, parts)


def _parts(at: str, value: str, kind: str, separators: Separators) -> tuple[Part, ...]:
    if separators.component not in value and separators.sub_component not in value:
        return ()
    components = value.split(separators.component, MOST_PARTS)
    return tuple(
        Part(f"{at}.{number}", part_name(kind, number), _shown(one, separators))
        for number, one in enumerate(components, 1)
        if one
    )


def _shown(value: str, separators: Separators) -> str:
    """A value with its escapes resolved, on one or several lines, and no longer than one can read."""
    return _short(escapes.resolve(value, separators))


def _short(value: str) -> str:
    """A value of a line whose files have become words already."""
    return visible(cut(value)[0])
