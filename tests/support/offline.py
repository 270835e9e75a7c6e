"""Review without the portal, as a person sets it up and uses it."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.app import Console
from console.desk import Desk
from console.domain.items import DecisionState, Item
from console.store.keys import Argon2Cost
from console.tour.relay import Relay
from tests.support.at_desk import at_desk, denial, first, opened, submit
from tests.support.demo_portal import DemoUnderTest
from tests.support.until import until

COPY = "nine lives and a cable out"
"""The passphrase of the copy; another one than that of the account's keys."""


async def allowed(desk: Desk, passphrase: str = COPY) -> None:
    """Until a copy is there that the passphrase opens."""
    key_store = desk._session.workstation.key_store
    key_store._cost = Argon2Cost(1, 64, 1)  # its real cost is 256 MiB at each try
    desk.offline.views.passphrase_chosen.emit(passphrase)
    await until(lambda: key_store.offline_ready, 20, "a passphrase")
    await until((desk._session.workstation.folder / "review.db").exists, 20, "a copy")
    await until(lambda: "without the portal" in desk.window.page.message_bar.text(), 20, "said")


async def set_up(url: str, folder: Path, username: str = "frontdesk") -> None:
    """A day with the portal, at the end of which a copy is left."""
    async with at_desk(url, folder, username=username) as desk:
        await allowed(desk)


async def offline_page(console: Console, url: str, username: str = "frontdesk") -> None:
    """Try to sign in while the portal is away, until the passphrase of the copy is asked for."""
    await submit(console, url, username)
    dialog = console.dialog
    assert dialog is not None
    await until(dialog.offline.isVisible, 20, "the page")


async def let_in(console: Console, passphrase: str = COPY) -> Desk:
    """From the page that asks for it to the desk."""
    assert console.dialog is not None
    console.dialog.offline_entered.emit(passphrase)
    desk = await until(lambda: console.desk, 30, "the copy")
    await until(
        lambda: desk.sync.link.until_ms, 20, "how old it is: before that nothing is decided"
    )
    return desk


@asynccontextmanager
async def without_portal(
    url: str, folder: Path, username: str = "frontdesk"
) -> AsyncIterator[tuple[Console, Desk]]:
    """The desk of somebody who has begun without the portal."""
    async with opened(url, folder, username=username) as console:
        await offline_page(console, url, username)
        yield console, await let_in(console)


class CabledPortal(DemoUnderTest):
    """A demo portal at the end of a cable that can be pulled, and a computer with a copy of it.

    Both are made once; every test begins with the files that one day with the portal has left, and with
    what the portal knew of that computer then. So tests take different items (`skip` of `first`).
    """

    _REMEMBERED = ("workstation", "policy", "staff")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cable = Relay()
        self.cable.lead_to(self.process.port)
        self._left = folder.with_name("left")

    @property
    def url(self) -> str:
        """Where the console finds it: at this end of the cable."""
        return self.cable.url

    async def begin(self, data_dir: Path) -> None:
        """Put the files where a console finds them, and the cable in."""
        self.cable.plug()
        if not self._left.exists():
            await set_up(self.url, self._left)
            for name in self._REMEMBERED:
                self.execute(f"CREATE TABLE remembered_{name} AS SELECT * FROM {name}")
        for name in self._REMEMBERED:
            self.execute(f"INSERT OR REPLACE INTO {name} SELECT * FROM remembered_{name}")
        shutil.copytree(self._left, data_dir, dirs_exist_ok=True)

    def pull(self) -> None:
        """From now on there is no portal."""
        self.cable.pull()

    def has_heard_of(self, item_id: str) -> bool:
        """Whether a decision of an item has come here, applied or refused."""
        refused = "SELECT 1 FROM refused_decision WHERE item_id = ?"
        return bool(self.decisions_of(item_id) or self.execute(refused, item_id))

    def plug(self) -> None:
        """There it is again."""
        self.cable.plug()


@pytest.fixture(scope="session")
def cabled_portal(
    built_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CabledPortal]:
    """One for all tests that go on without a line."""
    folder = tmp_path_factory.mktemp("cabled") / "portal"
    shutil.copytree(built_demo, folder)
    portal = CabledPortal(folder)
    yield portal
    portal.process.stop()
    portal.cable.close()


def folder_of(data_dir: Path) -> Path:
    """The folder of the one account there."""
    (found,) = (data_dir / "accounts").iterdir()
    return found


async def deny(desk: Desk, skip: int, fits: Callable[[Item], bool] = lambda _item: True) -> Item:
    """Deny an application, and wait until that is safe on this computer."""
    item = await first(desk, "enrollment", skip=skip, fits=fits)
    desk.window.decided.emit(item, "deny", denial(desk, "enrollment"))
    await until(lambda: (now := desk.item(item.key)) and now.decision_state is DecisionState.QUEUED)
    return item


async def denied_without(portal: CabledPortal, data_dir: Path, skip: int) -> Item:
    """What somebody has decided while there was no portal, and gone home; the cable is still out.

    An item that no other test has: their decisions are in the portal, and in no copy of before.
    """
    await portal.begin(data_dir)
    portal.pull()
    async with without_portal(portal.url, data_dir) as (_, desk):
        return await deny(desk, skip, lambda item: not portal.has_heard_of(item.key.id))
