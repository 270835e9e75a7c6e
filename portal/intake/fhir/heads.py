"""What is known of a FHIR message before it is read: who sent it, when, under which number."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from portal.intake.fhir.cutting import entries_of
from portal.intake.fhir.decoding import UnfitError, as_object, load, message_of
from portal.intake.fhir.elements import NOTHING, Element, instant, part, parts, text
from portal.intake.shape import Fault

_LONGEST = 200  # of each name here; the rows that keep them are as wide
# what a sender writes anew each time it sends the same thing
_OF_THE_SENDING = frozenset({"timestamp", "lastUpdated"})
_VALUE = "\ue000number"


@dataclass(frozen=True)
class Head:
    """The envelope of a message."""

    control_id: str  # Bundle.identifier or id with the report's id; or id and version of a resource
    message_type: str  # the name of the resource
    sender: str  # of the MessageHeader, or who is named as the performer
    sent_at: datetime | None = None
    receiver: str = ""  # of the MessageHeader: whom it is addressed to


def head(message: bytes) -> Head | Fault:
    """Look at one message as `split` gives it; a Fault when there is none. Never raises."""
    try:
        return head_of(as_object(load(message_of(message))))
    except UnfitError as error:
        return error.fault
    except RecursionError:
        return Fault("BAD_STRUCTURE", "It is nested too deeply.")


def head_of(resource: Element) -> Head:
    """Give the envelope of a parsed Bundle or resource."""
    inside = [one for _, one in entries_of(resource)]
    header = _first(inside, "MessageHeader")
    result = _first([resource, *inside], "DiagnosticReport", "Observation")
    destinations = parts(header, "destination")
    return Head(
        _control_id(resource, header, result)[:_LONGEST],
        known_type(text(resource, "resourceType")),
        (_source(header) or _performer(result, inside))[:_LONGEST],
        instant(text(resource, "timestamp")) or instant(text(header, "timestamp")),
        (_named(destinations[0]) if destinations else "")[:_LONGEST],
    )


def known_type(kind: str) -> str:
    """Give a type that R4 has; "" for any other, which may be somebody's data and is told nowhere."""
    from fhir.resources.R4B import fhirtypes  # noqa: PLC0415 - with the first message, see `checking`

    return kind if kind.isalpha() and hasattr(fhirtypes, f"{kind}Type") else ""


def _control_id(resource: Element, header: Element, result: Element) -> str:
    """Number a message as its sender would: the Bundle's number, and the report's id in it.

    A resource that is sent for itself has no number of a sending: its version, or its status, tells
    one sending from the next.
    """
    if _is(resource, "Bundle"):
        identifier = text(part(resource, "identifier"), "value")
        number = identifier or text(header, "id") or text(resource, "id")
        if number:
            return "#".join(one for one in (number, text(result, "id")) if one)
    version = text(part(result, "meta"), "versionId") or text(result, "status")
    return "/".join(one for one in (text(result, "id"), version) if one)


def digest(message: bytes) -> str:
    """Give the SHA-256 of what a message says, however its JSON is laid out. Never raises.

    The times of sending are not part of it: a message that is sent again is the same one.
    """
    try:
        value = _timeless(load(message_of(message)))
        said = json.dumps(value, sort_keys=True, separators=(",", ":"), default=_tagged)
        return hashlib.sha256(said.encode("ascii")).hexdigest()
    except (UnfitError, RecursionError):
        return hashlib.sha256(message).hexdigest()


def _timeless(resource: Any) -> Any:
    """Take the time of sending off a Bundle, and that of storing off each resource."""
    if not isinstance(resource, dict):
        return resource
    made = {key: value for key, value in resource.items() if key not in _OF_THE_SENDING}
    if isinstance(made.get("meta"), dict):
        made["meta"] = _timeless(made["meta"])
    entries = made.get("entry")
    if resource.get("resourceType") == "Bundle" and isinstance(entries, list):
        made["entry"] = [
            {**one, "resource": _timeless(one.get("resource"))} if isinstance(one, dict) else one
            for one in entries
        ]
    return made


def _tagged(value: Decimal) -> dict[str, str]:
    return {_VALUE: str(value)}


def _source(header: Element) -> str:
    return _named(part(header, "source"))


def _named(source: Element) -> str:
    return text(source, "name") or text(source, "endpoint")


def _performer(report: Element, inside: list[Element]) -> str:
    """Name who made the report, if the reference itself or an organization says so."""
    for one in parts(report, "performer"):
        reference = part(one, "actor") or one
        if text(reference, "display"):
            return text(reference, "display")
        own = text(reference, "reference").rpartition("/")[2].removeprefix("urn:uuid:")
        for made_by in inside:
            if own and _is(made_by, "Organization") and text(made_by, "id") == own:
                return text(made_by, "name")
    return ""


def _first(resources: list[Element], *kinds: str) -> Element:
    """Give the first resource of the first of these types that is there, or an empty one."""
    found = (one for kind in kinds for one in resources if _is(one, kind))
    return next(found, NOTHING)


def _is(resource: Element, kind: str) -> bool:
    return resource.get("resourceType") == kind
