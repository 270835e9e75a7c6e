"""How well a submitted person and a chart agree: the evidence table of DOMAIN §5.2 as pure rules.

Each field says `agree`, `close`, `differ` or `missing`, and weighs what the table says. The given
name is the guard against twins and siblings: without it agreeing no match is strong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.services.folding import fold, phone_digits, postal_base
from portal.services.nicknames import share_a_family

Agreement = dict[str, str]

# agree, close, differ; a missing field weighs nothing
WEIGHTS: Mapping[str, tuple[int, int, int]] = {
    "given_name": (22, 12, -25),
    "family_name": (18, 8, -12),
    "birth_date": (30, 12, -30),
    "sex": (2, 0, -4),
    "address": (6, 3, 0),
    "phone": (5, 0, 0),
    "email": (4, 0, 0),
}
STRONG = 70
POSSIBLE = 45
_TYPO_LENGTH = 4  # shorter names differ by one letter too often to call it a typo


@dataclass(frozen=True)
class Person:
    """Somebody's demographics, folded once and compared often."""

    given: str
    middle: str
    family: str
    birth_date: date | None
    sex: str
    line: str
    postal: str
    phone: str
    email: str

    @classmethod
    def of_submitted(cls, submitted: Mapping[str, Any]) -> "Person":
        """Fold the `submitted` part of an enrollment."""
        address = submitted["address"]
        return cls(
            fold(submitted["given_name"]),
            fold(submitted["middle_name"]),
            fold(submitted["family_name"]),
            date.fromisoformat(submitted["birth_date"]) if submitted["birth_date"] else None,
            submitted["sex"] or "unknown",
            fold(address["line"]),
            postal_base(address["postal_code"]),
            phone_digits(submitted["phone"]),
            submitted["email"].casefold().strip(),
        )

    @classmethod
    def of_chart(cls, chart: Mapping[str, Any]) -> "Person":
        """Fold a row of `patient`."""
        return cls(
            fold(chart["given_name"]),
            fold(chart["middle_name"]),
            fold(chart["family_name"]),
            chart["birth_date"],
            chart["sex"],
            fold(chart["address_line"]),
            postal_base(chart["postal_code"]),
            phone_digits(chart["phone"]),
            chart["email"].casefold().strip(),
        )


def agreement(asked: Person, chart: Person) -> Agreement:
    """Compare two people field by field."""
    return {
        "given_name": _given(asked, chart),
        "family_name": _family(asked.family, chart.family),
        "birth_date": _birth_date(asked.birth_date, chart.birth_date),
        "sex": _sex(asked.sex, chart.sex),
        "address": _address(asked, chart),
        "phone": _same(asked.phone, chart.phone),
        "email": _same(asked.email, chart.email),
    }


def score(found: Agreement) -> int:
    """Add up the weights of an agreement."""
    place = {"agree": 0, "close": 1, "differ": 2}
    return sum(WEIGHTS[field][place[said]] for field, said in found.items() if said != "missing")


def band(found: Agreement, points: int) -> str:
    """Give `strong`, `possible` or `none`.

    Strong needs the birth date and the given name to agree, so neither a twin nor another member of
    the household ever is.
    """
    sure = found["birth_date"] == "agree" and found["given_name"] == "agree"
    if points >= STRONG and sure:
        return "strong"
    return "possible" if points >= POSSIBLE else "none"


def one_step_apart(one: str, other: str) -> bool:
    """Whether one letter typed wrong, left out, doubled or swapped makes the one the other."""
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return one[start + 1 :] == other[start + 1 :] or (
        swapped and one[start + 2 :] == other[start + 2 :]
    )


def _same(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    return "agree" if one == other else "differ"


def _given(asked: Person, chart: Person) -> str:
    one, other = asked.given, chart.given
    if not one or not other:
        return "missing"
    if one == other or share_a_family(one, other):
        return "agree"
    first, second = one.split()[0], other.split()[0]
    if first == second and 1 in {len(one.split()), len(other.split())}:
        return "agree"  # "Mary Ann" and "Mary": one of the two left the second name out
    if 1 in {len(first), len(second)} and first[0] == second[0]:
        return "close"  # an initial
    if len(min(one, other, key=len)) >= _TYPO_LENGTH and one_step_apart(one, other):
        return "close"
    middles = {asked.middle, chart.middle} - {""}
    return "close" if one in middles or other in middles else "differ"


def _family(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    if one.replace(" ", "") == other.replace(" ", ""):
        return "agree"
    if set(one.split()) & set(other.split()):
        return "close"  # one part of a double name
    typo = len(min(one, other, key=len)) >= _TYPO_LENGTH and one_step_apart(one, other)
    return "close" if typo else "differ"


def _birth_date(one: date | None, other: date | None) -> str:
    if one is None or other is None:
        return "missing"
    if one == other:
        return "agree"
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return "close"
    wrong = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return "close" if wrong == 1 else "differ"


def _sex(one: str, other: str) -> str:
    if "unknown" in {one, other}:
        return "missing"
    return "agree" if one == other else "differ"


def _address(asked: Person, chart: Person) -> str:
    line, postal = _same(asked.line, chart.line), _same(asked.postal, chart.postal)
    said = {line, postal}
    if said == {"missing"}:
        return "missing"
    if said <= {"agree", "missing"}:
        return "agree"
    return "close" if "agree" in said else "differ"
