"""The journal over HTTP: one's own entries, the practice's, and whether everything still fits."""

from typing import Annotated, Any

import orjson
from fastapi import Query, Request, Response

from portal.api.actors import Staff, require
from portal.api.models import PersonReply, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.security import journal
from portal.security.permissions import Permission

router = Router(prefix="/v1/practices/{practice_id}/journal", tags=["journal"])

After = Annotated[
    str | None, Query(pattern=r"^[0-9]{1,18}$", description="`next` of the page before")
]
Limit = Annotated[int, Query(ge=1, le=200)]


class EntryReply(Reply):
    """One entry of the chain; `detail` holds ids, codes and digests."""

    seq: int
    at: str
    actor: PersonReply | None
    action: str
    subject: str | None
    target: list[str] | None
    detail: dict[str, Any]
    hash: str


class EntriesReply(Reply):
    """Entries, newest first."""

    items: list[EntryReply]
    next: str | None


class FaultReply(Reply):
    """Something that does not fit; `subject` is an entry's number or an id."""

    code: str
    subject: str


class VerdictReply(Reply):
    """Whether the chain and all that it recorded still fit."""

    practice_id: int
    ok: bool
    entries: int
    head_hash: str
    faults: list[FaultReply]


@router.get("", operation_id="read_journal", response_model=EntriesReply)
def read_journal(
    practice_id: PracticeId, actor: Staff, request: Request, after: After = None, limit: Limit = 50
) -> Response:
    """Read entries: all of the practice's with the right to them, otherwise your own."""
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        before = None if after is None else int(after)
        shown = journal.page(reader, actor, practice_id, before=before, count=limit)
    return Response(orjson.dumps(shown), media_type="application/json")


@router.get("/verify", operation_id="verify_journal")
def verify_journal(practice_id: PracticeId, actor: Staff, request: Request) -> VerdictReply:
    """Walk the whole chain and hold items, decisions and feed against it."""
    require(actor, practice_id, Permission.JOURNAL_VERIFY)
    verdict = journal.check(portal_of(request).database, practice_id)
    return VerdictReply(
        practice_id=practice_id,
        ok=verdict.ok,
        entries=verdict.entries,
        head_hash=verdict.head_hash,
        faults=[FaultReply(code=fault.code, subject=fault.subject) for fault in verdict.faults],
    )
