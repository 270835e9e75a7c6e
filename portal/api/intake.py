"""Results in: what laboratories' programs post, as HL7 v2 or FHIR; stored first, read after.

The answer says that it is stored, and what was seen at a glance; what becomes of it later is seen in the
portal. When it could not be stored the answer says so with 503 (HL7: AE and error 207), and the sender
tries again: nothing is lost, and what comes twice is kept once.
"""

from typing import Annotated, Any

import orjson
from fastapi import Header, Request, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect

from portal import threads
from portal.api import intake_types
from portal.api.actors import Machine
from portal.api.routing import Router
from portal.api.state import Portal, portal_of
from portal.domain.problems import Problem, ProblemType
from portal.log import log
from portal.security.actors import MachineActor
from portal.services.intake import answers
from portal.services.intake.languages import FHIR, HL7V2
from portal.services.intake.storing import Stored, store

router = Router(prefix="/v1/intake", tags=["intake"])

_CHANNELS = frozenset({"mllp", "folder"})
_RETRY_AFTER_S = 5
Channel = Annotated[str, Header(alias="Intake-Channel")]


def _takes(media_types: frozenset[str]) -> dict[str, Any]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {
        "requestBody": {"required": True, "content": dict.fromkeys(sorted(media_types), binary)}
    }


def _gives(media_type: str, description: str) -> dict[int | str, dict[str, Any]]:
    content = {
        media_type: {"schema": {"type": "string"} if media_type == intake_types.HL7_ANSWER else {}}
    }
    return {200: {"description": description, "content": content}}


@router.post(
    "/hl7v2",
    operation_id="receive_hl7v2",
    response_class=Response,
    responses=_gives(
        intake_types.HL7_ANSWER, "ACK for each message; empty when enhanced mode wants none"
    ),
    openapi_extra=_takes(intake_types.HL7),
)
async def receive_hl7v2(actor: Machine, request: Request, channel: Channel = "") -> Response:
    """Keep one message or a batch (at most 16 MiB) and acknowledge it; 503 comes with AE, error 207."""
    raw = await _body(request)

    def answer() -> Response:
        stored = _store(portal_of(request), actor, channel, HL7V2, raw)
        if stored is None:
            return _unavailable(answers.not_stored(raw), intake_types.HL7_ANSWER)
        return Response(answers.acknowledgement(stored), media_type=intake_types.HL7_ANSWER)

    return await threads.run(answer)


@router.post(
    "/fhir",
    operation_id="receive_fhir",
    response_class=Response,
    responses=_gives(intake_types.FHIR_ANSWER, "OperationOutcome with an issue for each message"),
    openapi_extra=_takes(intake_types.FHIR),
)
async def receive_fhir(actor: Machine, request: Request, channel: Channel = "") -> Response:
    """Keep a Bundle, a DiagnosticReport, or lines of them (at most 16 MiB); 503: send it again."""
    raw = await _body(request)

    def answer() -> Response:
        stored = _store(portal_of(request), actor, channel, FHIR, raw)
        if stored is None:
            return _unavailable(
                orjson.dumps(answers.outcome_not_stored()), intake_types.FHIR_ANSWER
            )
        return Response(
            orjson.dumps(answers.operation_outcome(stored)), media_type=intake_types.FHIR_ANSWER
        )

    return await threads.run(answer)


def _store(
    portal: Portal, actor: MachineActor, channel: str, language: str, raw: bytes
) -> Stored | None:
    """Store, and wake who reads; None when the database does not take it."""
    came_by = channel if channel in _CHANNELS else "http"
    try:
        stored = store(portal.database, actor.practice_id, actor.name, came_by, language, raw)
    except (SQLAlchemyError, Problem) as error:
        log.error("intake.not_stored", error=type(error).__name__)
        return None
    portal.intake.wake()
    return stored


def _unavailable(body: bytes, media_type: str) -> Response:
    headers = {"Retry-After": str(_RETRY_AFTER_S)}
    return Response(body, status_code=503, headers=headers, media_type=media_type)


async def _body(request: Request) -> bytes:
    """Read what the gate lets be no longer than 16 MiB; one that breaks off counts as none."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
    except ClientDisconnect as error:
        raise Problem(ProblemType.MALFORMED) from error  # nobody is there to read it
    if not body:
        raise Problem(ProblemType.MALFORMED)
    return bytes(body)
