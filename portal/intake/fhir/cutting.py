"""Cuts what a laboratory sends at once into messages, one for each result.

A Bundle may hold the reports of many people, and one that can not be read would keep the others
waiting. So each DiagnosticReport, and each Observation of the laboratory that belongs to none, goes
on as a message of its own: a Bundle with that resource and those it refers to, each in the
characters that were sent. What no result needs (encounters, bills) comes last, as a message that is
refused as no result; nothing that was sent is missing from what is stored. A Bundle with
one result only stays as it came, to the byte. NDJSON is one message a line, except that lines may
refer to each other as entries of a Bundle do.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from portal.intake.fhir.decoding import MOST_COMMAS, UnfitError, load, text_of
from portal.intake.fhir.elements import Element, text
from portal.intake.fhir.findings import needs_of, roots
from portal.intake.fhir.references import Resources
from portal.intake.shape import Fault

_CARRIED = frozenset({"MessageHeader", "Composition"})  # they say who sends; each piece has them
_MOST_ENTRIES = 50_000
_SPACE = " \t\r\n"
_decoder = json.JSONDecoder()


@dataclass(frozen=True)
class Entry:
    """An entry of a Bundle or a line: its characters, and what it holds."""

    written: str
    full_url: str
    resource: Element | None
    bare: bool = False  # a line: the characters are the resource itself


def split(raw: bytes) -> tuple[bytes, ...] | Fault:
    """Cut what was sent into messages; a Fault when there is none to be found in it. Never raises."""
    try:
        characters = text_of(raw)
        lines = _lines(characters)
        return _of_lines(lines) if lines else _of_value(raw, characters)
    except UnfitError as error:
        return error.fault
    except (RecursionError, ValueError):  # ValueError: a number of more digits than Python reads
        return Fault("BAD_STRUCTURE", "It is nested too deeply.")


def _lines(characters: str) -> list[str]:
    """Give the lines of NDJSON; none when it is one JSON value, or broken."""
    lines = [line for one in characters.split("\n") if (line := one.strip())]
    if len(lines) < 2 or not all(line.startswith("{") for line in lines):
        return []
    return lines if any(_parsed(line) is not None for line in lines[:50]) else []


def _of_lines(lines: list[str]) -> tuple[bytes, ...]:
    """Cut NDJSON. A line that is no resource is a message too: its reading says what is amiss."""
    pieces: list[bytes] = []
    single: list[Entry] = []
    for line in lines:
        resource = _parsed(line)
        if resource is not None and resource.get("resourceType") == "Bundle":
            pieces += _of_value(_encoded(line), line)
        else:
            single.append(Entry(line, "", resource, bare=True))
    return (*_pieces(single, ""), *pieces)


def _of_value(raw: bytes, characters: str) -> tuple[bytes, ...]:
    value = _quickly(characters)
    if not isinstance(value, dict) or value.get("resourceType") != "Bundle":
        return (raw,)
    if len(roots(Resources(entries_of(value)))) < 2:
        return (raw,)
    return _of_bundle(characters)


def _of_bundle(characters: str) -> tuple[bytes, ...]:
    head, entries = _entries(characters)
    return _pieces(entries, head)


def _pieces(entries: list[Entry], head: str) -> tuple[bytes, ...]:
    """Give a piece for each result, and the rest in pieces that are not too large to be read."""
    held = [(one.full_url, one.resource) for one in entries if one.resource is not None]
    resources = Resources(held)
    of = {id(one.resource): place for place, one in enumerate(entries) if one.resource is not None}
    carried = {
        place
        for place, one in enumerate(entries)
        if one.resource is not None and text(one.resource, "resourceType") in _CARRIED
    }
    used: set[int] = set(carried)
    pieces = []
    for root in roots(resources):
        needed = {of[id(one)] for one in needs_of(resources, root) if id(one) in of}
        used |= needed
        pieces.append(_piece(head, [entries[place] for place in sorted(carried | needed)]))
    rest = [one for place, one in enumerate(entries) if place not in used]
    if not head:
        return (*pieces, *(_encoded(one.written) for one in rest))
    return (*pieces, *(_piece(head, some) for some in _readable(rest)))


def _readable(rest: list[Entry]) -> Iterator[list[Entry]]:
    """Give entries in runs, each no larger than half of what one message may be."""
    run: list[Entry] = []
    commas = 0
    for one in rest:
        commas += one.written.count(",") + 1
        if run and commas > MOST_COMMAS // 2:
            yield run
            run, commas = [], 0
        run.append(one)
    if run:
        yield run


def _piece(head: str, entries: list[Entry]) -> bytes:
    if len(entries) == 1 and entries[0].bare:
        return _encoded(entries[0].written)
    head = head or '"resourceType":"Bundle","type":"collection"'
    written = (f'{{"resource":{one.written}}}' if one.bare else one.written for one in entries)
    return _encoded(f'{{{head},"entry":[{",".join(written)}]}}')


def _encoded(characters: str) -> bytes:
    return characters.encode("utf-8", "replace")


def _quickly(characters: str) -> Any:
    """Parse to look around only: numbers need not be exact. Raises UnfitError."""
    try:
        return orjson.loads(characters)
    except ValueError:  # what orjson refuses, json may take, or say better what is wrong
        return load(characters)


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        value = _quickly(line)
    except UnfitError:
        return None
    return value if isinstance(value, dict) else None


def _entries(characters: str) -> tuple[str, list[Entry]]:
    """Give the members of a Bundle but its entries, as written, and the entries.

    The text is known to be sound JSON, and an object: only the places of its parts are looked for.
    """
    members: list[str] = []
    entries: list[Entry] = []
    place = _next(characters, characters.index("{") + 1)
    while characters[place] != "}":
        begin = place
        key, place = _decoder.raw_decode(characters, place)
        place = _next(characters, _next(characters, place) + 1)  # over the colon
        if key == "entry" and characters[place] == "[":
            place = _take_entries(characters, place + 1, entries)
        else:
            _, place = _decoder.raw_decode(characters, place)
            members.append(characters[begin:place])
        place = _next(characters, place)
        place = _next(characters, place + 1) if characters[place] == "," else place
    return ",".join(members), entries


def _take_entries(characters: str, place: int, entries: list[Entry]) -> int:
    """Append the entries of the list that begins at a place; gives the place behind it."""
    place = _next(characters, place)
    while characters[place] != "]":
        begin = place
        value, place = _decoder.raw_decode(characters, place)
        entries.append(_entry(characters[begin:place], value))
        if len(entries) > _MOST_ENTRIES:
            raise UnfitError("TOO_LARGE", "A Bundle has more entries than we read.")
        place = _next(characters, place)
        place = _next(characters, place + 1) if characters[place] == "," else place
    return place + 1


def _entry(written: str, value: Any) -> Entry:
    entry = value if isinstance(value, dict) else {}
    resource = entry.get("resource")
    return Entry(written, text(entry, "fullUrl"), resource if isinstance(resource, dict) else None)


def _next(characters: str, place: int) -> int:
    while characters[place] in _SPACE:
        place += 1
    return place


def entries_of(bundle: Element) -> Iterable[tuple[str, Element]]:
    """Give the resources of a parsed Bundle, each with its fullUrl."""
    listed = bundle.get("entry")
    for entry in listed if isinstance(listed, list) else []:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            yield text(entry, "fullUrl"), resource
