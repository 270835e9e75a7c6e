"""The table at its full size: search (2, 3), sort (4), scrolling (5, and its part of 19).

All items of the practice are shown, as a kept view does. Keys and clicks are sent to the real widgets; a
sample ends with the frame after which what was asked for is on the screen: for the first screen of a search
the very rows that a settled search shows there, for the whole result their number and the sentence with the
count, too. The floor is a table of plain tuples in the same process and the same turn.
"""

import asyncio
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from bench import stage
from bench.floors.plain_table import PlainTable
from bench.in_window import in_window
from bench.measured import SMALL, Figure, Measured, Wanted
from bench.practices import practice
from bench.rounds import Rounds
from bench.screen import IDLE_S, Screen
from console.domain.items import ItemKey
from console.models.queue_columns import SORTS, Column

WHO = "nurse"  # who sees the items of every queue
PLAIN_WORDS = ("mari", "garc", "195")
"""What is typed at the floor; at ours it is two names out of the table, and the same year."""
STEPS = 200
PLAIN = {Column.PATIENT: 1, Column.REQUEST: 3, Column.AGE: 5, Column.HOLDER: 6, Column.STATUS: 7}


@dataclass(frozen=True)
class Found:
    """What the window shows when a search has settled."""

    top: tuple[ItemKey | None, ...]
    rows: int
    sentence: str


def measure_search(wanted: Wanted) -> Iterable[Measured]:
    """Figures 2 and 3."""
    return in_window(lambda: _with_screen(wanted, _search))


def measure_sort(wanted: Wanted) -> Iterable[Measured]:
    """Figure 4."""
    return in_window(lambda: _with_screen(wanted, _sort))


def measure_scroll(wanted: Wanted) -> Iterable[Measured]:
    """Figure 5, and its part of 19."""
    return in_window(lambda: _scroll(wanted))


async def _with_screen(wanted: Wanted, measure: object) -> list[Measured]:
    with practice(wanted.folder, wanted.rows, WHO) as place:
        async with stage.at_desk(place.portal, place.data_dir(WHO), WHO) as desk:
            screen = Screen(desk)
            await screen.everything()
            plain = PlainTable(wanted.rows)
            try:
                return await measure(screen, plain, wanted)  # type: ignore[operator, no-any-return] # one of those below
            finally:
                plain.close()


# Search


async def _search(screen: Screen, plain: PlainTable, wanted: Wanted) -> list[Measured]:
    words = _words(screen)
    known = {text: await _settled(screen, text) for word in words for text in _prefixes(word)}
    await screen.clear()
    rounds = Rounds(wanted.rounds)
    for turn in rounds:
        for word, plain_word in zip(words, PLAIN_WORDS, strict=True):
            for text in _prefixes(plain_word):
                first, whole = plain.search(text)
                turn.add("floor", first)
                turn.add("whole floor", whole)
            await asyncio.sleep(
                IDLE_S
            )  # the floor's last frame is painted, and not by our first key
            for text in _prefixes(word):
                first, whole = await _typed(screen, text[-1], text, known[text])
                turn.add("first", first)
                turn.add("whole", whole)
            await screen.clear()
    sizes = ", ".join(f"{text!r} {found.rows:,}" for text, found in known.items())
    return [
        Measured(
            2,
            {"p50": rounds.median("first"), "p99": rounds.p99("first")},
            rounds.median("floor"),
            rounds.ratio("first", "floor"),
            (f"{len(rounds.samples('first'))} keys: {sizes}",),
            rounds.others,
        ),
        Measured(
            3,
            {"p50": rounds.median("whole"), "p99": rounds.p99("whole")},
            rounds.median("whole floor"),
            rounds.ratio("whole", "whole floor"),
            others=rounds.others,
        ),
    ]


def _prefixes(word: str) -> Sequence[str]:
    return [word[:end] for end in range(1, len(word) + 1)]


