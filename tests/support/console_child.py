"""The whole console as a process of its own, with a person at it who decides until they are killed.

`python console_child.py URL FOLDER decide|drain` signs in over the files in FOLDER and writes, a
line each: `ready` at the desk; `saved KIND ID` once the outbox has committed a decision; with `drain`
it decides nothing, waits until the outbox is empty and writes `holds KIND ID STATE` for each item that
it is given on its standard input, and `empty ATTENTION` with what is left to read.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from console import log, qt_loop
from console.desk import Desk
from console.domain.items import DecisionState, Item, ItemKey
from console.opening import make_application
from console.settings import Settings
from tests.support.at_desk import at_desk, denial
from tests.support.cheap_keys import cheap_passphrases
from tests.support.until import until

PRACTICE = 1
KINDS = ("refill", "enrollment")
AT_ONCE = 3  # decisions that may be on their way while the next is made


def say(*words: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), (" ".join(str(word) for word in words) + "\n").encode())


async def decide_all(desk: Desk) -> None:
    """Deny one item after the other, as fast as the outbox says that they are saved."""
    for kind in KINDS:
        for key in await in_queue(desk, kind):
            item = desk.item(key)
            assert item is not None
            desk.window.decided.emit(item, "deny", denial(desk, kind))
            await until(lambda key=key: is_saved(desk.item(key)), 30, "saved")
            say("saved", kind, key.id)
            await until(lambda: desk.sync.link.waiting <= AT_ONCE, 60, "the line")


async def in_queue(desk: Desk, kind: str) -> list[ItemKey]:
    """The items of a queue that wait for a decision, as the table has them."""
    desk.window.queue_list.choose(kind)
    model = desk.model
    await until(lambda: (top := model.key_at(0)) is not None and top.kind == kind, what=kind)
    keys = [key for row in range(model.rowCount()) if (key := model.key_at(row))]
    return [key for key in keys if is_pending(desk.item(key))]


def is_pending(item: Item | None) -> bool:
    """Whether nobody has decided it, here or anywhere."""
    return item is not None and item.state == "pending" and not item.decision_state


def is_saved(item: Item | None) -> bool:
    """Whether the window may say "saved": it waits in the outbox, or the portal has answered."""
    return item is not None and (
        item.decision_state is not DecisionState.NONE or item.state != "pending"
    )


async def drain(desk: Desk) -> None:
    """Wait until nothing waits any more; then say how the items stand here."""
    wanted = [ItemKey(PRACTICE, *line.split()) for line in sys.stdin]
    await until(lambda: desk.sync.link.waiting == 0, 60, "the outbox is empty")
    for key in wanted:
        await until(lambda key=key: _is_settled(desk.item(key)), 30, f"{key} is settled")
        item = desk.item(key)
        say("holds", key.kind, key.id, item.state if item else "gone")
    say("empty", len(desk.attention()))


def _is_settled(item: Item | None) -> bool:
    return item is None or item.decision_state is DecisionState.NONE


async def work(url: str, folder: Path, task: str) -> int:
    """From the sign-in window on, as a person would."""
    async with at_desk(url, folder, undo_s=0.0) as desk:
        say("ready")
        await (decide_all(desk) if task == "decide" else drain(desk))
    return 0


def main() -> int:
    """One process, one task."""
    url, folder, task = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    cheap_passphrases()
    application = make_application(Settings(data_dir=str(folder), language="en"))
    log.start(folder)
    return qt_loop.run(application, lambda: work(url, folder, task))


if __name__ == "__main__":
    sys.exit(main())
