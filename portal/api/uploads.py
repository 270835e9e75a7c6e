"""Uploads of files in pieces, by the header names of draft-ietf-httpbis-resumable-upload.

`POST` announces a file by its hash, `PATCH` brings the next piece, `HEAD` says where it stands, `DELETE`
forgets it. Any process may answer any of them, and whoever may publish statements in the practice.
"""

from typing import Annotated, Any, Literal

from fastapi import Header, Request, Response
from pydantic import Field
from starlette.requests import ClientDisconnect

from portal import threads
from portal.api.actors import Staff, require
from portal.api.models import LARGEST_ID, Body, EntityId, Reply
from portal.api.routing import Router
from portal.api.state import Portal, portal_of
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import uploads
from portal.services.uploads import Upload, Wanted

router = Router(prefix="/v1/uploads", tags=["uploads"])

PARTIAL = "application/partial-upload"
_STANDS = {
    "Upload-Offset": {"schema": {"type": "integer"}, "description": "Bytes that are here"},
    "Upload-Complete": {"schema": {"type": "string"}, "description": "?1 when the file is whole"},
}
_ANSWER: dict[int | str, dict[str, Any]] = {
    204: {"description": "Where the upload stands", "headers": _STANDS}
}
_PIECE = {
    "requestBody": {
        "required": True,
        "content": {PARTIAL: {"schema": {"type": "string", "format": "binary"}}},
    }
}


class UploadBody(Body):
    """A file that is about to come; `size` in bytes."""

    practice_id: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=1, le=2**53 - 1)]
    media_type: Literal["application/pdf"]
    purpose: Literal["statement"]


class UploadReply(Reply):
    """An upload as it stands; `received` of `size` bytes are here."""

    id: str
    received: int
    size: int
    complete: bool


@router.post(
    "",
    operation_id="begin_upload",
    status_code=201,
    responses={200: {"model": UploadReply, "description": "It has begun before, or is here"}},
)
def begin_upload(
    body: UploadBody, actor: Staff, request: Request, response: Response
) -> UploadReply:
    """Announce a file; one's own unfinished upload of it is gone on with, a known file is complete."""
    require(actor, body.practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    wanted = Wanted(body.sha256, body.size, body.media_type, body.purpose)
    found, new = uploads.begin(
        portal.database, portal.files, body.practice_id, wanted, staff_id=actor.staff_id
    )
    if not new:
        response.status_code = 200
    response.headers["Location"] = f"/v1/uploads/{found.id}"
    response.headers.update(_standing(found))
    return UploadReply(
        id=found.id, received=found.received, size=found.size, complete=found.complete
    )


@router.patch(
    "/{upload_id}",
    operation_id="append_upload",
    status_code=204,
    response_class=Response,
    responses=_ANSWER,
    openapi_extra=_PIECE,
)
async def append_upload(
    upload_id: EntityId,
    actor: Staff,
    request: Request,
    upload_offset: Annotated[int, Header(ge=0, le=2**53 - 1)],
) -> Response:
    """Bring the bytes from `Upload-Offset` on, at most 8 MiB; the last ones make the file."""
    piece = await _piece(request)
    portal = portal_of(request)

    def take() -> Upload:
        found = _found(portal, actor, upload_id)
        return uploads.append(portal.database, portal.files, found, upload_offset, piece)

    return Response(status_code=204, headers=_standing(await threads.run(take)))


@router.head(
    "/{upload_id}",
    operation_id="read_upload",
    status_code=204,
    response_class=Response,
    responses=_ANSWER,
)
def read_upload(upload_id: EntityId, actor: Staff, request: Request) -> Response:
    """Say where an upload stands, having mended what a crash left half done."""
    portal = portal_of(request)
    found = _found(portal, actor, upload_id)
    found = uploads.settle(portal.database, portal.files, found)
    return Response(status_code=204, headers=_standing(found))


@router.delete("/{upload_id}", operation_id="discard_upload", status_code=204)
def discard_upload(upload_id: EntityId, actor: Staff, request: Request) -> None:
    """Forget an upload that is not wanted any more."""
    portal = portal_of(request)
    uploads.discard(portal.database, portal.files, _found(portal, actor, upload_id))


def _found(portal: Portal, actor: StaffActor, upload_id: str) -> Upload:
    """Give an upload of a practice in which the actor may publish statements."""
    if not any(actor.may(one, Permission.STATEMENT_PUBLISH) for one in actor.practices):
        raise Problem(ProblemType.NOT_PERMITTED)
    with portal.database.read(Scope.of(actor.practices)) as reader:
        found = uploads.find(reader, upload_id)
    require(actor, found.practice_id, Permission.STATEMENT_PUBLISH)
    return found


async def _piece(request: Request) -> bytes:
    """Read a body that the gate lets be no longer than a piece; one that breaks off counts as none."""
    piece = bytearray()
    try:
        async for chunk in request.stream():
            piece += chunk
    except ClientDisconnect as error:
        raise Problem(ProblemType.MALFORMED) from error  # nobody is there to read it
    return bytes(piece)


def _standing(found: Upload) -> dict[str, str]:
    return {
        "Upload-Offset": str(found.received),
        "Upload-Complete": "?1" if found.complete else "?0",
    }
