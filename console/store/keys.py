"""The keys of an account's files: made and opened; nothing on the disk opens them alone.

Each file has a random key of its own; `wrap.json` holds them sealed (`wraps`, ADR 0021). All calls block,
a keyring's prompt for as long as the person takes and a passphrase for half a second: use them on a lane.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from console.domain.errors import KeyringChangedError, KeysLostError, KeyUnavailableError
from console.store import offline_wrap, paths, wraps
from console.store.door import AccountKeys
from console.store.keyring_share import (
    ALLOWED_BACKENDS,
    KEYRING_PATIENCE_S,
    SERVICE,
    Keyring,
    KeyringShare,
    system_keyring,
)
from console.store.local_share import Source, new_source, share_for
from console.store.wrap_file import UNREADABLE, Document, WrapFile, fill, method, root_by
from console.store.wraps import OFFLINE, ONLINE, RECOVERY, Argon2Cost

__all__ = [
    "ALLOWED_BACKENDS",
    "SERVICE",
    "SHORTEST_PASSPHRASE",
    "AccountKeys",
    "Argon2Cost",
    "KeyFacts",
    "KeyStore",
    "Keyring",
    "system_keyring",
]
SHORTEST_PASSPHRASE = 15  # of a new one; it can be guessed at without us, on a copied disk


@dataclass(frozen=True)
class KeyFacts:
    """How the keys are protected, for the status page. Nothing of it is secret."""

    method: str  # "keyring" or "passphrase"; empty for an account without keys
    backend: str  # the keyring that has our share, by its name; empty for none
    wraps: tuple[str, ...]  # of `wraps.ONLINE`, `OFFLINE`, `RECOVERY`
    tries_left: int | None  # of the offline passphrase; None where there is none


class KeyStore:
    """The keys of one account folder. Knows after `create`, `unlock` or `recover` how to wrap new ones."""

    def __init__(
        self,
        folder: Path,
        keyring: Keyring | None,
        *,
        cost: Argon2Cost | None = None,
        patience_s: float = KEYRING_PATIENCE_S,
    ) -> None:
        self._folder = folder
        self._file = WrapFile(folder)
        self._share = KeyringShare(keyring, folder.name, patience_s)
        self._cost = cost or wraps.COST
        self._roots: dict[str, bytes] = {}

    @property
    def exists(self) -> bool:
        """Whether the account has keys already."""
        return self._file.exists

    @property
    def has_keyring(self) -> bool:
        """Whether an allowed keyring is here; without one a recovery asks for a new passphrase."""
        return self._share.is_possible

    @property
    def needs_passphrase(self) -> bool:
        """Whether a passphrase has to be asked for: the account's own, or a new one without a keyring."""
        if self.exists:
            return method(self._file.read()) == "passphrase"
        return not self._share.is_possible

    @property
    def offline_ready(self) -> bool:
        """Whether a passphrase opens the review copy without the portal."""
        try:
            return self.exists and offline_wrap.is_in(self._file.read())
        except KeyUnavailableError:
            return False

    def create(self, server_share: bytes, passphrase: str | None = None) -> AccountKeys:
        """Make the keys of a new account; with the keyring, or with a passphrase where given.

        Raises:
            KeysLostError: there is an outbox already, whose keys these would not be.
            KeyUnavailableError: no keyring and no passphrase, or one that is too short.
        """
        if self.exists:
            raise KeyUnavailableError("the account has keys already")
        if (self._folder / paths.OUTBOX).exists():  # what waits there opens with its own keys alone
            raise KeysLostError("an outbox without its keys")
        paths.private_folder(self._folder)
        if passphrase is not None:
            _must_be_long(passphrase)
        keys = AccountKeys(wraps.new_key(), wraps.new_key(), wraps.new_key())
        self._wrap_anew(keys, server_share, new_source(self._share, passphrase, self._cost))
        return keys

    def unlock(
        self, server_share: bytes, passphrase: str | None = None, *, former_share: bytes = b""
    ) -> AccountKeys:
        """The keys of an account that has some; everything is wrapped anew where it has to be.

        `former_share` is that of this folder's workstation before it was forked (security T18).

        Raises:
            KeyringChangedError: the keyring does not have our share any more, but the portal's alone
                opens the outbox: `recover`.
            KeysLostError: `wrap.json` can not be read, or the portal's share opens nothing of it.
            KeyUnavailableError: wrong or no passphrase, or a keyring that does not answer. Nothing is
                deleted: what waits may still be saved.
        """
        document = self._file.read()
        try:
            return self._unlock_online(document, passphrase, [server_share, former_share])
        except UNREADABLE as error:
            raise KeysLostError("wrap.json can not be read") from error
        except InvalidTag as error:
            raise KeyUnavailableError("the key does not fit") from error

    def recover(
        self, server_share: bytes, passphrase: str | None = None, *, former_share: bytes = b""
    ) -> AccountKeys:
        """The outbox by the portal's share alone; cache and review copy get new keys and begin empty.

        Raises:
            KeyUnavailableError: neither share is this folder's; or no keyring and no new passphrase.
        """
        document = self._file.read()
        try:
            wrap = document["wraps"][RECOVERY]
            root, _ = root_by(RECOVERY, wrap, [], [server_share, former_share])
            found, _ = self._file.keys_in(RECOVERY, wrap, root)
        except UNREADABLE as error:
            raise KeyUnavailableError("there is nothing to recover by") from error
        except InvalidTag as error:
            raise KeyUnavailableError("the key does not fit") from error
        if passphrase is not None:
            _must_be_long(passphrase)
        keys = AccountKeys(wraps.new_key(), wraps.new_key(), found["outbox"])
        self._wrap_anew(keys, server_share, new_source(self._share, passphrase, self._cost))
        paths.remove_database(self._folder / paths.CACHE)  # noise from now on, as the copy is
        paths.remove_review(self._folder)
        return keys

    def set_offline(self, keys: AccountKeys, passphrase: str) -> None:
        """Let a passphrase open review copy and outbox without the portal; after an online unlock.

        Raises:
            KeyUnavailableError: the passphrase is too short, or the account has not been unlocked online.
        """
        _must_be_long(passphrase)
        if ONLINE not in self._roots:
            raise KeyUnavailableError("sign in with the portal first")
        offline_wrap.add(self._file, self._roots, keys, passphrase, self._cost)

    def drop_offline(self) -> None:
        """Destroy the way in without the portal: the practice forbids it, or ten tries were wrong."""
        if self.exists:
            offline_wrap.drop(self._file)

    def unlock_offline(self, passphrase: str) -> AccountKeys:
        """Review copy and outbox by the passphrase alone; the cache's key is empty.

        Ten wrong tries in a row destroy this way in; `facts` says how many are left. The right one is counted
        as well, until `forgive_tries`: a write that nobody has to wait for.

        Raises:
            KeyUnavailableError: a wrong passphrase, or there is no (more any) such way in.
        """
        return offline_wrap.open_by(self._file, passphrase)

    def forgive_tries(self) -> None:
        """Count the tries of the passphrase that opens the copy anew: it was right."""
        offline_wrap.forgive(self._file)

    def propose(self, keys: AccountKeys, names: Iterable[str]) -> None:
        """Write new keys of some files beside those in use; both open until `settle`."""
        document = self._file.read()
        fill(document, self._roots, keys, names=names, into="next")
        self._file.write(document)

    def settle(self, keys: AccountKeys) -> None:
        """These are the keys; every other one is forgotten."""
        self._settled(self._file.read(), keys)

    def facts(self) -> KeyFacts:
        """How the keys are protected; KeyUnavailableError where `wrap.json` can not be read."""
        if not self.exists:
            return KeyFacts("", self._share.backend, (), None)
        document = self._file.read()
        found: Mapping[str, Any] = document["wraps"]
        left = offline_wrap.tries_left(found[OFFLINE]) if OFFLINE in found else None
        in_use = found.get(ONLINE, {})
        return KeyFacts(method(document), str(in_use.get("backend", "")), tuple(found), left)

    def keyring_share(self) -> bytes | None:
        """Our share in the keyring; None where there is none. Raises KeyUnavailableError as `unlock` does."""
        return self._share.get()

    def _wrap_anew(self, keys: AccountKeys, server_share: bytes, source: Source) -> None:
        """Write a document of two wraps with roots of their own; whatever stood there goes."""
        self._roots = {ONLINE: wraps.new_key(), RECOVERY: wraps.new_key()}
        salt = wraps.new_key()
        online = wraps.new_wrap(
            ONLINE, [source.share, server_share], source.salt, self._roots[ONLINE]
        )
        recovery = wraps.new_wrap(RECOVERY, [server_share], salt, self._roots[RECOVERY])
        document: Document = {
            "format": wraps.FORMAT,
            "wraps": {ONLINE: online | source.written, RECOVERY: recovery},
        }
        fill(document, self._roots, keys)
        self._file.write(document)

    def _unlock_online(
        self, document: Document, passphrase: str | None, servers: list[bytes]
    ) -> AccountKeys:
        found = document["wraps"]
        online = found[ONLINE]
        local = share_for(self._share, online, passphrase)
        try:
            root, server = root_by(ONLINE, online, [local or b""], servers)
        except InvalidTag:
            self._must_be_ours(found[RECOVERY], servers)
            if online["method"] == "keyring":
                raise KeyringChangedError("the keyring does not have our share") from None
            raise
        self._roots = {ONLINE: root}
        if OFFLINE in found:
            self._roots[OFFLINE] = offline_wrap.root_of(document, root)
        opened, certain = self._file.keys_in(ONLINE, online, root)
        keys = AccountKeys(**opened)
        if server != servers[0]:  # the workstation was forked: from now on its new share
            salt = wraps.salt_of(online)
            online["root"] = wraps.new_wrap(ONLINE, [local or b"", servers[0]], salt, root)["root"]
        self._renew_recovery(document, servers[0])
        if certain:
            self._settled(document, keys)
        return keys

    @staticmethod
    def _must_be_ours(wrap: Document, servers: list[bytes]) -> None:
        """The portal's share alone opens this wrap, or the file is another account's."""
        try:
            root_by(RECOVERY, wrap, [], servers)
        except InvalidTag:
            raise KeysLostError("wrap.json is not of this account") from None

    def _renew_recovery(self, document: Document, server_share: bytes) -> None:
        """The portal's share alone opens the outbox, whatever stood there before."""
        root = self._roots[RECOVERY] = wraps.new_key()
        new = wraps.new_wrap(RECOVERY, [server_share], wraps.new_key(), root)
        document["wraps"][RECOVERY] = new

    def _settled(self, document: Document, keys: AccountKeys) -> None:
        for wrap in document["wraps"].values():
            wrap.pop("next", None)
        fill(document, self._roots, keys)
        self._file.write(document)


def _must_be_long(passphrase: str) -> None:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KeyUnavailableError(f"a passphrase has {SHORTEST_PASSPHRASE} characters or more")