def _words(screen: Screen) -> tuple[str, str, str]:
    """The first letters of two patients, far apart in the table, and of a year of birth."""
    rows = screen.model.rowCount()
    names = [screen.model.row(rows * share // 10).patient for share in (2, 6)]
    one, other = (max(re.split("[^a-z]+", name.casefold()), key=len)[:4] for name in names)
    return one, other, PLAIN_WORDS[2]


async def _settled(screen: Screen, text: str) -> Found:
    await screen.clear()
    for letter in text:
        screen.press(letter)
    await screen.rests(text)
    return Found(screen.top(), screen.model.rowCount(), screen.found.text())


async def _typed(screen: Screen, letter: str, text: str, found: Found) -> tuple[float, float]:
    """A key, until the first screen is right, and until all of it is there; in milliseconds."""

    def asked() -> bool:
        query = screen.model.query
        return query is not None and query.search == text

    def all_there() -> bool:
        there = screen.model.rowCount() == found.rows and screen.found.text() == found.sentence
        return asked() and there and screen.top() == found.top

    first = asyncio.ensure_future(
        screen.frames.with_(lambda: asked() and screen.top() == found.top)
    )
    whole = asyncio.ensure_future(screen.frames.with_(all_there))
    await asyncio.sleep(0)
    began = screen.press(letter)
    return (await first - began) * 1000, (await whole - began) * 1000


# Sort


async def _sort(screen: Screen, plain: PlainTable, wanted: Wanted) -> list[Measured]:
    columns = [column for column in SORTS if not screen.table.isColumnHidden(column)]
    rounds = Rounds(wanted.rounds)
    for turn in rounds:
        for column in columns:
            turn.add("floor", plain.sort(PLAIN[column]))
            for _ in range(2):  # one way, and the other
                took = await _sorted(screen, column)
                turn.add(column.name.lower(), took)
                turn.add("ours", took)
    medians = {column.name.lower(): rounds.median(column.name.lower()) for column in columns}
    said = ", ".join(f"{name} {median:.0f}" for name, median in medians.items())
    return [
        Measured(
            4,
            {"slowest column": max(medians.values()), "p50": rounds.median("ours")},
            rounds.median("floor"),
            rounds.ratio("ours", "floor"),
            (f"by column, either way, ms: {said}",),
            rounds.others,
        )
    ]


async def _sorted(screen: Screen, column: Column) -> float:
    """A click on a header, until its order is painted; in milliseconds."""
    answered: list[object] = []
    connection = screen.model.answered.connect(answered.append)

    def there() -> bool:
        query = screen.model.query
        return bool(answered) and query is not None and query.sort == SORTS[column]

    header = screen.table.horizontalHeader()
    middle = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    seen = asyncio.ensure_future(screen.frames.with_(there))
    await asyncio.sleep(0)
    began = time.perf_counter()
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(middle, header.height() // 2),
    )
    took = (await seen - began) * 1000
    screen.model.disconnect(connection)
    return took


# Scroll


async def _scroll(wanted: Wanted) -> list[Measured]:
    rounds = Rounds(wanted.rounds)
    with (
        practice(wanted.folder, wanted.rows, WHO) as full,
        practice(wanted.folder, SMALL, WHO) as small,
    ):
        async with (
            stage.at_desk(small.portal, small.data_dir(WHO), WHO) as small_desk,
            stage.at_desk(full.portal, full.data_dir(WHO), WHO) as full_desk,
        ):
            screens = {"small": Screen(small_desk), "ours": Screen(full_desk)}
            plain = PlainTable(wanted.rows)
            for screen in screens.values():
                await screen.everything()
            for turn in rounds:
                for side, screen in screens.items():
                    frames = await _frames(screen)
                    turn.add(side, *[took for took, _ in frames])
                    turn.add(f"{side}, processor", *[spent for _, spent in frames])
                turn.add("floor", *[plain.frame(at) for at in _places()])
            plain.close()
    over = sum(took > 33 for took in rounds.samples("ours"))
    share = over * 1000 / len(rounds.samples("ours"))
    values = {"p50": rounds.median("ours"), "p99": rounds.p99("ours"), "over 33 ms in 1,000": share}
    return [
        Measured(
            5,
            values,
            rounds.median("floor"),
            rounds.ratio("ours", "floor"),
            (
                f"the floor's p99 is {rounds.p99('floor'):.1f} ms, our longest {rounds.longest('ours'):.1f} ms",
                f"processor time of a frame: p50 {rounds.median('ours, processor'):.1f} ms, "
                f"p99 {rounds.p99('ours, processor'):.1f}, small practice "
                f"{rounds.median('small, processor'):.1f}",
            ),
            rounds.others,
        ),
        Measured(19, {"scroll": rounds.ratio("ours", "small")}, others=rounds.others),
    ]


def _places() -> Iterable[int]:
    """Half small steps, half jumps, in pixels."""
    place = 0
    for step in range(STEPS):
        place = place + 90 if step % 2 else step * 791_933
        yield place


async def _frames(screen: Screen) -> list[tuple[float, float]]:
    """Of each step: how long it took, and how long the window's thread had a processor, in ms."""
    bar, viewport = screen.table.verticalScrollBar(), screen.table.viewport()
    frames = []
    for place in _places():
        began, had = time.perf_counter(), time.thread_time()
        bar.setValue(place % max(1, bar.maximum()))
        viewport.repaint()
        spent = time.thread_time() - had
        frames.append(((time.perf_counter() - began) * 1000, spent * 1000))
        await asyncio.sleep(0)
    return frames


FIGURES = (
    Figure("search", (2, 3), measure_search),
    Figure("sort", (4,), measure_sort),
    Figure("scroll", (5, 19), measure_scroll),
)
