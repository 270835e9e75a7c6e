"""How somebody proved who they are before anything was handed out or told (DOMAIN F17, F44, F78; PEERS B20).

What was seen or asked is recorded as codes, never as a number or an answer. Facts that strangers
find in social media are no proof, and the security questions are for the patient alone (F78).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import and_, insert, select

from portal.db.tables import proofing
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import charts
from portal.services.audience import age_on
from portal.services.entities import names_of
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.practice_time import today
from portal.services.rules import invalid, refused

IN_PERSON, CALLER = "in_person", "caller"
PATIENT, GUARDIAN = "patient", "guardian"
EVIDENCE: Mapping[str, frozenset[str]] = {
    IN_PERSON: frozenset({"photo_id", "birth_certificate", "insurance_card", "known_to_staff"}),
    CALLER: frozenset(
        {
            "called_back_known_number",
            "record_number",
            "last_visit",
            "address_on_file",
            "medication_on_file",
        }
    ),
}
ENOUGH_ALONE = frozenset({"photo_id", "known_to_staff"})  # of who stands at the desk
# what a stranger can not look up; where somebody lives is no secret
NOT_PUBLIC = frozenset(
    {"called_back_known_number", "record_number", "last_visit", "medication_on_file"}
)
GUARDIAN_BASES = ("parent", "legal_guardian", "power_of_attorney", "court_order")
OF_ADULTS = frozenset(GUARDIAN_BASES) - {"parent"}  # parenthood ends with childhood
LONGEST_NOTE = 300
_SHOWN = 20
_A_NUMBER = re.compile(r"\d(?:[\s.\-/]?\d){4,}")  # of a document, a phone or an account


@dataclass(frozen=True)
class Proof:
    """What a staff member has seen or asked, and of whom."""

    method: str
    evidence: tuple[str, ...]
    person: str = PATIENT
    guardian_basis: str = ""
    note: str = ""


def record(uow: UnitOfWork, practice_id: int, patient_id: str, proof: Proof, *, by: str) -> str:
    """Keep a proof and give its id; it holds for the time that the practice's policy says.

    Raises Problem: not-found, validation (evidence that is none or too little, a note with numbers in
    it), rule-refused DECEASED or GUARDIAN_OF_AN_ADULT.
    """
    _check(proof)
    chart = charts.lock(uow, practice_id, patient_id)
    if chart["deceased_on"] is not None:
        raise refused("DECEASED", "The chart is marked as deceased.")
    if proof.person == GUARDIAN and proof.guardian_basis not in OF_ADULTS:
        age = age_on(chart["birth_date"], today(uow, practice_id))
        if age >= store.current(uow, practice_id, EnrollmentPolicy).guardian_below:
            raise refused("GUARDIAN_OF_AN_ADULT", "The patient has come of age and speaks alone.")
    proofing_id = new_id()
    uow.execute(
        insert(proofing).values(
            practice_id=practice_id,
            id=proofing_id,
            patient_id=patient_id,
            method=proof.method,
            evidence=orjson.dumps(sorted(set(proof.evidence))).decode(),
            person=proof.person,
            guardian_basis=proof.guardian_basis,
            note=proof.note,
            performed_by=by,
            performed_at=uow.now,
        )
    )
    uow.journal(
        practice_id,
        actor_id=by,
        action="proofing.recorded",
        subject_id=proofing_id,
        target=("proofing", proofing_id),
        detail={
            "patient_id": patient_id,
            "method": proof.method,
            "evidence": ",".join(sorted(set(proof.evidence))),
            "person": proof.person,
        },
    )
    return proofing_id


def require(reader: Reader, practice_id: int, patient_id: str, proofing_id: str) -> dict[str, Any]:
    """Give a proof of this very patient that still holds.

    Raises Problem(rule-refused): PROOF_MISSING for one of somebody else or of another practice,
    PROOF_LAPSED for one that was too long ago.
    """
    row = (
        reader.execute(
            select(proofing).where(
                and_(
                    proofing.c.practice_id == practice_id,
                    proofing.c.patient_id == patient_id,
                    proofing.c.id == proofing_id,
                )
            )
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise refused("PROOF_MISSING", "Record first how the person proved who they are.")
    if row["performed_at"] + _life(reader, practice_id) <= reader.now:
        raise refused("PROOF_LAPSED", "The proof was recorded too long ago; ask the person again.")
    return dict(row)


def listed(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give the newest proofs of a patient, newest first, as staff read them."""
    rows = (
        reader.execute(
            select(proofing)
            .where(proofing.c.practice_id == practice_id)
            .where(proofing.c.patient_id == patient_id)
            .order_by(proofing.c.id.desc())
            .limit(_SHOWN)
        )
        .mappings()
        .all()
    )
    names = names_of(reader, {row["performed_by"] for row in rows})
    life = _life(reader, practice_id)
    return [
        {
            "id": row["id"],
            "method": row["method"],
            "person": row["person"],
            "guardian_basis": row["guardian_basis"],
            "evidence": orjson.loads(row["evidence"]),
            "note": row["note"],
            "performed_by": {
                "id": row["performed_by"],
                "name": names.get(row["performed_by"], ""),
            },
            "performed_at": row["performed_at"],
            "holds_until": row["performed_at"] + life,
        }
        for row in rows
    ]


def _life(reader: Reader, practice_id: int) -> timedelta:
    return timedelta(minutes=store.current(reader, practice_id, AccessPolicy).proof_minutes)


def _check(proof: Proof) -> None:
    given = set(proof.evidence)
    if not given <= EVIDENCE[proof.method]:
        raise invalid("/evidence", "not-for-this-method", "This is no evidence of this kind.")
    if not _is_enough(proof.method, given):
        raise invalid(
            "/evidence",
            "too-little",
            "In person: a photo ID, somebody known to you, or two other papers. A caller: two facts, "
            "one of them a call back or something that strangers can not know.",
        )
    if (proof.person == GUARDIAN) != (proof.guardian_basis in GUARDIAN_BASES):
        raise invalid("/guardian_basis", "required", "Say on what ground somebody is the guardian.")
    if _A_NUMBER.search(proof.note):
        raise invalid("/note", "holds-a-number", "Record what was seen, not the number on it.")


def _is_enough(method: str, given: set[str]) -> bool:
    if method == IN_PERSON:
        return bool(given & ENOUGH_ALONE) or len(given) > 1
    return len(given) > 1 and bool(given & NOT_PUBLIC)
