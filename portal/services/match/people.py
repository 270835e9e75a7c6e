"""Who somebody says to be, and who a chart is of: read once, compared often."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.services.match.addresses import Place, place_of
from portal.services.match.contacts import email_key, phone_keys
from portal.services.match.dates import read_birth_date
from portal.services.match.names import (
    NO_NAME,
    Name,
    name_and_suffix,
    name_of,
    of_words,
    suffix_of,
)

_SEXES = {
    "female": "female",
    "f": "female",
    "male": "male",
    "m": "male",
    "other": "other",
}
_NOBODY = {("john", "doe"), ("jane", "doe"), ("baby", "doe"), ("mickey", "mouse")}


@dataclass(frozen=True, slots=True)
class Names:
    """One set of names of a person: those of today, or earlier ones."""

    given: Name
    middle: Name
    family: Name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's demographics, folded; `shown` are the values as they were written."""

    names: Names
    earlier: tuple[Names, ...]
    suffix: str
    born: str
    sex: str
    places: tuple[Place, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it is matched: its person, and what forbids to take it without a second look."""

    id: str
    number: str  # orders charts of one score; the record number, or the id
    person: Person
    deceased: bool = False
    status: str = "active"  # restricted, merged
    has_account: bool = False
    distinct: bool = False  # staff said before: not this applicant


def person(  # noqa: PLR0913 - what identifies somebody, all by name
    *,
    given: str = "",
    middle: str = "",
    family: str = "",
    suffix: str = "",
    earlier: Iterable[tuple[str, str, str]] = (),
    born: str = "",
    sex: str = "",
    addresses: Sequence[tuple[str, str, str, str]] = (),
    phones: Sequence[str] = (),
    emails: Sequence[str] = (),
    today: date,
) -> Person:
    """Fold what is known of somebody; every part may be missing.

    `addresses` are line, city, state and ZIP; dates of birth after `today` are none.
    """
    names, found = _names(given, middle, family)
    lines = [", ".join(part for part in address if part) for address in addresses]
    return Person(
        names=names,
        earlier=tuple(_names(*one)[0] for one in earlier),
        suffix=suffix_of(suffix) or found,
        born=read_birth_date(born, today),
        sex=_SEXES.get(sex.casefold().strip(), ""),
        places=tuple(place for one in addresses if (place := place_of(*one))),
        phones=tuple(dict.fromkeys(key for phone in phones for key in phone_keys(phone))),
        emails=tuple(dict.fromkeys(key for email in emails if (key := email_key(email)))),
        shown={
            "given_name": given,
            "middle_name": middle,
            "family_name": family,
            "suffix": suffix or found,
            "birth_date": born,
            "sex": sex,
            "address": "; ".join(line for line in lines if line),
            "phone": "; ".join(phone for phone in phones if phone),
            "email": "; ".join(email for email in emails if email),
        },
    )


def of_submitted(submitted: Mapping[str, Any], today: date) -> Person:
    """Read the `submitted` part of an enrollment."""
    address = submitted["address"]
    return person(
        given=submitted["given_name"],
        middle=submitted["middle_name"],
        family=submitted["family_name"],
        suffix=submitted.get("suffix") or "",
        born=submitted["birth_date"] or "",
        sex=submitted["sex"] or "",
        addresses=[_address(address, address["line"])],
        phones=[submitted["phone"] or ""],
        emails=[submitted["email"] or ""],
        today=today,
    )


def of_row(row: Mapping[str, Any], today: date) -> Person:
    """Read a row of `patient`."""
    others = json.loads(row.get("other_names") or "[]")
    return person(
        given=row["given_name"],
        middle=row["middle_name"],
        family=row["family_name"],
        suffix=row.get("suffix") or "",
        earlier=[
            (one.get("given") or "", one.get("middle") or "", one.get("family") or "")
            for one in others
        ],
        born=row["birth_date"].isoformat(),
        sex=row["sex"] or "",
        addresses=[_address(row, row["address_line"])],
        phones=[row["phone"] or "", *json.loads(row.get("other_phones") or "[]")],
        emails=[row["email"] or ""],
        today=today,
    )


def chart_of_row(
    row: Mapping[str, Any], today: date, *, has_account: bool = False, distinct: bool = False
) -> Chart:
    """Read a row of `patient` with what stands in its way."""
    return Chart(
        id=row["id"],
        number=row["record_number"],
        person=of_row(row, today),
        deceased=row["deceased_on"] is not None,
        status=row.get("status") or "active",
        has_account=has_account,
        distinct=distinct,
    )


def _address(source: Mapping[str, Any], line: str) -> tuple[str, str, str, str]:
    return (
        line or "",
        source["city"] or "",
        source["state"] or "",
        source["postal_code"] or "",
    )


def _names(given: str, middle: str, family: str) -> tuple[Names, str]:
    """Fold three names; whoever typed the whole name into the first field is read, too."""
    if not family.strip() and name_of(given.partition(",")[2]) and not suffix_of(given):
        family, given = given, ""  # "Byron, Ada" where the given name was asked for
    first, suffix = name_and_suffix(given)
    last, behind = name_and_suffix(family)
    between, inside = name_and_suffix(middle)
    if not last and not family.strip() and len(first.words) > 1:
        last, first = of_words(first.words[-1:]), of_words(first.words[:-1])
    elif not first and not given.strip() and "," in family:
        surname, _, rest = family.partition(",")
        first, last = name_of(rest), name_of(surname)
    if (first.joined, last.joined) in _NOBODY:
        first = last = NO_NAME
    return Names(first, between, last), behind or suffix or inside
