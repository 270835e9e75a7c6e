"""Processes that save decisions as fast as they can and say so, until they are killed.

`python deciding_child.py FOLDER` reads numbers from its standard input. For each it forks a process that
begins with the decision of that number and writes, a line each, first its own process id, then the
number of every decision of which the outbox has said that it is saved; when the process has ended,
`ended` is written. Forking spares each of them the imports.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from console.domain.decisions import Command
from console.domain.items import ItemKey
from console.store.outbox import Outbox
from console.store.writing import Writer
from tests.support.builders import entity, open_store, page


def say(text: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


def decide_for_ever(folder: Path, number: int) -> None:
    """Never returns by itself."""
    store, cache = open_store(folder)
    outbox = Outbox(Writer(store))
    while True:
        cache.apply(1, page([entity(number)], cursor=f"c{number}", more=True), now_ms=1)
        key = ItemKey(1, "refill", f"i{number}")
        command = Command(f"k{number}", key, 1, "0" * 64, "approve", {}, "2026-11-22T09:00:00Z", 0)
        assert outbox.add([command], now_ms=1)
        say(number)
        number += 1


def main() -> None:
    """One process after the other."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(os.getpid())
            decide_for_ever(folder, int(line))
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
