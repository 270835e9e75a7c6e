"""A start without the portal: the passphrase opens the copy on this computer, and nothing is sent."""

from dataclasses import dataclass
from pathlib import Path

from console.api_client.absent import AbsentPortal
from console.api_client.payloads import command_json, me_from_text
from console.domain.clock import now_ms
from console.domain.errors import LeaseOverError, OutboxDamagedError
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


@dataclass(frozen=True)
class Opened:
    """The copy, open: whose it is, and the workstation that it lies on."""

    me: Me
    store: Store
    workstation: Workstation


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

    async def open(self, passphrase: str) -> Opened:
        """The copy, with this passphrase.

        Raises:
            KeyUnavailableError: it does not fit.
            LeaseOverError: the copy was too old; it is gone now, the outbox is not.
            AccountInUseError: another window has the account open.
            OutboxDamagedError: what could be read has been offered to the person.
        """
        run = self._lanes.writes.run
        keys = await run(self._key_store.unlock_offline, passphrase)
        try:
            return await run(self._open, keys)
        except OutboxDamagedError:
            await self._mend(self._folder, keys)
            raise

    def _open(self, keys: AccountKeys) -> Opened:
        store = Store.open_review(self._folder, keys)
        try:
            writer, identity = Writer(store), Identity(self._folder)
            me = _whose(store, writer)
        except BaseException:
            store.close()
            raise
        standing = StandingRescue(self._folder, writer, identity, command_json)
        workstation = Workstation(
            self._folder, self._key_store, store, identity, self._keyring, writer, standing
        )
        return Opened(me, store, workstation)


def _whose(store: Store, writer: Writer) -> Me:
    """Whose copy it is; one that is too old is emptied first."""
    text = Cache(store, writer).remembered(ME)
    if text is None or Lease(writer).tick(now_ms()) <= 0:
        ReviewCopy(store).purge()
        raise LeaseOverError
    return me_from_text(text)
