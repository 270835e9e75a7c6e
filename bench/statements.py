"""`python -m bench.statements [--files N]`: a batch of statements from the drop to "ready".

The same calls are made by a bare HTTP client first, as many at once, from a process of its own, for
other files of the same kind: the floor that the portal sets. The window is open and painted all the
while. Time of processors is given too, for a machine that does other things.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import stage
from bench.listed import Figure, show, write
from bench.watchdog import Watchdog
from console.app import Console
from console.desk import Desk
from console.models.statement_row import RowFilter
from console.settings import Settings
from tests.support.staff import PASSWORD
from tests.support.upload_core import BILLER, BillingPortal, write_statements

FLOOR = """
import hashlib, http.client, json, sys, threading, time
from pathlib import Path
port, token, batch, folder = int(sys.argv[1]), *sys.argv[2:]
files, lock = sorted(Path(folder).iterdir()), threading.Lock()
def call(line, method, path, body, kind, **more):
    head = {"Authorization": f"Bearer {token}", "Content-Type": kind, **more}
    line.request(method, path, body, head)
    answer = line.getresponse()
    found = answer.read()
    assert answer.status < 300, found
    return json.loads(found) if found else {}
def work():
    line = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        with lock:
            if not files: return
            path = files.pop()
        content = path.read_bytes()
        wanted = {"practice_id": 1, "sha256": hashlib.sha256(content).hexdigest(),
                  "size": len(content), "media_type": "application/pdf", "purpose": "statement"}
        at = call(line, "POST", "/v1/uploads", json.dumps(wanted), "application/json")
        call(line, "PATCH", f"/v1/uploads/{at['id']}", content, "application/partial-upload",
             **{"Upload-Offset": "0"})
        filed = {"batch_id": batch, "upload_id": at["id"], "file_name": path.name}
        call(line, "POST", "/v1/practices/1/statements", json.dumps(filed), "application/json")
began, threads = time.perf_counter(), [threading.Thread(target=work) for _ in range(3)]
for one in threads: one.start()
for one in threads: one.join()
sys.stdout.write(str(time.perf_counter() - began))
"""
LOOK_S = 0.1
MUST_S, MUST_MS, MUST_MIB = 60.0, 50.0, 60.0


async def statement_figures(count: int) -> list[Figure]:
    """The floor, then the window's batch of as many files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with BillingPortal.open(folder / "portal", accounts=count) as portal:
            for number, inbox in enumerate(("floor", "batch", "warm")):
                few = 5 if inbox == "warm" else count
                write_statements(portal.books, folder / inbox, few, seed=number)
            async with _desk(portal, folder / "console") as desk:
                await _batch(desk, folder / "warm", 5)
                floor = await desk._lanes.network.run(_floor, portal, folder / "floor")
                return await _measured(desk, portal, folder / "batch", count, floor)


