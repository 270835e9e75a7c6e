"""The line breaks at the k-th byte of an exchange, for every k and both ways (security T11).

Whatever the portal got of a request, and the console of an answer: the decision waits or is answered,
is sent again as it was, and counts once.
"""

import asyncio
import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from console.domain.items import DecisionState
from portal.db.engine import Database
from portal.db.tables import decision, item
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from tests.faults.clinic_of_tasks import PEOPLE, furnish
from tests.faults.line import GOOD, Fate, Fault, Line
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.databases import MakeUrl, migrated_sqlite, new_sqlite
from tests.support.fake_portal import FakePortal
from tests.support.portal_model import PortalModel
from tests.support.portal_process import PortalProcess
from tests.support.staff import PASSWORD, Person

__all__ = ["migrated_sqlite", "new_sqlite"]
MOST = 1500  # bytes; a decision and its answer have some hundred each


class OneFault:
    """The next decisions on the line meet it; everything else passes."""

    def __init__(self) -> None:
        self.fate = GOOD

    def __call__(self, request: bytes) -> Fate:
        if not request.startswith(b"POST /v1/decisions"):
            return GOOD
        fate, self.fate = self.fate, GOOD
        return fate


@pytest.mark.threat("T11")
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("fault", [Fault.CUT_REQUEST, Fault.CUT_REPLY])
def test_t11_the_line_breaks_at_every_byte(tmp_path: Path, fault: Fault, half: int) -> None:
    """Of every second byte here, and of the others there."""
    asyncio.run(break_at_each(tmp_path, fault, range(half, MOST, 2)))


async def break_at_each(folder: Path, fault: Fault, places: range) -> None:
    one = OneFault()
    with FakePortal.running(PortalModel()) as portal:
        items = [portal.model.put(entity(number)) for number in range(len(places))]
        async with Line(portal.port, one) as line:
            portal.url = line.url
            async with Core.opened(folder, portal) as core:
                await core.engine.sync_once()
                for count, (k, made) in enumerate(zip(places, items, strict=True), 1):
                    await core.decide(made)
                    one.fate = Fate(fault, k)
                    await core.engine.sync_once()
                    if not core.engine.link.waiting:  # it passed whole
                        break
                    arrived = fault is Fault.CUT_REPLY
                    assert len(portal.model.applied) == count - 1 + arrived, f"byte {k}"
                    assert core.item(made).decision_state is DecisionState.QUEUED, f"byte {k}"
                    await core.engine.sync_once()
                    assert len(portal.model.applied) == count, f"byte {k}"
                    assert core.item(made).decision_state is DecisionState.NONE, f"byte {k}"
                assert 100 < k < MOST - 2
                assert core.heard.refused == []
                assert len(set(portal.model.applied)) == len(portal.model.applied) == count
                assert core.mirror() == portal.model.state_of()


@pytest.fixture
def portal(new_sqlite: MakeUrl, tmp_path: Path) -> Iterator[PortalProcess]:
    database = Database.open(new_sqlite())
    furnish(database, 1)
    database.close()
    with PortalProcess(database.url, tmp_path / "portal") as running:
        yield running


def rows(portal: PortalProcess, table: Any) -> list[Any]:
    database = Database.open(portal.database_url)
    with database.read(Scope.ALL) as reader:
        found = list(reader.execute(select(table)).mappings())
    database.close()
    return found


def request_of(portal: PortalProcess) -> bytes:
    """A decision as a console sends it."""
    token = Person("", PEOPLE[0], PASSWORD).sign_in(portal.url)["access_token"]
    (task,) = rows(portal, item)
    command = {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": "task", "id": task["id"]},
        "expected_version": task["version"],
        "expected_content_hash": task["content_hash"],
        "action": "complete",
        "params": {"outcome_note": "Done."},
        "client_decided_at": moment_text(datetime.now(UTC)),
    }
    body = json.dumps({"commands": [command]}).encode()
    head = (
        f"POST /v1/decisions HTTP/1.1\r\nHost: 127.0.0.1:{portal.port}\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def send(portal: PortalProcess, part: bytes, *, whole: bool = False) -> bytes:
    """Send this much, and nothing more unless it is the whole; gives the answer."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=20) as line:
        line.sendall(part)
        if not whole:
            line.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := line.recv(65_536):
            answer += chunk
    return answer


@pytest.mark.threat("T11")
def test_t11_the_portal_gets_every_beginning_of_a_request(portal: PortalProcess) -> None:
    """Only the whole of it does anything; and again it is the same decision."""
    request = request_of(portal)
    for k in range(1, len(request)):
        assert b'"applied"' not in send(portal, request[:k]), f"byte {k}"
    assert rows(portal, decision) == []
    assert b'"applied"' in send(portal, request, whole=True)
    assert b'"replayed"' in send(portal, request, whole=True)
    (made,) = rows(portal, decision)
    (task,) = rows(portal, item)
    assert (task["state"], task["version"]) == (made["to_state"], made["to_version"])
