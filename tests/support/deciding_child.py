"""A program that saves decisions as fast as it can and says so, until it is killed.

`python deciding_child.py FOLDER FIRST`: each line on its standard output is the number of a decision
of which the outbox has said that it is saved.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from console.domain.decisions import Command
from console.domain.items import ItemKey
from console.store.outbox import Outbox
from console.store.writing import Writer
from tests.support.builders import entity, open_store, page


def main() -> None:
    """Never returns by itself."""
    store, cache = open_store(Path(sys.argv[1]))
    outbox = Outbox(Writer(store))
    number = int(sys.argv[2])
    while True:
        cache.apply(1, page([entity(number)], cursor=f"c{number}", more=True), now_ms=1)
        key = ItemKey(1, "refill", f"i{number}")
        command = Command(f"k{number}", key, 1, "0" * 64, "approve", {}, "2026-11-22T09:00:00Z", 0)
        assert outbox.add([command], now_ms=1)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main()
