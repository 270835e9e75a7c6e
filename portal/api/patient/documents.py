"""The documents that patients and their care managers read: those that have been released."""

from fastapi import BackgroundTasks, Request, Response

from portal.api.actors import Patient
from portal.api.models import EntityId, Moment, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.services import patient_documents, proxy_reads
from portal.services.documents import PDF

router = Router(prefix="/v1/patient/documents", tags=["patient: record"])


class OwnDocument(Reply):
    """A document that has been released to the patient, or to their care manager."""

    id: str
    practice_id: int
    patient_id: str
    title: str
    category: str
    author: str
    pages: int | None
    size: int
    released_at: Moment


class DocumentsReply(Reply):
    """All released documents, newest first."""

    documents: list[OwnDocument]


@router.get("", operation_id="list_own_documents")
def list_own_documents(
    actor: Patient, request: Request, afterwards: BackgroundTasks
) -> DocumentsReply:
    """List the documents that have been released; no others exist here."""
    database = portal_of(request).database
    rows = patient_documents.documents_of(database, actor)
    afterwards.add_task(proxy_reads.record, database, actor, rows)
    return DocumentsReply(documents=[OwnDocument.model_validate(row) for row in rows])


@router.get(
    "/{document_id}/content",
    operation_id="read_own_document",
    response_class=Response,
    responses={200: {"content": {PDF: {}}, "description": "The file"}},
)
def read_own_document(
    document_id: EntityId, actor: Patient, request: Request, afterwards: BackgroundTasks
) -> Response:
    """Read the file of a released document."""
    portal = portal_of(request)
    row, content = patient_documents.content_of(portal.database, portal.files, actor, document_id)
    afterwards.add_task(proxy_reads.record, portal.database, actor, [row])
    return Response(content, media_type=PDF, background=afterwards)
