"""Behind the page of a statement: fetches its file, asks the portal to match it, publishes its batch.

The portal alone has statements; of a file nothing is kept once another one, or none, is on show.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, SignalInstance

from console.api_client.billing_calls import BillingCalls
from console.api_client.client import PortalClient
from console.api_client.statement_calls import StatementCalls
from console.at_desk import AtDesk
from console.domain.billing_search import BillingBy, BillingQuery
from console.domain.errors import ConsoleError
from console.domain.link import Link, LinkState
from console.domain.statements import MatchWish, Statement
from console.messages.review_texts import has_moved_on, match_refusal, review_message
from console.paper_reader import PaperReader
from console.runtime import Lanes, TaskScope
from console.statement_publishing import AtBatch, StatementPublishing
from console.views.statements.statement_page import StatementPage

T = TypeVar("T")


class ReviewedView(AtBatch, Protocol):
    """The place *Statements*, as far as it is known here."""

    review: StatementPage
    finished: SignalInstance
    publish_wanted: SignalInstance
    report_wanted: SignalInstance


class StatementReview(QObject):
    """Connects itself to each view it is given by `attach`; made with the desk, ends with it."""

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        lanes: Lanes,
        tasks: TaskScope,
        reader: PaperReader,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._lanes, self._tasks, self._reader = desk, lanes, tasks, reader
        self._calls, self._billing = StatementCalls(client), BillingCalls(client)
        self.publishing = StatementPublishing(self._calls, lanes, tasks, self)
        self._view: ReviewedView | None = None
        self._under_way: set[str] = set()  # statements that something is being done with
        desk.bus.link_changed.connect(self._link_changed)

    def attach(self, view: ReviewedView) -> None:
        """Serve this view from now on."""
        self._view, page, slot = view, view.review, self._tasks.slot
        page.paper_wanted.connect(self._want_paper)
        page.page_wanted.connect(lambda *what: self._reader.want_page(page, *what))
        page.places_wanted.connect(lambda *what: self._reader.want_places(page, *what))
        page.match_wanted.connect(slot(self._match))
        page.answered.connect(slot(self._answer))
        page.discard_wanted.connect(slot(self._discard))
        page.search_wanted.connect(slot(self._search))
        view.publish_wanted.connect(slot(self._publish))
        view.report_wanted.connect(slot(self._report))
        view.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self._view = None

    def _link_changed(self, link: Link) -> None:
        is_online = link.state is LinkState.ONLINE
        if self._view is not None:
            self._view.review.show_online(is_online=is_online)
        if is_online:
            self.publishing.line_is_back()

    def _want_paper(self, statement_id: str) -> None:
        view = self._view
        if view is None:
            return
        if not statement_id:
            self._reader.forget(view.review)
            return
        practice_id = self._desk.practice_id
        self._reader.want(
            view.review,
            statement_id,
            lambda client: StatementCalls(client).content(practice_id, statement_id),
        )

    # What a person says of a file

    async def _match(self, one: Statement, wish: MatchWish) -> None:
        view = self._view
        if view is None:
            return
        try:
            call = (self._calls.match, self._desk.practice_id, one.id, wish, one.version)
            self._show(await self._ask(*call))
        except ConsoleError as error:
            if has_moved_on(error):
                await self._look_again(one, error)
            elif view is self._view and self._shows(one):
                view.review.show_refused(*match_refusal(error))

    async def _answer(self, one: Statement, replaces: bool) -> None:  # noqa: FBT001 - Qt's signal
        await self._do(
            one,
            lambda: self._calls.answer(
                self._desk.practice_id, one.id, replaces=replaces, expected_version=one.version
            ),
        )

    async def _discard(self, one: Statement) -> None:
        practice_id = self._desk.practice_id
        await self._do(one, lambda: self._calls.discard(practice_id, one.id, one.version))

    async def _do(self, one: Statement, call: Callable[[], Statement]) -> None:
        """Have it done once, however often it is pressed."""
        if one.id in self._under_way or self._view is None:
            return
        self._under_way.add(one.id)
        try:
            self._show(await self._ask(call))
        except ConsoleError as error:
            await self._look_again(one, error)
        finally:
            self._under_way.discard(one.id)

    async def _search(self, name: str) -> None:
        view = self._view
        if view is None:
            return
        try:
            query = BillingQuery(by=BillingBy.NAME, text=name)
            page = await self._ask(self._billing.search, self._desk.practice_id, query)
        except ConsoleError as error:
            if view is self._view:
                view.review.show_refused("", review_message(error).text)
            return
        if view is self._view:
            view.review.show_found(name, page.accounts)

    async def _look_again(self, one: Statement, error: ConsoleError) -> None:
        """Show it as it is now, and say what was not done."""
        if has_moved_on(error):
            try:
                now = await self._ask(self._calls.statement, self._desk.practice_id, one.id)
            except ConsoleError as other:
                error = other
            else:
                self._show(now)
        if self._view is not None and self._shows(one):
            self._view.review.show_problem(review_message(error))

    # The batch

    async def _publish(self, batch_id: str) -> None:
        if self._view is not None:
            practice_id = self._desk.practice_id
            await self.publishing.publish(self._view, practice_id, batch_id, self._practice())
            await self._refresh()

    async def _report(self, batch_id: str) -> None:
        if self._view is not None:
            practice_id = self._desk.practice_id
            await self.publishing.report(self._view, practice_id, batch_id, self._practice())

    async def _refresh(self) -> None:
        """Show what publishing has made of the statement that is on show."""
        one = self._view.review.statement() if self._view is not None else None
        if one is not None:
            try:
                self._show(await self._ask(self._calls.statement, self._desk.practice_id, one.id))
            except ConsoleError:
                return  # its row has been told already

    def _practice(self) -> str:
        found = [one.name for one in self._desk.me.practices if one.id == self._desk.practice_id]
        return found[0] if found else ""

    # Inside

    def _show(self, now: Statement) -> None:
        view = self._view
        if view is None:
            return
        view.show_statements([now])
        view.show_batch_changed()
        if self._shows(now):
            view.review.show_statement(now)

    def _shows(self, one: Statement) -> bool:
        shown = self._view.review.statement() if self._view is not None else None
        return shown is not None and shown.id == one.id

    async def _ask(self, func: Callable[..., T], *args: Any) -> T:
        return await self._lanes.network.run(func, *args)
