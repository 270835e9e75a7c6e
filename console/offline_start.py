"""A start without the portal: the passphrase opens the copy on this computer, and nothing is sent."""

import logging
from collections.abc import Awaitable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from console.api_client.absent import AbsentPortal
from console.api_client.payloads import command_json, me_from_text
from console.domain.clock import now_ms
from console.domain.errors import ConsoleError, LeaseOverError, OutboxDamagedError
from console.domain.session import Me
from console.enrolling import Workstation
from console.runtime import Lanes
from console.salvaging import Mend
from console.store import paths
from console.store.cache import Cache
from console.store.door import AccountKeys
from console.store.engine import Store
from console.store.identity import Identity
from console.store.keys import Keyring, KeyStore
from console.store.lease import Lease
from console.store.review import ReviewCopy
from console.store.standing import StandingRescue
from console.store.writing import Writer
from console.sync.pull import ME

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """The copy, open: whose it is, and the workstation that it lies on.

    `noted` is done when the time that its lease has spent is on the disk: nothing is shown before.
    """

    me: Me
    store: Store
    workstation: Workstation
    noted: "Future[int]"

    def settle(self) -> None:
        """Behind the first rows, on the writes lane: what a sign-in leaves. The passphrase was right."""
        _forgive(self.workstation.key_store)
        self.workstation.settle(self.me.staff_id)

    def give_up(self) -> None:
        """On the writes lane: nobody wants to see it any more. The passphrase was right all the same."""
        _forgive(self.workstation.key_store)
        self.store.close()


Try = tuple[AccountKeys, Opened | OutboxDamagedError]
"""The keys that a passphrase has given, and what came of opening the files."""


class OfflineStart:
    """One account's way in without the portal. `client` may only ask whether the portal is there."""

    def __init__(
        self,
        client: AbsentPortal,
        lanes: Lanes,
        data_dir: Path,
        username: str,
        keyring: Keyring | None,
        mend: Mend,
    ) -> None:
        self.client, self._mend = client, mend
        self._lanes, self._keyring = lanes, keyring
        self._folder = paths.account_place(data_dir, client.address, username)
        self._key_store = KeyStore(self._folder, keyring)

    async def is_ready(self) -> bool:
        """Whether a passphrase has been set for it, and has not been guessed at too often."""
        return await self._lanes.writes.run(lambda: self._key_store.offline_ready)

    async def tries_left(self) -> int:
        """How many wrong passphrases are borne yet."""
        facts = await self._lanes.writes.run(self._key_store.facts)
        return facts.tries_left or 0

    def begin(self, passphrase: str) -> Awaitable[Try]:
        """Try a passphrase, at once: Argon2id works while the window says so. To be handed to `opened`."""
        return self._lanes.writes.run(self._try, passphrase)

    async def opened(self, begun: Awaitable[Try]) -> Opened:
        """The copy, as `begin` has opened it.

        Raises:
            KeyUnavailableError: it does not fit.
            LeaseOverError: the copy was too old; it is gone now, the outbox is not.
            AccountInUseError: another window has the account open.
            OutboxDamagedError: what could be read has been offered to the person.
        """
        keys, found = await begun
        if isinstance(found, OutboxDamagedError):
            await self._mend(self._folder, keys)
            raise found
        return found

    def _try(self, passphrase: str) -> Try:
        keys = self._key_store.unlock_offline(passphrase)
        try:
            return keys, self._open(keys)
        except ConsoleError as error:
            _forgive(self._key_store)  # no desk opens that would
            if isinstance(error, OutboxDamagedError):
                return keys, error
            raise

    def _open(self, keys: AccountKeys) -> Opened:
        store = Store.open_review(self._folder, keys)
        try:
            writer, identity = Writer(store), Identity(self._folder)
            lease = Lease(writer)
            me = _whose(store, writer, lease)
        except BaseException:
            store.close()
            raise
        standing = StandingRescue(self._folder, writer, identity, command_json)
        workstation = Workstation(
            self._folder, self._key_store, store, identity, self._keyring, writer, standing
        )
        # The desk is made while the disk is at work; `tick` goes on by the time that has been seen here.
        noted = self._lanes.writes.submit(lambda: lease.tick(now_ms()))
        return Opened(me, store, workstation, noted)


def _forgive(key_store: KeyStore) -> None:
    try:
        key_store.forgive_tries()
    except (ConsoleError, OSError) as error:  # so it is counted once more than it was wrong
        _log.warning("tries not forgiven", extra={"error": type(error).__name__})


def _whose(store: Store, writer: Writer, lease: Lease) -> Me:
    """Whose copy it is; one that is too old is emptied first."""
    text = Cache(store, writer).remembered(ME)
    if text is None or lease.left_ms(now_ms()) <= 0:
        ReviewCopy(store).purge()
        raise LeaseOverError
    return me_from_text(text)
