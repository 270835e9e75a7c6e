"""`python -m bench.profile [start|search|sort|scroll|click …] [--rows N]`: where the time of each hot path goes.

`start` says what the imports cost (`-X importtime`, in a process of its own); the others run cProfile on the
window's thread while the real program does what the figure of the same name measures. What a lane does
meanwhile (SQLite, HTTP) shows there as the window's loop waiting. Profiling itself makes Python code
slower by half or more, so only shares mean anything.
"""

import argparse
import asyncio
import cProfile
import io
import os
import pstats
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from platformdirs import user_cache_path

from bench import stage
from bench.figures.click import Denying
from bench.in_window import in_window
from bench.measured import Measured
from bench.practices import practice, quiet_environment
from bench.screen import Screen
from console.domain.items import SortKey

WHO, LINES = "nurse", 16
SLOWEST = 14  # imports named
PAUSE_S = 0.3
IMPORTS = "import console.app, console.sign_in, console.desk"


def imports() -> str:
    """The slowest imports of a start, in milliseconds with what each brings along."""
    words = [sys.executable, "-X", "importtime", "-c", IMPORTS]
    done = subprocess.run(
        words, env=quiet_environment(), capture_output=True, text=True, check=True
    )
    found = []
    for line in done.stderr.splitlines():
        own, whole, name = line.removeprefix("import time:").split("|")
        if own.strip().isdigit():
            found.append((int(whole) / 1000, int(own) / 1000, name.strip()))
    slowest = sorted(found, reverse=True)[:SLOWEST]
    return "".join(f"{whole:9.1f} {own:9.1f}  {name}\n" for whole, own, name in slowest)


async def search(screen: Screen) -> None:
    """Type, and clear."""
    for letter in "mari":
        screen.press(letter)
        await asyncio.sleep(PAUSE_S)
    screen.search.clear()
    await asyncio.sleep(PAUSE_S)


async def sort(screen: Screen) -> None:
    """By every column."""
    for key in SortKey:
        screen.table.sort_changed.emit(key, False)
        await asyncio.sleep(PAUSE_S)


async def scroll(screen: Screen) -> None:
    """300 frames."""
    bar = screen.table.verticalScrollBar()
    for step in range(300):
        bar.setValue((step * 791_933) % max(1, bar.maximum()))
        screen.table.viewport().repaint()
        await asyncio.sleep(0)


async def click(screen: Screen) -> None:
    """Five denials."""
    denying = Denying(screen.desk)
    await denying.begin()
    for _ in range(5):
        await denying.one()


PATHS: dict[str, Callable[[Screen], Awaitable[None]]] = {
    "search": search,
    "sort": sort,
    "scroll": scroll,
    "click": click,
}


async def _profiled(names: list[str], rows: int, folder: Path) -> list[Measured]:
    with practice(folder, rows, WHO) as place:
        async with stage.at_desk(place.portal, place.data_dir(WHO), WHO) as desk:
            screen = Screen(desk)
            await screen.everything()
            for name in names:
                profile = cProfile.Profile()
                profile.enable()
                await PATHS[name](screen)
                profile.disable()
                sys.stdout.write(f"\n== {name}, {rows:,} rows\n{_said(profile)}")
    return []


def _said(profile: cProfile.Profile) -> str:
    """The functions that took most themselves, without those in which the loop waits."""
    text = io.StringIO()
    stats = pstats.Stats(profile, stream=text)
    stats.strip_dirs().sort_stats("tottime").print_stats(LINES)
    return text.getvalue()[text.getvalue().find("   ncalls") :]


def main() -> None:
    """Profile what is asked for; everything without a word."""
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("paths", nargs="*", default=[], metavar="|".join(["start", *PATHS]))
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    if unknown := set(asked.paths) - {"start", *PATHS}:
        parser.error(f"no such path: {', '.join(sorted(unknown))}")
    os.environ.update(quiet_environment())
    names = asked.paths or ["start", *PATHS]
    if "start" in names:
        sys.stdout.write(f"== start: imports, ms with and without theirs\n{imports()}")
    if in_the_window := [name for name in names if name in PATHS]:
        folder = user_cache_path("portal-console-bench")
        in_window(lambda: _profiled(in_the_window, asked.rows, folder))


if __name__ == "__main__":
    main()
