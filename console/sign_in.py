"""Signing in: from the first window to an open, encrypted store. Each failure is a sentence in place.

Blocking steps run on lanes; the coroutine below reads in the order in which a person meets them.
"""

import functools
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.api_client.absent import AbsentPortal
from console.api_client.client import MfaChallenge, PortalClient
from console.api_client.payloads import me_from_text
from console.domain.errors import (
    CacheDamagedError,
    ConsoleError,
    KeysLostError,
    KeyUnavailableError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    SignInFailedError,
    StaffDisabledError,
    WorkstationRevokedError,
)
from console.domain.session import Me
from console.enrolling import Enrolling, Workstation
from console.messages import Message, message_for, workstation_texts
from console.offline_start import OfflineStart
from console.qt_loop import painted
from console.runtime import Lanes
from console.salvaging import Salvaging
from console.settings import Settings
from console.sign_in_talk import (
    CancelledByPersonError,
    ClosedByPersonError,
    SaidError,
    SignInTalk,
)
from console.signed_in import Proving, Session, end_session
from console.store import paths
from console.store.cache import Cache
from console.store.keys import system_keyring
from console.store.wipe import Wipe
from console.sync.plan import orders_wipe
from console.sync.pull import ME
from console.wiping import lock_out, resume_wipes, resumed, wipe_locked


