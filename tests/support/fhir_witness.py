"""Says of a FHIR resource, without the reader, what a report of it has to show: value by value.

Written against the FHIR R4 pages of Observation and DiagnosticReport and nothing of `portal`: it
knows the kinds of values that the collections hold, and stops at one that it does not know.
"""

from datetime import UTC, datetime, time
from decimal import Decimal


def moment(told):
    """A dateTime in UTC; a day alone is noon."""
    if not told:
        return None
    if len(told) == 10:
        return datetime.combine(datetime.fromisoformat(told), time(12), UTC)
    if len(told) < 10:
        whole = f"{told}-01-01"[:10] if len(told) == 4 else f"{told}-01"
        return moment(whole)
    return datetime.fromisoformat(told.replace("Z", "+00:00")).astimezone(UTC)


def first_code(concept):
    codings = concept.get("coding") or []
    loinc = [one for one in codings if one.get("system") == "http://loinc.org"]
    return next(iter([*loinc, *codings]), {}).get("code", "")


def words(concept):
    told = [concept.get("text"), *(one.get("display") for one in concept.get("coding", []))]
    found = next((one for one in told if one), first_code(concept))
    return found.replace("\u200b", "")  # nobody sees it


def said_value(source):
    """(number as written, comparator, unit, words) of a value."""
    if "valueQuantity" in source:
        quantity = source["valueQuantity"]
        unit = quantity.get("unit") or quantity.get("code") or ""
        return str(quantity["value"]), quantity.get("comparator", ""), unit, ""
    if "valueCodeableConcept" in source:
        return "", "", "", words(source["valueCodeableConcept"])
    if "valueString" in source:
        return "", "", "", source["valueString"].strip()
    if "dataAbsentReason" in source:
        return "", "", "", words(source["dataAbsentReason"])
    kinds = [key for key in source if key.startswith("value")]
    assert not kinds, kinds
    return "", "", "", ""


def said_range(source):
    """(low, high) when there is one range for everybody, and it is one; as written."""
    ranges = source.get("referenceRange", [])
    if len(ranges) != 1 or "appliesTo" in ranges[0] or "age" in ranges[0]:
        return None, None
    low, high = (ranges[0].get(name, {}).get("value") for name in ("low", "high"))
    if low is not None and high is not None and low >= high:
        return None, None
    return (None, None) if (low or 0) == 0 and (high or 0) == 0 else (low, high)


def rows(observation, by_reference):
    """The rows of an observation: itself, its components, its members."""
    parts = observation.get("component", [])
    members = observation.get("hasMember", [])
    if said_value(observation) != ("", "", "", "") or not (parts or members):
        yield row(observation, observation)
    for part in parts:
        yield row(part, observation)
    for member in members:
        yield from rows(by_reference[member["reference"]], by_reference)


def row(source, observation):
    written, comparator, unit, told = said_value(source)
    low, high = said_range(source)
    codes = [
        coding["code"]
        for concept in source.get("interpretation", [])
        for coding in concept.get("coding", [])
        if "code" in coding
    ]
    return {
        "code": first_code(source["code"]),
        "name": words(source["code"]),
        "written": written,
        "comparator": comparator,
        "unit": " ".join(unit.split()),
        "words": told,
        "low": low,
        "high": high,
        "flags": "~".join(codes),
        "status": observation["status"],
        "at": moment(observation.get("effectiveDateTime")),
        "note": "\n".join(one["text"] for one in observation.get("note", [])),
    }


def differences(expected, seen):
    """What a row of the reader does not say as the witness does."""
    told = {
        "code": seen.code.code,
        "name": seen.code.text or seen.code.code,
        "written": seen.value_original.lstrip("<>=") if expected["written"] else "",
        "comparator": seen.comparator,
        "unit": seen.unit_original,
        "words": seen.value_text,
        "low": seen.range_low,
        "high": seen.range_high,
        "flags": seen.flags_original,
        "status": seen.raw_status,
        "at": seen.effective_at,
        "note": seen.note,
    }
    wrong = [name for name, value in expected.items() if not _same(value, told[name])]
    if expected["written"] and seen.value_number != float(Decimal(expected["written"])):
        wrong.append("number")
    return wrong


def _same(one, other):
    if isinstance(one, Decimal | int) and other is not None:
        return float(one) == other
    return one == other


def report_differences(report, seen):
    """What a report of the reader does not say as the witness does."""
    identifiers = [one["value"] for one in report.get("identifier", [])]
    expected = {
        "raw_status": report["status"],
        "title": words(report["code"]),
        "code": first_code(report["code"]),
        "effective_at": moment(report.get("effectiveDateTime")),
        "issued_at": moment(report.get("issued")),
        "filler_number": next(iter(identifiers), report.get("id", "")),
    }
    told = {name: getattr(seen, name) for name in expected} | {"code": seen.code.code}
    return [name for name in expected if expected[name] != told[name]]
