"""People who work without a pause through one address, and write down every answer that is not one.

Each decides tasks of their own with plain requests, reads the feed and waits at it: what goes wrong on the way is
seen here as the caller sees it, without anything that would try again.
"""

import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import requests

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import tasks
from tests.support.caller import Caller

PRACTICE = 1
_TRIES = 20
_CALM_S = 0.05


def make_tasks(database: Database, count: int, practice_id: int = PRACTICE) -> None:
    """Let so many calls wait to be made."""

    def work(uow: UnitOfWork) -> None:
        for number in range(count):
            tasks.create(
                uow, practice_id=practice_id, code=tasks.CALL_PATIENT, summary=f"Call {number}"
            )

    database.write(Scope.of([practice_id]), work)


def open_tasks(caller: Caller, practice_id: int = PRACTICE) -> list[dict[str, Any]]:
    """Page through the feed and give the tasks that wait."""
    found: list[dict[str, Any]] = []
    cursor, more = "0", True
    while more:
        reply = caller.get(f"/v1/practices/{practice_id}/changes?cursor={cursor}&limit=100")
        assert reply.status_code == 200, reply.text
        page = reply.json()
        found += [one["entity"] for one in page["changes"] if one["kind"] == "task"]
        cursor, more = page["cursor"], page["more"]
    return [one for one in found if one["state"] == "pending"]


def completing(task: dict[str, Any], practice_id: int = PRACTICE) -> dict[str, Any]:
    """The body of a call that decides one task."""
    command = {
        "command_id": str(uuid.uuid4()),
        "practice_id": practice_id,
        "target": {"kind": "task", "id": task["id"]},
        "expected_version": task["version"],
        "expected_content_hash": task["content_hash"],
        "action": "complete",
        "params": {"outcome_note": "Called."},
        "client_decided_at": moment_text(datetime.now(UTC)),
    }
    return {"commands": [command]}


@dataclass
class Traffic:
    """What the people got to see; patient ones send a decision again until it is answered."""

    patient: bool = False
    answers: int = 0
    waits: int = 0
    decided: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    def work(self, caller: Caller, own: Sequence[dict[str, Any]]) -> None:
        """Decide one's own tasks, read the feed between, until it is over."""
        left = list(own)
        while not self.over.is_set():
            self._ask(caller, "GET", f"/v1/practices/{PRACTICE}/changes?limit=20")
            if left:
                self._decide(caller, completing(left.pop()))
            self.over.wait(0.02)  # as many as a small machine bears

    def _decide(self, caller: Caller, body: dict[str, Any]) -> None:
        for left in reversed(range(_TRIES if self.patient else 1)):
            reply = self._ask(caller, "POST", "/v1/decisions", counts=not left, json=body)
            if reply is not None:
                return self._take(reply.json()["results"][0])
            self.over.wait(_CALM_S)
        return None

    def wait(self, caller: Caller) -> None:
        """Wait at the feed, again and again."""
        head = 0
        while not self.over.is_set():
            reply = self._ask(caller, "GET", f"/v1/wait?heads={PRACTICE}:{head}&timeout=2")
            if reply is not None and reply.status_code == 200:
                head = reply.json()["heads"][str(PRACTICE)]
            self.waits += 1

    def _take(self, result: dict[str, Any]) -> None:
        with self.lock:
            if result["status"] in {"applied", "replayed"}:
                self.decided.append(result["command_id"])
            else:
                self.wrong.append(str(result))

    def _ask(
        self, caller: Caller, method: str, path: str, *, counts: bool = True, **options: Any
    ) -> requests.Response | None:
        try:
            reply = caller.request(method, path, **options)
        except requests.RequestException as error:
            self._wrong(f"{method} {path}: {type(error).__name__} {error}", counts=counts)
            return None
        with self.lock:
            self.answers += 1
        if reply.status_code >= 400:
            self._wrong(f"{method} {path}: {reply.status_code} {reply.text[:200]}", counts=counts)
            return None
        return reply

    def _wrong(self, text: str, *, counts: bool) -> None:
        if counts:
            with self.lock:
                self.wrong.append(text)


@contextmanager
def traffic(
    callers: Sequence[Caller], waiting: Sequence[Caller], *, patient: bool = False
) -> Iterator[Traffic]:
    """Let `callers` decide and `waiting` wait while the block runs; they have ended behind it."""
    seen = Traffic(patient)
    found = open_tasks(callers[0])
    shares = [found[at :: len(callers)] for at in range(len(callers))]
    threads = [
        threading.Thread(target=seen.work, args=one) for one in zip(callers, shares, strict=True)
    ]
    threads += [threading.Thread(target=seen.wait, args=[one]) for one in waiting]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        seen.over.set()
        for thread in threads:
            thread.join()
