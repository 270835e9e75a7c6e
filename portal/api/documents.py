"""The file of a document, for staff who review it. It is not cached and leaves no copy behind."""

from fastapi import BackgroundTasks, Request, Response

from portal.api.actors import Staff, require
from portal.api.models import EntityId, PracticeId
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.security.permissions import Permission
from portal.services import chart_reads
from portal.services.documents import document_of, file_of

router = Router(prefix="/v1/practices/{practice_id}/documents", tags=["documents"])


@router.get(
    "/{document_id}/content",
    operation_id="read_document",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "The file"}},
)
def read_document(
    practice_id: PracticeId,
    document_id: EntityId,
    actor: Staff,
    request: Request,
    afterwards: BackgroundTasks,
) -> Response:
    """Read a document's file as it was sent; the journal names who did (invariant 7)."""
    require(actor, practice_id, Permission.RESULT_READ)
    portal = portal_of(request)
    with portal.database.read(Scope.of([practice_id])) as reader:
        found = document_of(reader, practice_id, document_id)
    content = file_of(portal.files, practice_id, found["sha256"])
    afterwards.add_task(
        chart_reads.record, portal.database, actor.staff_id, practice_id, found["patient_id"]
    )
    return Response(content, media_type=found["media_type"], background=afterwards)
