"""The processes of `bench.load` that stand for people: ten consoles each, and those who only wait."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from bench.load_found import PER_PRACTICE, QUIET, Wanted
from bench.load_site import Site
from portal.db.tables import practice_head
from portal.db.unit_of_work import Scope

PER_PROCESS = 10
"""Fewer would be truer, since a console has a process of its own: fifty in one wait for one interpreter, which made p95 of
what they did between their calls twice as long. More than thirty processes are too many for the memory.
"""
ROOT = Path(__file__).parents[1]


@contextmanager
def desks(wanted: Wanted, url: str, folder: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """The processes of the consoles; each has signed in and loaded when the block begins."""
    plans = [
        {
            "username": f"desk{number}",
            "practice": 1 + number // PER_PRACTICE,
            "share": [number % PER_PRACTICE, min(PER_PRACTICE, wanted.consoles)],
        }
        for number in range(wanted.consoles)
    ]
    with ExitStack() as held:
        processes = []
        for number, start in enumerate(range(0, len(plans), PER_PROCESS)):
            own = folder / f"desks{number}"
            own.mkdir()
            plan = {"url": url, "seed": wanted.seed + number, "every_s": wanted.every_s}
            plan["desks"] = plans[start : start + PER_PROCESS]
            (own / "plan.json").write_text(json.dumps(plan))
            processes.append(held.enter_context(_child("bench.load_desks", own / "plan.json")))
        for process in processes:
            expect(process, "ready")
        yield processes


@contextmanager
def _child(module: str, *words: object) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", module, *map(str, words)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def expect(process: "subprocess.Popen[str]", word: str) -> None:
    """Wait until a process says this; it is broken if it says anything else."""
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if said != word:
        msg = f"a process of consoles broke: {said!r}"
        raise RuntimeError(msg)


def tell(process: "subprocess.Popen[str]") -> None:
    """Let a process go on to its next part."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@contextmanager
def parked(wanted: Wanted, running: Site) -> Iterator["subprocess.Popen[str]"]:
    """The process of those who only wait, each on a line of its own."""
    proof = {"username": "night", "password": "correct horse battery"}
    token = running.front.caller().post("/v1/auth/sign-in", json=proof).json()["access_token"]
    with running.database.read(Scope.of([QUIET])) as reader:
        seq = reader.execute(select(practice_head.c.feed_seq)).scalar_one()
    where = urlsplit(running.front.url)
    words = (where.hostname, where.port, wanted.parked, token, f"{QUIET}:{seq}")
    with _child("bench.load_parked", *words) as process:
        expect(process, "ready")
        yield process
