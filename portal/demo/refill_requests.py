"""Renewal requests of the demo: due ones, and those that a check has something to say about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from portal.demo.chance import age, mix
from portal.demo.medicines import is_renewed
from portal.demo.people import Person
from portal.demo.ward import Draft, Ward
from portal.services.medications import fills_of, refill_content
from portal.services.refill_rules import eligible_on

WEIGHTS: Mapping[str, float] = {
    "due": 52,
    "too_soon": 13,
    "refills_left": 12,
    "inactive": 13,
    "controlled": 10,
}
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
    """Make at most `count` requests, one for a medication; people seen lately ask first."""
    chance = ward.chance("refills")
    waiting = _by_standing(ward)
    for standing in mix(WEIGHTS, count):
        pile = waiting[standing] or next((rows for rows in waiting.values() if rows), [])
        if not pile:
            return
        person, row = pile.pop()
        submitted = ward.now - age(chance)
        note = chance.choice(NOTES[_standing(ward, row)])
        yield Draft(
            practice_id=ward.practice_id,
            kind="refill",
            item_id=ward.ids(),
            summary=row["name"],
            subject_name=person.name,
            subject_birth_date=person.row["birth_date"],
            content=refill_content(
                row,
                fills_of(row["fills"]),
                prescriber=_prescriber(ward, row),
                note=note,
                pharmacy=chance.choice(PHARMACIES),
                today=ward.day(submitted),
                last_visit=ward.visits.get(person.id),
            ),
            submitted_at=submitted,
            patient_id=person.id,
            account_id=ward.logins[person.id].id,
            requested_by=ward.relative_of(person, chance),
        )


def _by_standing(ward: Ward) -> dict[str, list[tuple[Person, dict[str, Any]]]]:
    """Sort medications that may be asked for, by what the checks will say; the next one is last."""
    waiting: dict[str, list[tuple[Person, dict[str, Any]]]] = defaultdict(list)
    people = sorted(ward.users(), key=lambda person: person.id in ward.visits)
    for person in people:
        for row in ward.medications[person.id]:
            standing = _standing(ward, row)
            if is_renewed(row) and standing != "long_ago":
                waiting[standing].append((person, row))
    return waiting


def _standing(ward: Ward, row: Mapping[str, Any]) -> str:
    today = ward.day(ward.now)
    if row["status"] == "inactive":
        # the patients' side hides what was stopped more than 90 days ago (DOMAIN F54)
        recent = row["stopped_on"] is not None and (today - row["stopped_on"]).days < 90
        return "inactive" if recent else "long_ago"
    if row["schedule"]:
        return "controlled"
    if row["refills_remaining"]:
        return "refills_left"
    due = eligible_on(fills_of(row["fills"]), row["days_supply"])
    return "too_soon" if due is not None and due > today else "due"


def _prescriber(ward: Ward, row: Mapping[str, Any]) -> str:
    names = {one["id"]: one["name"] for one in ward.practitioners}
    return str(names.get(row["prescriber_id"], ""))
