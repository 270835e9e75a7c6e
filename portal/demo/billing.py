"""Who pays in the demo: accounts of guarantors, as the books of its practices have them (HL7 GT1).

Some of them carry the story of the statements and stand first; the others are there to be found.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.demo import account_states
from portal.demo.people import Person
from portal.demo.source import Row
from portal.demo.ward import Ward
from portal.services.billing_feed import Given, Named

FIRST_NUMBER, STEP = 4_100_011, 37
PEOPLE_PER_ACCOUNT = 10
LEAST = {1: 36, 2: 9}  # by practice
FAMILIES = 4  # accounts that pay for children
_ON_PAPER = (5, 17)  # places among the accounts whose guarantors want a letter


@dataclass(frozen=True)
class Payer:
    """An account to be: who pays it, for whom, and where the letter goes."""

    number: str
    given: str
    family: str
    born: date
    lines: tuple[str, ...]  # of the address, under the name
    patients: tuple[Person, ...]
    own: Person | None = None  # the guarantor's chart
    delivery: str = "electronic"

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    def row(self, balance_cents: int | None = None) -> Given:
        """Give it as a row of the practice system's feed."""
        return Given(
            account_number=self.number,
            given_name=self.given,
            family_name=self.family,
            birth_date=self.born,
            guarantor_record_number=self.own.row["record_number"] if self.own else "",
            patients=tuple(
                Named(one.row["record_number"], one.row["birth_date"]) for one in self.patients
            ),
            address="\n".join((self.name, *self.lines)),
            delivery=self.delivery,
            balance_cents=balance_cents,
        )


def payers(ward: Ward) -> list[Payer]:
    """Give the accounts of a practice: the documented patient's first, then families, then others."""
    chance = ward.chance("payers")
    count = max(LEAST[ward.practice_id], len(ward.people) // PEOPLE_PER_ACCOUNT)
    made: list[Payer] = []
    for place, (own, patients) in enumerate(_households(ward)):
        if place == count - 1:  # the last one is somebody else's
            break
        made.append(_payer(ward, place, own, patients))
    stranger = _stranger(ward, len(made), chance, [one for payer in made for one in payer.patients])
    return [*made[:6], *stranger, *made[6:]]


def _households(ward: Ward) -> Iterator[tuple[Person, tuple[Person, ...]]]:
    """Give who pays and for whom: parents for their children, everybody else for themselves."""
    day = ward.day(ward.now)
    children = _children(ward)
    taken: set[str] = set()
    grown = [one for one in account_states.left_alone(ward) if not one.is_minor(day)]
    parents = [one for one in grown[1:] if one.id in children][:FAMILIES]
    others = [one for one in ward.living() if not one.is_minor(day)]
    for person in [*grown[:1], *parents, *grown, *others]:
        if person.id not in taken:
            taken.add(person.id)
            yield person, (person, *children.get(person.id, ()))


def _children(ward: Ward) -> dict[str, list[Person]]:
    """Find the minors whose records a parent looks after, by the parent's chart."""
    owners = {login.id: patient_id for patient_id, login in ward.logins.items()}
    found: dict[str, list[Person]] = {}
    for row in ward.proxies:
        if row["relationship"] == "parent":
            found.setdefault(owners[row["account_id"]], []).append(ward.people[row["patient_id"]])
    return {parent: some[:3] for parent, some in found.items()}


def _payer(ward: Ward, place: int, own: Person, patients: Sequence[Person]) -> Payer:
    return Payer(
        number=_number(ward, place),
        given=own.row["given_name"],
        family=own.row["family_name"],
        born=own.row["birth_date"],
        lines=_lines(own.row),
        patients=tuple(patients),
        own=own,
        delivery="paper" if place in _ON_PAPER else "electronic",
    )


def _stranger(
    ward: Ward, place: int, chance: random.Random, paid_for: Sequence[Person]
) -> Iterator[Payer]:
    """Let somebody who is no patient here pay for one who is, as a mother from another town does."""
    known = {one.id for one in paid_for}
    patients = [one for one in ward.living() if one.id not in known]
    if not patients:
        return
    row: Row = chance.choice(ward.source.strangers)
    yield Payer(
        number=_number(ward, place),
        given=row["given"],
        family=row["family"],
        born=date.fromisoformat(row["birth_date"]),
        lines=(row["line"], f"{row['city']}, {row['state']} {row['postal_code']}"),
        patients=(chance.choice(patients),),
    )


def _number(ward: Ward, place: int) -> str:
    return str(FIRST_NUMBER + ward.practice_id * 1_000_000 + STEP * place)


def _lines(row: Row) -> tuple[str, ...]:
    city = f"{row['city']}, {row['state']} {row['postal_code']}".strip(", ")
    return tuple(line for line in (row["address_line"], city) if line)
