"""The one place that calls python-hl7: text in, segments out, and every failure a `Fault`.

On 20,000 mutated messages python-hl7 0.4.5 raised AssertionError and IndexError beside its own
ParseException (security T8), so everything is caught here. Segments that were broken over several
lines are put together first, and what it would take too long over is refused before.

It is given single fields, when they are asked for: a whole message of 20 kB costs it 50 ms, an object
for every field, component and sub-component, of which a reader of results looks at a quarter. Fields
in which nothing is separated do not need it at all. That takes a fifth of the time.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import hl7

from portal.intake.hl7v2 import escapes, framing, limits
from portal.intake.hl7v2.reading import Separators
from portal.intake.hl7v2.segment_names import KNOWN
from portal.intake.hl7v2.unreadable import UnreadableError
from portal.intake.shape import Fault

_LOCAL_NAME = re.compile(r"Z[A-Z0-9]{2}")
_NUMBERED = re.compile(r"[0-9]{1,4}\Z")  # a set id
_NUMBERED_SEGMENTS = ("PID", "OBR", "OBX", "NTE", "SPM")
# codes and units: a laboratory says the same few in every message, and nobody's name is in them
_SAID_OFTEN = frozenset({("OBX", 3), ("OBX", 6), ("OBR", 4)})
_SHORT = 200  # characters
Repetition = tuple[tuple[str, ...], ...]  # components of sub-components, escapes still in them


class Segment:
    """One segment; fields, repetitions, components count from 1 as in HL7's tables."""

    __slots__ = ("_fields", "_seen", "_separators", "name", "position")

    def __init__(self, line: str, position: int, separators: Separators) -> None:
        self.name = line[:3].upper()
        self.position = position  # in the message, from 1
        self._fields = line.split(separators.field)
        self._separators = separators
        self._seen: dict[int, tuple[Repetition, ...]] = {}

    def __len__(self) -> int:
        """Give the number of fields, the name counted as one."""
        return len(self._fields)

    def repetitions(self, field: int) -> tuple[Repetition, ...]:
        """Give a field's repetitions; none for an empty field. Raises PARSER_FAILED."""
        if field >= len(self._fields) or not self._fields[field]:
            return ()
        found = self._seen.get(field)
        if found is None:
            text = self._fields[field]
            often = (self.name, field) in _SAID_OFTEN and len(text) <= _SHORT
            take_apart = _remembered if often else _taken_apart
            found = self._seen[field] = take_apart(text, self._separators)
        return found

    def text(self, field: int, component: int = 1, repetition: int = 1, sub: int = 1) -> str:
        """Give one sub-component with its escapes resolved and without blanks around it.

        HL7's `""`, which says "nothing, delete what you had", is nothing here.
        """
        return self.pick(self.repetitions(field), component, repetition, sub)

    def pick(
        self, repetitions: tuple[Repetition, ...], component: int, repetition: int = 1, sub: int = 1
    ) -> str:
        """Give one sub-component of repetitions that were fetched before."""
        if repetition > len(repetitions):
            return ""
        components = repetitions[repetition - 1]
        if component > len(components) or sub > len(components[component - 1]):
            return ""
        text = self.resolved(components[component - 1][sub - 1]).strip()
        return "" if text == '""' else text

    def resolved(self, text: str) -> str:
        """Resolve the escapes of a piece of this message."""
        return escapes.resolve(text, self._separators)

    def texts(self, field: int) -> tuple[str, ...]:
        """Give a field's repetitions as they were sent, for types that have no components."""
        sent = self.raw(field)
        return tuple(sent.split(self._separators.repetition)) if sent else ()

    def raw(self, field: int) -> str:
        """Give a whole field as it was sent."""
        return self._fields[field] if field < len(self._fields) else ""

    def written(self, repetition: Repetition) -> str:
        """Give one repetition as it was sent, escapes and separators and all."""
        signs = self._separators
        return signs.component.join(signs.sub_component.join(each) for each in repetition)


@dataclass(frozen=True)
class Message:
    """The segments of one message in order, MSH left out."""

    segments: tuple[Segment, ...]
    remarks: tuple[str, ...] = ()


