"""Signing in: from the first window to an open, encrypted store. Each failure is a sentence in place.

Blocking steps run on lanes; the coroutine below reads in the order in which a person meets them.
"""

import asyncio
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.api_client.client import MfaChallenge, PortalClient
from console.domain.errors import ConsoleError, KeyUnavailableError, SignInFailedError
from console.domain.session import Me
from console.runtime import Lanes
from console.settings import Settings
from console.store import paths
from console.store.door import AccountKeys
from console.store.engine import Store
from console.store.keys import KeyStore, system_keyring
from console.views.sign_in_dialog import SignInDialog

LEAVE_WITHIN_S = 3.0


@dataclass(frozen=True)
class Session:
    """A signed-in staff member with their store open."""

    client: PortalClient
    me: Me
    store: Store
    unlock: "PasswordProof"


class PasswordProof:
    """Proves the password again while the window is locked, with or without the portal."""

    def __init__(self, password: str) -> None:
        from argon2 import PasswordHasher  # noqa: PLC0415 - not needed before somebody signs in

        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._hash = self._hasher.hash(password)

    def holds(self, password: str) -> bool:
        """Whether this is the password that was signed in with. Takes about 40 ms."""
        from argon2.exceptions import VerificationError  # noqa: PLC0415 - as above

        try:
            return self._hasher.verify(self._hash, password)
        except VerificationError:
            return False


class SignIn:
    """Drives the sign-in window until there is a session, or the person closes it."""

    def __init__(
        self,
        dialog: SignInDialog,
        lanes: Lanes,
        settings: Settings,
        on_bug: Callable[[BaseException], None],
    ) -> None:
        self._dialog = dialog
        self._lanes = lanes
        self.settings = settings
        self._on_bug = on_bug
        self._said: asyncio.Queue[tuple[Any, ...]] = asyncio.Queue()
        self._client: PortalClient | None = None
        self._was_cancelled = False
        dialog.submitted.connect(lambda *said: self._said.put_nowait(("submitted", *said)))
        dialog.code_entered.connect(lambda code: self._said.put_nowait(("code", code)))
        dialog.passphrase_entered.connect(
            lambda text, is_new: self._said.put_nowait(("passphrase", text, is_new))
        )
        dialog.cancelled.connect(self._on_cancelled)
        dialog.rejected.connect(lambda: self._said.put_nowait(("closed",)))

    async def run(self) -> Session | None:
        """The session, or None when the window was closed."""
        while True:
            said = await self._said.get()
            if said[0] == "closed":
                return None
            if said[0] != "submitted":
                continue
            self._was_cancelled = False
            session = None
            try:
                session = await self._sign_in(*said[1:])
            except _ClosedByPersonError:
                return None
            except Exception as error:  # noqa: BLE001 - whatever it is, the window must answer
                self._say(error)
            finally:
                if session is None:
                    await self._let_go()
            if session is not None:
                self._dialog.clear_secrets()
                return session

    def _say(self, error: Exception) -> None:
        """Why it came to nothing; nothing to say to somebody who has cancelled."""
        if not isinstance(error, ConsoleError | _CancelledByPersonError):
            self._on_bug(error)
        self._dialog.show_credentials()  # where the next try begins, whatever page was on show
        if not self._was_cancelled and not isinstance(error, _CancelledByPersonError):
            self._dialog.show_error(error)

    async def _sign_in(self, server: str, username: str, password: str) -> Session:
        self._dialog.show_busy(QCoreApplication.translate("SignIn", "Signing in…"))
        network, ca_path = self._lanes.network, self.settings.ca_path
        client = self._client = await network.run(PortalClient, server, ca_path)
        self._go_on()
        answer = await network.run(client.sign_in, username, password)
        self._go_on()
        if isinstance(answer, MfaChallenge):
            await self._second_factor(client, answer)
        me = await network.run(client.me)
        proof = await self._lanes.reads.run(PasswordProof, password)
        store = await self._open_store(client.address, me.username)
        self.settings = dataclasses.replace(
            self.settings, server=client.address, username=me.username
        )
        return Session(client, me, store, proof)

    async def _second_factor(self, client: PortalClient, challenge: MfaChallenge) -> None:
        """Ask until the code is right; each wrong one is said in place."""
        self._dialog.ask_code()
        while True:
            (code,) = await self._next("code")
            self._dialog.show_busy(QCoreApplication.translate("SignIn", "Checking the code…"))
            try:
                await self._lanes.network.run(client.answer_mfa, challenge.challenge_id, code)
            except SignInFailedError as error:
                self._dialog.ask_code()
                self._dialog.show_error(error)
            else:
                return

    async def _open_store(self, server: str, username: str) -> Store:
        self._go_on()
        self._dialog.show_busy(
            QCoreApplication.translate("SignIn", "Opening this workstation's store…")
        )
        writes, data_path = self._lanes.writes, self.settings.data_path
        folder = await writes.run(paths.account_folder, data_path, server, username)
        keyring = await writes.run(system_keyring)
        key_store = KeyStore(folder, keyring)
        keys = await self._keys(key_store)
        self._go_on()
        store = await writes.run(Store.open, folder, keys)
        if self._was_cancelled:
            await writes.run(store.close)
            raise _CancelledByPersonError
        return store

    async def _keys(self, key_store: KeyStore) -> AccountKeys:
        needs_passphrase = await self._lanes.writes.run(lambda: key_store.needs_passphrase)
        if not needs_passphrase and key_store.exists:
            return await self._lanes.writes.run(key_store.unlock)
        if not needs_passphrase:
            try:
                return await self._lanes.writes.run(key_store.create)
            except KeyUnavailableError:
                pass  # a keyring that is locked, or keeps nothing: a passphrase serves as well
        self._dialog.ask_passphrase(is_new=not key_store.exists)
        while True:
            text, is_new = await self._next("passphrase")
            self._dialog.show_busy(
                QCoreApplication.translate("SignIn", "Opening this workstation's store…")
            )
            try:
                return await self._lanes.writes.run(
                    key_store.create if is_new else key_store.unlock, text
                )
            except KeyUnavailableError as error:
                self._dialog.ask_passphrase(is_new=not key_store.exists)
                self._dialog.show_error(error)

    async def _next(self, wanted: str) -> tuple[Any, ...]:
        while True:
            said = await self._said.get()
            if said[0] == wanted:
                return said[1:]
            if said[0] == "cancelled":
                raise _CancelledByPersonError
            if said[0] == "closed":
                raise _ClosedByPersonError

    def _go_on(self) -> None:
        """A step that could not be cut short has ended; somebody may have cancelled meanwhile."""
        if self._was_cancelled:
            raise _CancelledByPersonError

    def _on_cancelled(self) -> None:
        """End the call in flight, wherever it is; a fresh client is made for the next try."""
        self._was_cancelled = True
        self._said.put_nowait(("cancelled",))
        if self._client is not None:
            self._client.abort()

    async def _let_go(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await end_session(client, self._lanes)


async def end_session(client: PortalClient, lanes: Lanes) -> None:
    """Cut what waits for the portal, then end the session there, all within a few seconds."""
    client.abort()
    leaving = client.sibling()
    try:
        async with asyncio.timeout(LEAVE_WITHIN_S):
            await lanes.network.run(leaving.sign_out)
    except (ConsoleError, TimeoutError):
        pass  # the session ends by itself; the tokens go with the client
    finally:
        leaving.abort()


class _CancelledByPersonError(Exception):
    """The person pressed *Cancel* on the way."""


class _ClosedByPersonError(Exception):
    """The person closed the window on the way."""
