"""Keeps the window covered while nobody is at it, or while the portal has ended the session."""

import asyncio

from PySide6.QtCore import QObject, Signal

from console.api_client.client import MfaChallenge, PortalClient
from console.domain.errors import ConsoleError, SignInFailedError
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.messages import Message, message_for, reason_text
from console.runtime import Lanes
from console.sign_in import PasswordProof
from console.views.idle_watch import IdleWatch
from console.views.main_window import MainWindow

IDLE_S = 300.0  # where the portal names no time (security T4)


class Guard(QObject):
    """Locks by itself, and asks for the password again (DOMAIN F79).

    Signals: `unlocked` when somebody has proved to be the staff member, `code_wanted` when the
    portal asks for more than the password, which only the sign-in window can.
    """

    unlocked = Signal()
    code_wanted = Signal()

    def __init__(
        self, window: MainWindow, client: PortalClient, proof: PasswordProof, lanes: Lanes
    ) -> None:
        super().__init__(window)
        self._window, self._client, self._lanes = window, client, lanes
        self._proof = proof
        self._username = ""
        self._session_ended = False
        self._is_open = asyncio.Event()
        self._is_open.set()
        self.idle = IdleWatch(IDLE_S, self)
        self.idle.idle.connect(window.lock)
        window.locked.connect(self._is_open.clear)

    def show_me(self, me: Me) -> None:
        """Take the person's name and the time after which the window locks itself."""
        self._username = me.username
        limit = me.policies.get("lock_idle_s")
        self.idle.limit_s = float(limit) if isinstance(limit, int | float) and limit > 0 else IDLE_S

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
            cover.show_problem(message_for(error))
            return
        cover.clear_secrets()
        if not is_known:
            self.code_wanted.emit()
            return
        self._window.unlock()
        self._is_open.set()
        self.unlocked.emit()

    async def _prove(self, password: str) -> bool:
        """Whether the person is known; False when a code is still wanted."""
        if not self._session_ended:
            if not await self._lanes.reads.run(self._proof.holds, password):
                raise SignInFailedError("not the password")
            return True
        found = await self._lanes.network.run(self._client.sign_in, self._username, password)
        if isinstance(found, MfaChallenge):
            return False
        self._session_ended = False
        self._proof = await self._lanes.reads.run(PasswordProof, password)  # it may be a new one
        return True
