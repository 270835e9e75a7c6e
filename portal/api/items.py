"""One item: as it stands, and who works on it."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Request, Response

from portal.api.actors import Staff, require
from portal.api.models import EntityId, Kind, PracticeId, Reply
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.services.claims import claim, release_claim
from portal.services.entities import entities

router = APIRouter(prefix="/v1/practices/{practice_id}/items/{kind}/{item_id}", tags=["items"])


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


@router.post("/claim", operation_id="claim_item", response_model=ClaimedReply)
def claim_item(
    practice_id: PracticeId, kind: Kind, item_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Claim an item for five minutes, or renew your claim; 423 names the colleague who has it."""
    body = claim(portal_of(request).database, QUEUES, actor, practice_id, kind, item_id)
    return Response(body, media_type="application/json")


@router.delete("/claim", operation_id="release_claim", status_code=204)
def give_claim_back(
    practice_id: PracticeId, kind: Kind, item_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Give your claim back."""
    release_claim(portal_of(request).database, QUEUES, actor, practice_id, kind, item_id)
    return Response(status_code=204)
