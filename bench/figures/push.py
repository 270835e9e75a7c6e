"""From a commit at one portal process to the screen of a console at another (18).

Two processes share one PostgreSQL, which keeps what it commits. A colleague's decision goes straight to the
first over HTTP; the real console is signed in at the second, with the row on its screen. The time is from
the moment the decision is sent (so the decision itself counts as well) to the frame that shows its outcome.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
import uuid_utils

from bench import cluster, stage
from bench.in_window import in_window
from bench.measured import Figure, Measured, Wanted
from bench.practices import SEED
from bench.rounds import Rounds, percentile
from bench.screen import Screen
from console.demo import DemoPortal, DemoProcess
from console.desk import Desk
from console.domain.items import Item, QueueQuery, QueueView
from console.runtime import Lane
from console.tour.wanted import may_be_denied

HERE, COLLEAGUE, KIND = "nurse", "frontdesk", "enrollment"
ROWS = 300
DECISIONS = 5  # of each round
PAUSE_S = 0.35


@dataclass
class OnPostgreSQL(DemoProcess):
    """A demo portal whose database is not its own."""

    database: str = ""

    def _launched(self, command: list[str]) -> object:  # type: ignore[override] # the child that it starts
        return super()._launched([*command, "--database", self.database])


@contextmanager
def _two_portals(folder: Path, database: str) -> Iterator[tuple[DemoPortal, DemoPortal]]:
    one = OnPostgreSQL(folder / "one", ROWS, SEED, database=database)
    other = OnPostgreSQL(folder / "other", ROWS, SEED, database=database)
    try:
        first = one.start()
        other.data_dir.mkdir()
        shutil.copy(
            one.data_dir / "secret.key", other.data_dir
        )  # the same practice, the same secret
        shutil.copytree(one.data_dir / "files", other.data_dir / "files")
        yield first, other.start()
    finally:
        other.stop()
        one.stop()


class Colleague:
    """Somebody at the other portal process, who denies."""

    def __init__(self, portal: DemoPortal) -> None:
        self._url, self._session = portal.url, requests.Session()
        self._session.trust_env = False
        proof = {"username": COLLEAGUE, "password": portal.password}
        signed_in = self._session.post(f"{self._url}/v1/auth/sign-in", json=proof, timeout=30)
        signed_in.raise_for_status()
        token = signed_in.json()["access_token"]
        self._session.headers["Authorization"] = f"Bearer {token}"

    def deny(self, item: Item, params: dict[str, str]) -> float:
        """Deny, and give the time just before it was sent."""
        command = {
            "command_id": str(uuid_utils.uuid7()),
            "practice_id": item.key.practice_id,
            "target": {"kind": item.key.kind, "id": item.key.id},
            "expected_version": item.version,
            "expected_content_hash": item.content_hash,
            "action": "deny",
            "params": params,
            "client_decided_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        began = time.perf_counter()
        answer = self._session.post(
            f"{self._url}/v1/decisions", json={"commands": [command]}, timeout=30
        )
        answer.raise_for_status()
        (result,) = answer.json()["results"]
        if result["status"] != "applied":
            raise RuntimeError(f"the colleague's decision was {result['status']}")
        return began


def measure(wanted: Wanted) -> Iterable[Measured]:
    """Figure 18."""
    if not cluster.is_there():
        return [Measured(18, missing="PostgreSQL is not installed: apt-get install postgresql")]
    return in_window(lambda: _push(wanted))


async def _push(wanted: Wanted) -> list[Measured]:
    rounds, lane = Rounds(wanted.rounds), Lane("colleague")
    with tempfile.TemporaryDirectory(dir=wanted.folder) as name, cluster.cluster() as running:
        url = running.create_database("push")
        with _two_portals(Path(name), url) as (there, here):
            async with stage.at_desk(here, Path(name) / "console", HERE) as desk:
                screen, colleague = Screen(desk), Colleague(there)
                await screen.shows(QueueQuery(desk.practice_id, KIND, (KIND,), QueueView.ALL))
                rows = _fitting(screen)
                for turn in rounds:
                    for _ in range(DECISIONS):
                        turn.add("ours", await _seen(screen, colleague, lane, *next(rows)))
    lane.close()
    taken = rounds.samples("ours")
    values = {"p95": percentile(taken, 0.95), "p50": rounds.median("ours")}
    note = (
        f"{len(taken)} decisions, longest {max(taken):.0f} ms; the decision itself counts as well"
    )
    return [Measured(18, values, notes=(note,), others=rounds.others)]


def _fitting(screen: Screen) -> Iterator[tuple[int, Item]]:
    for row in range(screen.model.rowCount()):
        key = screen.model.key_at(row)
        item = screen.desk.item(key) if key is not None else None
        if item is not None and may_be_denied(item):
            yield row, item


async def _seen(screen: Screen, colleague: Colleague, lane: Lane, row: int, item: Item) -> float:
    screen.table.go_to(row)
    await asyncio.sleep(PAUSE_S)  # the console rests in the portal's long poll again

    def there() -> bool:
        source = screen.model.row(row).source
        return source is not None and source.state == "denied"

    shown = asyncio.ensure_future(screen.frames.with_(there))
    began = await lane.run(colleague.deny, item, _reason(screen.desk))
    return (await shown - began) * 1000


def _reason(desk: Desk) -> dict[str, str]:
    rule = desk.me.rule(KIND, "deny")
    if rule is None:
        raise RuntimeError("nobody here may deny")
    reason = next(one for one in rule.reasons if not one.permission)
    return {"reason_code": reason.code, "text_to_patient": reason.text_to_patient}


FIGURES = (Figure("push", (18,), measure),)
