"""The whole console as a process of its own, which locks itself hard when it is told to.

`python locking_child.py URL FOLDER WAY` signs in, opens a document and begins a refusal with words in
it; then it writes one line of JSON with the texts that name a patient, waits for a line on its
standard input, and does what WAY says. The console's settings lie where XDG_CONFIG_HOME says.
"""

import asyncio
import json
import os
import sys
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from console import log, paper, qt_loop
from console.app import Console
from console.desk import Desk
from console.opening import make_application
from console.settings import Settings
from console.views.idle_watch import HARD_LOCK_KEY
from console.workstation.computer import Computer
from tests.support.at_desk import first, online, passed, submit
from tests.support.cheap_keys import cheap_passphrases
from tests.support.until import until

USER = "provider"
DRAFT = "Qzx7-half-written-words"


async def work(console: Console, url: str, way: str) -> int:
    """From the sign-in window to the lock, as a person would."""
    program = asyncio.get_running_loop().create_task(console.run())
    await submit(console, url, USER)
    desk = await passed(console)
    await online(desk)
    names = await open_things(desk)
    say({"pid": os.getpid(), "texts": names, "children": len(paper._CHILDREN)})
    await console.lanes.reads.run(sys.stdin.readline)
    # Beside this task, not in it: a pressed key lets Qt's loop run others meanwhile, which asyncio forbids.
    asyncio.get_running_loop().call_soon(WAYS[way], console, desk)
    return await program


async def open_things(desk: Desk) -> list[str]:
    """A document in its child process, a refusal in its dialog; gives what names a patient."""
    document = await first(desk, "document")
    await until(lambda: paper._CHILDREN, 20, "a child that draws")
    drawn = name_of(document.entity)
    refill = await first(desk, "refill")
    desk.window.panel.take_action("deny")
    dialog = desk.window.findChild(QPlainTextEdit, "text_to_patient")
    dialog.setPlainText(DRAFT)
    return [drawn, name_of(refill.entity), DRAFT]


def name_of(entity: object) -> str:
    """The patient's full name, wherever the kind of item has it."""
    assert isinstance(entity, dict)
    person = entity.get("patient") or entity.get("subject") or {}
    return str(person["name"])


def say(value: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), json.dumps(value).encode() + b"\n")


def by_key(_console: Console, desk: Desk) -> None:
    """The key for it, pressed in the dialog that is open."""
    dialog = desk.window.findChild(QPlainTextEdit, "text_to_patient").window().windowHandle()
    desk.guard.idle.watch(dialog)  # as soon as it has the keyboard; there is no screen here
    QTest.keySequence(dialog, QKeySequence(HARD_LOCK_KEY))


def by_colleague(_console: Console, desk: Desk) -> None:
    """Locked softly, and somebody else wants to sign in."""
    desk.window.lock()
    desk.window.cover.somebody_else_asked.emit()


def hanging_before(_console: Console, desk: Desk) -> None:
    """What is to be done before the end never ends."""
    desk.before_hard_lock = lambda: threading.Event().wait()  # type: ignore[method-assign,assignment] # as a store that never closes
    desk.guard.hard_lock("suspend")


def hanging(_console: Console, desk: Desk) -> None:
    """The window's own thread stands still past the time at which it should have locked."""
    desk.guard.idle.hard_s = 0.0
    threading.Event().wait()


WAYS = {
    "key": by_key,
    "colleague": by_colleague,
    "hanging-before": hanging_before,
    "hanging": hanging,
}


def main() -> int:
    """One process, one lock."""
    url, folder, way = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    kept = Settings(server=url, data_dir=str(folder), username=USER, language="en")
    cheap_passphrases()
    application = make_application(kept)
    log.start(folder)
    console = Console(kept, computer=Computer(demo_rows=0, seed=0))
    return qt_loop.run(application, lambda: work(console, url, way))


if __name__ == "__main__":
    sys.exit(main())
