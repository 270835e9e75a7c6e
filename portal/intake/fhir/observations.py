"""Observations of a report in the laboratory's order: members and components follow their head."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from portal.intake.fhir.checking import checked
from portal.intake.fhir.decoding import UnfitError
from portal.intake.fhir.elements import Element, coded, instant, part, parts, shown, text
from portal.intake.fhir.findings import Found, found_by
from portal.intake.fhir.limits import limits_of
from portal.intake.fhir.references import Resources
from portal.intake.fhir.values import value_of
from portal.intake.flags import gravest_of
from portal.intake.shape import SentObservation

_MOST = 2_000  # rows of one report
_LONGEST_FLAGS = 80  # characters that the chart keeps
# R4 demands a status of every observation; this is its own word for one that nobody knows. None at all
# would let the report's speak for it, as in HL7 v2
_NO_STATUS = "unknown"


@dataclass(frozen=True)
class Checked:
    """An observation that fits R4, with where it stands."""

    resource: dict[str, Any]
    at: Found


class Walk:
    """Goes through the observations of a report, each once."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._seen: set[int] = set()
        self.heads: list[Checked] = []  # each observation met, in order
        self.rows: list[SentObservation] = []

    def members(self, of: Found, resource: Element, key: str, name: str) -> None:
        """Take all that a resource lists under a key; raises UnfitError for what did not come."""
        for place, reference in enumerate(parts(resource, key)):
            found = found_by(self._resources, of, reference, "Observation")
            if found is None:
                raise UnfitError("MISSING_PART", f"{name}.{key}[{place}] did not come with it.")
            self.take(found)

    def take(self, found: Found) -> None:
        """Take an observation with its components and members."""
        if id(found.resource) in self._seen:
            return
        self._seen.add(id(found.resource))
        one = Checked(checked(found.resource), found)
        self.heads.append(one)
        has_parts = bool(parts(one.resource, "component") or parts(one.resource, "hasMember"))
        for row in _rows(one.resource, has_parts=has_parts):
            self._add(row)
        self.members(found, one.resource, "hasMember", "Observation")

    def _add(self, row: SentObservation) -> None:
        if len(self.rows) >= _MOST:
            raise UnfitError("TOO_LARGE", "A report has more observations than we read.")
        self.rows.append(replace(row, ordinal=len(self.rows) + 1))


def effective(resource: Element) -> datetime | None:
    """Give the clinically relevant time of a report or an observation: a moment, or a beginning."""
    period = part(resource, "effectivePeriod")
    timing = part(resource, "effectiveTiming").get("event")
    told = [
        text(resource, "effectiveDateTime"),
        text(resource, "effectiveInstant"),
        text(period, "start"),
        text(period, "end"),
        *(one for one in (timing if isinstance(timing, list) else []) if isinstance(one, str)),
    ]
    return next((found for one in told if (found := instant(one))), None)


def notes_of(resource: Element) -> list[str]:
    """Give the notes of a resource, each a text."""
    return [told for one in parts(resource, "note") if (told := text(one, "text"))]


def _rows(resource: Element, *, has_parts: bool) -> Iterator[SentObservation]:
    """Give the row of an observation, and one for each component.

    The head of a panel has no value; it is a row only when it says something itself.
    """
    own = _row(resource, resource)
    says = own.value_type or own.note or own.flags_original
    if says or not has_parts:
        yield own
    for place, component in enumerate(parts(resource, "component"), start=1):
        yield replace(_row(component, resource), sub_id=str(place))


def _row(told: Element, resource: Element) -> SentObservation:
    """Read one value; `told` is the observation itself, or a component of it."""
    value = value_of(told)
    limits = limits_of(told, value.unit)
    flag, flags = _flags(parts(told, "interpretation"))
    notes = notes_of(told)
    absent = shown(part(told, "dataAbsentReason"))
    if absent and value.kind != "dataAbsentReason":
        notes.append(absent)
    return SentObservation(
        ordinal=0,
        code=coded(part(told, "code")),
        value_number=value.number,
        value_text=value.words,
        comparator=value.comparator,
        unit=value.unit.display,
        ucum=value.unit.ucum,
        range_low=limits.low,
        range_high=limits.high,
        flag=flag,
        raw_status=text(resource, "status") or _NO_STATUS,
        effective_at=effective(resource),
        value_type=value.kind,
        value_original=value.original,
        unit_original=value.unit_original,
        range_text=limits.text,
        flags_original=flags,
        note="\n".join(notes),
    )


def _flags(interpretations: list[Element]) -> tuple[str, str]:
    """Give the gravest code of HL7 table 0078, and all that was said, as OBX-8 would repeat it."""
    coding = [one for concept in interpretations for one in parts(concept, "coding")]
    found = gravest_of((text(one, "code"), text(one, "system")) for one in coding)
    told = [coded(concept).code or shown(concept) for concept in interpretations]
    kept = "~".join(one for one in told if one)
    return found, kept if len(kept) <= _LONGEST_FLAGS else kept[: _LONGEST_FLAGS - 1] + "…"
