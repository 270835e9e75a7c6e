"""The console at work: the first load (14), memory (15), and how long the window ever stands still (17).

Blocks are gaps between the ticks of a 2 ms timer on the window's own loop; those in which the machine itself stood
still are told apart (`bystander.py`). The mixed script searches, sorts, scrolls, changes places, opens items and
denies, while a colleague's changes come in by the hundred.
"""

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from bench import stage
from bench.bystander import Bystander
from bench.figures.click import Denying
from bench.figures.table import PLAIN_WORDS
from bench.floors.thin_feed import ThinFeed, record
from bench.in_window import in_window
from bench.measured import Figure, Measured, Wanted
from bench.practices import Practice, practice, quiet_environment
from bench.rounds import Rounds, percentile
from bench.screen import Screen
from bench.watchdog import Watchdog
from console.desk import Desk
from console.domain.items import QueueQuery, QueueView, SortKey

WHO = "nurse"
LOADS = (10_000, 100_000)
SEED = 7
PAUSE_S = 0.15


def measure_load(wanted: Wanted) -> Iterable[Measured]:
    """Figure 14; at most as many items as are wanted, under the name of the size they stand for."""
    return in_window(lambda: _load(wanted))


async def _load(wanted: Wanted) -> list[Measured]:
    values: dict[str, float] = {}
    notes, frames, others, floors = [], [], 0.0, []
    for size in LOADS:
        rows = min(size, wanted.rows)
        with practice(wanted.folder, rows) as place, _thin_feed(place) as thin:
            rounds = Rounds(wanted.rounds if rows <= LOADS[0] else 1)
            for turn in rounds:
                turn.add("floor", _bare_load(place, thin.url))
                turn.add("bare", _bare_load(place, place.portal.url, WHO, place.portal.password))
                took, painted = await _first_load(place)
                turn.add("ours", took)
                frames += painted
            values[f"{size:,}"] = rounds.ratio("ours", "floor")
            floors.append(rounds.median("floor"))
            notes.append(f"{rows:,}: {_told(rounds)}")
            others = max(others, rounds.others)
    values["scroll p99 meanwhile"] = percentile(frames, 0.99)
    return [Measured(14, values, floors[0], notes=tuple(notes), others=others)]


def _told(rounds: Rounds) -> str:
    ours, thin, bare = (rounds.median(side) / 1000 for side in ("ours", "floor", "bare"))
    beside = f"a bare client of the same portal {bare:.2f} s ({rounds.ratio('ours', 'bare'):.2f} ×)"
    return f"{ours:.2f} s, thin handler {thin:.2f} s, {beside}"


@contextmanager
def _thin_feed(place: Practice) -> Iterator[ThinFeed]:
    """The same pages, recorded beforehand, without a portal behind them."""
    folder = place.new_dir()
    record(place.portal.url, WHO, place.portal.password, folder)
    thin = ThinFeed(folder)
    try:
        yield thin
    finally:
        thin.close()


def _bare_load(place: Practice, *asked: str) -> float:
    url, *proof = asked
    words = [sys.executable, "-m", "bench.floors.bare_load", url]
    words += [str(place.new_dir() / "bare.db"), *proof]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return float(done.stdout)


async def _first_load(place: Practice) -> tuple[float, list[float]]:
    """Milliseconds from the desk to all rows there, and the frames of somebody who scrolls."""
    async with stage.program(place.portal.url, place.new_dir()) as console:
        desk = await stage.sign_in(console, place.portal, WHO)
        began = time.perf_counter()
        loading = asyncio.ensure_future(stage.caught_up(desk))
        frames = []
        screen = Screen(desk)
        bar, viewport = screen.table.verticalScrollBar(), screen.table.viewport()
        while not loading.done():
            if desk.model.rowCount() > 100:
                at = time.perf_counter()
                bar.setValue((bar.value() + 733) % max(1, bar.maximum()))
                viewport.repaint()
                frames.append((time.perf_counter() - at) * 1000)
            await asyncio.sleep(0.02)
        await loading
        return (time.perf_counter() - began) * 1000, frames or [0.0]


# Memory


def measure_memory(wanted: Wanted) -> Iterable[Measured]:
    """Figure 15; one process that does nothing else, and one that has the rows as tuples."""
    ours = _memory_of("bench.memory", wanted)
    bare = _memory_of("bench.floors.memory", wanted)
    note = "the floor is a plain table with the rows and their search texts, after the same use"
    return [Measured(15, {"memory": ours}, bare, ours / bare, (note,))]


