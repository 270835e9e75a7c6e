"""What `bench.memory` measures: megabytes (PSS) of the console after search, sort and scroll."""

import asyncio
import os
import sys
from pathlib import Path

from bench import stage
from bench.in_window import in_window
from bench.machine import pss_of
from bench.measured import Measured
from bench.practices import practice
from bench.screen import Screen
from console.domain.items import SortKey

WHO = "nurse"
STEPS = 200
PAUSE_S = 0.3


async def memory(rows: int, folder: Path) -> list[Measured]:
    """What this process, which has the console and nothing else in it, takes after some use."""
    with practice(folder, rows, WHO) as place:
        async with stage.at_desk(place.portal, place.data_dir(WHO), WHO) as desk:
            screen = Screen(desk)
            await screen.everything()
            for letter in "mar":
                screen.press(letter)
                await asyncio.sleep(PAUSE_S)
            await screen.clear()
            for key in SortKey:
                screen.table.sort_changed.emit(key, False)
                await asyncio.sleep(PAUSE_S)
            bar = screen.table.verticalScrollBar()
            for step in range(STEPS):
                bar.setValue((step * 791_933) % max(1, bar.maximum()))
                screen.table.viewport().repaint()
                await asyncio.sleep(0)
            await asyncio.sleep(PAUSE_S)
            return [Measured(15, {"memory": pss_of(os.getpid())})]


def main() -> None:
    """Use the console, and say what it takes."""
    (found,) = in_window(lambda: memory(int(sys.argv[1]), Path(sys.argv[2])))
    sys.stdout.write(f"\n{found.values['memory']}")
