"""One practice of the demo while it is being made: its people and what they have."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.demo.accounts import Accounts, Login
from portal.demo.chance import Ids
from portal.demo.labs import Chapter
from portal.demo.people import Person
from portal.demo.practices import Site
from portal.demo.source import Row, Source

TIES = {
    "female": ("daughter", "wife", "care manager"),
    "male": ("son", "husband", "care manager"),
}
TIES_OF_MINORS = {"female": ("mother",), "male": ("father",)}


@dataclass
class Draft:
    """An item to be: the arguments of `portal.services.items.submit`."""

    practice_id: int
    kind: str
    item_id: str
    summary: str
    subject_name: str
    subject_birth_date: date
    content: Mapping[str, Any]
    submitted_at: datetime
    patient_id: str | None = None
    account_id: str | None = None
    requested_by: str = ""
    priority: str = "routine"


@dataclass
class Ward:
    """What is known of one practice; people are found by the id of their chart."""

    site: Site
    source: Source
    seed: int
    now: datetime
    ids: Ids
    accounts: Accounts
    staff: Mapping[str, Row]  # user name without the practice's digit → row of `staff`
    practitioners: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    logins: dict[str, Login] = field(default_factory=dict)
    applicants: dict[str, Login] = field(default_factory=dict)  # enrollment item → waiting account
    medications: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    allergies: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    chapters: dict[str, list[Chapter]] = field(default_factory=dict)  # oldest first
    proxies: list[dict[str, Any]] = field(default_factory=list)  # rows of `proxy_link`
    slots_ahead: list[dict[str, Any]] = field(default_factory=list)
    slots_behind: list[dict[str, Any]] = field(default_factory=list)
    visits: dict[str, date] = field(default_factory=dict)  # when a person was last seen

    @property
    def practice_id(self) -> int:
        """The practice's id."""
        return self.site.id

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone."""
        return ZoneInfo(self.site.time_zone)

    def day(self, at: datetime) -> date:
        """Give the practice's calendar day at a time."""
        return at.astimezone(self.zone).date()

    def chance(self, purpose: str) -> random.Random:
        """Give chance of its own for each purpose, so that one change does not move all others."""
        return random.Random(f"{purpose}:{self.seed}:{self.practice_id}")  # noqa: S311 - made up

    def living(self, wanted: Callable[[Person], bool] = lambda _: True) -> list[Person]:
        """Find people who are alive and fit, in a fixed order."""
        return [
            person
            for person in self.people.values()
            if person.row["deceased_on"] is None and wanted(person)
        ]

    def users(self) -> list[Person]:
        """Find people who have an active account."""
        return [self.people[patient_id] for patient_id in self.logins]

    def relative_of(self, person: Person, chance: random.Random) -> str:
        """Say who asked on behalf of a person, or "" for the person; minors never ask themselves."""
        minor = person.is_minor(self.day(self.now))
        if not minor and chance.random() > 0.12:
            return ""
        relative = chance.choice(self.source.people)
        ties = TIES_OF_MINORS if minor else TIES
        tie = chance.choice(ties.get(relative["sex"], ("care manager",)))
        return f"{relative['given']} {person.row['family_name']} ({tie})"
