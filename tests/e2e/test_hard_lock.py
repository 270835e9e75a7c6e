"""A hard lock leaves no patient in the memory of any process that survives it (T2, I19)."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from tests.support.demo_portal import DemoUnderTest
from tests.support.memory import copies, family

CHILD = Path(__file__).parents[1] / "support" / "locking_child.py"
WITHIN_S = 2.0
PATIENCE_S = 60.0


@dataclass
class LockedConsole:
    """A console that has been told to lock itself, and what was found of it afterwards."""

    process: "subprocess.Popen[str]"
    texts: list[str]
    before: dict[str, int]
    after: dict[str, int]
    took_s: float
    survivors: int


def is_fresh(pid: int) -> bool:
    """Whether another program is in the place of the one that held the data."""
    return b"--locked=" in Path(f"/proc/{pid}/cmdline").read_bytes()


def total(pids: set[int], texts: list[str]) -> dict[str, int]:
    found = dict.fromkeys(texts, 0)
    for pid in pids:
        for text, count in copies(pid, texts).items():
            found[text] += count
    return found


@contextmanager
def console_at(
    demo: DemoUnderTest, folder: Path, way: str
) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    """A console with a document open and a refusal begun; gives it and what names a patient there."""
    folder.mkdir(parents=True)
    places = ("XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "TMPDIR")
    with (
        (folder / "stderr.txt").open("w") as errors,
        subprocess.Popen(
            [sys.executable, str(CHILD), demo.url, str(folder), way],
            env={**os.environ, **dict.fromkeys(places, str(folder))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as child,
    ):
        watchdog = threading.Timer(PATIENCE_S, child.kill)
        watchdog.start()
        try:
            assert child.stdout is not None
            line = child.stdout.readline()
            assert line, (folder / "stderr.txt").read_text()
            yield child, json.loads(line)["texts"]
        finally:
            watchdog.cancel()
            watchdog.join()
            child.kill()


def locked(demo: DemoUnderTest, folder: Path, way: str) -> LockedConsole:
    """Lock a console and look into everything that is left of it."""
    with console_at(demo, folder, way) as (child, texts):
        before = total(family(child.pid), texts)
        assert child.stdin is not None
        child.stdin.write("go\n")
        begun = monotonic()
        child.stdin.flush()
        while not is_fresh(child.pid) and monotonic() - begun < WITHIN_S:
            threading.Event().wait(0.01)
        took_s = monotonic() - begun
        survivors = family(child.pid)
        return LockedConsole(child, texts, before, total(survivors, texts), took_s, len(survivors))


def readable() -> bool:
    """Whether this machine lets us look into a hardened process at all."""
    return sys.platform == "linux" and os.geteuid() == 0


looks_into_memory = pytest.mark.skipif(
    not readable(), reason="the memory of a hardened process opens to root alone"
)


@pytest.fixture(scope="module")
def portal(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoUnderTest]:
    """One practice for all locks: nobody decides anything in it."""
    folder = tmp_path_factory.mktemp("locks") / "portal"
    shutil.copytree(built_demo, folder)
    under_test = DemoUnderTest(folder)
    yield under_test
    under_test.process.stop()


def check(portal: DemoUnderTest, folder: Path, way: str, times: int) -> None:
    """Lock so many consoles; each time nothing that names a patient may be left within two seconds."""
    for number in range(times):
        found = locked(portal, folder / str(number), way)
        print(way, number, f"{found.took_s:.3f} s", found.before, found.after)  # noqa: T201 - shown when it fails
        assert all(found.before.values()), "the search is blind"
        assert found.took_s < WITHIN_S
        assert found.survivors == 1, "a child process lives on"
        assert not any(found.after.values())


@looks_into_memory
@pytest.mark.threat("T2")
@pytest.mark.invariant("I19")
@pytest.mark.parametrize(
    ("way", "times"), [("key", 2), ("colleague", 1), ("hanging-before", 1), ("hanging", 1)]
)
def test_t2_no_survivor_of_a_hard_lock_knows_a_patient(
    portal: DemoUnderTest, tmp_path: Path, way: str, times: int
) -> None:
    check(portal, tmp_path, way, times)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@looks_into_memory
@pytest.mark.threat("T2")
def test_t2_a_hundred_hard_locks_leave_nothing(portal: DemoUnderTest, tmp_path: Path) -> None:
    check(portal, tmp_path, "key", 100)
