"""Renewal requests of the demo: due ones, and those that a check has something to say about."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any

from portal.demo.chance import LONGEST_H, age, mix
from portal.demo.medicines import is_renewed
from portal.demo.people import Person
from portal.demo.ward import Draft, Ward
from portal.services.drug_names import Allergy, allergy_to, same_drug
from portal.services.medications import fills_of, refill_content
from portal.services.policies.refill import RefillPolicy
from portal.services.refill_checks import Earlier, Facts
from portal.services.refill_rules import eligible_on

WEIGHTS: Mapping[str, float] = {
    "due": 48,
    "too_soon": 13,
    "refills_left": 12,
    "inactive": 13,
    "controlled": 10,
    "allergy": 4,
}
POLICY = RefillPolicy()
PHARMACIES = (
    "Main Street Pharmacy",
    "Valley Drugs, 210 Mill Road",
    "Corner Pharmacy (24 h)",
    "Northside Mail Order",
    "",
)
NOTES: Mapping[str, tuple[str, ...]] = {
    "due": (
        *("",) * 4,
        "Please send it to the same pharmacy.",
        "I have five days left.",
        "Can this be a 90-day supply?",
        "¿Puede mandarlo a la misma farmacia, por favor?",
    ),
    "too_soon": ("Going abroad for a month, leaving Friday.", "I spilled half the bottle.", ""),
    "refills_left": ("", "The pharmacy says they need your OK.", ""),
    "inactive": ("I would like to start this again.", "It helped me last winter.", ""),
    "controlled": ("I run out on Monday.", "", "Same dose as before, please."),
}


def drafts(ward: Ward, count: int) -> Iterator[Draft]:
    """Make at most `count` requests, one for a drug; people seen lately ask first.

    The last of them asks again for a drug that is asked for already, by another prescription of it:
    such pairs come from before a second request was refused.
    """
    waiting, asked = _by_standing(ward), _Asked()
    chance = ward.chance("refills")
    for number, standing in enumerate(mix(WEIGHTS, count)):
        again = number == count - 1 and asked.again(ward)
        if again:
            yield _draft(ward, *again[:2], chance, again[2])
            return
        piles = chain([waiting[standing]], waiting.values())
        pile = next((rows for rows in piles if rows), None)
        if pile is None:
            return
        person, row = pile.pop()
        draft = _draft(ward, person, row, chance)
        asked.note(person, row, draft)
        yield draft


def _draft(
    ward: Ward,
    person: Person,
    row: Mapping[str, Any],
    chance: random.Random,
    first: Draft | None = None,
) -> Draft:
    submitted = ward.now - age(chance)
    if first is not None:
        submitted = max(submitted, first.submitted_at + timedelta(minutes=5))
        submitted = min(submitted, ward.now - timedelta(minutes=4))
    requested_by = ward.relative_of(person, chance)
    facts = Facts(
        today=ward.day(submitted),
        policy=POLICY,
        last_visit=ward.visits.get(person.id),
        labs=_labs(ward, person),
        allergies=_allergies(ward, person),
        duplicate=None if first is None else _earlier(ward, first),
        prescriber_here=row["prescriber_id"] is not None,
        asked_by=requested_by,
    )
    return Draft(
        practice_id=ward.practice_id,
        kind="refill",
        item_id=ward.ids(),
        summary=row["name"],
        subject_name=person.name,
        subject_birth_date=person.row["birth_date"],
        content=refill_content(
            {**row, "prescriber": _prescriber(ward, row)},
            facts,
            submitted,
            note=chance.choice(NOTES.get(_standing(ward, person, row), NOTES["due"])),
            pharmacy=chance.choice(PHARMACIES),
        ),
        submitted_at=submitted,
        patient_id=person.id,
        account_id=ward.logins[person.id].id,
        requested_by=requested_by,
    )


def _earlier(ward: Ward, first: Draft) -> Earlier:
    return Earlier(first.item_id, ward.day(first.submitted_at))


class _Asked:
    """Who has asked for what so far."""

    def __init__(self) -> None:
        self._drafts: list[tuple[Person, Mapping[str, Any], Draft]] = []

    def note(self, person: Person, row: Mapping[str, Any], draft: Draft) -> None:
        """Remember a request."""
        self._drafts.append((person, row, draft))

    def again(self, ward: Ward) -> tuple[Person, Mapping[str, Any], Draft] | None:
        """Find another prescription of a drug that is asked for, and the newest such request."""
        for person, asked, draft in reversed(self._drafts):
            for row in ward.medications[person.id]:
                if row["id"] != asked["id"] and same_drug(row, asked):
                    return person, row, draft
        return None


def _by_standing(ward: Ward) -> dict[str, list[tuple[Person, dict[str, Any]]]]:
    """Sort drugs that may be asked for, by what the checks will say; the next one is last."""
    waiting: dict[str, list[tuple[Person, dict[str, Any]]]] = defaultdict(list)
    people = sorted(ward.users(), key=lambda person: person.id in ward.visits)
    for person in people:
        taken: list[dict[str, Any]] = []
        for row in ward.medications[person.id]:
            standing = _standing(ward, person, row)
            once = not any(same_drug(row, other) for other in taken)
            if is_renewed(row) and standing != "long_ago" and once and not _is_news(ward, row):
                taken.append(row)
                waiting[standing].append((person, row))
    return waiting


def _is_news(ward: Ward, row: Mapping[str, Any]) -> bool:
    """Whether the prescription moved since the earliest request: it would be asked for too early."""
    days = [row["prescribed_on"], row["stopped_on"], *(fill.on for fill in fills_of(row["fills"]))]
    earliest = ward.day(ward.now - timedelta(hours=LONGEST_H))
    return any(day is not None and day >= earliest for day in days)


def _standing(ward: Ward, person: Person, row: Mapping[str, Any]) -> str:
    today = ward.day(ward.now)
    if row["status"] == "inactive":
        # the patients' side hides what was stopped more than 90 days ago (DOMAIN F54)
        recent = row["stopped_on"] is not None and (today - row["stopped_on"]).days < 90
        return "inactive" if recent else "long_ago"
    if row["schedule"]:
        return "controlled"
    if allergy_to(row["name"], row["rxnorm"], _allergies(ward, person)):
        return "allergy"
    if row["refills_remaining"]:
        return "refills_left"
    due = eligible_on(fills_of(row["fills"]), row["days_supply"], row["quantity"])
    return "too_soon" if due is not None and due > today else "due"


def _allergies(ward: Ward, person: Person) -> list[Allergy]:
    rows = sorted(ward.allergies[person.id], key=lambda row: (row["substance"], row["id"]))
    return [
        Allergy(row["substance"], row["rxnorm"], row["reaction"], row["severity"]) for row in rows
    ]


def _labs(ward: Ward, person: Person) -> dict[str, date]:
    newest: dict[str, date] = {}
    for chapter in ward.chapters.get(person.id, ()):
        for row in chapter.observations:
            day = ward.day(row["effective_at"])
            newest[row["code"]] = max(day, newest.get(row["code"], day))
    return newest


def _prescriber(ward: Ward, row: Mapping[str, Any]) -> str:
    names = {one["id"]: one["name"] for one in ward.practitioners}
    return str(names.get(row["prescriber_id"], ""))
