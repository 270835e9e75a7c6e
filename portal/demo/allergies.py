"""Allergies of the demo's charts, made up: most people have none, and one in a few meets a drug."""

from collections.abc import Iterable, Iterator
from typing import Any

from portal.demo.people import Person
from portal.demo.ward import Ward
from portal.services.drug_names import Allergy, allergy_to

SHARE = 0.22  # of people who have an allergy on record
# what people are allergic to, the reaction, how bad it was
KNOWN = (
    ("Penicillin", "Hives", "moderate"),
    ("Sulfa drugs", "Rash", "mild"),
    ("Peanut", "Anaphylaxis", "severe"),
    ("Latex", "Contact dermatitis", "mild"),
    ("Shellfish", "Swelling of the lips", "moderate"),
    ("Codeine", "Nausea", "mild"),
    ("Statins", "Muscle pain", "moderate"),
    ("ACE inhibitors", "Cough", "mild"),
    ("NSAIDs", "Wheezing", "severe"),
)
MEETINGS = 3  # people whose allergy is sure to speak of what they take


def rows(ward: Ward, people: Iterable[Person]) -> Iterator[dict[str, Any]]:
    """Make the rows of the table `allergy`."""
    chance, met = ward.chance("allergies"), 0
    for person in people:
        chosen = chance.choice(KNOWN) if chance.random() < SHARE else None
        meeting = _meeting(ward, person) if met < MEETINGS else None
        if meeting is not None:
            chosen, met = meeting, met + 1
        if chosen is None:
            continue
        substance, reaction, severity = chosen
        yield {
            "practice_id": ward.practice_id,
            "id": ward.ids(),
            "patient_id": person.id,
            "substance": substance,
            "rxnorm": "",
            "reaction": reaction,
            "severity": severity,
        }


def _meeting(ward: Ward, person: Person) -> tuple[str, str, str] | None:
    """Find an allergy that speaks of a medicine this person asks for."""
    if person.id not in ward.logins:
        return None
    for row in ward.medications[person.id]:
        for known in KNOWN:
            taken = row["status"] == "active" and not row["schedule"]
            if taken and allergy_to(row["name"], row["rxnorm"], [Allergy(known[0])]):
                return known
    return None