def _floor(portal: BillingPortal, inbox: Path) -> tuple[float, float]:
    """Seconds that the bare calls took, and the portal's seconds of processors."""
    from console.api_client.client import PortalClient  # noqa: PLC0415 - after the window
    from console.api_client.statement_calls import StatementCalls  # noqa: PLC0415 - as above

    client = PortalClient(portal.url)
    client.sign_in(BILLER, PASSWORD)
    batch = StatementCalls(client).new_batch(1, "Floor").id
    token = client._credentials.access()
    before = _busy_s(portal.process.pid)
    words = [sys.executable, "-c", FLOOR, str(portal.process.port), token, batch, str(inbox)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return float(done.stdout), _busy_s(portal.process.pid) - before


async def _measured(
    desk: Desk, portal: BillingPortal, inbox: Path, count: int, floor: tuple[float, float]
) -> list[Figure]:
    pids = {"console": os.getpid(), "portal": portal.process.pid}
    had = {name: _forget_peak(pid) for name, pid in pids.items()}
    busy = {name: _busy_s(pid) for name, pid in pids.items()}
    began = time.perf_counter()
    with Watchdog() as watch:
        await _batch(desk, inbox, count)
    took = time.perf_counter() - began
    busy = {name: _busy_s(pid) - busy[name] for name, pid in pids.items()}
    grown = {name: (_peak(pid) - had[name]) / 1024 for name, pid in pids.items()}
    blocks = watch.blocks()
    return [
        Figure(f"{count} statements by a bare client", floor[0], "s"),
        Figure("… the portal's processor time", floor[1], "s"),
        Figure(f'{count} statements from drop to "ready"', took, "s", must=MUST_S),
        Figure("… as a ratio to the bare client", took / floor[0], "×", must=2.0, aim=1.3),
        Figure("… the portal's processor time", busy["portal"], "s"),
        Figure("… the console's processor time", busy["console"], "s"),
        Figure("… a file's part of both", sum(busy.values()) * 1000 / count, "ms"),
        Figure("window's blocks during the batch, p99", blocks.p99, "ms", must=16),
        Figure("window's blocks during the batch, longest", blocks.longest, "ms", must=MUST_MS),
        Figure("memory of the console, growth", grown["console"], "MiB", must=MUST_MIB),
        Figure("memory of the portal, growth", grown["portal"], "MiB", must=MUST_MIB),
    ]


async def _batch(desk: Desk, inbox: Path, count: int) -> None:
    """Drop a folder on the place, and wait until all of it is ready."""
    work = desk._side.statements
    work.open()
    view = await stage.until(lambda: work.view, "the place")
    view.drop.chosen.emit([str(inbox)])
    async with asyncio.timeout(stage.PATIENCE_S):
        while view.rows.counts()[RowFilter.READY] < count:  # noqa: ASYNC110 - seldom, not to weigh
            await asyncio.sleep(LOOK_S)
    view.reject()


class _desk:  # noqa: N801 - reads as a call
    """The program signed in as the biller."""

    def __init__(self, portal: BillingPortal, data_dir: Path) -> None:
        data_dir.mkdir()
        kept = Settings(server=portal.url, data_dir=str(data_dir), language="en", undo_s=0.0)
        self._console = Console(kept, settings_file=data_dir / "settings.toml")
        self._url = portal.url

    async def __aenter__(self) -> Desk:
        console = self._console
        self._running = asyncio.get_running_loop().create_task(console.run())
        await stage.until(lambda: console.takes_input, "the sign-in window")
        dialog = await stage.until(lambda: console.dialog, "the sign-in window")
        dialog.submitted.emit(self._url, BILLER, PASSWORD)
        pages = (dialog.new_passphrase, dialog.passphrase)
        await stage.until(
            lambda: console.desk is not None or any(one.isVisible() for one in pages), "an answer"
        )
        if console.desk is None:
            dialog.passphrase_entered.emit(stage.PASSPHRASE)
        desk = await stage.until(lambda: console.desk, "the desk")
        await stage.caught_up(desk)
        return desk

    async def __aexit__(self, *_: object) -> None:
        while not self._running.done():
            if self._console.desk is not None:
                self._console.desk.closed.emit()
            await asyncio.wait({self._running}, timeout=0.2)


def _busy_s(process_id: int) -> float:
    """Seconds of processors that a process and its ended children have taken (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[at]) for at in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def _status(process_id: int, name: str) -> int:
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next((int(one.split()[1]) for one in lines if one.startswith(f"{name}:")), 0)


def _forget_peak(process_id: int) -> int:
    Path(f"/proc/{process_id}/clear_refs").write_text("5")
    return _status(process_id, "VmRSS")


def _peak(process_id: int) -> int:
    return _status(process_id, "VmHWM")


def main() -> int:
    """Measure, print, keep; 1 when a bound falls short."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from console import qt_loop  # noqa: PLC0415 - Qt must see the platform first
    from console.opening import make_application  # noqa: PLC0415 - as above

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--json", type=Path, default=Path("bench/statements.json"))
    wanted = parser.parse_args()
    figures: list[Figure] = []

    async def measure() -> int:
        figures.extend(await statement_figures(wanted.files))
        return 0

    qt_loop.run(make_application(Settings(language="en", color_scheme="light")), measure)
    show(figures)
    write(figures, wanted.json)
    return int(any(one.verdict == "falls short" for one in figures))


if __name__ == "__main__":
    raise SystemExit(main())
