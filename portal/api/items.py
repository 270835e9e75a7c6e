"""One item: as it stands, and who works on it."""

from typing import Annotated, Any

import orjson
from fastapi import Header, Request, Response
from pydantic import StringConstraints, model_validator

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Kind, PersonReply, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.services.claims import claim, release_claim
from portal.services.entities import entities
from portal.services.forms import PROSE
from portal.services.item_history import history_of

router = Router(prefix="/v1/practices/{practice_id}/items/{kind}/{item_id}", tags=["items"])


class ClaimBody(Body):
    """How to claim. Taking over from a colleague needs a note why."""

    take_over: bool = False
    note: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PROSE)
    ] = ""

    @model_validator(mode="after")
    def _say_why(self) -> "ClaimBody":
        if self.take_over != bool(self.note):
            msg = "a note is given when a claim is taken over, and only then"
            raise ValueError(msg)
        return self


class HistoryEntryReply(Reply):
    """One thing that was done. `note` is for staff; `text_to_patient` is what the patient read."""

    command_id: str
    action: str
    at: str
    by: PersonReply
    on_behalf_of: PersonReply | None
    from_state: str
    to_state: str
    version: int
    bulk: bool
    reason_code: str | None
    text_to_patient: str
    note: str
    params: dict[str, Any]


class HistoryReply(Reply):
    """All that was done with the item, oldest first."""

    items: list[HistoryEntryReply]


class ClaimReply(Reply):
    """A lease: who works on the item, until when."""

    staff_id: str
    name: str
    until: str


class ClaimedReply(Reply):
    """The claim, and the item with it."""

    claim: ClaimReply
    version: int
    entity: dict[str, Any]


@router.get(
    "",
    operation_id="read_item",
    response_model=dict[str, Any],
    responses={304: {"description": "You have this version"}},
)
def read_item(
    practice_id: PracticeId,
    kind: Kind,
    item_id: EntityId,
    actor: Staff,
    request: Request,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """Read an item as the feed gives it; its ETag is its version."""
    require(actor, practice_id)
    queue = QUEUES.get(kind)
    if queue is None:
        raise Problem(ProblemType.NOT_FOUND)
    require(actor, practice_id, queue.read_permission)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        entity = entities(reader, practice_id, [item_id], []).get((kind, item_id))
    if entity is None:
        raise Problem(ProblemType.NOT_FOUND)
    tag = f'"{entity["version"]}"'
    if if_none_match == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(orjson.dumps(entity), media_type="application/json", headers={"ETag": tag})


@router.get("/history", operation_id="read_item_history", response_model=HistoryReply)
def read_history(
    practice_id: PracticeId, kind: Kind, item_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Read what was done with an item, oldest first, with the notes that no patient sees."""
    told = history_of(portal_of(request).database, QUEUES, actor, practice_id, kind, item_id)
    return Response(told, media_type="application/json")


@router.post("/claim", operation_id="claim_item", response_model=ClaimedReply)
def claim_item(
    practice_id: PracticeId,
    kind: Kind,
    item_id: EntityId,
    actor: Staff,
    request: Request,
    body: ClaimBody | None = None,
) -> Response:
    """Claim an item for five minutes, or renew your claim; 423 names the colleague who has it.

    With `take_over`, the colleague's claim ends and yours begins.
    """
    note = body.note if body is not None and body.take_over else None
    claimed = claim(
        portal_of(request).database, QUEUES, actor, practice_id, kind, item_id, take_over=note
    )
    return Response(claimed, media_type="application/json")


@router.delete("/claim", operation_id="release_claim", status_code=204)
def give_claim_back(
    practice_id: PracticeId, kind: Kind, item_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Give your claim back."""
    release_claim(portal_of(request).database, QUEUES, actor, practice_id, kind, item_id)
    return Response(status_code=204)
