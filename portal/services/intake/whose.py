"""Whose result it is: the rules by which a message finds a chart by itself (DOMAIN §5.4, F64).

The record number under its assigning authority equals, the birth date equals, and the name does not
contradict. Anything less is for a person to decide, and never makes a chart. Pure rules: who reads the
charts is `portal.services.intake.landing`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.intake.shape import Identifier, SentPerson
from portal.services.match.levels import levels
from portal.services.match.people import Person, of_row, person

NO_PATIENT = "NO_PATIENT"
NO_RECORD_NUMBER = "NO_RECORD_NUMBER"
OTHER_AUTHORITY = "OTHER_AUTHORITY"
UNKNOWN_RECORD_NUMBER = "UNKNOWN_RECORD_NUMBER"
SEVERAL_CHARTS = "SEVERAL_CHARTS"
NO_BIRTH_DATE = "NO_BIRTH_DATE"
BIRTH_DATE_DIFFERS = "BIRTH_DATE_DIFFERS"
NAME_DIFFERS = "NAME_DIFFERS"
CHART_NOT_ACTIVE = "CHART_NOT_ACTIVE"
ORDER_OF_ANOTHER_PATIENT = "ORDER_OF_ANOTHER_PATIENT"

REASONS = frozenset(
    {
        NO_PATIENT,
        NO_RECORD_NUMBER,
        OTHER_AUTHORITY,
        UNKNOWN_RECORD_NUMBER,
        SEVERAL_CHARTS,
        NO_BIRTH_DATE,
        BIRTH_DATE_DIFFERS,
        NAME_DIFFERS,
        CHART_NOT_ACTIVE,
        ORDER_OF_ANOTHER_PATIENT,
    }
)
"""Why a report waits for somebody to say whose it is."""

RECORD_NUMBER = "MR"  # HL7 table 0203
_OTHERS = frozenset({"", "PI", "PT"})  # what laboratories call a record number as well
_GIVEN_AGREES = frozenset(
    {"exact", "nickname", "transliterated", "middle", "close", "initial", "missing"}
)
_FAMILY_AGREES = frozenset(
    {"exact", "previous", "transliterated", "part", "close", "phonetic", "missing"}
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Ours:
    """Whose record numbers count.

    `authorities` are the policy's. While none of them is a name as HL7 has it, a number of the type MR
    counts under the name of `receiver`, whom the message is addressed to (MSH-6): a system of FHIR that
    came with the charts says nothing of HL7. `any_system` is for FHIR, which names no receiver: without
    any authority, every number of the type MR counts that says whose it is.
    """

    authorities: tuple[str, ...] = ()
    receiver: str = ""
    any_system: bool = False

    def counts(self, one: Identifier) -> bool:
        """Tell whether a number is a record number of this practice."""
        parts = _parts(one.authority)
        kind = one.kind.strip().upper()
        listed = {_folded(name) for name in self.authorities}
        if parts & listed:
            return kind in {RECORD_NUMBER, *_OTHERS}
        if kind != RECORD_NUMBER or not parts:
            return False
        if self.any_system:
            return not listed
        return all(map(_is_address, listed)) and bool(parts & _parts(self.receiver))


def record_numbers(sent: SentPerson, ours: Ours) -> tuple[tuple[str, ...], str]:
    """Give the numbers that name a chart of ours, and why there are none ("" where there are)."""
    named = [one for one in sent.identifiers if one.value.strip()]
    counted = dict.fromkeys(one.value.strip() for one in named if ours.counts(one))
    if counted:
        return tuple(counted), ""
    if not named and not sent.names and sent.birth_date is None:
        return (), NO_PATIENT
    typed = any(one.kind.strip().upper() in {RECORD_NUMBER, *_OTHERS} for one in named)
    return (), OTHER_AUTHORITY if typed else NO_RECORD_NUMBER


def judge(sent: SentPerson, charts: Sequence[Row], today: date) -> str:
    """Say why a person as sent is not surely the one of the charts that bear the number; "" if so.

    `charts` are rows of `patient` under the numbers that `record_numbers` gave.
    """
    if not charts:
        return UNKNOWN_RECORD_NUMBER
    if len(charts) > 1:
        return SEVERAL_CHARTS
    chart = charts[0]
    doubts = (
        (NO_BIRTH_DATE, sent.birth_date is None),
        (BIRTH_DATE_DIFFERS, sent.birth_date != chart["birth_date"]),
        (NAME_DIFFERS, not names_agree(sent, chart, today)),
        (CHART_NOT_ACTIVE, not _is_active(chart)),
    )
    return next((reason for reason, holds in doubts if holds), "")


def names_agree(sent: SentPerson, chart: Row, today: date) -> bool:
    """Tell whether no name contradicts: one of those sent agrees with the chart's or an earlier one.

    Family and given name count each for itself; swapped, they do not agree.
    """
    of_chart = of_row(chart, today)
    return not sent.names or any(_agrees(one, of_chart) for one in _asked(sent, today))


def _is_active(chart: Row) -> bool:
    return chart["deceased_on"] is None and (chart.get("status") or "active") == "active"


def _agrees(asked: Person, chart: Person) -> bool:
    found = levels(asked, chart)
    return (
        found["given_name"] in _GIVEN_AGREES
        and found["family_name"] in _FAMILY_AGREES
        and found["suffix"] != "differ"
    )


def _asked(sent: SentPerson, today: date) -> Iterable[Person]:
    for name in sent.names:
        yield person(
            given=name.given,
            middle=name.middle,
            family=name.family,
            suffix=name.suffix,
            today=today,
        )


def _parts(authority: str) -> frozenset[str]:
    """Give the ways in which an authority is named: HD has a name, an id and the id's type."""
    parts = authority.replace("&", "^").split("^")
    return frozenset(folded for part in (authority, *parts[:2]) if (folded := _folded(part)))


def _is_address(authority: str) -> bool:
    """Tell a system of FHIR, which is a URI, from a name or an id of HL7."""
    return ":" in authority


def _folded(name: str) -> str:
    return name.strip().casefold()
