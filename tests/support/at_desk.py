"""The real console, signed in at a real portal, inside a test's own loop.

    async with at_desk(portal.url, tmp_path) as console:
        console.desk.window …

It fails the test when the program had a bug to report.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from console.app import Console
from console.desk import Desk
from console.domain.items import Item, ItemKey
from console.domain.link import LinkState
from console.settings import Settings
from console.views.sign_in_dialog import SignInDialog
from console.workstation.computer import Computer
from tests.support.until import until

PASSWORD = "demo-practice-2026"
PASSPHRASE = "a long walk by the river"


@asynccontextmanager
async def opened(
    url: str,
    data_dir: Path,
    *,
    username: str = "frontdesk",
    undo_s: float = 0.0,
    computer: Computer | None = None,
) -> AsyncIterator[Console]:
    """The program with its sign-in window open; ends it in good order."""
    kept = Settings(
        server=url, data_dir=str(data_dir), username=username, undo_s=undo_s, language="en"
    )
    loop = asyncio.get_running_loop()
    hook, handler = sys.excepthook, loop.get_exception_handler()
    console = Console(kept, settings_file=data_dir / "settings.toml", computer=computer)
    program = loop.create_task(console.run())
    try:
        await until(lambda: console.dialog or program.done())
        yield console
    finally:
        try:
            await ended(console, program)
        finally:  # or a failure of the program itself would be reported to nobody
            sys.excepthook = hook
            loop.set_exception_handler(handler)
    assert not console.bugs, "\n\n".join(console.bugs)


async def ended(console: Console, program: "asyncio.Task[int]") -> None:
    """Close whatever window is open until the program has ended."""
    while not program.done():
        if console.desk is not None:
            console.desk.closed.emit()
        elif console.dialog is not None:
            console.dialog.reject()
        await asyncio.wait({program}, timeout=0.2)
    program.result()


async def submit(console: Console, url: str, username: str, password: str = PASSWORD) -> None:
    """Fill the sign-in window in and send it."""
    dialog = await sign_in_window(console)
    dialog.submitted.emit(url, username, password)


async def sign_in_window(console: Console) -> SignInDialog:
    """The sign-in window, ready for what a person types."""
    dialog = await until(lambda: console.dialog)
    await until(lambda: console.takes_input)
    return dialog


def asks_passphrase(console: Console) -> bool:
    """Whether the sign-in window shows one of its passphrase pages."""
    dialog = console.dialog
    pages = (dialog.new_passphrase, dialog.passphrase) if dialog is not None else ()
    return any(page.isVisible() for page in pages)


async def passed(console: Console, passphrase: str = PASSPHRASE) -> Desk:
    """From the answer to the desk, by the passphrase page where there is no keyring."""

    await until(lambda: console.desk or asks_passphrase(console), 30)
    dialog = console.dialog
    if console.desk is None and dialog is not None:
        dialog.passphrase_entered.emit(passphrase)
    return await until(lambda: console.desk, 30)


@asynccontextmanager
async def sat_down(
    url: str, folder: Path, username: str, password: str, *, in_front: bool = True
) -> AsyncIterator[Desk]:
    """The desk of somebody who has signed in: online, and where `in_front` says so with the keyboard."""
    async with opened(url, folder, username=username) as console:
        await submit(console, url, username, password)
        desk = await passed(console)
        await online(desk)
        if in_front:
            desk.window.activateWindow()
        yield desk


@asynccontextmanager
async def at_desk(
    url: str, data_dir: Path, *, username: str = "frontdesk", undo_s: float = 0.0
) -> AsyncIterator[Desk]:
    """Signed in, online, with the queues on the screen."""
    async with opened(url, data_dir, username=username, undo_s=undo_s) as console:
        await submit(console, url, username)
        desk = await passed(console)
        await online(desk)
        yield desk


async def online(desk: Desk) -> None:
    """Until the line is there and the cache is what the portal has."""
    await until(lambda: desk.sync.link.state is LinkState.ONLINE, 30, "online")


async def first(
    desk: Desk,
    kind: str,
    *,
    state: str = "pending",
    skip: int = 0,
    fits: Callable[[Item], bool] = lambda _item: True,
) -> Item:
    """The first item of a queue that fits, on the screen."""
    desk.window.queue_list.choose(kind)
    model = desk.model
    await until(lambda: _shows(desk, kind), what=kind)
    for row in range(skip, model.rowCount()):
        key = model.key_at(row)
        item = desk.item(key) if key else None
        if item is not None and item.state == state and not item.decision_state and fits(item):
            desk.window.pane.table.go_to(row)
            await until(lambda key=key: desk.window.panel.item() and shown(desk) == key)
            return item
    raise AssertionError(f"no {kind} is {state}")


def _shows(desk: Desk, kind: str) -> bool:
    """Whether the rows are the queue's: of a mixed list only the top may look like it."""
    model = desk.model
    keys = [model.key_at(row) for row in range(model.rowCount())]
    return bool(keys) and all(key is not None and key.kind == kind for key in keys)


def shown(desk: Desk) -> ItemKey | None:
    """Which item the panel shows."""
    item = desk.window.panel.item()
    return None if item is None else item.key


def denial(desk: Desk, kind: str, action: str = "deny") -> dict[str, str]:
    """Parameters of a denial that everybody at the desk may give."""
    rule = desk.me.rule(kind, action)
    assert rule is not None
    reason = next(one for one in rule.reasons if not one.permission)
    return {
        "reason_code": reason.code,
        "text_to_patient": reason.text_to_patient or "Please call us.",
        "internal_note": "",
    }
