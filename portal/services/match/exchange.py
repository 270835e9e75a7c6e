"""What `portal-server match` reads: FHIR R4 Patient resources as charts, and sign-up requests.

Parts that a file lacks, or that have another shape, are missing evidence, not errors; a record
without an id, or that is no object at all, is.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.services.match.people import Chart, Person, person

_REPLACED = {"replaced-by"}
_RESTRICTED = {"R", "V"}  # HL7 v3 Confidentiality: restricted, very restricted


class BadRecordError(Exception):
    """A line is no record of its kind; the text says why."""


def chart_of(resource: Any, today: date) -> Chart:
    """Read a FHIR Patient; raises BadRecordError."""
    if not isinstance(resource, dict) or resource.get("resourceType", "Patient") != "Patient":
        raise BadRecordError("not a Patient resource")
    chart_id = _text(resource, "id")
    if not chart_id:
        raise BadRecordError("no id")
    names = [_fhir_name(one) for one in _parts(resource, "name")]
    today_names, earlier = _sort_names(_parts(resource, "name"), names)
    telecom = list(_parts(resource, "telecom"))
    whole = person(
        given=today_names[0],
        middle=today_names[1],
        family=today_names[2],
        suffix=" ".join(_texts(_named(resource), "suffix")),
        earlier=earlier,
        born=_text(resource, "birthDate"),
        sex=_text(resource, "gender"),
        addresses=[_fhir_address(one) for one in _parts(resource, "address")],
        phones=[_text(one, "value") for one in telecom if _text(one, "system") in {"phone", "sms"}],
        emails=[_text(one, "value") for one in telecom if _text(one, "system") == "email"],
        today=today,
    )
    return Chart(
        chart_id, chart_id, whole, deceased=_is_deceased(resource), status=_status(resource)
    )


def request_of(values: Any, today: date) -> tuple[str, Person]:
    """Read a request with its id; raises BadRecordError."""
    if not isinstance(values, dict):
        raise BadRecordError("not an object")
    request_id = _text(values, "request_id")
    if not request_id:
        raise BadRecordError("no request_id")
    return request_id, person(
        given=_text(values, "first"),
        middle=_text(values, "middle"),
        family=_text(values, "last"),
        suffix=_text(values, "suffix"),
        born=_text(values, "dob"),
        sex=_text(values, "gender"),
        addresses=[
            (
                _text(values, "line"),
                _text(values, "city"),
                _text(values, "state"),
                _text(values, "zip"),
            )
        ],
        phones=[_text(values, "phone")],
        emails=[_text(values, "email")],
        today=today,
    )


def _sort_names(
    parts: Iterator[Mapping[str, Any]], names: list[tuple[str, str, str]]
) -> tuple[tuple[str, str, str], list[tuple[str, str, str]]]:
    """Tell the name of today from earlier ones and nicknames."""
    uses = [_text(one, "use") for one in parts]
    order = {"official": 0, "usual": 1, "": 2, "temp": 3, "nickname": 4, "anonymous": 5}
    ranked = sorted(range(len(names)), key=lambda n: (order.get(uses[n], 6), n))
    if not ranked:
        return ("", "", ""), []
    return names[ranked[0]], [names[n] for n in ranked[1:] if uses[n] != "anonymous"]


def _named(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(
        (one for one in _parts(resource, "name") if _texts(one, "suffix")),
        {},
    )


def _fhir_name(part: Mapping[str, Any]) -> tuple[str, str, str]:
    given, family = _texts(part, "given"), _text(part, "family")
    if not given and not family:
        return _text(part, "text"), "", ""  # a whole name in one
    return (given or [""])[0], " ".join(given[1:]), family


def _fhir_address(part: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return (
        ", ".join(_texts(part, "line")),
        _text(part, "city"),
        _text(part, "state"),
        _text(part, "postalCode"),
    )


def _is_deceased(resource: Mapping[str, Any]) -> bool:
    return resource.get("deceasedBoolean") is True or bool(_text(resource, "deceasedDateTime"))


def _status(resource: Mapping[str, Any]) -> str:
    if any(_text(one, "type") in _REPLACED for one in _parts(resource, "link")):
        return "merged"
    meta = resource.get("meta")
    labels = _parts(meta, "security") if isinstance(meta, dict) else iter(())
    if any(_text(one, "code") in _RESTRICTED for one in labels):
        return "restricted"
    return "active"


def _parts(source: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    found = source.get(key)
    yield from (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _text(source: Mapping[str, Any], key: str) -> str:
    found = source.get(key)
    if isinstance(found, str):
        return found.strip()
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def _texts(source: Mapping[str, Any], key: str) -> list[str]:
    found = source.get(key)
    return [one for one in found if isinstance(one, str) and one] if isinstance(found, list) else []
