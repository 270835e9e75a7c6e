"""One statement: filed, looked at, matched by hand, taken back, sent again (DOMAIN F68–F72, §5.6)."""

from collections.abc import Callable

from fastapi import BackgroundTasks, Request, Response
from fastapi.responses import StreamingResponse

from portal.api.actors import Staff, require
from portal.api.models import EntityId, PracticeId
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.api.statement_models import (
    AnswerBody,
    FileBody,
    FiledReply,
    MatchBody,
    SeenBody,
    StatementReply,
    VoidBody,
)
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.permissions import Permission
from portal.services.statements import (
    answering,
    by_hand_matching,
    contents,
    filing,
    resending,
    statement_view,
    voiding,
)

router = Router(prefix="/v1/practices/{practice_id}/statements", tags=["statements"])


@router.post("", operation_id="file_statement", status_code=201)
def file_statement(
    practice_id: PracticeId, body: FileBody, actor: Staff, request: Request, response: Response
) -> FiledReply:
    """Put an uploaded file into a batch and check it; the same file again is a repeat (200)."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    wanted = filing.Wanted(
        practice_id, body.batch_id, body.upload_id, body.file_name, actor.staff_id
    )
    filed = filing.file(portal.database, portal.files, wanted)
    if filed.outcome != filing.FILED:
        response.status_code = 200
    with portal.database.read(Scope.of([practice_id])) as reader:
        found = statement_view.one(reader, practice_id, filed.id)
    return FiledReply.model_validate(found | {"outcome": filed.outcome})


@router.get("/{statement_id}", operation_id="read_statement")
def read_statement(
    practice_id: PracticeId, statement_id: EntityId, actor: Staff, request: Request
) -> StatementReply:
    """Read a statement with its evidence."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    return _shown(request, practice_id, statement_id)


@router.get(
    "/{statement_id}/content",
    operation_id="read_statement_content",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "The file"}},
)
def read_statement_content(
    practice_id: PracticeId,
    statement_id: EntityId,
    actor: Staff,
    request: Request,
    afterwards: BackgroundTasks,
) -> Response:
    """Read the file as it was sent; the journal names who did."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    with portal.database.read(Scope.of([practice_id])) as reader:
        paper = contents.readable(reader, practice_id, statement_id)
    pieces = contents.pieces(portal.files, paper)
    afterwards.add_task(contents.record, portal.database, actor.staff_id, practice_id, statement_id)
    return StreamingResponse(
        pieces,
        media_type="application/pdf",
        headers={"Content-Length": str(paper["size"])},
        background=afterwards,
    )


@router.post("/{statement_id}/match", operation_id="match_statement")
def match_statement(
    practice_id: PracticeId, statement_id: EntityId, body: MatchBody, actor: Staff, request: Request
) -> StatementReply:
    """Say by hand whose statement it is, by the number and a second thing read on the page."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    wanted = by_hand_matching.Wanted(
        practice_id=practice_id,
        statement_id=statement_id,
        account_number=body.account_number,
        signal=body.second.signal,
        value=body.second.value,
        amount_cents=body.amount_cents,
        statement_date=body.statement_date,
        period=body.period or "",
        due_on=body.due_on,
        kind=body.kind,
        expected_version=body.expected_version,
        by=actor.staff_id,
    )
    by_hand_matching.match(portal.database, portal.files, wanted)
    return _shown(request, practice_id, statement_id)


@router.post("/{statement_id}/answer", operation_id="answer_statement")
def answer_statement(
    practice_id: PracticeId,
    statement_id: EntityId,
    body: AnswerBody,
    actor: Staff,
    request: Request,
) -> StatementReply:
    """Say whether it takes the place of the published one of the same period; if not it is discarded."""

    def work(uow: UnitOfWork) -> None:
        answering.answer(
            uow,
            practice_id,
            statement_id,
            replaces=body.replaces,
            expected_version=body.expected_version,
            by=actor.staff_id,
        )

    return _act(request, actor, practice_id, statement_id, work)


@router.post("/{statement_id}/discard", operation_id="discard_statement")
def discard_statement(
    practice_id: PracticeId, statement_id: EntityId, body: SeenBody, actor: Staff, request: Request
) -> StatementReply:
    """Give up a file that has not been published."""

    def work(uow: UnitOfWork) -> None:
        answering.discard(
            uow,
            practice_id,
            statement_id,
            expected_version=body.expected_version,
            by=actor.staff_id,
        )

    return _act(request, actor, practice_id, statement_id, work)


@router.post("/{statement_id}/void", operation_id="void_statement")
def void_statement(
    practice_id: PracticeId, statement_id: EntityId, body: VoidBody, actor: Staff, request: Request
) -> StatementReply:
    """Take a published statement back; no older one becomes payable by it (DOMAIN §5.6)."""

    def work(uow: UnitOfWork) -> None:
        voiding.void(
            uow,
            practice_id,
            statement_id,
            reason=body.reason_code,
            note=body.note,
            expected_version=body.expected_version,
            by=actor.staff_id,
        )

    return _act(request, actor, practice_id, statement_id, work)


@router.post("/{statement_id}/resend", operation_id="resend_statement")
def resend_statement(
    practice_id: PracticeId, statement_id: EntityId, body: SeenBody, actor: Staff, request: Request
) -> StatementReply:
    """Tell the guarantor of the payable statement once more (DOMAIN F72)."""

    def work(uow: UnitOfWork) -> None:
        resending.resend(
            uow,
            practice_id,
            statement_id,
            expected_version=body.expected_version,
            by=actor.staff_id,
        )

    return _act(request, actor, practice_id, statement_id, work)


def _act(
    request: Request,
    actor: Staff,
    practice_id: int,
    statement_id: str,
    work: Callable[[UnitOfWork], None],
) -> StatementReply:
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal_of(request).database.write(Scope.of([practice_id]), work)
    return _shown(request, practice_id, statement_id)


def _shown(request: Request, practice_id: int, statement_id: str) -> StatementReply:
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        return StatementReply.model_validate(statement_view.one(reader, practice_id, statement_id))
