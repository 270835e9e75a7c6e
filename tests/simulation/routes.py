"""Which of the portal's functions answers which request: the table that FastAPI keeps otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from portal.api import decisions as decisions_api
from portal.api.me import read_me
from portal.db.tables import staff
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.security.actors import StaffActor
from portal.security.sessions import Tokens
from portal.services.claims import claim, release_claim
from portal.services.decisions import Decisions
from portal.services.digest import digest_of
from portal.services.feed import changes

if TYPE_CHECKING:
    from tests.simulation.portal import SimPortal


@dataclass(frozen=True)
class Call:
    """A request that has found its function."""

    portal: "SimPortal"
    values: list[str]  # what stood at the stars of the path
    query: dict[str, str]
    body: bytes | None
    token: str | None

    @property
    def actor(self) -> StaffActor:
        return self.portal.recognise(self.token)


Handler = Callable[[Call], tuple[int, bytes]]


def _decide(call: Call) -> tuple[int, bytes]:
    body = decisions_api.DecisionsBody.model_validate_json(call.body or b"")
    actor = call.actor
    database = call.portal.database
    service = Decisions(database, QUEUES, ticks=call.portal.clock.ticks)
    results = service.decide(actor, [decisions_api.command_of(one) for one in body.commands])
    return 200, orjson.dumps({"results": results})


def _changes(call: Call) -> tuple[int, bytes]:
    page = changes(
        call.portal.database,
        QUEUES,
        call.actor,
        int(call.values[0]),
        cursor=call.query.get("cursor"),
        limit=int(call.query.get("limit", "200")),
        kept=call.portal.kept_pages,
    )
    return 200, page.plain


def _digest(call: Call) -> tuple[int, bytes]:
    return 200, digest_of(call.portal.database, QUEUES, call.actor, int(call.values[0]))


def _me(call: Call) -> tuple[int, bytes]:
    told = read_me(call.actor, call.portal.request)  # type: ignore[arg-type]
    return 200, told.model_dump_json(by_alias=True).encode()


def _claim(call: Call) -> tuple[int, bytes]:
    practice, kind, key = call.values
    return 200, claim(call.portal.database, QUEUES, call.actor, int(practice), kind, key)


def _unclaim(call: Call) -> tuple[int, bytes]:
    practice, kind, key = call.values
    release_claim(call.portal.database, QUEUES, call.actor, int(practice), kind, key)
    return 204, b""


def _refresh(call: Call) -> tuple[int, bytes]:
    asked: Any = orjson.loads(call.body or b"{}")
    return 200, _told(call.portal.sessions.renew(asked["refresh_token"]))


def _sign_in(call: Call) -> tuple[int, bytes]:
    """The password and the code are left out, and with them argon2id: the name is believed."""
    asked: Any = orjson.loads(call.body or b"{}")
    portal = call.portal
    with portal.database.read(Scope.of([])) as reader:
        found = reader.execute(staff.select().where(staff.c.username == asked["username"])).one()
    if not found.active:
        raise Problem(ProblemType.ACCOUNT_DISABLED)
    told = portal.database.write(
        Scope.of([]), lambda uow: portal.sessions.open(uow, found.id, "simulated")
    )
    return 200, _told(told)


def _told(tokens: Tokens) -> bytes:
    return orjson.dumps(
        {
            "access_token": tokens.access_token,
            "refresh_token": tokens.refresh_token,
            "expires_in": tokens.expires_in,
        }
    )


ROUTES: dict[tuple[str, tuple[str, ...]], Handler] = {
    ("POST", ("decisions",)): _decide,
    ("GET", ("practices", "*", "changes")): _changes,
    ("GET", ("practices", "*", "digest")): _digest,
    ("GET", ("me",)): _me,
    ("POST", ("practices", "*", "items", "*", "*", "claim")): _claim,
    ("DELETE", ("practices", "*", "items", "*", "*", "claim")): _unclaim,
    ("POST", ("auth", "refresh")): _refresh,
    ("POST", ("auth", "sign-in")): _sign_in,
}
"""Acts may add what they need: the method, the steps of the path after `/v1`, and the function."""