def _memory_of(module: str, wanted: Wanted) -> float:
    words = [sys.executable, "-m", module, str(wanted.rows), str(wanted.folder)]
    done = subprocess.run(
        words, env=quiet_environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    return float(done.stdout.split()[-1])


# Blocks


def measure_blocks(wanted: Wanted) -> Iterable[Measured]:
    """Figure 17."""
    return in_window(lambda: _blocks(wanted))


async def _blocks(wanted: Wanted) -> list[Measured]:
    rounds = Rounds(1)
    with practice(wanted.folder, wanted.rows, WHO) as place:
        async with stage.at_desk(place.portal, place.data_dir(WHO), WHO) as desk:
            mixed = Mixed(desk)
            await mixed.begin()
            for turn in rounds:
                with Bystander() as bystander:
                    watch = await mixed.play(wanted.minutes * 60)
                stood = [
                    one.gap_ms
                    for one in watch.late()
                    if one.is_machines(bystander.stood_s(one.began, one.ended))
                ]
                own = Counter(watch.blocks().gaps) - Counter(stood)
                turn.add("gaps", *own.elements())
                turn.add("stood", *stood)
    values = {"p99": rounds.p99("gaps"), "longest": rounds.longest("gaps")}
    over = sum(gap > 16 for gap in rounds.samples("gaps"))
    stood = rounds.samples("stood")
    notes = (
        f"{wanted.minutes:g} minutes, {mixed.said()}, {over} blocks over 16 ms",
        f"left out: {len(stood)} times the machine stood still, {max(stood, default=0.0):.1f} ms at the longest",
    )
    return [Measured(17, values, notes=notes, others=rounds.others)]


class Mixed:
    """Somebody who does everything in turn, by chance but the same chance every time."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._chance = desk, random.Random(SEED)
        self._denying = Denying(desk)
        self._screen = self._denying.screen
        self._counts: dict[str, int] = {}

    async def begin(self) -> None:
        """Show the sign-ups."""
        await self._denying.begin()

    def said(self) -> str:
        """What was done how often."""
        return ", ".join(f"{count} × {name}" for name, count in sorted(self._counts.items()))

    async def play(self, seconds: float) -> Watchdog:
        """Work for so long; who watched the loop meanwhile."""
        until = time.monotonic() + seconds
        acts = (self.search, self.sort, self.scroll, self.scroll, self.go, self.read, self.deny)
        with Watchdog() as watch:
            while time.monotonic() < until:
                act = self._chance.choice(acts)
                self._counts[act.__name__] = self._counts.get(act.__name__, 0) + 1
                self._is_there()
                await act()
                await asyncio.sleep(PAUSE_S)
        return watch

    def _is_there(self) -> None:
        """A key that does nothing, as the window system delivers it: the window locks when nobody is at it for long.

        The acts themselves go to their widgets, and count for nothing there. Pressed from a timer, for the press
        works off events itself, and within a task that would lose the wake-ups of others.
        """
        window = self._desk.window.windowHandle()
        QTimer.singleShot(0, window, lambda: QTest.keyClick(window, Qt.Key.Key_Shift))

    async def search(self) -> None:
        """Type a word, and clear it."""
        for letter in self._chance.choice(PLAIN_WORDS):
            self._screen.press(letter)
            await asyncio.sleep(0.08)
        await asyncio.sleep(PAUSE_S)
        self._screen.search.clear()

    async def sort(self) -> None:
        """Another order."""
        key = self._chance.choice(list(SortKey))
        self._screen.table.sort_changed.emit(key, self._chance.random() < 0.5)

    async def scroll(self) -> None:
        """Forty steps, small ones and jumps."""
        bar = self._screen.table.verticalScrollBar()
        for step in range(40):
            jump = self._chance.randrange(max(1, bar.maximum()))
            bar.setValue(bar.value() + 90 if step % 4 else jump)
            await asyncio.sleep(0.016)

    async def go(self) -> None:
        """To another place of the list on the left."""
        self._desk.window.go_to_place(self._chance.randrange(4))

    async def read(self) -> None:
        """Open an item."""
        rows = self._screen.model.rowCount()
        if rows:
            self._screen.table.go_to(self._chance.randrange(rows))

    async def deny(self) -> None:
        """Deny a sign-up."""
        practice_id = self._desk.practice_id
        query = QueueQuery(practice_id, "enrollment", ("enrollment",), QueueView.ALL)
        await self._screen.shows(query)
        await self._denying.one()


FIGURES = (
    Figure("load", (14,), measure_load),
    Figure("memory", (15,), measure_memory),
    Figure("blocks", (17,), measure_blocks),
)
