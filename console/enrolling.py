"""From the portal's yes to an open store: this computer is registered, its keys are had and renewed."""

import functools
import logging
import platform
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from console.api_client.client import PortalClient
from console.api_client.payloads import command_json
from console.domain.errors import (
    KeyringChangedError,
    KeysLostError,
    KeyUnavailableError,
    OutboxDamagedError,
    WorkstationForkedError,
)
from console.domain.workstation import Registered
from console.runtime import Lanes
from console.salvaging import Mend
from console.store.door import AccountKeys
from console.store.engine import Store
from console.store.identity import Identity
from console.store.kept import Kept
from console.store.keys import Keyring, KeyStore
from console.store.rekey import rekeyed
from console.store.standing import StandingRescue
from console.store.writing import Writer

_log = logging.getLogger(__name__)
AskPassphrase = Callable[[bool, KeyUnavailableError | None], Awaitable[str | None]]
"""Asks a person: whether for a new one, and what was wrong with the one before. None: forgotten."""


@dataclass(frozen=True)
class Workstation:
    """One installation of an account while somebody works at it.

    `rescue_key` is what a wipe seals unsent decisions to; empty after a start without the portal.
    """

    folder: Path
    key_store: KeyStore
    store: Store
    identity: Identity
    keyring: Keyring | None
    writer: Writer
    standing: StandingRescue
    rescue_key: bytes = b""

    def settle(self, staff_id: str) -> None:
        """The store is open: the device key goes into it or comes from there; what a rescue is sealed to.

        Raises as `Writer.transaction` does.
        """
        with_portal = bool(self.rescue_key)
        try:
            share = self.key_store.keyring_share() if with_portal else None
            self.identity.keep(Kept(self.writer), share)
        except KeyUnavailableError:  # work goes on; only a wipe could not sign what it saves
            _log.warning("device key lost")
        if with_portal:
            self.standing.set_up(self.rescue_key, staff_id)

    @property
    def keys(self) -> AccountKeys:
        """Those of the files as they are now."""
        return self.store.keys


class Enrolling:
    """Registers, unlocks, renews the keys and opens; a folder that was copied gets a new identity."""

    def __init__(
        self,
        client: PortalClient,
        lanes: Lanes,
        folder: Path,
        keyring: Keyring | None,
        ask: AskPassphrase,
        mend: Mend,
    ) -> None:
        self._client, self._lanes, self._ask, self._mend = client, lanes, ask, mend
        self._folder, self._keyring = folder, keyring
        self.has_recovered = False  # the keyring has lost our share; the queues are read anew

    async def open(self) -> tuple[Store, Workstation]:
        """The store, and the workstation whose it is, for the person who has signed in.

        Raises:
            WorkstationRevokedError: the practice has withdrawn it.
            WorkstationForkedError: its files are at work elsewhere; sign in again.
            KeysLostError: nothing opens what is kept here.
            KeyUnavailableError: the keys can not be had.
            OutboxDamagedError: it stays as it is; the person did not want to begin anew.
        """
        run = self._lanes.writes.run
        identity = await run(Identity, self._folder)
        registered = await self._registered(identity)
        key_store = KeyStore(self._folder, self._keyring)
        keys = await self._keys(key_store, registered)
        keys = await run(rekeyed, self._folder, key_store, keys)
        try:
            store = await run(Store.open, self._folder, keys)
        except OutboxDamagedError:
            if not await self._mend(self._folder, keys):
                raise
            store = await run(Store.open, self._folder, keys)
        writer = Writer(store)
        return store, Workstation(
            self._folder,
            key_store,
            store,
            identity,
            self._keyring,
            writer,
            StandingRescue(self._folder, writer, identity, command_json),
            registered.rescue_key,
        )

    async def _registered(self, identity: Identity) -> Registered:
        """Tell the portal who this is; once more under a new name where the folder was copied."""
        try:
            return await register(self._client, self._lanes, identity)
        except WorkstationForkedError:
            _log.warning("workstation forked")
            await self._lanes.writes.run(identity.begin_anew)
            return await register(self._client, self._lanes, identity)

    async def _keys(self, key_store: KeyStore, registered: Registered) -> AccountKeys:
        writes = self._lanes.writes
        wants_passphrase = await writes.run(lambda: key_store.needs_passphrase)
        wrong: KeyUnavailableError | None = None
        while True:
            is_new = not key_store.exists
            passphrase = await self._ask(is_new, wrong) if wants_passphrase else None
            if wants_passphrase and passphrase is None:
                return await self._recovered(key_store, registered)
            unlock = functools.partial(key_store.unlock, former_share=registered.former_share)
            make = key_store.create if is_new else unlock
            try:
                return await writes.run(make, registered.share, passphrase)
            except KeysLostError:
                raise  # no passphrase helps
            except KeyringChangedError:
                self.has_recovered = True
                return await self._recovered(key_store, registered)
            except KeyUnavailableError as error:
                if not wants_passphrase and not is_new:
                    raise  # a keyring that is locked: nothing is deleted, try again
                wrong = error if wants_passphrase else None
                wants_passphrase = True  # a keyring that keeps nothing: a passphrase serves as well

    async def _recovered(self, key_store: KeyStore, registered: Registered) -> AccountKeys:
        """The portal's share alone opens the outbox; all else is read anew under new keys."""
        passphrase = None if key_store.has_keyring else await self._ask(True, None)
        recover = functools.partial(key_store.recover, former_share=registered.former_share)
        return await self._lanes.writes.run(recover, registered.share, passphrase)


async def register(client: PortalClient, lanes: Lanes, identity: Identity) -> Registered:
    """Say which computer this session is of; what is said is on the disk before.

    Raises:
        WorkstationForkedError, WorkstationRevokedError: it may not be used any more.
    """
    registration = await lanes.writes.run(identity.next_registration, _name())
    found = await lanes.network.run(client.register_workstation, registration)
    await lanes.writes.run(identity.accepted)
    return found


def _name() -> str:
    """What the practice's list calls this computer."""
    return platform.node() or "computer"
