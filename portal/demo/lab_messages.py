"""The messages of the demo's laboratory: HL7 v2.5.1 ORU^R01 about the charts' own reports.

They go the way of every message: stored first, then read and put away by the portal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from portal.intake.shape import PersonName

LABORATORY = "RCL|RIVERBEND LAB"
"""MSH-3 and MSH-4 of the demo's laboratory, as the portal keeps a sender."""
_CODE_SYSTEM = "LN"
_ESCAPED = {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\", "\n": "\\.br\\"}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Order:
    """What the laboratory reports, and whom it believes the patient to be."""

    person: Row
    report: Row
    observations: Sequence[Row] = ()
    changed: Row = field(default_factory=dict)  # of the person: what the laboratory has otherwise


def result(practice: str, order: Order, control_id: str, at: datetime) -> bytes:
    """Write a result; `practice` is whom it is addressed to, and whose record numbers it bears."""
    report = order.report
    performer = escaped(report["performer"])
    filler = report["filler_number"]
    return _message(
        [
            _header(practice, "ORU^R01^ORU_R01", control_id, at),
            _patient(practice, {**order.person, **order.changed}),
            f"ORC|RE||{filler}",
            f"OBR|1||{filler}|{_code(report['code'], report['title'])}"
            f"|||{_moment(report['effective_at'])}"
            f"|||||||||||||||{_moment(report['issued_at'])}||LAB|{report['raw_status']}",
            *(_observation(row, performer) for row in order.observations),
        ]
    )


def admission(practice: str, person: Row, control_id: str, at: datetime) -> bytes:
    """Write what a registration desk sends to everybody, and what is no result."""
    header = _header(practice, "ADT^A08^ADT_A01", control_id, at)
    return _message([header, f"EVN|A08|{_moment(at)}", _patient(practice, person), "PV1|1|O"])


def escaped(text: str) -> str:
    """Give a text as a field holds it (HL7 v2 §2.7)."""
    return "".join(_ESCAPED.get(letter, letter) for letter in text)


def name_of(person: Row) -> PersonName:
    """Give a person's name as a message writes it."""
    return PersonName(person["family_name"], person["given_name"], person["middle_name"])


def _header(practice: str, kind: str, control_id: str, at: datetime) -> str:
    application, _, facility = LABORATORY.partition("|")
    return (
        f"MSH|^~\\&|{application}|{facility}|PORTAL|{escaped(practice)}|{_moment(at)}||{kind}"
        f"|{control_id}|P|2.5.1||||||UNICODE UTF-8"
    )


def _patient(practice: str, person: Row) -> str:
    name = name_of(person)
    names = "^".join(escaped(part) for part in (name.family, name.given, name.middle))
    number = person["record_number"]
    identifier = f"{escaped(number)}^^^{escaped(practice)}^MR" if number else ""
    sex = {"female": "F", "male": "M"}.get(person["sex"], "U")
    home = (person["address_line"], "", person["city"], person["state"], person["postal_code"])
    address = "^".join(escaped(part) for part in home)
    born = f"{person['birth_date']:%Y%m%d}"
    return f"PID|1||{identifier}||{names}||{born}|{sex}|||{address}||{escaped(person['phone'])}"


def _observation(row: Row, performer: str) -> str:
    number = row["value_number"]
    kind, value = ("TX", escaped(row["value_text"])) if number is None else ("NM", _plain(number))
    if number is not None and row["comparator"]:
        kind, value = "SN", f"{row['comparator']}^{value}"
    limits = [row["range_low"], row["range_high"]]
    interval = "" if None in limits else "-".join(map(_plain, limits))
    return (
        f"OBX|{row['ordinal']}|{kind}|{_code(row['code'], row['name'])}||{value}"
        f"|{escaped(row['unit'])}|{interval}|{row['flag']}|||{row['raw_status']}"
        f"|||{_moment(row['effective_at'])}|||||||||{performer}"
    )


def _plain(number: float) -> str:
    """Give a number with all its digits, a whole one without a point."""
    return repr(number).removesuffix(".0")


def _code(code: str, name: str) -> str:
    return f"{escaped(code)}^{escaped(name)}^{_CODE_SYSTEM}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S}+0000"


def _message(segments: Sequence[str]) -> bytes:
    return "".join(f"{segment}\r" for segment in segments).encode()
