"""Our share of the key in the operating system's keyring, asked for with a limit of time (ADR 0021)."""

import base64
import binascii
import os
import queue
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from console.domain.errors import KeyUnavailableError

SERVICE = "portal-console"
KEYRING_PATIENCE_S = 30.0  # a locked keyring asks the person for its own password
SHARE_BYTES = 32

# Back-ends that keep secrets from other accounts of the computer. Anything else, above all the
# plain text and the null back-end that `keyring` is ready to choose, is not one for us.
ALLOWED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
T = TypeVar("T")


class Keyring(Protocol):
    """What is used of a keyring back-end."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept under the names, if any."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


def system_keyring() -> Keyring | None:
    """The best allowed back-end that works here, or None. Imports `keyring` (100 ms)."""
    from keyring.backend import get_all_keyring  # noqa: PLC0415 - slow, and not needed in passphrase mode

    usable = [
        one
        for one in get_all_keyring()
        if backend_name(one) in ALLOWED_BACKENDS and one.priority > 0
    ]
    return max(usable, key=lambda one: one.priority, default=None)


def backend_name(backend: object) -> str:
    """How a back-end is called in `wrap.json` and on the status page; empty for none."""
    if backend is None:
        return ""
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


class KeyringShare:
    """One account's share. All calls block, for as long as a person takes, but not for ever.

    Raises `KeyUnavailableError` where the keyring refuses, fails or does not answer.
    """

    def __init__(self, keyring: Keyring | None, account: str, patience_s: float) -> None:
        self._keyring = keyring
        self._account = account
        self._patience_s = patience_s

    @property
    def is_possible(self) -> bool:
        """Whether there is an allowed keyring at all."""
        return self._keyring is not None

    @property
    def backend(self) -> str:
        """The name of the back-end; empty for none."""
        return backend_name(self._keyring)

    def get(self) -> bytes | None:
        """The share; None where no keyring is, or one that does not have it."""
        keyring = self._keyring
        if keyring is None:
            return None
        found = self._ask(lambda: keyring.get_password(SERVICE, self._account))
        if found is None:
            return None
        try:
            share = base64.b64decode(found, validate=True)
        except (binascii.Error, ValueError):
            return None
        return share if len(share) == SHARE_BYTES else None

    def make(self) -> bytes:
        """A new share, kept and read back."""
        keyring = self._keyring
        if keyring is None:
            raise KeyUnavailableError("no keyring here")
        share = os.urandom(SHARE_BYTES)
        text = base64.b64encode(share).decode()
        self._ask(lambda: keyring.set_password(SERVICE, self._account, text))
        if self.get() != share:  # a null back-end swallows what it is given, without a word
            raise KeyUnavailableError("the keyring does not keep what it is given")
        return share

    def forget(self) -> None:
        """Have the keyring forget the share; one that has none is as good."""
        keyring = self._keyring
        if keyring is not None and self.get() is not None:
            self._ask(lambda: keyring.delete_password(SERVICE, self._account))

    def _ask(self, call: Callable[[], T]) -> T:
        answers: queue.Queue[tuple[T | None, Exception | None]] = queue.Queue()

        def work() -> None:
            try:
                answers.put((call(), None))
            except Exception as error:  # noqa: BLE001 - back-ends raise what they like, InitError for one
                answers.put((None, error))

        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            found, error = answers.get(timeout=self._patience_s)
        except queue.Empty:
            raise KeyUnavailableError("the keyring does not answer") from None
        if error is not None:
            raise KeyUnavailableError(type(error).__name__) from error
        return found  # type: ignore[return-value]  # None only where T allows it
