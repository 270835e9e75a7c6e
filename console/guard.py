"""Keeps the window covered while nobody is at it, or while the portal has ended the session."""

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.api_client.absent import AbsentPortal
from console.api_client.client import MfaChallenge, PortalClient
from console.domain.errors import ConsoleError, SignInFailedError
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.messages import Message, lock_texts, message_for, reason_text, workstation_texts
from console.runtime import Lanes
from console.signed_in import Proving
from console.views.access.clipboard import SecretClipboard
from console.views.idle_watch import IdleWatch
from console.views.main_window import MainWindow
from console.views.no_copy import lists_copy_nothing
from console.workstation.reasons import LockReason

IDLE_S, HARD_S = 300.0, 900.0  # where the portal names no time (security T4)


class Guard(QObject):
    """Locks by itself, and asks for the password again (DOMAIN F79).

    Signals: `unlocked` when somebody has proved to be the staff member, `code_wanted` when the
    portal asks for more than the password, which only the sign-in window can; `hard_lock_wanted(str)`
    with the reason when the process itself is to end. Whoever takes it ends the process before the
    signal comes back.
    """

    unlocked = Signal()
    code_wanted = Signal()
    hard_lock_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        client: PortalClient,
        proving: Proving,
        lanes: Lanes,
    ) -> None:
        super().__init__(window)
        self._window, self._client, self._lanes = window, client, lanes
        self._proving = proving
        self._username = ""
        self._session_ended = False
        self.after_sign_in: Callable[[], Awaitable[None]] = _nothing_more
        self._is_open = asyncio.Event()
        self._is_open.set()
        self.idle = IdleWatch(IDLE_S, self)
        self.idle.idle.connect(window.lock)
        self.idle.soon.connect(window.page.bottom_bar.show_lock_soon)
        self.idle.long_idle.connect(lambda: self.hard_lock(LockReason.IDLE))
        window.locked.connect(self._on_locked)
        window.cover.somebody_else_asked.connect(lambda: self.hard_lock(LockReason.SOMEBODY_ELSE))
        self.idle.lock_pressed.connect(lambda: self.hard_lock(LockReason.ASKED))
        lists_copy_nothing(window)

    def show_me(self, me: Me) -> None:
        """Take the person's name and the time after which the window locks itself."""
        self._username = me.username
        self.idle.limit_s = _seconds(me.policies.get("lock_idle_s"), IDLE_S)
        self.idle.hard_s = _seconds(me.policies.get("lock_hard_s"), HARD_S)

    def hard_lock(self, reason: str) -> None:
        """Cover the window, then end the process that has patients' data in its memory (T2).

        `reason` is a word of `LockReason`. What was begun is kept for the same person, encrypted.
        """
        self._window.lock()
        self.hard_lock_wanted.emit(str(reason))

    def link_changed(self, link: Link) -> None:
        """Cover the window when the portal has ended the session; the reason is on the cover."""
        self._session_ended = link.state is LinkState.SIGNED_OUT
        if not self._session_ended or not link.reason:
            return
        message = Message(reason_text(link.reason), self.tr("Nothing is lost."), tone="warn")
        self._window.lock()
        if self._window.cover.is_locked():
            self._window.cover.show_problem(message)
        else:  # a member of no practice has nothing on show that could be covered
            self._window.show_message(message)

    async def is_open(self) -> None:
        """Wait until the window is not locked."""
        await self._is_open.wait()

    async def unlock(self, password: str) -> None:
        """The password again; with a session that has ended, a sign-in with it."""
        cover = self._window.cover
        cover.show_busy(self.tr("Checking…"))
        try:
            is_known = await self._prove(password)
        except ConsoleError as error:
            cover.show_problem(self._words_for(error))
            return
        cover.clear_secrets()
        if not is_known:
            self.code_wanted.emit()
            return
        self._window.unlock()
        self.idle.resume()
        self._is_open.set()
        self.unlocked.emit()

    def _words_for(self, error: ConsoleError) -> Message:
        """Under the cover somebody is signed in; without the portal a passphrase was asked for."""
        if not isinstance(error, SignInFailedError):
            return message_for(error)
        if isinstance(self._client, AbsentPortal):
            return workstation_texts.wrong_here()
        return message_for(error) if self._session_ended else lock_texts.wrong_password()

    def _on_locked(self) -> None:
        self._is_open.clear()
        self.idle.pause()
        for copied in self._window.findChildren(SecretClipboard):
            copied.clear()

    async def _prove(self, password: str) -> bool:
        """Whether the person is known; False when a code is still wanted."""
        if not self._session_ended:
            proof = await self._proving.begin()
            if not await self._lanes.reads.run(proof.holds, password):
                raise SignInFailedError("not the password")
            return True
        found = await self._lanes.network.run(self._client.sign_in, self._username, password)
        if isinstance(found, MfaChallenge):
            return False
        await self.after_sign_in()
        self._session_ended = False
        self._proving = Proving(self._lanes.reads, password)  # it may be a new one
        self._proving.begin()
        return True


def _seconds(limit: object, otherwise: float) -> float:
    return float(limit) if isinstance(limit, int | float) and limit > 0 else otherwise


async def _nothing_more() -> None:
    """Where a new session need not be told which computer it is of."""
