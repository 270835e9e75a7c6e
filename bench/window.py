"""The window's figures, from the real program at work on a queue of a given size."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bench import stage
from bench.listed import Figure
from bench.watchdog import Blocks, Watchdog
from console.demo import DemoPortal
from console.desk import Desk
from console.domain.items import QueueView, SortKey
from console.runtime import Lane

ROUNDS = 5
SETTINGS = Path(tempfile.gettempdir()) / "portal-console-bench.toml"  # never the user's own
BARE = """
import time, sys
from PySide6.QtWidgets import QApplication, QWidget
class W(QWidget):
    def paintEvent(self, event):
        sys.stdout.write(str(time.monotonic())); sys.stdout.flush(); QApplication.exit()
app = QApplication([]); w = W(); w.resize(1280, 800); w.show(); app.exec()
"""
OURS = """
import time, sys
from pathlib import Path
from console import settings, qt_loop
from console.app import Console, make_application
from console.views.sign_in_dialog import SignInDialog
def painted(self, event):
    sys.stdout.write(str(time.monotonic())); sys.stdout.flush(); sys.exit(0)
SignInDialog.paintEvent = painted
kept = settings.Settings(language="en")
application = make_application(kept)
qt_loop.run(application, Console(kept, settings_file=Path(sys.argv[1])).run)
"""


def start_figures() -> list[Figure]:
    """Process start to the first window painted, beside a bare Qt window; in turn."""
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_start(BARE))
        ours.append(_start(OURS))
    ratio = statistics.median(ours) / statistics.median(bare)
    return [
        Figure("bare Qt window painted", statistics.median(bare), "ms"),
        Figure("sign-in window painted", statistics.median(ours), "ms"),
        Figure("… as a ratio to the bare window", ratio, "×", must=1.6, aim=1.3),
    ]


def _start(source: str) -> float:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", source, str(SETTINGS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return (float(done.stdout.split()[0]) - began) * 1000


async def window_figures(folder: Path, rows: int) -> list[Figure]:
    """First rows, search, sort, scroll, changes coming in, a decision; and the loop's blocks."""
    figures: list[Figure] = []
    with stage.demo(folder, rows) as portal:
        data = folder / f"console-{rows}"
        figures += await _first_load(portal, data)
        async with stage.program(portal, data) as console:
            began = time.perf_counter()
            desk = await stage.sign_in(console, portal)
            opened = time.perf_counter()
            await stage.until(desk.model.rowCount, "rows")
            desk.window.pane.table.viewport().repaint()
            figures.append(Figure("sign-in sent → desk open", (opened - began) * 1000, "ms"))
            first = (time.perf_counter() - opened) * 1000
            figures.append(Figure("desk open → first rows, warm cache", first, "ms", must=1500))
            await stage.caught_up(desk)
            figures += await _work(desk, folder, rows)
    return figures


async def _first_load(portal: DemoPortal, data: Path) -> list[Figure]:
    if any(folder.is_dir() for folder in data.glob("*")):  # noqa: ASYNC240 - nothing else runs
        return []
    async with stage.program(portal, data) as console:
        desk = await stage.sign_in(console, portal)
        began = time.perf_counter()
        with Watchdog() as watch:
            await stage.caught_up(desk)
        took = (time.perf_counter() - began) * 1000
        return [
            Figure("first load of everything", took, "ms"),
            *_blocks("during the first load", watch.blocks()),
        ]


async def _work(desk: Desk, folder: Path, rows: int) -> list[Figure]:
    figures: list[Figure] = []
    parts: list[tuple[str, Callable[[], Awaitable[list[Figure]]]]] = [
        ("sorting", lambda: _sort(desk)),
        ("searching", lambda: _search(desk)),
        ("scrolling", lambda: _scroll(desk)),
        ("receiving 10,000 changes while scrolling", lambda: _changes(desk, folder, rows)),
    ]
    desk.window.queue_list.choose("enrollment")
    await stage.until(lambda: _kind(desk) == "enrollment", "the queue")
    gaps: list[float] = []
    for name, part in parts:
        with Watchdog() as watch:
            figures += await part()
        gaps += watch.blocks().gaps
        figures += _blocks(name, watch.blocks())
    return figures + _blocks("over all of these", Blocks(tuple(gaps)))


def _blocks(name: str, blocks: Blocks) -> list[Figure]:
    return [
        Figure(f"window's blocks {name}, p99", blocks.p99, "ms", must=16),
        Figure(f"window's blocks {name}, longest", blocks.longest, "ms", must=50),
    ]


async def _answered(desk: Desk, act: Callable[[], None]) -> float:
    """From the act to the rows of its answer painted, in milliseconds."""
    answers: list[float] = []
    connection = desk.model.answered.connect(lambda _query: answers.append(time.perf_counter()))
    began = time.perf_counter()
    act()
    await stage.until(lambda: answers, "an answer")
    desk.window.pane.table.viewport().repaint()
    took = (time.perf_counter() - began) * 1000
    desk.model.answered.disconnect(connection)
    return took


async def _sort(desk: Desk) -> list[Figure]:
    sort = desk.window.pane.table.sort_changed
    took = [await _answered(desk, partial(sort.emit, key, False)) for key in (*SortKey, *SortKey)]
    return [Figure("sort by any column → painted, median", statistics.median(took), "ms", must=100)]


async def _search(desk: Desk) -> list[Figure]:
    desk.window.pane.show_view(QueueView.ALL)
    took = [
        await _answered(desk, partial(desk.window.pane.show_search, word))
        for word in ("ma", "mar", "mari", "smith", "o", "garcia", "")
    ]
    return [
        Figure("search answered and painted, median", statistics.median(took), "ms", must=50),
        Figure("search answered and painted, longest", max(took), "ms"),
    ]


async def _scroll(desk: Desk) -> list[Figure]:
    bar = desk.window.pane.table.verticalScrollBar()
    frames = []
    for step in range(200):
        began = time.perf_counter()
        bar.setValue(bar.value() + 3 if step % 2 else (step * 7919) % max(1, bar.maximum()))
        desk.window.pane.table.viewport().repaint()
        frames.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0)
    frames.sort()
    return [
        Figure("scroll frame, median", statistics.median(frames), "ms"),
        Figure("scroll frame, p99", frames[int(len(frames) * 0.99)], "ms", must=16.7, aim=12),
    ]


async def _changes(desk: Desk, folder: Path, rows: int) -> list[Figure]:
    outside = Lane("bench")
    began = time.perf_counter()
    moving = asyncio.get_running_loop().create_task(outside.run(_move, folder, rows))
    bar = desk.window.pane.table.verticalScrollBar()
    step = 0
    while not moving.done():
        bar.setValue((step * 97) % max(1, bar.maximum()))
        step += 1
        await asyncio.sleep(0.03)
    await moving
    desk.window.refreshed.emit()
    await asyncio.sleep(0.5)
    await stage.caught_up(desk)
    outside.close()
    took = (time.perf_counter() - began) * 1000
    return [Figure("10,000 changes made, sent and shown", took, "ms")]


def _move(folder: Path, rows: int) -> None:
    """In a process of its own: the bench must not share the window's interpreter lock."""
    code = (
        "import sys; from pathlib import Path; from bench.stage import move; "
        "move(Path(sys.argv[1]), int(sys.argv[2]), 10_000)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder), str(rows)], check=True)


def _kind(desk: Desk) -> str:
    top = desk.model.key_at(0)
    return top.kind if top else ""
