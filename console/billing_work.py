"""Behind *Billing accounts* and the requests about statements: asks the portal, keeps nothing (F70–F73).

The portal alone has billing accounts; without the line nothing is shown and nothing saved up.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from console.api_client.billing_calls import BillingCalls
from console.api_client.client import PortalClient
from console.api_client.statement_calls import StatementCalls
from console.at_desk import AtDesk
from console.domain.billing import Bill, BillingView
from console.domain.billing_search import BillingQuery
from console.domain.errors import ConsoleError
from console.domain.items import ItemKey
from console.domain.link import Link, LinkState
from console.domain.statements import PUBLISH
from console.messages import Message
from console.messages.statement_texts import statement_message
from console.models.one_line import isolated
from console.models.when import Calendar
from console.paper_reader import PaperReader
from console.qt_loop import answer
from console.runtime import Lanes, TaskScope
from console.views.queues.body import QueueBody
from console.views.queues.statement_request import StatementRequestBody
from console.views.statements.account_paper import BillPaper
from console.views.statements.account_view import BillingAccounts
from console.views.statements.account_views import BillingViews

T = TypeVar("T")
REQUESTS = "statement_request"


class BillingWork(QObject):
    """Connects itself; made with the desk, ends with it."""

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._lanes = desk, lanes
        self._calls, self._statements = BillingCalls(client), StatementCalls(client)
        self._slot, self._start = tasks.slot, tasks.start
        self._reader = PaperReader(client, lanes, tasks)
        self._is_acting = False
        self.views = BillingViews(desk.window, calendar, self._may)
        self.views.opened.connect(self._connect)
        self.views.paper_opened.connect(self._serve_paper)
        desk.window.panel.body_made.connect(self._serve_body)
        desk.bus.link_changed.connect(self._link_changed)

    async def close(self) -> None:
        """Let the open PDF go, and the lane that draws it."""
        await self._reader.close()

    def _may(self, right: str) -> bool:
        return self._desk.me.may(self._desk.practice_id, right)

    def _link_changed(self, link: Link) -> None:
        self.views.show_online(is_online=link.state is LinkState.ONLINE)

    def _connect(self, view: BillingAccounts) -> None:
        slot, bill = self._slot, view.detail.bill
        view.searched.connect(slot(self._search))
        view.account_wanted.connect(slot(self._read))
        view.detail.request_wanted.connect(self._show_request)
        bill.pdf_wanted.connect(self._show_pdf)
        bill.resend_wanted.connect(slot(self._resend))
        bill.void_wanted.connect(slot(self._void))

    # Reading

    async def _search(self, query: BillingQuery, after: str) -> None:
        view = self.views.view
        try:
            page = await self._ask(self._calls.search, self._desk.practice_id, query, after)
        except ConsoleError as error:
            self._say(view, statement_message(error))
            return
        if view is not None and view is self.views.view:
            view.show_page(query, after, page)

    async def _read(self, account_id: str) -> None:
        view = self.views.view
        if not self._is_shown(view, account_id):
            return  # one has moved on: of the rows that were passed nothing is asked
        try:
            found = await self._ask(self._calls.account, self._desk.practice_id, account_id)
        except ConsoleError as error:
            self._say(view, statement_message(error))
            return
        if view is not None and self._is_shown(view, account_id):
            view.show_view(found)

    def _is_shown(self, view: BillingAccounts | None, account_id: str) -> bool:
        if view is None or view is not self.views.view:
            return False
        shown = view.detail.account()
        return shown is not None and shown.id == account_id

    # Acting

    async def _resend(self, bill: Bill) -> None:
        def done(found: BillingView) -> str:
            notice = found.told.get(bill.id)
            if notice is not None and notice.state == "paper":
                return self.tr("It is on the paper list for {who}.")
            return self.tr("An e-mail to {who} is on its way.")

        async def act(view: BillingView) -> bool:
            if not await answer(self.views.resend_dialog(view, bill)):
                return False
            await self._ask(self._statements.resend, self._desk.practice_id, bill.id, bill.version)
            return True

        await self._act(act, done)

    async def _void(self, bill: Bill) -> None:
        async def act(view: BillingView) -> bool:
            dialog = self.views.void_dialog(view, bill)
            if not await answer(dialog):
                return False
            reason, note = dialog.reason(), dialog.note()

            def void() -> None:
                self._statements.void(
                    self._desk.practice_id,
                    bill.id,
                    reason_code=reason,
                    note=note,
                    expected_version=bill.version,
                )

            await self._ask(void)
            return True

        await self._act(act, lambda _found: self.tr("The statement of {who} is void."))

    async def _act(
        self, act: Callable[[BillingView], Any], done: Callable[[BillingView], str]
    ) -> None:
        """Ask what is to be asked and do it; in any case the account is shown as it is then."""
        view = self.views.view
        seen = view.detail.view() if view is not None else None
        if why_not := self.views.why_not():
            self.views.show_problem(Message(why_not, tone="info"))
        if self._is_acting or why_not or view is None or seen is None:
            return
        self._is_acting = True
        try:
            view.notice.clear()
            acted = await act(seen)
        except ConsoleError as error:
            acted = False
            await self._read(seen.account.id)
            self._say(view, statement_message(error))
        finally:
            self._is_acting = False
        if acted:
            await self._read(seen.account.id)
            self._say_done(view, seen.account.id, done)

    def _say_done(
        self, view: BillingAccounts, account_id: str, done: Callable[[BillingView], str]
    ) -> None:
        now = view.detail.view() if view is self.views.view else None
        if now is not None and now.account.id == account_id:
            view.show_done(done(now).format(who=isolated(now.account.name)))

    # The PDF

    def _show_pdf(self, bill: Bill) -> None:
        title = self.views.title_of(bill)
        self.views.show_pdf(bill.id, title)

    def _serve_paper(self, paper: BillPaper) -> None:
        practice_id, reader = self._desk.practice_id, self._reader
        paper.paper_wanted.connect(
            lambda name: reader.want(
                paper, name, lambda client: StatementCalls(client).content(practice_id, name)
            )
        )
        paper.page_wanted.connect(
            lambda name, page, width: reader.want_page(paper, name, page, width)
        )
        paper.finished.connect(lambda _result: reader.forget(paper))

    # The requests

    def _serve_body(self, body: QueueBody) -> None:
        if isinstance(body, StatementRequestBody):
            wanted = self._slot(self._show_account)
            body.account_wanted.connect(lambda account_id: wanted(body, account_id))
            body.open_wanted.connect(self.views.open)
            body.pdf_wanted.connect(self.views.show_pdf)

    async def _show_account(self, body: StatementRequestBody, account_id: str) -> None:
        """How the account of a request stands now."""
        item = self._desk.window.panel.item()
        if item is None or not self._may(PUBLISH):
            return
        try:
            found = await self._ask(self._calls.account, item.key.practice_id, account_id)
        except ConsoleError as error:
            body.show_problem(account_id, statement_message(error).text)
        else:
            body.show_account(found)

    def _show_request(self, item_id: str) -> None:
        """Go from an account to what was asked about it."""
        if self.views.view is not None:
            self.views.view.reject()
        self._desk.window.item_wanted.emit(ItemKey(self._desk.practice_id, REQUESTS, item_id))

    # Inside

    async def _ask(self, func: Callable[..., T], *args: Any) -> T:
        return await self._lanes.network.run(func, *args)

    def _say(self, view: BillingAccounts | None, message: Message) -> None:
        if view is not None and view is self.views.view:
            view.show_problem(message)
