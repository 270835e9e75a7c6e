"""Workstations over HTTP: registering one, the practice's list, revoking, and what a wipe leaves."""

import base64
import binascii
from datetime import UTC
from typing import Annotated

from fastapi import Request, Response
from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from portal.api.actors import Staff
from portal.api.decisions import CommandBody, Id, command_of
from portal.api.models import Body, EntityId, Moment, PersonReply, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import caller_address, portal_of
from portal.services.commands import Command
from portal.services.forms import LINE, PROSE
from portal.services.workstations import Registration

router = Router(tags=["workstations"])

SEALED_TEXT = 4 * 1024 * 1024  # characters of base64: no parcel that may be is longer
_KEY_BYTES = 32


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        msg = "not base64"
        raise ValueError(msg) from error


def _a_key(text: str) -> str:
    if len(_raw(text)) != _KEY_BYTES:
        msg = "a key has 32 bytes"
        raise ValueError(msg)
    return text


def _encoded(text: str) -> str:
    _raw(text)
    return text


PublicKey = Annotated[str, StringConstraints(min_length=44, max_length=44), AfterValidator(_a_key)]
Signature = Annotated[
    str, StringConstraints(min_length=88, max_length=88), AfterValidator(_encoded)
]
Sealed = Annotated[
    str, StringConstraints(min_length=1, max_length=SEALED_TEXT), AfterValidator(_encoded)
]
WorkstationName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=LINE)
]
Nonce = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Why = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=PROSE)
]


class RegistrationBody(Body):
    """A workstation, after a full sign-in; it keeps `sequence` and `nonce` before it sends them."""

    workstation_id: Id
    public_key: Annotated[PublicKey, Field(description="Ed25519, 32 bytes as base64")]
    name: WorkstationName
    sequence: Annotated[int, Field(ge=1, le=2**53 - 1)]
    nonce: Nonce
    replaces: Annotated[
        Id | None, Field(description="What the same folder was before it was forked")
    ] = None


class RegisteredReply(Reply):
    """The workstation's share of the key that opens its files, and what it seals to when wiped."""

    workstation_id: str
    share: Annotated[str, Field(description="32 bytes as base64; to be held in memory only")]
    rescue_key: Annotated[str, Field(description="X25519, 32 bytes as base64")]
    former_share: Annotated[
        str | None, Field(description="Of the forked workstation that this one replaces")
    ] = None
    server_time: Moment


class WorkstationReply(Reply):
    """A workstation that has worked for the practice."""

    id: str
    staff: PersonReply
    name: str
    state: str = Field(description="active, revoked, wipe_ordered, wiped or forked")
    created_at: str
    last_seen_at: str
    ended_at: str | None
    ended_by: PersonReply | None
    reason: str
    rescued: int = Field(description="Decisions of this practice that its wipe has saved")


class WorkstationsReply(Reply):
    """The practice's workstations, the one last seen first."""

    workstations: list[WorkstationReply]


class RevocationBody(Body):
    """Why a workstation is ended, and whether its files are to go."""

    reason: Why
    wipe: bool


class RescueBody(Body):
    """Decisions sealed to the portal (HPKE), signed with the workstation's key."""

    sealed: Annotated[Sealed, Field(description="At most 2 MiB, as base64")]
    signature: Signature


class RescuedReply(Reply):
    """What became of the commands; together they are all that were sent."""

    kept: int = Field(description="In the practices' lists of refused decisions")
    applied: int = Field(description="Had arrived before, and are decisions")
    left_out: int = Field(description="Not readable, or of a practice it never worked for")


class WipedBody(Body):
    """The receipt of a wipe, signed with the workstation's key."""

    signature: Signature


@router.post("/v1/workstations", operation_id="register_workstation")
def register_workstation(body: RegistrationBody, actor: Staff, request: Request) -> RegisteredReply:
    """Bind this session to its workstation; the same registration again gives the same share."""
    portal = portal_of(request)
    wanted = Registration(
        workstation_id=body.workstation_id,
        public_key=body.public_key,
        name=body.name,
        sequence=body.sequence,
        nonce=body.nonce,
        replaces=body.replaces or "",
    )
    found = portal.workstations.register(actor, wanted)
    return RegisteredReply(
        workstation_id=body.workstation_id,
        share=base64.b64encode(found.share).decode(),
        rescue_key=base64.b64encode(found.rescue_key).decode(),
        former_share=base64.b64encode(found.former_share).decode() or None,
        server_time=portal.database.clock().astimezone(UTC),
    )


@router.post("/v1/workstations/{workstation_id}/rescue", operation_id="rescue_workstation")
def rescue_workstation(
    workstation_id: EntityId, body: RescueBody, request: Request
) -> RescuedReply:
    """Take in the decisions of a workstation that is being wiped; none of them is ever applied."""
    rescue = portal_of(request).rescue
    parcel = rescue.open(
        workstation_id,
        _raw(body.sealed),
        _raw(body.signature),
        address=caller_address(request),
    )
    found = rescue.keep(parcel, [one for one in map(_command, parcel.commands) if one is not None])
    return RescuedReply(kept=found.kept, applied=found.applied, left_out=found.left_out)


@router.post(
    "/v1/workstations/{workstation_id}/wiped",
    operation_id="confirm_wipe",
    status_code=204,
    response_class=Response,
)
def confirm_wipe(workstation_id: EntityId, body: WipedBody, request: Request) -> Response:
    """Take the receipt of a workstation of which nothing is left."""
    portal_of(request).rescue.wiped(
        workstation_id, _raw(body.signature), address=caller_address(request)
    )
    return Response(status_code=204)


@router.get("/v1/practices/{practice_id}/workstations", operation_id="list_workstations")
def list_workstations(practice_id: PracticeId, actor: Staff, request: Request) -> WorkstationsReply:
    """List the workstations that have worked for the practice."""
    found = portal_of(request).workstations.of_practice(actor, practice_id)
    return WorkstationsReply(workstations=[WorkstationReply(**one) for one in found])


@router.post(
    "/v1/practices/{practice_id}/workstations/{workstation_id}/revoke",
    operation_id="revoke_workstation",
)
def revoke_workstation(
    practice_id: PracticeId,
    workstation_id: EntityId,
    body: RevocationBody,
    actor: Staff,
    request: Request,
) -> WorkstationReply:
    """End a workstation for good; its sessions can do nothing more from this moment on."""
    found = portal_of(request).workstations.revoke(
        actor, practice_id, workstation_id, reason=body.reason, wipe=body.wipe
    )
    return WorkstationReply(**found)


def _command(found: object) -> Command | None:
    """Read one command of a parcel, as `/v1/decisions` would; None for what is none."""
    try:
        return command_of(CommandBody.model_validate(found))
    except ValidationError:
        return None
