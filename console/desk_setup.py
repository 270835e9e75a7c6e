"""What the practice has set, read from the cache; and changes of it, asked of the portal."""

import contextlib
import json
from collections.abc import Awaitable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.api_client.desk_calls import DeskCalls
from console.domain.changes import ChangeSet
from console.domain.desk import desk_key, desk_settings, query_json
from console.domain.desk_wish import Change, DeskWish
from console.domain.errors import (
    CacheDamagedError,
    ConsoleError,
    RequestRefusedError,
    StepUpRequiredError,
)
from console.domain.items import QueueQuery
from console.domain.link import Link, LinkState
from console.messages import message_for
from console.messages.desk_texts import desk_message
from console.models.when import Calendar
from console.qt_loop import answer
from console.reading import Reading
from console.runtime import Lanes, TaskScope
from console.store.cache import Cache
from console.views.desk_views import DeskViews

if TYPE_CHECKING:
    from console.desk import Desk


class DeskSetup(QObject):
    """Connects itself; made with the desk, ends with it."""

    def __init__(
        self,
        desk: "Desk",
        reading: Reading,
        client: PortalClient,
        cache: Cache,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk)
        self._desk, self._reading, self._cache, self._lanes = desk, reading, cache, lanes
        self._calls = DeskCalls(client)
        self.views = DeskViews(desk.window, calendar)
        self._restored: set[int] = set()
        self._kept = ""
        slot = tasks.slot
        self.views.wished.connect(slot(self._carry_out))
        self.views.policies_wanted.connect(slot(self._show_policies))
        self.views.leave_wanted.connect(slot(self._show_leave))
        self.views.proof_given.connect(slot(self._prove))
        desk.window.query_changed.connect(self._on_query)
        self._follow = slot(self._written)
        desk.bus.store_changed.connect(slot(self._store_changed))
        desk.bus.link_changed.connect(self._link_changed)

    def show(self, practice_id: int) -> None:
        """Show what is set in a practice, and, the first time, the table as it was left."""
        self.views.show_me(self._desk.me, practice_id)
        with contextlib.suppress(CacheDamagedError):  # built anew by now; it comes with that
            self._show_desk(practice_id)
            if practice_id not in self._restored:
                self._restore(practice_id)

    # Reading

    async def _store_changed(self, changes: ChangeSet) -> None:
        practice_id = self._desk.practice_id
        if practice_id and (changes.everything or desk_key(practice_id) in changes.keys):
            self._show_desk(practice_id)

    def _show_desk(self, practice_id: int) -> None:
        self.views.show_desk(desk_settings(self._reading.desk(practice_id)))

    def _link_changed(self, link: Link) -> None:
        self.views.is_online = link.state is LinkState.ONLINE

    def _on_query(self, query: QueueQuery) -> None:
        """Keep what is shown; in the encrypted cache, for the search may hold a patient's name."""
        text = _kept_as(query)
        if query.practice_id in self._restored and text != self._kept:
            self._kept = text
            name = f"last:{query.practice_id}"
            self._follow(self._lanes.writes.run(self._cache.remember, name, text))

    async def _written(self, remembered: Awaitable[None]) -> None:
        await remembered

    def _restore(self, practice_id: int) -> None:
        """Show the table as it was left the last time (PEERS K19)."""
        text = self._reading.remembered(f"last:{practice_id}")
        if text is not None:
            self.views.restore(json.loads(text))
        self._kept = text or _kept_as(self._desk.window.pane.query)
        self._restored.add(practice_id)  # from now on it is kept what is shown

    # Changing

    async def _carry_out(self, wish: DeskWish) -> None:
        practice_id = self._desk.practice_id
        try:
            await self._ask(practice_id, wish)
        except RequestRefusedError as error:
            self.views.show_problem(desk_message(error.problem), error.problem)
        except ConsoleError as error:
            self.views.show_problem(message_for(error))
        else:
            self._desk.refresh()
            if wish.change is Change.SET_POLICY:
                await self._show_policies()  # with who changed it and why
            if wish.change in {Change.ENTER_LEAVE, Change.END_LEAVE}:
                await self._show_leave()
            self.views.show_done(wish)

    async def _ask(self, practice_id: int, wish: DeskWish) -> None:
        try:
            await self._lanes.network.run(self._calls.carry_out, practice_id, wish)
        except StepUpRequiredError:
            if not await answer(self.views.ask_proof()):
                raise
            await self._lanes.network.run(self._calls.carry_out, practice_id, wish)

    async def _prove(self, proof: str) -> None:
        try:
            await self._lanes.network.run(self._calls.step_up, proof)
        except ConsoleError as error:
            self.views.show_wrong_proof(message_for(error))
        else:
            self.views.end_proof()

    async def _show_policies(self) -> None:
        """From the portal; without it, as they were read the last time, to be read only."""
        practice_id, why_not = self._desk.practice_id, ""
        name = f"policies:{practice_id}"
        try:
            found = await self._lanes.network.run(self._calls.policies, practice_id)
            await self._lanes.writes.run(self._cache.remember, name, json.dumps(found))
        except ConsoleError as error:
            text = await self._lanes.writes.run(self._cache.remembered, name)
            if text is None:
                self.views.show_problem(message_for(error))
                return
            found = json.loads(text)
            why_not = message_for(error).text
        self.views.show_policies(found["policies"], why_not)

    async def _show_leave(self) -> None:
        """From the portal alone: what was so yesterday is no ground to book on."""
        try:
            found = await self._lanes.network.run(self._calls.leave, self._desk.practice_id)
        except ConsoleError as error:
            self.views.show_problem(message_for(error))
            return
        self.views.show_leave(found)


def _kept_as(query: QueueQuery) -> str:
    return json.dumps({"kind": query.kind, **query_json(query)})
