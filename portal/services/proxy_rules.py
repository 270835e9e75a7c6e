"""Who may be made a care manager of whom, on what basis, for how long: pure rules (F46–F51, §5.2).

A link says what its holder may do; the age bands of the practice say what anybody may do for a
patient of that age, and the narrower of the two holds, anew each day. A link to a minor's record ends
with the eighteenth birthday at the latest. Only a court's order goes on, and a link that holds on a
day on which the patient is of age is access to an adult's record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from portal.services.audience import PARENTS, age_on, band_of, ends_of_age
from portal.services.policies.result import ADULT_AGE, AgeBand
from portal.services.rules import invalid, refused

Relationship = Literal[
    "parent",
    "stepparent",
    "foster_parent",
    "legal_guardian",
    "spouse",
    "partner",
    "adult_child",
    "sibling",
    "relative",
    "caregiver",
    "other",
]
Basis = Literal["parental", "court_order", "power_of_attorney", "patient_consent"]
# what was looked at; never a number of it (45 CFR 164.514(h) asks for proof, not for copies)
Evidence = Literal[
    "photo_id",
    "birth_certificate",
    "court_order",
    "power_of_attorney",
    "signed_authorization",
    "patient_present",
    "insurance_card",
    "known_to_practice",
]
Scope = Literal["full", "limited"]
FULL, LIMITED, NONE = "full", "limited", "none"
RELATIONSHIPS: tuple[str, ...] = get_args(Relationship)

_BY_LAW = frozenset({"parental", "court_order"})
_PROVEN_BY: dict[str, frozenset[str]] = {
    "parental": frozenset({"birth_certificate", "insurance_card", "known_to_practice"}),
    "court_order": frozenset({"court_order"}),
    "power_of_attorney": frozenset({"power_of_attorney"}),
    "patient_consent": frozenset({"signed_authorization", "patient_present"}),
}


@dataclass(frozen=True)
class Wanted:
    """A link as somebody at the desk writes it down."""

    relationship: Relationship
    basis: Basis
    evidence: tuple[Evidence, ...]
    scope: Scope
    starts_on: date
    ends_on: date | None  # the first day on which it does not hold


def effective_scope(
    scope: str, relationship: str, basis: str, born: date, day: date, bands: Sequence[AgeBand]
) -> str:
    """Say what a link is good for on a day: `full`, `limited` (visits and messages) or `none`."""
    age = age_on(born, day)
    if age >= ADULT_AGE and ends_of_age(relationship, basis):
        return NONE
    most = band_of(bands, age).proxy_scope
    if NONE in {scope, most}:
        return NONE
    return LIMITED if LIMITED in {scope, most} else FULL


def majority(born: date) -> date:
    """Give the eighteenth birthday; who was born on 29 February is of age on 1 March."""
    try:
        return born.replace(year=born.year + ADULT_AGE)
    except ValueError:
        return date(born.year + ADULT_AGE, 3, 1)


def end_of(wanted: Wanted, born: date, day: date) -> date | None:
    """Give the day from which the link does not hold any more, or None.

    Of a minor's it is the eighteenth birthday at the latest, but for the order of a court, which
    says itself how long it holds.
    """
    of_age = majority(born)
    if day >= of_age or wanted.basis == "court_order":
        return wanted.ends_on
    return of_age if wanted.ends_on is None else min(of_age, wanted.ends_on)


def reaches_an_adult(ends_on: date | None, born: date) -> bool:
    """Whether such a link holds on a day on which the patient is of age."""
    return ends_on is None or ends_on > majority(born)


def by_law(basis: str) -> bool:
    """Whether a link stands on the law and not on the patient's word, so that they can not end it."""
    return basis in _BY_LAW


def widens(scope: str, ends_on: date | None, *, from_scope: str, from_ends_on: date | None) -> bool:
    """Whether a change gives more than there was: a fuller scope or a later end."""
    longer = from_ends_on is not None and (ends_on is None or ends_on > from_ends_on)
    return longer or (scope == FULL and from_scope != FULL)


def check(wanted: Wanted, born: date, day: date, bands: Sequence[AgeBand]) -> None:
    """Refuse a link that the law or the practice does not know.

    Raises Problem: validation for an end that is not after its beginning or has passed; rule-refused
    BASIS_NOT_PROVEN when what was seen does not prove the basis, BASIS_DOES_NOT_FIT for a parent's
    right over an adult or a child's own consent, BAND_NO_PROXY where patients of this age have no
    care manager.
    """
    ends_on = end_of(wanted, born, day)
    if ends_on is not None and ends_on <= max(wanted.starts_on, day):
        raise invalid("/ends_on", "ends_too_early", "It has to end after it begins.")
    if not _PROVEN_BY[wanted.basis] & set(wanted.evidence):
        raise refused("BASIS_NOT_PROVEN", "What was seen does not prove this basis.")
    is_adult = age_on(born, day) >= ADULT_AGE
    if wanted.basis != "court_order" and is_adult == (wanted.basis == "parental"):
        raise refused(
            "BASIS_DOES_NOT_FIT",
            "A minor's care manager has a parent's right or the order of a court; an adult's has the"
            " patient's consent, a power of attorney or the order of a court.",
        )
    if wanted.basis == "parental" and wanted.relationship not in PARENTS:
        raise refused("BASIS_DOES_NOT_FIT", "A parent's right is a parent's.")
    held = effective_scope(wanted.scope, wanted.relationship, wanted.basis, born, day, bands)
    if held == NONE:
        raise refused(
            "BAND_NO_PROXY", "By the practice's age bands, nobody acts for a patient of this age."
        )