def parse(text: str, separators: Separators) -> Message | Fault:
    """Take a decoded message apart. Never raises.

    Faults: TOO_LARGE, BAD_STRUCTURE (a segment that HL7 does not have).
    """
    if sum(text.count(sign) for sign in separators.field + separators.encoding_characters) > (
        limits.SEPARATORS
    ):
        return Fault("TOO_LARGE", f"more than {limits.SEPARATORS} separators")
    if text.count("\r") + text.count("\n") > limits.LINES:
        return Fault("TOO_LARGE", f"more than {limits.LINES} lines")
    found, remarks = _whole_segments(text, separators)
    if len(found) > limits.SEGMENTS:
        return Fault("TOO_LARGE", f"more than {limits.SEGMENTS} segments")
    if _run_together(text, found, separators.field):
        return Fault("BAD_STRUCTURE", "two segments in one line")
    for position, line in enumerate(found[1:], 2):
        name = line.partition(separators.field)[0].strip().upper()
        if name not in KNOWN and _LOCAL_NAME.fullmatch(name) is None:
            return Fault("BAD_STRUCTURE", f"segment {position} is none of HL7's")
    return Message(
        tuple(Segment(line, position, separators) for position, line in enumerate(found[1:], 2)),
        remarks,
    )


def _taken_apart(text: str, separators: Separators) -> tuple[Repetition, ...]:
    """Take one field apart into repetitions, components and sub-components."""
    signs = (separators.repetition, separators.component, separators.sub_component)
    if not any(sign in text for sign in signs):
        return (((text,),),)
    if sum(text.count(sign) for sign in signs) > limits.SEPARATORS_OF_A_FIELD:
        raise UnreadableError("TOO_LARGE", f"more than {limits.SEPARATORS_OF_A_FIELD} components")
    bar = separators.field
    head = f"MSH{bar}{separators.encoding_characters}{bar}"
    try:
        # the last field keeps python-hl7 from taking blanks off the end of this one
        field = hl7.parse(f"{head}\rZZZ{bar}{text}{bar}.")[1][1]
        return tuple(_repetition(each) for each in field)
    except (Exception, RecursionError) as error:
        raise UnreadableError("PARSER_FAILED", type(error).__name__) from error


_remembered = lru_cache(maxsize=2000)(_taken_apart)


def _whole_segments(text: str, separators: Separators) -> tuple[list[str], tuple[str, ...]]:
    """Put segments together that were broken over lines.

    A line that does not begin as a segment belongs to the one before it; the break stays in it as a
    line feed, so that no value is closed up to another one ("1" and "2" never become "12").
    """
    found: list[list[str]] = []
    remarks: dict[str, None] = {}
    for line in framing.lines(text):
        bare = line.strip(" \t\x0b\x1c\ufeff")
        if not bare:
            continue
        if _begins(bare, separators.field):
            if bare[:3].upper() != bare[:3]:
                remarks["LOWER_CASE_SEGMENT"] = None
            found.append([bare])
        elif found:
            remarks["WRAPPED_SEGMENT"] = None
            found[-1].append(bare if len(line) > 20_000 else line)
    return ["\n".join(pieces) for pieces in found], tuple(remarks)


def _run_together(text: str, found: list[str], bar: str) -> bool:
    """Tell whether the line end before a segment is lost: its values would be nobody's."""
    for name in _NUMBERED_SEGMENTS:
        own = sum(line.startswith(name + bar) for line in found)
        if text.count(name + bar) > own:
            within = re.compile(rf"[^\r\n \t]{name}{re.escape(bar)}[0-9]{{1,4}}{re.escape(bar)}")
            if any(within.search(line, 4) for line in found):
                return True
    return False


def _begins(line: str, bar: str) -> bool:
    """Tell whether a line is a segment, or was one before its name was damaged."""
    if len(line) == 3:
        return line.upper() in KNOWN
    at = line.find(bar, 0, 5)
    return at == 3 or (
        at in {2, 4} and _NUMBERED.match(line[at + 1 :].partition(bar)[0]) is not None
    )


def _repetition(found: Any) -> Repetition:
    """Bring what python-hl7 gives (it leaves levels out where nothing is separated) into one form."""
    if isinstance(found, str):
        return ((found,),)
    return tuple((each,) if isinstance(each, str) else tuple(each) for each in found)
