"""Behind *Accounts* and the temporary credentials: asks the portal, shows once, keeps nothing.

The portal alone has accounts; without the line nothing is shown and nothing saved up (DOMAIN F39–F45).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from console.account_proving import AccountProving
from console.api_client.access_calls import AccessCalls
from console.api_client.account_calls import SENT, UNKNOWN, AccountCalls
from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.access import HandOut
from console.domain.accounts import (
    PROVED,
    Account,
    AccountQuery,
    AccountWish,
    Act,
    Invitation,
    right_of,
)
from console.domain.errors import ConsoleError
from console.domain.link import Link, LinkState
from console.messages import Message
from console.messages.account_texts import account_message, shown_to_nobody
from console.models.when import Calendar
from console.qt_loop import answer
from console.runtime import Lanes, TaskScope
from console.views.access.account_views import AccountViews
from console.views.access.accounts_view import AccountsView
from console.views.access.enroll_dialogs import RevokeDialog

T = TypeVar("T")
NOT_NEEDED = "NOT_NEEDED"


class AccountWork(QObject):
    """Connects itself; made with the desk, ends with it.

    Signals: `patient_shown(dict)` when an account is on show, for who adds to it, empty for no chart;
    `view_opened(AccountsView)`.
    """

    patient_shown = Signal(object)
    view_opened = Signal(object)

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
        self._calls, self._access = AccountCalls(client), AccessCalls(client)
        self._slot, self._start = tasks.slot, tasks.start
        self._is_acting = False
        self.views = AccountViews(desk.window, calendar, self._may)
        self._proving = AccountProving(self.views, client, lanes, tasks)
        self.views.opened.connect(self._connect)
        desk.bus.link_changed.connect(self._link_changed)

    # What others ask for

    def give_credentials(self, patient: Mapping[str, Any]) -> None:
        """Hand temporary credentials to a patient: the proof, the step-up, the card."""
        self._start(self._act(Act.CREDENTIALS, Account("", patient=patient)))

    def record_proof(self, patient: Mapping[str, Any]) -> None:
        """Record how a patient or guardian proved who they are, for what comes later."""
        self._start(self._prove_alone(patient))

    def show_account(self, account_id: str) -> None:
        """Open the accounts at one of them."""
        self.views.open(account_id)

    def close(self) -> None:
        """Leave no secret behind when the desk ends."""
        self.views.end_card()

    def _may(self, right: str) -> bool:
        return self._desk.me.may(self._desk.practice_id, right)

    def _link_changed(self, link: Link) -> None:
        self.views.show_online(is_online=link.state is LinkState.ONLINE)

    def _connect(self, view: AccountsView) -> None:
        slot = self._slot
        view.searched.connect(slot(self._search))
        view.account_wanted.connect(slot(self._read))
        view.act_wanted.connect(slot(self._act))
        view.invitations_wanted.connect(slot(self._read_invitations))
        view.resend_wanted.connect(slot(self._resend))
        view.invitations.address_wanted.connect(slot(self._resend_to))
        view.table.chosen.connect(lambda _account: self.patient_shown.emit({}))
        view.detail.history.revoke_wanted.connect(slot(self._revoke))
        view.detail.history.resend_wanted.connect(slot(self._resend_one))
        self.view_opened.emit(view)

    # Reading

    async def _search(self, query: AccountQuery, after: str) -> None:
        view, practice_id = self.views.view, self._desk.practice_id
        try:
            page = await self._ask(self._calls.search, practice_id, query, after)
        except ConsoleError as error:
            self._say(view, account_message(error))
            return
        if view is not None and view is self.views.view:
            view.show_page(query, after, page)

    async def _read(self, account: Account) -> None:
        """The account as it is now, and what its patient was given."""
        view, practice_id = self.views.view, self._desk.practice_id
        if not self._is_shown(view, account):
            return  # one has moved on: of the rows that were passed nothing is asked
        self.patient_shown.emit(dict(account.patient))
        try:
            now = await self._ask(self._calls.account, practice_id, account.id)
            if self._is_shown(view, account) and view is not None:
                view.show_account(now)
                if now.patient_id:
                    access = await self._ask(self._access.access, practice_id, now.patient_id)
                    if view is self.views.view:
                        view.show_access(account.id, access)
                else:
                    view.detail.say_waiting("")
        except ConsoleError as error:
            self._say(view, account_message(error))

    def _is_shown(self, view: AccountsView | None, account: Account) -> bool:
        if view is None or view is not self.views.view:
            return False
        shown = view.detail.account()
        return shown is not None and shown.id == account.id

    async def _read_invitations(self, after: str) -> None:
        view = self.views.view
        try:
            found = self._calls.failed_invitations
            page = await self._ask(found, self._desk.practice_id, after)
        except ConsoleError as error:
            self._say(view, account_message(error))
            return
        if view is not None and view is self.views.view:
            view.show_invitations(page, after)

    # Acting

    async def _act(self, act: Act, account: Account) -> None:
        if why_not := self.views.why_not(right_of(act)):
            self.views.show_problem(Message(why_not, tone="info"))
        if self._is_acting or why_not:
            return
        self._is_acting = True
        try:
            done = await self._carry_out(act, account)
        except ConsoleError as error:
            self.views.show_problem(account_message(error))
            await self._look_again(account)
        else:
            if done:
                await self._look_again(account)
                self.views.show_done(act, account)
        finally:
            self._is_acting = False

    async def _carry_out(self, act: Act, account: Account) -> bool:
        """Ask what is to be asked, in order, and do it; False when somebody thought better of it."""
        practice_id, fields = self._desk.practice_id, dict[str, Any]()
        if act not in {Act.TELL_USERNAME, Act.CREDENTIALS}:  # whose sentence the proof says
            dialog = self.views.act_dialog(act, account)
            if not await answer(dialog):
                return False
            fields.update(dialog.fields())
        if act in PROVED:
            proofing_id = await self._proving.proved(practice_id, act, account.patient)
            if not proofing_id:
                return False
            fields["proofing_id"] = proofing_id
        if act is Act.CREDENTIALS:
            return await self._credentials(account.patient, fields["proofing_id"])
        if act is Act.TELL_USERNAME:
            return await self._username(account, fields["proofing_id"])
        wish = AccountWish(act, account, fields)
        return await self._proving.surely(self._done, practice_id, wish) is True

    def _done(self, practice_id: int, wish: AccountWish) -> bool:
        self._calls.act(practice_id, wish)
        return True

    async def _credentials(self, patient: Mapping[str, Any], proofing_id: str) -> bool:
        practice_id, calls = self._desk.practice_id, self._calls
        made = await self._proving.surely(
            calls.credentials, practice_id, str(patient["id"]), proofing_id
        )
        if made is None:
            return False
        if self.views.show_credentials(patient, made):
            return True
        made.forget()
        self.views.show_problem(shown_to_nobody())
        await self._ask(calls.revoke_credentials, practice_id, made.id, NOT_NEEDED)
        return False

    async def _username(self, account: Account, proofing_id: str) -> bool:
        practice_id = self._desk.practice_id
        told = await self._proving.surely(
            self._calls.username, practice_id, account.id, proofing_id
        )
        if told is None:
            return False
        if not self.views.show_username(account.patient, told):
            told.forget()
            return False
        return True

    async def _prove_alone(self, patient: Mapping[str, Any]) -> None:
        try:
            await self._proving.proved(self._desk.practice_id, None, patient)
        except ConsoleError as error:
            self.views.show_problem(account_message(error))

    async def _look_again(self, account: Account) -> None:
        if account.id and self.views.view is not None:
            await self._read(account)

    # What was handed out

    async def _revoke(self, one: HandOut) -> None:
        sentence = self.tr("It stops working at once, for whoever holds it.")
        dialog = RevokeDialog(sentence, self.views.over())
        if await answer(dialog):
            reason = dialog.reason()
            call = self._access.revoke
            await self._then_read(call, self._desk.practice_id, one.kind, one.id, reason)

    async def _resend_one(self, one: HandOut) -> None:
        await self._then_read(self._access.resend, self._desk.practice_id, one.id)

    async def _resend_to(self, one: Invitation) -> None:
        dialog = self.views.address_dialog(one)
        if not await answer(dialog):
            return
        view, email = self.views.view, dialog.email()
        try:
            await self._ask(self._calls.resend_to, self._desk.practice_id, one.id, email)
        except ConsoleError as error:
            self._say(view, account_message(error))
        else:
            if view is not None and view is self.views.view:
                view.show_outcomes({one.id: SENT})

    async def _then_read(self, func: Callable[..., None], *args: Any) -> None:
        view = self.views.view
        shown = view.detail.account() if view is not None else None
        try:
            await self._ask(func, *args)
        except ConsoleError as error:
            self._say(view, account_message(error))
        if shown is not None:
            await self._look_again(shown)

    async def _resend(self, ids: Sequence[str]) -> None:
        view = self.views.view
        try:
            outcomes = await self._ask(self._calls.resend, self._desk.practice_id, ids)
        except ConsoleError as error:
            outcomes = dict.fromkeys(ids, UNKNOWN)
            self._say(view, account_message(error))
        if view is not None and view is self.views.view:
            view.show_outcomes(outcomes)

    # Inside

    async def _ask(self, func: Callable[..., T], *args: Any) -> T:
        return await self._lanes.network.run(func, *args)

    def _say(self, view: AccountsView | None, message: Message) -> None:
        if view is not None and view is self.views.view:
            view.show_problem(message)
