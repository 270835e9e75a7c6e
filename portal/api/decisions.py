"""Decisions over HTTP: one call for every queue and every action."""

from typing import Annotated, Any

import orjson
from fastapi import Request, Response
from pydantic import AwareDatetime, Field, StringConstraints

from portal.api.actors import Staff
from portal.api.models import LARGEST_ID, Body, PracticeId, ProblemBody, Reply
from portal.api.routing import Later, Router
from portal.api.state import portal_of
from portal.queues.registry import QUEUES
from portal.services import bulk
from portal.services.commands import Command

router = Router(tags=["decisions"])

MOST_COMMANDS = 100

Id = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class TargetBody(Body):
    """The item that is decided."""

    kind: Name
    id: Id


class CommandBody(Body):
    """One decision. Make `command_id` and store it before sending; repeating it is harmless."""

    command_id: Id
    practice_id: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    target: TargetBody
    expected_version: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    expected_content_hash: Hash
    action: Name
    params: dict[str, Any] = Field(default_factory=dict)
    client_decided_at: AwareDatetime
    on_behalf_of: Id | None = None
    bulk: bool = False
    offline: Annotated[bool, Field(description="Made without a line; see refused-decisions")] = (
        False
    )


class DecisionsBody(Body):
    """Up to a hundred commands; each is answered by itself, in this order."""

    commands: Annotated[list[CommandBody], Field(min_length=1, max_length=MOST_COMMANDS)]


class ResultReply(Reply):
    """What became of one command."""

    command_id: str
    status: str = Field(
        description="applied, replayed, already_satisfied, conflict, rejected or deferred"
    )
    version: int | None = None
    state: str | None = None
    seq: int | None = None
    journal_seq: int | None = None
    problem: ProblemBody | None = None
    current: dict[str, Any] | None = Field(default=None, description="The item as it stands")


class DecisionsReply(Reply):
    """One result per command."""

    results: list[ResultReply]


class SeenBody(Body):
    """An item as the list shows it."""

    id: Id
    expected_version: Annotated[int, Field(ge=1, le=LARGEST_ID)]


class BulkCheckBody(Body):
    """What somebody wants to decide among many; the list is frozen by its versions."""

    kind: Name
    action: Name
    items: Annotated[list[SeenBody], Field(min_length=1, max_length=MOST_COMMANDS)]


class VerdictReply(Reply):
    """Whether an item may be decided among many, or the code why not."""

    id: str
    eligible: bool
    code: str | None


class BulkCheckReply(Reply):
    """One verdict per item, in the order asked."""

    items: list[VerdictReply]


@router.post(
    "/v1/practices/{practice_id}/bulk-check",
    operation_id="check_bulk",
    response_model=BulkCheckReply,
)
def check_bulk(
    practice_id: PracticeId, body: BulkCheckBody, actor: Staff, request: Request
) -> Response:
    """Divide items into those that may be decided among many and those that may not; changes nothing."""
    told = bulk.check(
        portal_of(request).database,
        QUEUES,
        actor,
        practice_id,
        body.kind,
        body.action,
        [(one.id, one.expected_version) for one in body.items],
    )
    return Response(told, media_type="application/json")


@router.post("/v1/decisions", operation_id="decide", response_model=DecisionsReply)
def decide(body: DecisionsBody, actor: Staff, request: Request) -> Response | Later:
    """Decide items; always 200, and every command has a result of its own."""
    begun = portal_of(request).decisions.begin(actor, [command_of(one) for one in body.commands])

    def answer() -> Response:
        told = orjson.dumps({"results": begun.results()})
        return Response(told, media_type="application/json")

    if begun.is_waiting and begun.line is not None:
        return Later(begun.line, lambda: begun.is_settled, answer)
    return answer()


def command_of(body: CommandBody) -> Command:
    """Give what the services take for a command."""
    return Command(
        command_id=body.command_id,
        practice_id=body.practice_id,
        kind=body.target.kind,
        item_id=body.target.id,
        expected_version=body.expected_version,
        expected_content_hash=body.expected_content_hash,
        action=body.action,
        params=body.params,
        client_decided_at=body.client_decided_at,
        on_behalf_of=body.on_behalf_of,
        bulk=body.bulk,
        offline=body.offline,
    )
