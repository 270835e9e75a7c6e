"""The whole console as a process of its own, whose line others take over while it works.

`python line_child.py URL FOLDER AUTHORITY` signs in and writes `online`. Then it does what each line says:
`decide` makes a decision and writes `saved`; `try` waits for a bad line, writes `link STATE REASON
WAITING` and asks the portal at once; `sent` waits until nothing waits and writes `sent`; `end`.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from console import log, qt_loop
from console.app import Console
from console.desk import Desk
from console.domain.items import DecisionState
from console.domain.link import LinkState
from console.opening import make_application
from console.settings import Settings
from tests.support.at_desk import first, online, passed, submit
from tests.support.cheap_keys import cheap_passphrases
from tests.support.until import until

USER, PASSWORD = "robin", "right"
DENIAL = {"reason_code": "TOO_SOON", "text_to_patient": "Please wait.", "internal_note": ""}


def say(*words: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), (" ".join(str(word) for word in words) + "\n").encode())


async def decide(desk: Desk) -> None:
    """One decision, which stays here as long as the line is bad."""
    item = await first(desk, "refill")
    desk.window.decided.emit(item, "deny", DENIAL)
    await until(
        lambda: (one := desk.item(item.key)) and one.decision_state is not DecisionState.NONE, 20
    )
    desk.refresh()
    await until(lambda: desk.sync.link.waiting == 1, 20, "it waits")
    say("saved")


async def ask(desk: Desk) -> None:
    """Ask once more whether the portal is there; says what the line is called then."""
    await until(lambda: desk.sync.link.state is LinkState.OFFLINE, 20, "the line is bad")
    desk.refresh()
    link = desk.sync.link
    say("link", link.state.name, link.reason, link.waiting)


def is_sent(desk: Desk, call: int) -> bool:
    """Whether nothing waits any more; an impatient person asks for it now and then."""
    if call % 30 == 0:
        desk.refresh()
    return desk.sync.link.waiting == 0


async def work(console: Console, url: str) -> int:
    """From the sign-in window on, as a person would."""
    program = asyncio.get_running_loop().create_task(console.run())
    await submit(console, url, USER, PASSWORD)
    desk = await passed(console)
    await online(desk)
    say("online")
    calls = count()
    while (line := (await console.lanes.reads.run(sys.stdin.readline)).strip()) != "end":
        if line == "decide":
            await decide(desk)
        elif line == "try":
            await ask(desk)
        else:
            await until(lambda: is_sent(desk, next(calls)), 60, "all is sent")
            say("sent")
    desk.closed.emit()
    return await program


def main() -> int:
    """One process, one line."""
    url, folder, authority = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    kept = Settings(
        server=url,
        data_dir=str(folder),
        username=USER,
        language="en",
        undo_s=0.0,
        ca_file=authority,
    )
    cheap_passphrases()
    application = make_application(kept)
    log.start(folder)
    return qt_loop.run(application, lambda: work(Console(kept), url))


if __name__ == "__main__":
    sys.exit(main())
