"""The portal of a simulation: its real handlers and services on a database in memory.

HTTP itself is left out: a request is a method, a path, a body of bytes and a token, and goes to the
function that the portal has registered for it. Everything from there on is the portal.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError
from sqlalchemy import Engine

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.sealing import Sealing
from portal.security.sessions import Sessions
from portal.security.tokens import RefreshTokens
from portal.services.kept_pages import KeptPages
from tests.simulation.clock import Clock
from tests.simulation.disk import PortalDisk, reading_engine, writing_engine
from tests.simulation.routes import ROUTES, Call

T = TypeVar("T")
SECRET = bytes(range(32))
MARKER = {"Portal-API": "v1"}


class ProcessDiedError(BaseException):
    """A process has ended between two instructions; nothing of it goes on."""


@dataclass(frozen=True)
class Reply:
    """What goes back over the line."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class SimDatabase(Database):
    """The portal's database on engines that are there already."""

    def __init__(self, reads: Engine, writes: Engine, clock: Clock) -> None:
        self.clock = clock.now
        self.url = "sqlite://"
        self.dialect = "sqlite"
        self._reads, self._writes = reads, writes
        self._turn = nullcontext()
        self._listeners = []
        self._here = threading.local()
        self.between: Callable[[Scope], None] | None = (
            None  # called where others may get in between
        )

    def write(self, scope: Scope, work: Callable[[UnitOfWork], T]) -> T:
        """As the portal's own; what a request has looked up by now may change before it."""
        if self.between is not None:
            self.between(scope)
        return super().write(scope, work)


class SimPortal:
    """One portal: a disk that stays, and a process that can die and be started again."""

    def __init__(self, disk: PortalDisk, clock: Clock) -> None:
        self.disk = disk
        self.clock = clock
        self.engines = reading_engine(disk, sqlite3), writing_engine(disk, sqlite3)
        self.is_up = False
        self.failures: list[str] = []  # what no handler has foreseen: always a bug
        self.start()

    def start(self) -> None:
        """Begin a process; nothing of an earlier one is left but the disk."""
        database = SimDatabase(*self.engines, self.clock)
        self.database = database
        self.sessions = Sessions(database, RefreshTokens(SECRET))
        self.kept_pages = KeptPages()
        self.state = SimpleNamespace(
            database=database,
            sessions=self.sessions,
            sealing=Sealing(SECRET),
            ticks=self.clock.ticks,
        )
        self.request = SimpleNamespace(
            app=SimpleNamespace(state=SimpleNamespace(portal=self.state)),
            client=SimpleNamespace(host="203.0.113.7"),
            headers={},
        )
        self.is_up = True

    def die(self) -> None:
        """End the process; what it had begun is rolled back."""
        self.disk.rollback()
        self.is_up = False

    def answer(self, method: str, path: str, body: bytes | None, token: str | None) -> Reply:
        """Handle one request. Raises ProcessDiedError when the process ends while at it."""
        try:
            return Reply(*self._handle(method, path, body, token), headers=_JSON)
        except Problem as problem:
            headers = {**_PROBLEM, **problem.headers}
            return Reply(problem.type.status, _bytes(problem.body()), headers)
        except ValidationError:
            problem = Problem(ProblemType.VALIDATION)
            return Reply(422, _bytes(problem.body()), _PROBLEM)
        except Exception as error:  # noqa: BLE001 - reported as a violation, and answered as it would be
            self.failures.append(
                f"{method} {path.partition('?')[0]}: {type(error).__name__} {error}"
            )
            return Reply(500, _bytes(Problem(ProblemType.INTERNAL).body()), _PROBLEM)

    def _handle(
        self, method: str, path: str, body: bytes | None, token: str | None
    ) -> tuple[int, bytes]:
        parts = urlsplit(path)
        steps = parts.path.split("/")[2:]  # after "/v1"
        found: Callable[[Call], tuple[int, bytes]] | None = None
        values: list[str] = []
        for (wanted, pattern), handler in ROUTES.items():
            if wanted == method and len(pattern) == len(steps):
                values = [have for have, want in zip(steps, pattern, strict=True) if want == "*"]
                if all(want in {"*", have} for have, want in zip(steps, pattern, strict=True)):
                    found = handler
                    break
        if found is None:
            raise Problem(ProblemType.NOT_FOUND)
        query = {name: one[0] for name, one in parse_qs(parts.query).items()} if parts.query else {}
        return found(Call(self, values, query, body, token))

    def recognise(self, token: str | None) -> StaffActor:
        """Name who calls, as the portal's own dependency does."""
        if token is None:
            raise Problem(ProblemType.UNAUTHENTICATED)
        return self.sessions.recognise(token)


def _bytes(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body).encode()


_JSON = {**MARKER, "Content-Type": "application/json"}
_PROBLEM = {**MARKER, "Content-Type": "application/problem+json"}
