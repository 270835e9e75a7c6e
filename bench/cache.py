"""The encrypted cache at scale: `python bench/cache.py [ROWS]`. Prints; asserts nothing.

Best, median and worst of several runs in milliseconds, on a cache filled the way sync fills it.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from console.domain.items import QUEUE_KINDS, QueueQuery, QueueView, SortKey
from console.store.cache import Cache
from console.store.reader import QueueReader, positions
from tests.support.builders import entity, open_store, page, pages

RUNS = 7
SEARCHES = ("a", "by", "ada", "curie met", "muller", "1950-0", "xyzzy")


def show(label: str, call: Callable[[], object], runs: int = RUNS) -> None:
    """Run a call several times and print what it took."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{label:44s} {min(took):8.2f} {statistics.median(took):8.2f} {max(took):8.2f}")


def fill(cache: Cache, rows: int) -> None:
    """Bring the rows in, page by page, and print how long a page takes."""
    texts = list(pages(rows))
    took = []
    for text in texts:
        began = time.perf_counter()
        cache.apply(1, text, now_ms=1)
        took.append((time.perf_counter() - began) * 1000)
    print(f"{rows} rows in {sum(took) / 1000:.1f} s, {len(texts[0]) // 500} bytes each")
    print(
        f"{'page of 500, first load':44s} {min(took):8.2f} {statistics.median(took):8.2f} {max(took):8.2f}"
    )


def main() -> None:
    """Fill a cache in a temporary folder and ask it everything that the window asks."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(tempfile.mkdtemp())
    store, cache = open_store(folder)
    print(f"{'':44s} {'best':>8s} {'median':>8s} {'worst':>8s}   ms")
    fill(cache, rows)
    reader = QueueReader(store)
    for sort in SortKey:
        query = QueueQuery(1, "refill", sort=sort)
        show(f"order of one queue by {sort}", partial(reader.ids, query))
    show("order of all queues by age", lambda: reader.ids(QueueQuery(1)))
    show(
        "order of one queue, closed items too",
        lambda: reader.ids(QueueQuery(1, "refill", view=QueueView.ALL)),
    )
    for text in SEARCHES:
        query = QueueQuery(1, search=text)
        show(f"search all queues for {text!r}", partial(reader.ids, query))
    numbers = reader.ids(QueueQuery(1, sort=SortKey.PATIENT))
    middle = len(numbers) // 2
    show("page of 64 rows", lambda: reader.rows(numbers[middle : middle + 64]))
    (row,) = reader.rows(numbers[middle : middle + 1])
    show("one item", lambda: reader.item(row.key))
    show("counts of four queues", lambda: reader.counts(1, QUEUE_KINDS, 1))
    show("places of three rows", lambda: positions(numbers, numbers[-3:]))
    changed = [entity(number, kind=QUEUE_KINDS[number % 4], version=2) for number in range(500)]
    show("page of 500, changes", lambda: cache.apply(1, page(changed), now_ms=1))
    show("page of 1, change", lambda: cache.apply(1, page(changed[:1]), now_ms=1))
    show("proof of every page", cache.check, 2)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1_000_000
    store.close()
    began = time.perf_counter()
    store, _ = open_store(folder)
    print(f"opening again {(time.perf_counter() - began) * 1000:.1f} ms; {size:.0f} MB on the disk")
    store.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
