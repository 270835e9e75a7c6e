"""Medications of the demo's charts: as prescribed in the records, with supply and fills of today.

The synthetic records say what was prescribed and, for a few people, what was dispensed. What a
renewal is judged by and they lack (supply, refills, dates of fills, why a drug was stopped) is made
here, so that every check of DOMAIN §5.3 occurs.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from portal.demo.chance import Ids, mix
from portal.demo.people import Person
from portal.demo.source import Row
from portal.domain.canonical import canonical

# 21 CFR 1308.12–1308.15; combinations come before what they combine
SCHEDULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (schedule, re.compile(words, re.IGNORECASE))
    for schedule, words in (
        ("V", r"codeine .* guaifenesin|codeine .* promethazine|pregabalin|diphenoxylate"),
        ("III", r"acetaminophen .* codeine|testosterone|buprenorphine"),
        ("II", r"hydrocodone|oxycodone|meperidine|fentanyl|morphine|methadone|methylphenidate"),
        ("IV", r"\w*zepam|alprazolam|tramadol|zolpidem|phenobarbital|carisoprodol"),
    )
)
NOT_RENEWED = re.compile(r"injection|ring|implant|system", re.IGNORECASE)
COURSES = re.compile(
    r"penicillin|amoxicillin|cephalexin|cefdinir|azithromycin|ibuprofen|methylprednisolone"
    r"|permethrin|chlorpheniramine|suspension|oral solution|drops",
    re.IGNORECASE,
)
STOP_REASONS = (
    "Course completed",
    "Changed to another medicine",
    "Side effects",
    "No longer needed",
    "Stopped by the patient",
)
TWICE = 7  # of so many people one has a drug on two prescriptions, of which one is forgotten
ELSEWHERE = 8  # of so many people one takes what nobody of the practice prescribed
STANDINGS: Mapping[str, float] = {"due": 55, "refills_left": 20, "too_soon": 15, "long_due": 10}
DAYS_SUPPLY = (30, 30, 90)


@cache
def schedule_of(name: str) -> str:
    """Give the schedule of the Controlled Substances Act that a drug is in, or ""."""
    return next((schedule for schedule, words in SCHEDULES if words.search(name)), "")


def is_renewed(row: Row) -> bool:
    """Whether patients ask to renew such a medicine: not a course that ends, not an implant."""
    return is_renewed_name(row["name"])


@cache
def is_renewed_name(name: str) -> bool:
    """Whether a medicine of this name is one that patients ask to renew."""
    return not NOT_RENEWED.search(name) and (bool(schedule_of(name)) or not COURSES.search(name))


class Cabinet:
    """Makes the rows of the table `medication`."""

    def __init__(self, seed: int, ids: Ids, prescribers: Sequence[Row], today: date) -> None:
        self._chance = random.Random(f"medicines:{seed}")  # noqa: S311 - made-up data
        self._ids = ids
        self._prescribers = prescribers
        self._today = today
        self._standings = mix(STANDINGS, 10**9)
        self._people = 0

    def rows(self, person: Person) -> Iterator[dict[str, Any]]:
        """Make the medications of one person; the dead take none any more."""
        prescriber = self._chance.choice(self._prescribers)
        self._people += 1
        here, twice = self._people % ELSEWHERE != 0, self._people % TWICE == 0
        for record in person.prescriptions:
            row = self._row(person, record, str(prescriber["id"]) if here else None)
            stopped = row["status"] == "inactive" and row["stop_reason"] != "Deceased"
            by_patient = row["stop_reason"] == "Stopped by the patient"
            by = "the patient" if by_patient else str(prescriber["name"])
            row |= {"stopped_by": by if stopped else ""}
            yield row
            if twice and row["status"] == "active" and is_renewed(row):
                yield row | {"id": self._ids(), "fills": "[]"}
                twice = False

    def _row(self, person: Person, record: Row, prescriber_id: str | None) -> dict[str, Any]:
        begun = date.fromisoformat(record["prescribed_on"]) + person.shift
        begun = min(begun, self._today - timedelta(days=2))
        died = person.row["deceased_on"]
        active = record["status"] == "active" and died is None
        supply = int(record["days_supply"] or self._chance.choice(DAYS_SUPPLY))
        row = {
            "practice_id": person.row["practice_id"],
            "id": self._ids(),
            "patient_id": person.id,
            "name": record["name"],
            "rxnorm": record["rxnorm"],
            "dose_text": record["dose_text"] or _dose_of(record["name"]),
            "quantity": float(record["quantity"] or supply),
            "days_supply": supply,
            "schedule": schedule_of(record["name"]),
            "status": "active" if active else "inactive",
            "stopped_on": None,
            "stop_reason": "",
            "prescriber_id": prescriber_id,
            "version": 1,
        }
        return row | (
            self._current(row, record, begun) if active else self._ended(row, begun, died)
        )

    def _current(self, row: Row, record: Row, begun: date) -> dict[str, Any]:
        """Describe a medicine that is being taken: renewed within the year, filled up to a chosen day."""
        chance, supply = self._chance, row["days_supply"]
        standing = next(self._standings)
        ago = {
            "due": chance.randrange(int(supply * 0.85), supply + 6),
            "refills_left": chance.randrange(1, supply + 1),
            "too_soon": chance.randrange(1, max(2, int(supply * 0.6))),
            "long_due": chance.randrange(supply + 10, supply + 75),
        }[standing]
        allowed = record["refills_allowed"] or chance.choice((1, 2, 3, 5))
        left = chance.randrange(1, allowed + 1) if standing == "refills_left" else 0
        times = max(1, allowed - left + 1)
        last = self._today - timedelta(days=ago)
        first = last - timedelta(days=supply * (times - 1))
        return {
            "refills_allowed": allowed,
            "refills_remaining": left,
            # a long-standing medicine is prescribed anew with each renewal
            "prescribed_on": max(begun, first - timedelta(days=chance.randrange(3)))
            if begun < first
            else first,
            "fills": _fills(row, [first + timedelta(days=supply * n) for n in range(times)]),
        }

    def _ended(self, row: Row, begun: date, died: date | None) -> dict[str, Any]:
        """Describe a medicine that was stopped, some of them lately."""
        supply = row["days_supply"]
        taken = timedelta(days=supply * self._chance.choice((1, 1, 2, 3)))
        lately = self._today - timedelta(days=self._chance.randrange(6, 85))
        stopped = lately if self._chance.random() < 0.6 else begun + taken
        stopped = min(stopped, died or self._today - timedelta(days=1))
        first = max(begun, stopped - taken)
        return {
            "refills_allowed": 0,
            "refills_remaining": 0,
            "prescribed_on": min(first, stopped),
            "stopped_on": stopped,
            "stop_reason": "Deceased" if died else self._chance.choice(STOP_REASONS),
            "fills": _fills(row, [min(first, stopped)]),
        }


def _fills(row: Row, days: Sequence[date]) -> str:
    return canonical(
        [
            {
                "date": day.isoformat(),
                "quantity": row["quantity"],
                "days_supply": row["days_supply"],
            }
            for day in days
        ]
    )


@cache
def _dose_of(name: str) -> str:
    """Say how such a form is usually taken, for the many records that do not say."""
    folded = name.casefold()
    for word, dose in (
        ("fluticasone", "2 puffs twice daily"),
        ("budesonide", "2 puffs twice daily"),
        ("inhaler", "2 puffs every 4 to 6 hours as needed"),
        ("inhalant", "1 inhalation daily"),
        ("auto-injector", "Inject once for a severe allergic reaction, then call 911"),
        ("insulin", "Inject as directed before meals"),
        ("flexpen", "Inject as directed before meals"),
        ("cream", "Apply a thin layer twice daily"),
        ("ointment", "Apply a thin layer twice daily"),
        ("spray", "1 spray as needed"),
        ("pack", "1 tablet daily"),
        ("solution", "5 mL every 6 hours as needed"),
        ("capsule", "1 capsule daily"),
    ):
        if word in folded:
            return dose
    return "1 tablet daily"
