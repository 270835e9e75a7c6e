"""A biller's console without its window: store, lanes, client and the upload of statements.

async with UploadCore.opened(folder, portal.url) as core:
    batch = await core.new_batch()
    await core.upload.add(1, batch, [str(folder_of_statements)])
    await core.idle(batch)
"""

import contextlib
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.api_client.client import PortalClient
from console.api_client.statement_calls import StatementCalls
from console.domain.batch_files import BatchFile
from console.domain.statements import Statement
from console.runtime import Lanes, TaskScope
from console.statement_run import Heard, RunState
from console.statement_upload import StatementUpload
from console.store.batch_files import BatchFiles
from console.store.engine import Store
from console.store.writing import Writer
from portal.db.engine import Database
from tests.support.builders import KEYS
from tests.support.portal_process import PortalProcess
from tests.support.staff import PASSWORD, People
from tests.support.statement_layouts import LAYOUTS
from tests.support.statement_maker import Books, bill_of, draw
from tests.support.until import until

BILLER = "billing.desk"


@dataclass(frozen=True)
class BillingPortal:
    """A portal whose practice 1 has guarantors' accounts."""

    process: PortalProcess
    database: Database
    books: Books

    @property
    def url(self) -> str:
        return self.process.url

    @classmethod
    @contextlib.contextmanager
    def open(cls, folder: Path, accounts: int = 120) -> Iterator["BillingPortal"]:
        with PortalProcess("", folder) as process:
            database = Database(process.database_url)
            people = People(database)
            people.practice(1)
            people.staff(BILLER, {1: ["billing"]})
            books = Books.make(count=accounts)
            books.store(database)
            yield cls(process, database, books)
            database.close()


def write_statements(books: Books, folder: Path, count: int, seed: int = 1) -> list[str]:
    """One clean statement for each of the first accounts, as files; gives their names."""
    dice, names = random.Random(seed), []
    layouts = list(LAYOUTS.values())
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(count):
        bill = bill_of(books.accounts[place], dice)
        name = f"statement-{place:04d}.pdf"
        (folder / name).write_bytes(draw(layouts[place % len(layouts)], bill))
        names.append(name)
    return names


class UploadCore:
    """One console, signed in as the biller."""

    def __init__(self, store: Store, client: PortalClient) -> None:
        self.store, self.client, self.lanes = store, client, Lanes()
        self.bugs: list[BaseException] = []
        self.tasks = TaskScope(self.bugs.append)
        self.heard: list[Heard] = []
        self.files: dict[int, BatchFile] = {}
        self.statements: dict[str, Statement] = {}
        self.remembered = BatchFiles(Writer(store))
        self.upload = StatementUpload(
            client, self.remembered, self.lanes, self.tasks, self._on_heard
        )
        self.calls = StatementCalls(client)

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, folder: Path, url: str) -> AsyncIterator["UploadCore"]:
        """Sign in; close everything at the end as the desk does."""
        core = cls(Store.open(folder, KEYS), PortalClient(url))
        try:
            await core.ask(core.client.sign_in, BILLER, PASSWORD)
            yield core
        finally:
            await core.tasks.close()
            await core.upload.close()
            core.client.abort()
            await core.lanes.close()
            core.store.close()
        assert not core.bugs, core.bugs

    def _on_heard(self, heard: Heard) -> None:
        self.heard.append(heard)
        self.files.update({one.number: one for one in heard.files})
        self.statements.update({one.id: one for one in heard.statements})

    async def ask(self, call: Any, *args: Any) -> Any:
        return await self.lanes.network.run(call, *args)

    async def new_batch(self, name: str = "October") -> str:
        return str((await self.ask(self.calls.new_batch, 1, name)).id)

    def state(self) -> RunState | None:
        return self.heard[-1].state if self.heard else None

    async def comes_to(self, state: RunState, seconds: float = 60.0) -> Heard:
        await until(lambda: self.state() is state, seconds, state.value)
        return self.heard[-1]

    async def names_in(self, batch_id: str) -> list[str]:
        """The names of the batch's files as the portal has them."""
        found, after = list[str](), ""
        while True:
            page = await self.ask(self.calls.statements, 1, batch_id, after)
            found += [one.file_name for one in page.statements]
            if not page.next:
                return sorted(found)
            after = page.next
