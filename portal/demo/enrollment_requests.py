"""Sign-ups of the demo: patients, strangers, typing mistakes, families, children, people asking twice."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from portal.demo.chance import LONGEST_H, age, mix
from portal.demo.charts import Charts
from portal.demo.families import Family, in_a_later_year, namesake
from portal.demo.people import Person
from portal.demo.ward import Draft, Ward
from portal.domain.moments import moment_text
from portal.services import enrollment_content
from portal.services.captcha import PROVIDER
from portal.services.matching import submitted_values
from portal.services.sign_up_rules import TERMS_VERSION

WEIGHTS: Mapping[str, float] = {
    "patient": 30,
    "stranger": 17,
    "changed": 16,
    "sibling": 8,
    "minor": 6,
    "odd_name": 5,
    "has_account": 4,
    "again": 2,
    "deceased": 2,
    "family": 6,
    "namesake": 2,
    "junior": 2,
    "restricted": 2,
    "no_bot_check": 2,
    "elsewhere": 2,
}
PLANS = ("Commonwealth Health HMO", "Blue River PPO", "Prairie Mutual", "Medicare Part B")
BARRED = 4  # charts of a practice that are restricted or merged
CLAIMS = "P.O. Box 981106, El Paso, TX 79998"

Fields = dict[str, Any]
LONGEST = timedelta(hours=LONGEST_H - 1)  # since the first of a family signed up


class SignUps:
    """Makes enrollment requests, each with its waiting account."""

    def __init__(self, ward: Ward) -> None:
        self._ward = ward
        self._chance = ward.chance("enrollments")
        today = ward.day(ward.now)
        unknown = ward.living(lambda person: person.id not in ward.logins)
        self._adults = [person for person in unknown if not person.is_minor(today)]
        self._barred = self._adults[-BARRED:]
        for n, person in enumerate(self._barred):  # DOMAIN §5.2: nobody is linked to such charts
            person.row["status"] = ("restricted", "merged")[n % 2]
        rows = (person.row for person in ward.people.values())
        self._charts = Charts(rows, ward.logins, today)
        self._minors = [person for person in unknown if person.is_minor(today)]
        self._everybody = list(ward.people.values())
        self._users = ward.users()
        self._dead = [p for p in self._everybody if p.row["deceased_on"] is not None]
        self._turns: dict[str, int] = defaultdict(int)
        self._last: Fields = {}
        self._family = Family()

    def drafts(self, count: int) -> Iterator[Draft]:
        """Make `count` requests."""
        for kind in mix(WEIGHTS, count):
            fields = self._fields(kind)
            submitted = self._ward.now - age(self._chance)
            if kind == "family":  # one after the other
                began = self._ward.now - max(timedelta(hours=2), self._family.sat_down % LONGEST)
                submitted = began + timedelta(minutes=7 * self._family.turn)
            yield self.request(fields, submitted)

    def request(
        self, fields: Fields, submitted: datetime, appointment_item_id: str | None = None
    ) -> Draft:
        """Make one request from what somebody typed; its account waits with it."""
        ward, row = self._ward, dict(fields)
        requested_by, suffix = row.pop("requested_by", ""), row.pop("suffix", "")
        known, checked = row.pop("elsewhere", False), row.pop("checked", True)
        login = ward.accounts.login(
            ward.practice_id,
            given_name=row["given_name"],
            family_name=row["family_name"],
            email=row["email"],
            created_at=submitted,
        )
        passed = {"provider": PROVIDER, "passed_at": moment_text(submitted)}
        values = submitted_values(
            **row | {"email": login.account["email"]},
            username=login.account["username"],
            insurance=self._insurance(),
            terms={"version": TERMS_VERSION, "accepted_at": moment_text(submitted)},
            captcha=passed if checked and not known else None,
            appointment_item_id=appointment_item_id,
        ) | {"suffix": suffix}
        name = f"{row['given_name']} {row['family_name']}"
        draft = Draft(
            practice_id=ward.practice_id,
            kind="enrollment",
            item_id=ward.ids(),
            summary=name,
            subject_name=name,
            subject_birth_date=row["birth_date"],
            content=enrollment_content.content(
                values,
                self._charts.candidates(values),
                route=enrollment_content.WITH_ACCOUNT if known else enrollment_content.SIGN_UP,
            ),
            submitted_at=submitted,
            account_id=login.id,
            requested_by=requested_by,
        )
        ward.applicants[draft.item_id] = login
        return draft

    def stranger(self) -> Fields:
        """Describe somebody of whom the practice has no chart."""
        strangers = self._ward.source.strangers
        turn = self._turn("stranger")
        one = strangers[(turn + self._ward.site.id * 90) % len(strangers)]
        born = date.fromisoformat(one["birth_date"])
        fields = {
            "given_name": one["given"],
            "middle_name": one["middle"],
            "family_name": one["family"],
            "birth_date": born,
            "sex": one["sex"],
            "address": {key: one[key] for key in ("line", "city", "state", "postal_code")},
            "phone": one["phone"],
            "email": "",
        }
        if turn >= len(strangers):  # a large demo: the same streets, other people
            other = self._chance.choice(self._ward.source.people)
            fields |= {
                "family_name": other["family"],
                "birth_date": born - timedelta(days=self._chance.randrange(1, 4000)),
                "phone": f"555-{self._chance.randrange(200, 999)}-{turn % 10000:04}",
            }
        return fields

    def _fields(self, kind: str) -> Fields:
        makers: dict[str, Callable[[], Fields]] = {
            "patient": lambda: _as_in(self._next(self._adults, "patient").row),
            "changed": lambda: self._changed(self._next(self._adults, "patient")),
            "sibling": self._sibling,
            "minor": self._minor,
            "odd_name": self._odd_name,
            "has_account": lambda: _as_in(self._chance.choice(self._users).row),
            "again": lambda: dict(self._last) or self.stranger(),
            "deceased": lambda: _as_in(self._next(self._dead, "dead").row),
            "family": lambda: self._family.member(self.stranger),
            "namesake": lambda: namesake(self._next(self._adults, "patient").row, self.stranger()),
            "junior": self._junior,
            "restricted": self._restricted,
            "no_bot_check": lambda: self.stranger() | {"checked": False},
            "elsewhere": lambda: self.stranger() | {"elsewhere": True},
        }
        try:
            fields = makers.get(kind, self.stranger)()
        except LookupError:  # nobody of that kind in a small practice
            fields = self.stranger()
        if kind == "patient":
            self._last = fields
        return fields

    def _next(self, people: Sequence[Person], kind: str) -> Person:
        if not people:
            raise LookupError(kind)
        return people[self._turn(kind) % len(people)]

    def _turn(self, kind: str) -> int:
        self._turns[kind] += 1
        return self._turns[kind] - 1

    def _changed(self, person: Person) -> Fields:
        """Describe a patient who mistypes, has moved, or has another name by now."""
        fields, chance = _as_in(person.row), self._chance
        how = ("typo", "birth_date", "moved", "surname", "initial")[self._turn("changed") % 5]
        if how == "typo":
            fields["family_name"] = _mistyped(fields["family_name"], chance)
        elif how == "birth_date":
            fields["birth_date"] = _misremembered(fields["birth_date"], chance)
        elif how == "moved":
            other = _as_in(chance.choice(self._everybody).row)
            fields |= {"address": other["address"], "phone": ""}
        elif how == "surname":
            other_name = person.earlier_family or chance.choice(self._ward.source.people)["family"]
            fields["family_name"] = f"{fields['family_name']}-{other_name}"
        else:
            fields |= {"given_name": fields["given_name"][0], "middle_name": ""}
        return fields

    def _sibling(self) -> Fields:
        """Describe a twin or spouse: everything of the household, but another person."""
        person = self._next(self._adults, "patient")
        fields = _as_in(person.row)
        names = [p["given"] for p in self._ward.source.people if p["sex"] == fields["sex"]]
        twin = self._turn("sibling") % 2 == 0
        fields["given_name"] = self._chance.choice(names or [fields["given_name"] + "a"])
        if not twin:
            fields["birth_date"] += timedelta(days=self._chance.randrange(400, 2500))
        return fields | {"middle_name": ""}

    def _junior(self) -> Fields:
        """Describe the son of a patient: the same name, a generation later, at the same place."""
        fields = _as_in(self._next(self._adults, "patient").row)
        return fields | {"birth_date": in_a_later_year(fields["birth_date"], 24), "suffix": "Jr"}

    def _restricted(self) -> Fields:
        """Describe a patient whose chart the practice has restricted, or merged into another."""
        return _as_in(self._next(self._barred, "barred").row)

    def _minor(self) -> Fields:
        person = self._next(self._minors, "minor")
        return _as_in(person.row) | {"requested_by": self._ward.relative_of(person, self._chance)}

    def _odd_name(self) -> Fields:
        names = self._ward.source.odd_names
        name = names[self._turn("odd") * 7 % len(names)]
        return self.stranger() | {"given_name": name["given"], "family_name": name["family"]}

    def _insurance(self) -> dict[str, str] | None:
        chance = self._chance
        if chance.random() > 0.6:
            return None
        return {
            "plan": chance.choice(PLANS),
            "member_id": f"{chance.choice('ABCHKMPW')}{chance.randrange(10**8, 10**9)}",
            "group_number": str(chance.randrange(10000, 99999)) if chance.random() < 0.7 else "",
            "claim_address": CLAIMS if chance.random() < 0.5 else "",
        }


def _as_in(row: Mapping[str, Any]) -> Fields:
    """Give what somebody types who types what stands in the chart."""
    return {
        **{key: row[key] for key in ("given_name", "middle_name", "family_name", "birth_date")},
        **{key: row[key] for key in ("sex", "phone", "email")},
        "address": {
            "line": row["address_line"],
            **{key: row[key] for key in ("city", "state", "postal_code")},
        },
    }


def _mistyped(name: str, chance: random.Random) -> str:
    if len(name) < 4:
        return name + name[-1]
    at = chance.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _misremembered(born: date, chance: random.Random) -> date:
    if born.day <= 12 and born.day != born.month:
        return born.replace(month=born.day, day=born.month)
    return born.replace(day=chance.choice([day for day in (11, 14, 21, 24) if day != born.day]))
