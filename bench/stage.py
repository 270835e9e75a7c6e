"""The stage: the real program, signed in by a script, and how to wait for what it does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bench.words import PASSPHRASE
from console.app import Console
from console.demo import DemoPortal
from console.desk import Desk
from console.domain.link import LinkState
from console.settings import Settings

T = TypeVar("T")
PATIENCE_S = 120.0


async def until(condition: Callable[[], T | None], what: str) -> T:
    """Let the program go on until the condition holds."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not (found := condition()):  # noqa: ASYNC110 - the program has no event for everything
                await asyncio.sleep(0.001)
            return found
    except TimeoutError as error:
        raise TimeoutError(f"waited in vain for {what}") from error


@asynccontextmanager
async def program(url: str, data_dir: Path, undo_s: float = 0.0) -> AsyncIterator[Console]:
    """The program with its sign-in window open."""
    kept = Settings(server=url, data_dir=str(data_dir), language="en", undo_s=undo_s)
    console = Console(kept, settings_file=data_dir / "settings.toml")
    running = asyncio.get_running_loop().create_task(console.run())
    try:
        await until(lambda: console.takes_input, "the sign-in window")
        yield console
    finally:
        while not running.done():
            if console.desk is not None:
                console.desk.closed.emit()
            elif console.dialog is not None:
                console.dialog.reject()
            await asyncio.wait({running}, timeout=0.2)
    if console.bugs:
        raise RuntimeError("\n".join(console.bugs))


async def sign_in(console: Console, portal: DemoPortal, username: str, url: str = "") -> Desk:
    """Sign in, through the passphrase page; the desk may not be online yet."""
    dialog = await until(lambda: console.dialog, "the sign-in window")
    dialog.submitted.emit(url or portal.url, username, portal.password)

    def page() -> bool:
        pages = (dialog.new_passphrase, dialog.passphrase)
        return console.desk is not None or any(one.isVisible() for one in pages)

    await until(page, "an answer")
    if console.desk is None:
        dialog.passphrase_entered.emit(PASSPHRASE)
    return await until(lambda: console.desk, "the desk")


@asynccontextmanager
async def at_desk(
    portal: DemoPortal, data_dir: Path, username: str, url: str = ""
) -> AsyncIterator[Desk]:
    """Somebody signed in, whose cache equals the portal."""
    async with program(url or portal.url, data_dir) as console:
        desk = await sign_in(console, portal, username, url)
        await caught_up(desk)
        desk.window.activateWindow()
        yield desk


async def caught_up(desk: Desk) -> None:
    """Until the cache equals the portal."""
    await until(lambda: desk.sync.link.state is LinkState.ONLINE, "online")
