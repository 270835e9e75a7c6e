"""The stage: a demo practice of a given size, served by its own process, and the real program."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select, update

from console.app import Console
from console.demo import DemoPortal, DemoProcess
from console.desk import Desk
from console.domain.link import LinkState
from console.settings import Settings
from portal.db.engine import Database
from portal.db.tables import item
from portal.db.unit_of_work import Scope, UnitOfWork

T = TypeVar("T")
PASSPHRASE = "a long walk by the river"  # noqa: S105 - of throw-away stores
SEED = 7
PATIENCE_S = 300.0


@contextmanager
def demo(folder: Path, rows: int) -> Iterator[DemoPortal]:
    """A demo practice, built once in `folder` and then reused."""
    process = DemoProcess(folder / f"portal-{rows}", rows, SEED)
    try:
        yield process.start()
    finally:
        process.stop()


async def until(condition: Callable[[], T | None], what: str) -> T:
    """Let the program go on until the condition holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not (found := condition()):  # noqa: ASYNC110 - the program has no event for everything
            await asyncio.sleep(0.001)
        return found
    raise TimeoutError(what)


@asynccontextmanager
async def program(portal: DemoPortal, data_dir: Path) -> AsyncIterator[Console]:
    """The program with its sign-in window open."""
    kept = Settings(server=portal.url, data_dir=str(data_dir), language="en", undo_s=0.0)
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


async def sign_in(console: Console, portal: DemoPortal, username: str = "frontdesk") -> Desk:
    """Sign in, through the passphrase page; the desk may not be online yet."""
    dialog = await until(lambda: console.dialog, "the sign-in window")
    dialog.submitted.emit(portal.url, username, portal.password)

    def page() -> bool:
        pages = (dialog.new_passphrase, dialog.passphrase)
        return console.desk is not None or any(one.isVisible() for one in pages)

    await until(page, "an answer")
    if console.desk is None:
        dialog.passphrase_entered.emit(PASSPHRASE, dialog.new_passphrase.isVisible())
    return await until(lambda: console.desk, "the desk")


async def caught_up(desk: Desk) -> None:
    """Until the cache equals the portal."""
    await until(lambda: desk.sync.link.state is LinkState.ONLINE, "online")


def move(folder: Path, rows: int, changes: int, batch: int = 500) -> None:
    """Change open items behind the portal's back, as many colleagues at once would."""
    database = Database(f"sqlite:///{folder / f'portal-{rows}' / 'portal.db'}")
    try:
        with database.read(Scope.of([1])) as reader:
            found = reader.execute(
                select(item.c.id, item.c.kind, item.c.version)
                .where(item.c.practice_id == 1, item.c.is_open)
                .limit(changes)
            ).all()
        for start in range(0, len(found), batch):
            part = found[start : start + batch]

            def work(uow: UnitOfWork, part: object = part) -> None:
                for item_id, kind, version in part:  # type: ignore[attr-defined] # rows of the select above
                    uow.execute(
                        update(item)
                        .where(item.c.practice_id == 1, item.c.id == item_id)
                        .values(version=version + 1, due_at=datetime.now(UTC))
                    )
                    uow.touch(1, kind, item_id, version + 1)

            database.write(Scope.of([1]), work)
    finally:
        database.close()
