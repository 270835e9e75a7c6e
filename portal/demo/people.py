"""The people of the demo: charts made from the records, and more of the same under other names."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.demo.chance import Ids, age
from portal.demo.source import Row, Source
from portal.services.folding import search_text
from portal.services.match.keys import VERSION

COPIED_REPORTS = 3  # of each copied person; enough for a trend
FIRST_RECORD_NUMBER = 10001


@dataclass(frozen=True)
class Person:
    """One chart to be, with the records that go into it."""

    row: dict[str, Any]  # of the table `patient`
    earlier_family: str  # a maiden name, as the source has it
    shift: timedelta  # by which every date of the records moves
    prescriptions: Sequence[Row]
    reports: Sequence[Row]

    @property
    def id(self) -> str:
        """The chart's id."""
        return str(self.row["id"])

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.row['given_name']} {self.row['family_name']}"

    def is_minor(self, today: date) -> bool:
        """Whether the person is under eighteen."""
        born: date = self.row["birth_date"]
        return today < _years_later(born, 18)


class Population:
    """People of one practice, the ones of the records first, then copies under other names."""

    def __init__(
        self,
        source: Source,
        people: Sequence[Row],
        practice_id: int,
        *,
        seed: int,
        ids: Ids,
        worth_copying: Callable[[str], bool],
    ) -> None:
        self._source = source
        self._people = list(people)
        self._practice_id = practice_id
        self._chance = random.Random(f"people:{seed}:{practice_id}")  # noqa: S311 - made-up data
        self._chance.shuffle(self._people)
        self._copied = [person for person in self._people if worth_copying(person["id"])]
        self._ids = ids
        everybody = [*source.people, *source.strangers]
        self._given: Mapping[str, list[str]] = {
            sex: sorted({p["given"] for p in everybody if p["sex"] == sex and p["given"]})
            for sex in ("female", "male")
        }
        self._families = sorted({p["family"] for p in everybody if p["family"]})

    def __len__(self) -> int:
        """How many come from the records themselves."""
        return len(self._people)

    def people(self, count: int, now: datetime) -> Iterator[Person]:
        """Give the first `count` people; their newest records are hours or days old at `now`."""
        for n in range(count):
            if n < len(self._people):
                yield self._person(self._people[n], n, now)
            else:
                person = self._copied[n % len(self._copied)]
                yield self._person(self._under_other_name(person), n, now)

    def _person(self, person: Row, n: int, now: datetime) -> Person:
        copied = n >= len(self._people)
        reports = self._source.reports.get(person["id"], ())
        prescriptions = self._source.prescriptions.get(person["id"], ())
        shift = self._shift(person, reports, prescriptions, now)
        return Person(
            row=self._row(person, n, shift, now.date()),
            earlier_family=person["earlier_family"],
            shift=shift,
            prescriptions=prescriptions,
            reports=reports[:COPIED_REPORTS] if copied else reports,
        )

    def _row(self, person: Row, n: int, shift: timedelta, today: date) -> dict[str, Any]:
        years = round(shift.days / 365.25)
        born = _years_later(date.fromisoformat(person["birth_date"]), years)
        if born >= today:  # a child, moved by more years than its records
            born = _years_later(born, -1)
        died = person["deceased_on"]
        row = {
            "practice_id": self._practice_id,
            "id": self._ids(),
            "record_number": f"R-{FIRST_RECORD_NUMBER + n}",
            "given_name": person["given"],
            "middle_name": person["middle"],
            "family_name": person["family"],
            "birth_date": born,
            "sex": person["sex"],
            "address_line": person["line"],
            "city": person["city"],
            "state": person["state"],
            "postal_code": person["postal_code"],
            "phone": person["phone"],
            "email": person["email"],
            "deceased_on": date.fromisoformat(died) + shift if died else None,
            "status": "active",
            "other_names": _earlier_names(person),
            "keyed": VERSION,
            "version": 1,
        }
        return row | {"search": search_text(row)}

    def _shift(
        self, person: Row, reports: Sequence[Row], prescriptions: Sequence[Row], now: datetime
    ) -> timedelta:
        """Find the one constant for all dates of a person: the newest result becomes hours or days old."""
        newest = [row["effective_at"][:10] for row in reports[:1]]
        newest += [row["prescribed_on"] for row in prescriptions[:1] if not reports]
        wanted = (now - age(self._chance) - timedelta(days=1)).date()
        if person["deceased_on"]:
            newest, wanted = [person["deceased_on"]], wanted - timedelta(days=90)
        last = date.fromisoformat(max(newest, default="2021-01-01"))
        return wanted - last

    def _under_other_name(self, person: Row) -> Row:
        chance = self._chance
        born = date.fromisoformat(person["birth_date"]) - timedelta(days=chance.randrange(1, 700))
        number, _, street = person["line"].partition(" ")
        if number.isdigit():
            street = f"{chance.randrange(1, 999)} {street}"
        given = chance.choice(self._given.get(person["sex"], self._given["female"]))
        family = chance.choice(self._families)
        changed = {
            "given": given,
            "middle": chance.choice("ABCDEFGHJKLMNPRSTW") if chance.random() < 0.3 else "",
            "family": family,
            "earlier_family": "",
            "birth_date": born.isoformat(),
            "line": street or person["line"],
            "phone": f"555-{chance.randrange(200, 999)}-{chance.randrange(10000):04}",
            "email": "",
        }
        return {**person, **changed}


def _earlier_names(person: Row) -> str:
    """Give the column `other_names`: a maiden name, where the source has one."""
    names = {
        "given": person["given"],
        "middle": person["middle"],
        "family": person["earlier_family"],
    }
    return json.dumps([names] if person["earlier_family"] else [], ensure_ascii=False)


def _years_later(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February
        return born.replace(year=born.year + years, day=28)
