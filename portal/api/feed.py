"""The feed over HTTP: changes, the digest, and the long poll that says when to ask again."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import Header, Query, Request, Response

from portal.api.actors import AtPractice, Staff, StaffAtPractice
from portal.api.models import PracticeId, Reply
from portal.api.routing import Router, first_on_loop
from portal.api.state import portal_of
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.services.digest import digest_of
from portal.services.feed import changes, known_changes
from portal.services.kept_pages import Page

router = Router(tags=["feed"])

MOST_CHANGES = 1000
LONGEST_WAIT_S = 55  # balancers cut at sixty
_SMALL = 1000  # bytes below which packing gains nothing
_HEADS = r"^[0-9]{1,9}:[0-9]{1,18}(,[0-9]{1,9}:[0-9]{1,18}){0,99}$"

Cursor = Annotated[
    str | None, Query(max_length=200, description="Where to go on; 0 or none is the first load")
]
Limit = Annotated[int, Query(ge=1, le=MOST_CHANGES)]
Heads = Annotated[str, Query(pattern=_HEADS, description="practice:seq, separated by commas")]
Known = Annotated[str | None, Header(max_length=200, description="The ETag of an empty page")]
Seconds = Annotated[int, Query(ge=0, le=LONGEST_WAIT_S)]


class ChangeReply(Reply):
    """An entity as it now stands, or the news that it is gone."""

    kind: str
    id: str
    version: int
    op: Literal["upsert", "remove"]
    entity: dict[str, Any] | None


class HeadReply(Reply):
    """Where the practice's feed and journal stand; keep the last one as a witness."""

    seq: int
    epoch: int
    floor: int
    journal_seq: int
    journal_hash: str


class PageReply(Reply):
    """A page of the feed. Ask again with `cursor`, at once if there is `more`."""

    changes: list[ChangeReply]
    cursor: str
    more: bool
    head: HeadReply


class SumReply(Reply):
    """The open items of a kind."""

    open: int
    sum_version: int


class DigestReply(Reply):
    """Numbers that equal those of a mirror that has everything up to `seq`."""

    seq: int
    kinds: dict[str, SumReply]


class MovedReply(Reply):
    """The practices whose feed stands elsewhere than you said."""

    heads: dict[str, int]


def _known_changes(
    practice_id: int,
    caller: AtPractice,
    request: Request,
    cursor: str | None,
    limit: int,
    if_none_match: str | None,
) -> Response | None:
    """Answer on the event loop when the practice's head is all that it takes: most calls."""
    if caller.head is None:
        return None
    portal = portal_of(request)
    page = known_changes(
        *(QUEUES, caller.actor, practice_id, caller.head, portal.database.clock()),
        cursor=cursor,
        limit=limit,
        kept=portal.kept_pages,
    )
    if page is None or not (page.is_quick or _as_it_is(page, request)):
        return None
    return _told(page, request, if_none_match)


@router.get(
    "/v1/practices/{practice_id}/changes",
    operation_id="read_changes",
    response_model=PageReply,
    responses={304: {"description": "Nothing has changed since you were told so with this ETag"}},
)
@first_on_loop(_known_changes)
def read_changes(
    practice_id: PracticeId,
    caller: StaffAtPractice,
    request: Request,
    cursor: Cursor = None,
    limit: Limit = 200,
    if_none_match: Known = None,
) -> Response:
    """Read what has changed since the cursor; 410 means: start again from 0."""
    portal = portal_of(request)
    page = changes(
        *(portal.database, QUEUES, caller.actor, practice_id),
        cursor=cursor,
        limit=limit,
        kept=portal.kept_pages,
        head=caller.head,
    )
    return _told(page, request, if_none_match)


@router.get(
    "/v1/practices/{practice_id}/digest", operation_id="read_digest", response_model=DigestReply
)
def read_digest(practice_id: PracticeId, actor: Staff, request: Request) -> Response:
    """Read the numbers by which a mirror is checked."""
    return _json(digest_of(portal_of(request).database, QUEUES, actor, practice_id))


@router.get(
    "/v1/wait",
    operation_id="wait",
    response_model=MovedReply,
    responses={204: {"description": "Nothing has moved"}},
)
async def wait(actor: Staff, request: Request, heads: Heads, timeout: Seconds = 25) -> Response:  # noqa: ASYNC109 - the contract's name
    """Wait until one of the practices has moved on; carries numbers, never data."""
    asked = {int(p): int(seq) for p, _, seq in (one.partition(":") for one in heads.split(","))}
    if not asked.keys() <= actor.practices:
        raise Problem(ProblemType.NOT_FOUND)
    bell = portal_of(request).bell
    moved = await bell.wait(asked, timeout, session_id=actor.session_id)
    if not moved:
        return Response(status_code=204)
    return _json(orjson.dumps({"heads": {str(p): seq for p, seq in moved.items()}}))


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def _told(page: Page, request: Request, if_none_match: str | None) -> Response:
    """Send a page; of one that says nothing new its tag alone, to who was told the same before."""
    if page.is_empty:
        told = {"ETag": page.tag}
        if if_none_match == page.tag:
            return Response(status_code=304, headers=told)
        return Response(page.plain, headers=told, media_type="application/json")
    if _as_it_is(page, request):
        return _json(page.plain)
    told = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(page.packed, headers=told, media_type="application/json")


def _as_it_is(page: Page, request: Request) -> bool:
    """Whether a page is sent unpacked."""
    return len(page.plain) < _SMALL or "gzip" not in request.headers.get("accept-encoding", "")
