"""Decisions that were made without a line and did not count, over HTTP: the practice's list (I8)."""

from typing import Annotated, Any

from fastapi import Query, Request
from pydantic import Field

from portal.api.actors import Staff
from portal.api.models import EntityId, PersonReply, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.queues.registry import QUEUES
from portal.services.refused_decisions import PAGE, RefusedDecisions

router = Router(prefix="/v1/practices/{practice_id}/refused-decisions", tags=["refused decisions"])

After = Annotated[
    str | None,
    Query(max_length=100, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the page before"),
]


class RefusedItemReply(Reply):
    """The item as it is now; all but its id empty when there is none."""

    kind: str
    id: str
    patient: str
    summary: str
    state: str
    version: int | None


class RefusedDecisionReply(Reply):
    """One decision that did not count. `decided_at` is what the workstation's clock said."""

    command_id: str
    staff: PersonReply
    on_behalf_of: PersonReply | None
    item: RefusedItemReply
    action: str
    params: dict[str, Any]
    decided_at: str
    received_at: str
    outcome: str = Field(description="conflict, rejected, already_satisfied or quarantined")
    problem: dict[str, Any]
    acknowledged_by: PersonReply | None
    acknowledged_at: str | None


class RefusedDecisionsReply(Reply):
    """Some of them, the newest first."""

    decisions: list[RefusedDecisionReply]
    next: str | None
    open: int = Field(description="How many nobody has read, of the queues the caller may read")
    rescued: int = Field(
        description="How many of those the caller decided on a workstation that was wiped"
    )


@router.get("", operation_id="list_refused_decisions")
def list_refused_decisions(
    practice_id: PracticeId,
    actor: Staff,
    request: Request,
    only_open: Annotated[bool, Query(alias="open")] = True,  # noqa: FBT002 - a query
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
) -> RefusedDecisionsReply:
    """List what was decided without a line and refused, in the queues that the caller may read."""
    found = _service(request).page(actor, practice_id, open_only=only_open, after=after, most=limit)
    return RefusedDecisionsReply(**found)


@router.post("/{command_id}/acknowledge", operation_id="acknowledge_refused_decision")
def acknowledge_refused_decision(
    practice_id: PracticeId, command_id: EntityId, actor: Staff, request: Request
) -> RefusedDecisionReply:
    """Say in one's own name that one has been read; who was first stays."""
    return RefusedDecisionReply(**_service(request).acknowledge(actor, practice_id, command_id))


def _service(request: Request) -> RefusedDecisions:
    return RefusedDecisions(portal_of(request).database, QUEUES)
