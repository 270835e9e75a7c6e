"""What the actions of the result queue do. The rules are those of DOMAIN §5.4."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.queues.result_params import Contact, Hold, Lift, Recall, Release, Review
from portal.queues.spec import Ending, Outcome
from portal.security.actors import StaffActor
from portal.services import (
    contact_records,
    gate,
    holds,
    item_changes,
    recalls,
    reports,
    results,
    tasks,
)
from portal.services.audience import audience_content
from portal.services.bulk_eligibility import refuse_delayed
from portal.services.gate import UNREVIEWED
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import begin_of, today, zone_of
from portal.services.result_gate import KIND, report_id
from portal.services.rules import refused

Row = Mapping[str, Any]
REVIEW_REMINDER = timedelta(hours=12)  # a hold is due at noon of its day, not at midnight


def release(uow: UnitOfWork, row: Row, params: Release, actor: StaffActor) -> Outcome:
    """Make the result visible to everybody whom the rules of this moment let see it (inv. 19)."""
    content = item_changes.content_of(row)
    refuse_delayed(content, uow.now)
    if params.contact is not None:
        content["contacts"].append(_told(uow, row, params.contact, actor))
    if content["critical"] and not content["contacts"]:
        raise refused("CONTACT_NEEDED", "Say first who has told whom about the critical value.")
    viewers = KIND.gated.viewers(uow, row)
    audience = audience_content(viewers)
    if params.audience_digest and params.audience_digest != audience["digest"]:
        raise refused("AUDIENCE_CHANGED", "Who will see it has changed; look at it again.")
    results.release(uow, row["practice_id"], report_id(row), actor.staff_id)
    holds.lift(uow, row["practice_id"], row["id"], actor.staff_id)
    clock = content["release"] | {"auto_release_at": None, "hold": None}
    content |= {"audience": audience, "release": clock, "recall": None}
    if content["review"] is None:
        content["review"] = _review("", "", actor, uow.now)
    # ten results on a day are ten entries and one mail
    gate.announce(
        uow,
        row,
        viewers,
        kind="result_corrected" if content["correction"] else KIND.announced_as,
        key=str(today(uow, row["practice_id"])),
        body=params.text_to_patient,
    )
    told = sum(one.sees for one in viewers)
    journal = {"report_id": report_id(row), "audience": audience["digest"], "told": told}
    return Outcome("released", content=content, journal=journal)


def hold(uow: UnitOfWork, row: Row, params: Hold, actor: StaffActor) -> Outcome:
    """Withhold the result on a coded basis, until a day on which somebody looks again."""
    practice_id = row["practice_id"]
    zone, day = zone_of(uow, practice_id), today(uow, practice_id)
    policy = store.current(uow, practice_id, ResultPolicy)
    wanted = holds.Wanted(params.basis, params.rationale, params.review_on, params.details())
    holds.check(wanted, actor, practice_id, day, policy.hold_days)
    content = item_changes.content_of(row)
    placed = holds.place(uow, row, wanted, actor, zone)
    content["release"] |= {"hold": placed, "auto_release_at": None, "barred_by": "ON_HOLD"}
    gate.hold_ends(uow, KIND.name, practice_id, row["id"], placed)
    if params.basis == "HARM_DATA":
        tasks.create(
            uow,
            practice_id=practice_id,
            code=tasks.CORRECT_CHART,
            summary=f"Find out what is wrong with a held result: {row['summary']}",
            patient_id=row["patient_id"],
            origin_id=row["id"],
        )
    return Outcome(
        "held",
        content=content,
        due_at=_due(params.review_on, zone),
        journal={"basis": params.basis, "review_on": params.review_on.isoformat()},
    )


def lift(uow: UnitOfWork, row: Row, params: Lift, actor: StaffActor) -> Outcome:
    """End a hold before its day; the policy decides again when the result goes out."""
    del params
    holds.lift(uow, row["practice_id"], row["id"], actor.staff_id)
    content = KIND.gated.fresh_content(uow, row)
    gate.schedule(uow, KIND.name, row["practice_id"], row["id"], content)
    return Outcome("pending", content=content, due_at=uow.now)


def recall(uow: UnitOfWork, row: Row, params: Recall, actor: StaffActor) -> Outcome:
    """Take the result back; the item says from now on whether somebody had seen it."""
    del actor
    content = recalls.recalled(uow, KIND, row, params.reason_code)
    found = content["recall"]
    journal = {"report_id": report_id(row), "seen": found["seen"]}
    return Outcome("recalled", content=content, journal=journal)


def review(uow: UnitOfWork, row: Row, params: Review, actor: StaffActor) -> Outcome:
    """Record what a clinician makes of the result; whether it is visible is another matter."""
    content = item_changes.content_of(row)
    content["review"] = _review(params.assessment, params.note, actor, uow.now)
    reports.mark(
        uow,
        row["practice_id"],
        report_id(row),
        reviewed_by=actor.staff_id,
        reviewed_at=uow.now,
    )
    state = "released" if row["state"] == UNREVIEWED else row["state"]
    return Outcome(state, content=content, journal={"assessment": params.assessment})


def record_contact(uow: UnitOfWork, row: Row, params: Contact, actor: StaffActor) -> Outcome:
    """Record that somebody has been told about the result."""
    content = item_changes.content_of(row)
    content["contacts"].append(_told(uow, row, params, actor))
    return Outcome(row["state"], content=content, journal={"read_back": params.read_back})


def _close(uow: UnitOfWork, row: Row, _state: str) -> Row | None:
    """Let a hold end with the item it is on; what a patient sees already is recalled, not closed."""
    if row["state"] == UNREVIEWED:
        raise refused("VISIBLE", "Patients see it already; review it, or recall it.")
    if not holds.lift(uow, row["practice_id"], row["id"], None):
        return None
    content = item_changes.content_of(row)
    return content | {"release": content["release"] | {"hold": None}}


def _reopen(uow: UnitOfWork, row: Row) -> None:
    """Let the clock run again."""
    content = KIND.gated.fresh_content(uow, row)
    gate.schedule(uow, KIND.name, row["practice_id"], row["id"], content)


ENDING = Ending(_close, _reopen, tells_patient=False)


def _told(uow: UnitOfWork, row: Row, params: Contact, actor: StaffActor) -> dict[str, Any]:
    taken = item_changes.content_of(row)["report"]["effective_at"]
    begin = min(row["submitted_at"], datetime.fromisoformat(taken))
    return contact_records.add(uow, row, params.told(), actor, begin)


def _review(assessment: str, note: str, actor: StaffActor, at: datetime) -> dict[str, Any]:
    """A release by somebody who had not reviewed it before is a review without an assessment."""
    by = {"id": actor.staff_id, "name": actor.name}
    return {"assessment": assessment, "note": note, "by": by, "at": moment_text(at)}


def _due(day: date, zone: Any) -> datetime:
    return begin_of(day, zone).astimezone(UTC) + REVIEW_REMINDER
