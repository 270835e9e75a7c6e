"""What the actions of the result queue do. The rules are those of DOMAIN §5.4."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.queues.gate_acts import GateActs
from portal.queues.result_params import Contact, Recall, Release, Review
from portal.queues.spec import Outcome
from portal.security.actors import StaffActor
from portal.services import (
    contact_records,
    gate,
    holds,
    item_changes,
    reports,
    results,
)
from portal.services.audience import audience_content
from portal.services.bulk_eligibility import refuse_delayed
from portal.services.gate import UNREVIEWED
from portal.services.practice_time import today
from portal.services.result_gate import KIND, report_id
from portal.services.rules import refused

Row = Mapping[str, Any]
GATE = GateActs(KIND)


def release(uow: UnitOfWork, row: Row, params: Release, actor: StaffActor) -> Outcome:
    """Make the result visible to everybody whom the rules of this moment let see it (inv. 19)."""
    content = item_changes.content_of(row)
    refuse_delayed(content, uow.now)
    if params.contact is not None:
        content["contacts"].append(_told(uow, row, params.contact, actor))
    if content["critical"] and not content["contacts"]:
        raise refused("CONTACT_NEEDED", "Say first who has told whom about the critical value.")
    viewers = GATE.viewers(uow, row, params.audience_digest)
    audience = audience_content(viewers)
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


def recall(uow: UnitOfWork, row: Row, params: Recall, actor: StaffActor) -> Outcome:
    """Take the result back; refused for a version in whose place patients read a newer one."""
    report = reports.report_of(uow, row["practice_id"], report_id(row))
    if not reports.is_read(uow, report):
        raise refused("NOT_SHOWN", "Patients read a newer version; take that one back.")
    return GATE.recall(uow, row, params, actor)


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


def _told(uow: UnitOfWork, row: Row, params: Contact, actor: StaffActor) -> dict[str, Any]:
    taken = item_changes.content_of(row)["report"]["effective_at"]
    begin = min(row["submitted_at"], datetime.fromisoformat(taken))
    return contact_records.add(uow, row, params.told(), actor, begin)


def _review(assessment: str, note: str, actor: StaffActor, at: datetime) -> dict[str, Any]:
    """A release by somebody who had not reviewed it before is a review without an assessment."""
    by = {"id": actor.staff_id, "name": actor.name}
    return {"assessment": assessment, "note": note, "by": by, "at": moment_text(at)}