class SignIn:
    """Drives the sign-in window until there is a session, or the person closes it."""

    def __init__(
        self,
        talk: SignInTalk,
        lanes: Lanes,
        settings: Settings,
        on_bug: Callable[[BaseException], None],
    ) -> None:
        dialog = self._dialog = talk.dialog
        self._lanes = lanes
        self.settings = settings
        self._on_bug = on_bug
        self._client: PortalClient | None = None
        self._talk = talk
        talk.on_cancelled = self._abort
        self._salvaging = Salvaging(dialog, lanes)
        self._offered: tuple[str, str, OfflineStart] | None = None  # not begun with yet

    async def finish_wipes(self) -> None:
        """What is to be wiped opens to nobody: go on with that before anybody signs in."""
        run, place = self._lanes.writes.run, self.settings.data_path
        if await run(Wipe.pending, place):
            self._say_wiping()  # a portal that is away takes its time
            await run(resume_wipes, place)

    async def run(self) -> Session | None:
        """The session, or None when the window was closed."""
        await self._offer_offline()
        while (said := await self._talk.beginning()) is not None:
            way, words = said
            session = None
            try:
                begin = self._sign_in if way == "submitted" else self._begin_without
                session = await begin(*words)
            except ClosedByPersonError:
                return None
            except Exception as error:  # noqa: BLE001 - whatever it is, the window must answer
                self._say(error)
            finally:
                if session is None:
                    await self._let_go()
            if session is not None:
                self._dialog.clear_secrets()
                return session
        return None

    def _say(self, error: Exception) -> None:
        """Why it came to nothing; nothing to say to somebody who has cancelled."""
        if isinstance(error, OSError):  # the network's have become errors of ours
            error = SaidError(workstation_texts.no_place(str(self.settings.data_path)))
        if not isinstance(error, ConsoleError | CancelledByPersonError | SaidError):
            self._on_bug(error)
        self._dialog.show_credentials()  # where the next try begins, whatever page was on show
        if self._talk.was_cancelled or isinstance(error, CancelledByPersonError):
            return
        if isinstance(error, SaidError):
            self._dialog.show_problem(error.message)
        else:
            self._dialog.show_error(error)

    async def _sign_in(self, server: str, username: str, password: str) -> Session:
        self._dialog.show_busy(QCoreApplication.translate("SignIn", "Signing in…"))
        try:
            return await self._sign_in_there(server, username, password)
        except (StaffDisabledError, WorkstationRevokedError) as error:
            await self._withdraw(username, error)
            raise
        except (PortalUnreachableError, PortalBusyError, NotThePortalError) as error:
            self._talk.go_on()
            return await self._review(server, username, error)

    async def _sign_in_there(self, server: str, username: str, password: str) -> Session:
        network, ca_path = self._lanes.network, self.settings.ca_path
        client = self._client = await network.run(PortalClient, server, ca_path)
        self._talk.go_on()
        answer = await network.run(client.sign_in, username, password)
        self._talk.go_on()
        if isinstance(answer, MfaChallenge):
            await self._second_factor(client, answer)
        me_text = await network.run(client.me_text)
        me = me_from_text(me_text)
        proving = Proving(self._lanes.parked, password)
        proving.begin()  # somebody is asked for the passphrase meanwhile
        session = await self._open_store(client, me, me_text, proving)
        self._remember(client.address, me.username)
        return session

    async def _withdraw(self, username: str, error: ConsoleError) -> None:
        """The portal says that nothing of this account may be left here, or may be read here."""
        if self._client is None:
            return
        self._dialog.credentials.offer_offline(offered=False)
        run, settings = self._lanes.writes.run, self.settings
        if orders_wipe(error):
            self._say_wiping()
            await run(wipe_locked, self._client, username, settings)
        else:
            place = paths.account_place(settings.data_path, self._client.address, username)
            await run(lock_out, place)

    def _say_wiping(self) -> None:
        self._dialog.show_busy(QCoreApplication.translate("SignIn", "Removing what is kept here…"))

    def _remember(self, server: str, username: str) -> None:
        self.settings = self.settings._replace(server=server, username=username)

    async def _second_factor(self, client: PortalClient, challenge: MfaChallenge) -> None:
        """Ask until the code is right; each wrong one is said in place."""
        self._dialog.ask_code()
        while True:
            code = await self._talk.next("code")
            self._dialog.show_busy(QCoreApplication.translate("SignIn", "Checking the code…"))
            try:
                await self._lanes.network.run(client.answer_mfa, challenge.challenge_id, code)
            except SignInFailedError as error:
                self._dialog.ask_code()
                self._dialog.show_error(error)
            else:
                return

    async def _open_store(
        self, client: PortalClient, me: Me, me_text: str, proving: Proving
    ) -> Session:
        self._talk.go_on()
        self._say_opening()
        writes = self._lanes.writes
        place = self.settings.data_path, client.address, me.username
        await writes.run(resumed, paths.account_place(*place))  # it wants what is handed in first
        folder = await writes.run(paths.account_folder, *place)
        keyring = await writes.run(system_keyring)
        enrolling = Enrolling(
            client, self._lanes, folder, keyring, self._ask_passphrase, self._salvaging.mend
        )
        try:
            store, workstation = await enrolling.open()
        except KeysLostError:
            if not await self._salvaging.begin_without_keys():
                raise
            await writes.run(paths.put_account_aside, folder)
            raise SaidError(workstation_texts.set_aside()) from None
        if self._talk.was_cancelled:
            await writes.run(store.close)
            raise CancelledByPersonError
        settle = functools.partial(_settle, workstation, me.staff_id, me_text)
        return Session(client, me, store, proving, workstation, settle, enrolling.has_recovered)

    async def _ask_passphrase(self, is_new: bool, wrong: KeyUnavailableError | None) -> str | None:  # noqa: FBT001 - as it is asked for
        """What the person has typed; None when it is forgotten."""
        self._talk.go_on()
        self._dialog.ask_passphrase(is_new=is_new)
        if wrong is not None:
            self._dialog.show_problem(workstation_texts.wrong_here())
        text = await self._talk.next("passphrase")
        self._say_opening()
        return text if text is None else str(text)

    def _say_opening(self) -> None:
        self._dialog.show_busy(
            QCoreApplication.translate("SignIn", "Opening what is kept on this computer…")
        )

    # Without the portal

    async def _offer_offline(self) -> None:
        """Offer the copy to whom the window names, where there is one."""
        if self.settings.server and self.settings.username:
            try:
                start = await self._start(self.settings.server, self.settings.username)
                offered = await start.is_ready()
                self._offered = self.settings.server, self.settings.username, start
            except ConsoleError:
                return  # an address that can not be used: the field says so when it is sent
            self._dialog.credentials.offer_offline(offered=offered)
            if offered:
                await painted()
                self._dialog.offline.ensurePolished()  # made while the password is typed

    async def _start(self, server: str, username: str) -> OfflineStart:
        offered, self._offered = self._offered, None
        if offered is not None and offered[:2] == (server, username):
            return offered[2]
        lanes, settings = self._lanes, self.settings
        client = await lanes.network.run(AbsentPortal, server, settings.ca_path)
        keyring = await lanes.writes.run(system_keyring)
        mend = self._salvaging.save_only
        return OfflineStart(client, lanes, settings.data_path, username, keyring, mend)

    async def _begin_without(self, server: str, username: str) -> Session:
        """The person would rather not sign in: only where the portal really does not answer."""
        start = await self._start(server, username)
        self._client = start.client
        if await self._lanes.network.run(start.client.is_there):
            raise SaidError(workstation_texts.portal_answers())
        self._talk.go_on()
        return await self._review(server, username, PortalUnreachableError())

    async def _review(self, server: str, username: str, error: ConsoleError) -> Session:
        """Ask for the passphrase of the copy, as often as it may be tried."""
        start = await self._start(server, username)
        if not await start.is_ready():
            raise SaidError(workstation_texts.not_set_up(message_for(error)))
        await self._let_go()
        self._client = start.client
        wrong: Message | None = None
        while True:
            self._dialog.ask_offline(message_for(error))
            if wrong is not None:
                self._dialog.show_problem(wrong)
            text, begun = await self._talk.next("offline", lambda said: (said, start.begin(said)))
            self._say_opening()
            try:
                opened = await start.opened(begun)
            except KeyUnavailableError:
                if not await start.is_ready():
                    self._dialog.credentials.offer_offline(offered=False)
                    raise SaidError(workstation_texts.too_many_tries()) from None
                wrong = workstation_texts.wrong_passphrase(await start.tries_left())
                continue
            if self._talk.was_cancelled:
                await self._lanes.writes.run(opened.give_up)
                raise CancelledByPersonError
            self._remember(start.client.address, opened.me.username)
            proving = Proving(self._lanes.parked, text)  # begun behind the desk's first rows
            place = opened.store, proving, opened.workstation
            return Session(start.client, opened.me, *place, opened.settle, noted=opened.noted)

    def _abort(self) -> None:
        """End the call in flight, wherever it is; a fresh client is made for the next try."""
        if self._client is not None:
            self._client.abort()

    async def _let_go(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await end_session(client, self._lanes)


def _settle(workstation: Workstation, staff_id: str, text: str) -> None:
    """Keep who this is as well, for a start without the portal; a damaged cache begins anew."""
    workstation.settle(staff_id)
    cache = Cache(workstation.store, workstation.writer)
    try:
        cache.remember(ME, text)
    except CacheDamagedError:
        cache.rebuild()
        cache.remember(ME, text)
