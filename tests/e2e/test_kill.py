"""A decision that was shown as saved counts once, whoever is killed, and whenever."""

import contextlib
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from console.domain.items import ItemKey
from console.runtime import Lane
from tests.support.at_desk import at_desk, denial
from tests.support.console_child import KINDS, in_queue, is_saved
from tests.support.demo_portal import DemoUnderTest
from tests.support.until import until

CHILD = Path(__file__).parents[1] / "support" / "console_child.py"
PATIENCE_S = 90
SEED = 20261122


@dataclass
class AtTheConsole:
    """The person who decides, at one console process after the other."""

    demo: DemoUnderTest
    folder: Path
    chance: random.Random
    saved: list[tuple[str, str]] = field(default_factory=list)

    def decide_and_be_killed(self) -> None:
        """Let the person decide a few items, and kill the console around the next one."""
        wanted = self.chance.randrange(1, 5)
        pause_s = self.chance.choice([0.0, self.chance.random() * 0.01, self.chance.random() * 0.1])
        print(f"kill after {wanted} saved and {pause_s * 1000:.1f} ms")  # noqa: T201 - to replay it
        with self._console("decide") as child:
            assert child.stdout is not None
            count = 0
            for line in child.stdout:
                if line.startswith("saved "):
                    self._note(line)
                    count += 1
                if count == wanted:
                    threading.Event().wait(pause_s)
                    child.kill()
                    for rest in child.stdout:  # what it had said by then
                        self._note(rest)
                    return
        raise AssertionError("the console ended by itself")

    def come_back_for_good(self) -> dict[str, str]:
        """Start once more, wait until nothing waits; gives the state of each saved item there."""
        asked = "".join(f"{kind} {item_id}\n" for kind, item_id in self.saved)
        with self._console("drain") as child:
            said, _ = child.communicate(asked, timeout=PATIENCE_S)
            assert child.returncode == 0, (self.folder / "stderr.txt").read_text()
        lines = [line.split() for line in said.splitlines()]
        assert ["empty", "0"] in lines, "somebody has to read something"
        return {line[2]: line[3] for line in lines if line[0] == "holds"}

    def _note(self, line: str) -> None:
        if line.startswith("saved "):
            _, kind, item_id = line.split()
            self.saved.append((kind, item_id))

    @contextlib.contextmanager
    def _console(self, task: str) -> Iterator["subprocess.Popen[str]"]:
        self.folder.mkdir(exist_ok=True)
        with (
            (self.folder / "stderr.txt").open("w") as errors,
            subprocess.Popen(
                [sys.executable, str(CHILD), self.demo.url, str(self.folder), task],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as child,
        ):
            watchdog = threading.Timer(PATIENCE_S, child.kill)
            watchdog.start()
            try:
                yield child
            finally:
                watchdog.cancel()
                watchdog.join()
                child.kill()


def remember_what_was_decided(demo: DemoUnderTest) -> None:
    """The demo comes with a past."""
    demo.execute("CREATE TABLE past AS SELECT command_id FROM decision")


def check_once_each(demo: DemoUnderTest, saved: list[tuple[str, str]]) -> None:
    """Each saved decision is at the portal, once; nothing is there twice."""
    made = demo.execute(
        "SELECT item_id FROM decision WHERE command_id NOT IN (SELECT command_id FROM past)"
    )
    counted = Counter(str(item_id) for (item_id,) in made)
    assert {item_id for _, item_id in saved} <= counted.keys(), "a saved decision was lost"
    assert set(counted.values()) == {1}, "a decision was applied twice"


def states(demo: DemoUnderTest) -> dict[str, str]:
    """Each item's state at the portal."""
    return {str(key): str(state) for key, state in demo.execute("SELECT id, state FROM item")}


def kill_consoles(tmp_path: Path, times: int, rows: int) -> None:
    demo = DemoUnderTest(tmp_path / "demo", rows=rows)
    try:
        remember_what_was_decided(demo)
        person = AtTheConsole(demo, tmp_path / "console", random.Random(SEED))
        for _ in range(times):
            person.decide_and_be_killed()
        assert len(person.saved) >= times
        assert len(set(person.saved)) == len(person.saved), "it was asked for twice"
        held = person.come_back_for_good()
        check_once_each(demo, person.saved)
        at_portal = states(demo)
        assert held == {item_id: at_portal[item_id] for _, item_id in person.saved}
        assert set(held.values()) == {"denied"}
    finally:
        demo.process.stop()


def test_a_killed_console_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    kill_consoles(tmp_path, 4, rows=100)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_hundred_killed_consoles_lose_nothing(tmp_path: Path) -> None:
    kill_consoles(tmp_path, 100, rows=1500)


async def kill_portals(tmp_path: Path, times: int, rows: int) -> None:
    chance = random.Random(SEED)
    demo = DemoUnderTest(tmp_path / "demo", rows=rows)
    outside = Lane("portal")  # killing and starting wait for the process
    saved: list[ItemKey] = []
    try:
        remember_what_was_decided(demo)
        async with at_desk(demo.url, tmp_path / "console") as desk:
            for kind in KINDS:
                desk.window.queue_list.choose(kind)
                waiting = await in_queue(desk, kind)
                # controlled drugs are not decided while the portal is away
                fitting = [key for key in waiting if not desk.item(key).is_controlled]
                for _ in range(times // len(KINDS)):
                    for key in [fitting.pop() for _ in range(chance.randrange(1, 5))]:
                        desk.window.decided.emit(desk.item(key), "deny", denial(desk, kind))
                        await until(lambda key=key: is_saved(desk.item(key)), 30, "saved")
                        saved.append(key)
                    pause_s = chance.random() * 0.03
                    print(f"kill after {len(saved)} saved and {pause_s * 1000:.1f} ms")  # noqa: T201 - to replay it
                    await outside.run(threading.Event().wait, pause_s)
                    await outside.run(demo.kill)
                    await outside.run(demo.start)
                    desk.window.refreshed.emit()
            await until(lambda: desk.sync.link.waiting == 0, 60, "the outbox is empty")
            await until(lambda: all(desk.item(key).state == "denied" for key in saved), 30)
            assert desk.attention() == []
        check_once_each(demo, [(key.kind, key.id) for key in saved])
        at_portal = states(demo)
        assert {at_portal[key.id] for key in saved} == {"denied"}
    finally:
        demo.process.stop()
        outside.close()


async def test_a_killed_portal_applies_each_decision_once(tmp_path: Path) -> None:
    await kill_portals(tmp_path, 4, rows=100)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_a_hundred_killed_portals_apply_each_decision_once(tmp_path: Path) -> None:
    await kill_portals(tmp_path, 100, rows=1500)
