"""Recording how a person proved who they are, before anything is handed out or told."""

from typing import Annotated, Literal

from fastapi import Request
from pydantic import Field, StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.security.permissions import Permission
from portal.services import proofings
from portal.services.forms import LINE

router = Router(prefix="/v1/practices/{practice_id}", tags=["access"])

Evidence = Literal[
    "photo_id",
    "birth_certificate",
    "insurance_card",
    "known_to_staff",
    "called_back_known_number",
    "record_number",
    "last_visit",
    "address_on_file",
    "medication_on_file",
]


class ProofingBody(Body):
    """What was seen or asked: codes only; `note` takes no numbers of documents."""

    method: Literal["in_person", "caller"]
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1, max_length=9)]
    person: Literal["patient", "guardian"] = "patient"
    guardian_basis: Literal["", "parent", "legal_guardian", "power_of_attorney", "court_order"] = ""
    note: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=proofings.LONGEST_NOTE, pattern=LINE),
    ] = ""


class ProofingReply(Reply):
    """The proof, to be named by what follows."""

    id: str


@router.post("/patients/{patient_id}/proofings", operation_id="record_proofing", status_code=201)
def record_proofing(
    practice_id: PracticeId,
    patient_id: EntityId,
    body: ProofingBody,
    actor: Staff,
    request: Request,
) -> ProofingReply:
    """Record a proof of identity; it holds for the minutes that the practice has set."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE, Permission.CREDENTIAL_TOKEN)
    proof = proofings.Proof(**body.model_dump())
    made = portal_of(request).database.write(
        Scope.of([practice_id]),
        lambda uow: proofings.record(uow, practice_id, patient_id, proof, by=actor.staff_id),
    )
    return ProofingReply(id=made)
