"""Appointment requests of the demo: new visits, other times, cancellations."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from portal.demo.calendar import MINUTES, working_days
from portal.demo.chance import age
from portal.demo.people import Person
from portal.demo.ward import Draft, Ward
from portal.services.appointments import appointment_content, current_of

REASONS: Mapping[str, Sequence[str]] = {
    "Office visit": (
        "Cough for two weeks, no fever",
        "Lower back pain since moving house",
        "Rash on both forearms",
        "Headaches in the afternoon, more often lately",
        "Earache since the weekend",
        "Dolor de rodilla al subir escaleras",
    ),
    "Follow-up": (
        "Blood pressure check after the new dose",
        "Go over my last lab results",
        "Diabetes check, three months",
        "Stitches to be taken out",
    ),
    "Annual physical": ("Yearly check-up", "Check-up for a new job", "Wellness visit"),
    "New patient": ("Looking for a family doctor", "We have just moved to the area"),
}
CHANGES = (
    "I have to work that day.",
    "My ride fell through, could it be later?",
    "A morning would be better for me.",
    "",
)
CANCELLATIONS = ("I feel better, thank you.", "We are moving away.", "")
PARTS = ("morning", "afternoon", "any")


def new_visits(ward: Ward, people: Sequence[Person], count: int) -> Iterator[Draft]:
    """Make requests for a new visit by people who have an account."""
    chance = ward.chance("appointments")
    for n in range(count if people else 0):
        person = people[n % len(people)]
        kind = chance.choice(("Office visit", "Office visit", "Follow-up", "Annual physical"))
        yield visit(ward, person, kind, ward.now - age(chance), chance)


def visit(
    ward: Ward, person: Person, kind: str, submitted: datetime, chance: random.Random
) -> Draft:
    """Make one request for a new visit."""
    content = new_content(ward, kind, submitted, chance)
    return draft(ward, person, content, submitted, ward.relative_of(person, chance))


def new_content(
    ward: Ward,
    kind: str,
    submitted: datetime,
    chance: random.Random,
    enrollment_item_id: str | None = None,
) -> dict[str, Any]:
    """Say what somebody who wants to be seen writes."""
    return appointment_content(
        request="new",
        visit_type=kind,
        reason=chance.choice(REASONS[kind]),
        preferred=_preferred(ward.day(submitted), chance),
        practitioner=chance.choice(ward.practitioners) if chance.random() < 0.5 else None,
        enrollment_item_id=enrollment_item_id,
        minutes=MINUTES.get(kind),
    )


def change(
    ward: Ward,
    person: Person,
    slot: Mapping[str, Any],
    appointment_id: str,
    submitted: datetime,
    *,
    cancel: bool,
) -> Draft:
    """Make a request to move or cancel a booked appointment; `slot` has its `practitioner_name`."""
    chance = ward.chance(f"change:{appointment_id}")
    content = appointment_content(
        request="cancel" if cancel else "reschedule",
        visit_type=slot["visit_type"],
        reason=chance.choice(CANCELLATIONS if cancel else CHANGES),
        preferred=() if cancel else _preferred(ward.day(submitted), chance),
        practitioner={"id": slot["practitioner_id"], "name": slot["practitioner_name"]},
        current=current_of(appointment_id, slot),
        minutes=MINUTES.get(slot["visit_type"]),
    )
    return draft(ward, person, content, submitted, ward.relative_of(person, chance))


def draft(
    ward: Ward,
    person: Person,
    content: Mapping[str, Any],
    submitted: datetime,
    requested_by: str = "",
) -> Draft:
    """Make an item of somebody who has a chart and an account."""
    return Draft(
        practice_id=ward.practice_id,
        kind="appointment",
        item_id=ward.ids(),
        summary=summary_of(content),
        subject_name=person.name,
        subject_birth_date=person.row["birth_date"],
        content=content,
        submitted_at=submitted,
        patient_id=person.id,
        account_id=ward.logins[person.id].id,
        requested_by=requested_by,
    )


def attached(ward: Ward, enrollment: Draft, item_id: str, chance: random.Random) -> Draft:
    """Make the request that came with an enrollment: it has no chart yet (DOMAIN F32)."""
    submitted = enrollment.submitted_at + timedelta(seconds=40)
    content = new_content(
        ward, "New patient", submitted, chance, enrollment_item_id=enrollment.item_id
    )
    return Draft(
        practice_id=ward.practice_id,
        kind="appointment",
        item_id=item_id,
        summary=summary_of(content),
        subject_name=enrollment.subject_name,
        subject_birth_date=enrollment.subject_birth_date,
        content=content,
        submitted_at=submitted,
        account_id=enrollment.account_id,
        requested_by=enrollment.requested_by,
    )


def summary_of(content: Mapping[str, Any]) -> str:
    """Give the line of the table."""
    return str(content["visit_type"])


def _preferred(today: date, chance: random.Random) -> list[tuple[date, str]]:
    days = list(working_days(today + timedelta(days=1), 12))
    chosen = sorted(chance.sample(days, chance.choice((1, 2, 2, 3))))
    return [(day, chance.choice(PARTS)) for day in chosen]
