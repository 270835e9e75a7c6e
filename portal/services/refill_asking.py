"""How a renewal is asked for: for oneself, or for somebody one cares for (F49, F54)."""

from collections.abc import Mapping
from typing import Any

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.security.actors import PatientActor
from portal.services import charts, dependents, medications
from portal.services.forms import RefillRequest
from portal.services.items import submit
from portal.services.practice_time import today as practice_today
from portal.services.refill_facts import facts_of
from portal.services.rules import not_found, refused


def ask(uow: UnitOfWork, actor: PatientActor, form: RefillRequest) -> str:
    """Put a request into the queue with its check card; gives its id.

    Raises Problem: not-found for a medicine that is neither the actor's nor that of somebody they
    care for; rule-refused with DUPLICATE_OPEN and the first request's `item_id` (invariant 13),
    INACTIVE_TOO_LONG, DECEASED.
    """
    row = medications.load(uow, form.practice_id, form.medication_id, lock=True)
    if row is None:
        raise _none_such()
    requested_by = _asker(uow, actor, row)
    facts = facts_of(uow, row, asked_by=requested_by)
    if facts.deceased:
        raise refused("DECEASED", "This can not be renewed here. Please call the practice.")
    if not medications.may_ask(row, facts.policy, facts.today):
        raise refused(
            "INACTIVE_TOO_LONG",
            "This was stopped some time ago. Please call the practice about it.",
        )
    if facts.duplicate is not None:
        first = facts.duplicate.item_id
        raise refused("DUPLICATE_OPEN", "You have asked for this already.", item_id=first)
    person = charts.load(uow, form.practice_id, row["patient_id"])
    return submit(
        uow,
        practice_id=form.practice_id,
        kind="refill",
        summary=row["name"],
        subject_name=f"{person['given_name']} {person['family_name']}",
        subject_birth_date=person["birth_date"],
        content=medications.refill_content(
            row, facts, uow.now, note=form.note, pharmacy=form.pharmacy
        ),
        patient_id=row["patient_id"],
        account_id=actor.account_id,
        requested_by=requested_by,
    )


def _asker(reader: Reader, actor: PatientActor, row: Mapping[str, Any]) -> str:
    """Say who asks if it is not the patient; raises Problem(not-found) for nobody's business."""
    practice_id, patient_id = row["practice_id"], row["patient_id"]
    if actor.charts.get(practice_id) == patient_id:
        return ""
    today = practice_today(reader, practice_id)
    for one in dependents.dependents(reader, practice_id, actor.account_id, today):
        if one.patient_id == patient_id:
            return dependents.asked_by(reader, actor.account_id, one)
    raise _none_such()


def _none_such() -> Exception:
    return not_found("There is no such medication.")
