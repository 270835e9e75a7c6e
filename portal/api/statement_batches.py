"""Batches of statements: what a biller brings, what it would do, and publishing it (DOMAIN F68–F70)."""

from typing import Annotated, Literal

from fastapi import Query, Request

from portal.api.actors import Staff, require
from portal.api.models import EntityId, PracticeId
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.api.statement_batch_models import (
    BatchBody,
    BatchesReply,
    BatchReply,
    CloseBody,
    ManifestBody,
    PreviewReply,
    PublishBody,
    PublishReply,
    PublishResult,
    ReportReply,
)
from portal.api.statement_models import StatementReply, StatementsReply
from portal.db.unit_of_work import Scope
from portal.security.permissions import Permission
from portal.services.forms import Id
from portal.services.statements import (
    batches,
    closing,
    manifests,
    preview,
    publishing,
    rechecking,
    report,
    statement_view,
)

router = Router(prefix="/v1/practices/{practice_id}/statement-batches", tags=["statements"])


@router.post("", operation_id="open_statement_batch", status_code=201)
def open_statement_batch(
    practice_id: PracticeId, body: BatchBody, actor: Staff, request: Request
) -> BatchReply:
    """Begin a batch; files are put into it one by one."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    database = portal_of(request).database
    made = database.write(
        Scope.of([practice_id]),
        lambda uow: batches.create(uow, practice_id, body.name, by=actor.staff_id),
    )
    return _batch(request, practice_id, made)


@router.get("", operation_id="list_statement_batches")
def list_statement_batches(
    practice_id: PracticeId,
    actor: Staff,
    request: Request,
    state: Literal["open", "closed"] | None = None,
) -> BatchesReply:
    """List the newest batches, all or those in one state."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = batches.listed(reader, practice_id, state)
    return BatchesReply(batches=[BatchReply.model_validate(one) for one in found])


@router.get("/{batch_id}", operation_id="read_statement_batch")
def read_statement_batch(
    practice_id: PracticeId, batch_id: EntityId, actor: Staff, request: Request
) -> BatchReply:
    """Read a batch with its counts and totals."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    return _batch(request, practice_id, batch_id)


@router.put("/{batch_id}/manifest", operation_id="put_statement_manifest")
def put_statement_manifest(
    practice_id: PracticeId, batch_id: EntityId, body: ManifestBody, actor: Staff, request: Request
) -> BatchReply:
    """Say what the batch should hold; files that are here already are checked against it again."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    manifests.put(portal.database, portal.files, practice_id, batch_id, body.csv, by=actor.staff_id)
    return _batch(request, practice_id, batch_id)


@router.get("/{batch_id}/statements", operation_id="list_batch_statements")
def list_batch_statements(
    practice_id: PracticeId,
    batch_id: EntityId,
    actor: Staff,
    request: Request,
    after: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=statement_view.MOST)] = 100,
) -> StatementsReply:
    """List the files of a batch as they arrived."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found, following = statement_view.page(
            reader, practice_id, batch_id, after=after, limit=limit
        )
    return StatementsReply(
        statements=[StatementReply.model_validate(one) for one in found], next=following
    )


@router.post("/{batch_id}/recheck", operation_id="recheck_statement_batch")
def recheck_statement_batch(
    practice_id: PracticeId, batch_id: EntityId, actor: Staff, request: Request
) -> BatchReply:
    """Check what is in quarantine again: accounts may have come meanwhile."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    rechecking.recheck_batch(portal.database, portal.files, practice_id, batch_id)
    return _batch(request, practice_id, batch_id)


@router.post("/{batch_id}/preview", operation_id="preview_statement_batch")
def preview_statement_batch(
    practice_id: PracticeId, batch_id: EntityId, actor: Staff, request: Request
) -> PreviewReply:
    """Say what publishing everything that is ready would do; nothing is done."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = preview.preview(reader, practice_id, batch_id)
    return PreviewReply.model_validate(found)


@router.post("/{batch_id}/publish", operation_id="publish_statements")
def publish_statements(
    practice_id: PracticeId, batch_id: EntityId, body: PublishBody, actor: Staff, request: Request
) -> PublishReply:
    """Publish statements, each for itself: one that is left out leaves the others."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    database = portal_of(request).database
    wanted = publishing.Wanted(
        practice_id,
        batch_id,
        actor.staff_id,
        quietly=body.quietly or "",
        totals_accepted=body.totals_accepted or "",
    )
    results = publishing.publish(
        database, wanted, [(one.id, one.version) for one in body.statements]
    )
    with database.read(Scope.of([practice_id])) as reader:
        shown = statement_view.shown_by_id(reader, practice_id, [one.id for one in results])
    return PublishReply(
        results=[
            PublishResult(
                id=one.id,
                outcome=one.outcome,
                code=one.code,
                statement=StatementReply.model_validate(shown[one.id]) if one.id in shown else None,
            )
            for one in results
        ]
    )


@router.post("/{batch_id}/close", operation_id="close_statement_batch")
def close_statement_batch(
    practice_id: PracticeId,
    batch_id: EntityId,
    actor: Staff,
    request: Request,
    body: CloseBody | None = None,
) -> BatchReply:
    """Close a batch; the files of what was refused or discarded are deleted."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    portal = portal_of(request)
    closing.close(
        portal.database,
        portal.files,
        practice_id,
        batch_id,
        discard_rest=body is not None and body.discard_rest,
        by=actor.staff_id,
    )
    return _batch(request, practice_id, batch_id)


@router.get("/{batch_id}/report", operation_id="report_statement_batch")
def report_statement_batch(
    practice_id: PracticeId, batch_id: EntityId, actor: Staff, request: Request
) -> ReportReply:
    """Say of every file what became of it."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = report.report(reader, practice_id, batch_id)
    return ReportReply.model_validate(found)


def _batch(request: Request, practice_id: int, batch_id: str) -> BatchReply:
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        return BatchReply.model_validate(batches.view(reader, practice_id, batch_id))
