"""The intake as staff watch it: how each source does, what came, and one message as it came (DOMAIN §5.4).

The first two say nothing of a patient. Who opens a message sees all that it says, so the journal
remembers who did.
"""

from dataclasses import asdict
from typing import Annotated, Any, Literal

import orjson
from fastapi import BackgroundTasks, Query, Request, Response

from portal.api.actors import Staff, require
from portal.api.intake_models import IntakeMessageReply, IntakeMessagesReply, IntakeReply
from portal.api.models import EntityId, PracticeId
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.security.permissions import Permission
from portal.services import chart_reads
from portal.services.forms import LINE
from portal.services.intake import message_list, message_sheet
from portal.services.intake.overview import overview

router = Router(prefix="/v1/practices/{practice_id}/intake", tags=["intake"])

READ = "intake_message.read"
StateFilter = Annotated[
    Literal["received", "parsed", "quarantined", "refused", "discarded", "unmatched"] | None,
    Query(description="`unmatched`: a part of the message waits for a chart"),
]
SourceFilter = Annotated[str, Query(max_length=80, pattern=LINE)]
After = Annotated[
    str | None,
    Query(max_length=36, pattern=r"^[0-9a-f-]+$", description="`next` of the page before"),
]
Limit = Annotated[int, Query(ge=1, le=message_list.MOST_LISTED)]


@router.get("", operation_id="watch_intake")
def watch_intake(practice_id: PracticeId, actor: Staff, request: Request) -> IntakeReply:
    """Tell who sends results and how it goes."""
    require(actor, practice_id, Permission.INTAKE_WATCH)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = overview(reader, practice_id)
    return IntakeReply.model_validate(asdict(found))


@router.get("/messages", operation_id="list_intake_messages")
def list_intake_messages(
    practice_id: PracticeId,
    actor: Staff,
    request: Request,
    state: StateFilter = None,
    source: SourceFilter = "",
    after: After = None,
    limit: Limit = 50,
) -> IntakeMessagesReply:
    """List what came, newest first, without what it says."""
    require(actor, practice_id, Permission.INTAKE_WATCH)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = message_list.page(
            reader, practice_id, state=state or "", source=source, after=after, limit=limit + 1
        )
    following = rows[limit - 1]["id"] if len(rows) > limit else None
    return IntakeMessagesReply.model_validate({"messages": rows[:limit], "next": following})


@router.get(
    "/messages/{message_id}",
    operation_id="read_intake_message",
    response_model=IntakeMessageReply,
)
def read_intake_message(
    practice_id: PracticeId,
    message_id: EntityId,
    actor: Staff,
    request: Request,
    afterwards: BackgroundTasks,
) -> Response:
    """Read one message as it came, its fields named; the journal remembers who did."""
    require(actor, practice_id, Permission.INTAKE_RESOLVE)
    database = portal_of(request).database
    with database.read(Scope.of([practice_id])) as reader:
        found = message_sheet.load(reader, practice_id, message_id)
    afterwards.add_task(
        chart_reads.record,
        database,
        actor.staff_id,
        practice_id,
        message_id,
        action=READ,
        kind="intake_message",
    )
    shown: dict[str, Any] = message_sheet.told(found)
    return Response(orjson.dumps(shown), media_type="application/json")
