"""Keyrings in memory, good and bad; the machine's own is never touched."""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import InitError


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given, as long as the object lives."""

    priority = 1  # type: ignore[assignment]  # a class property there

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class NullKeyring(MemoryKeyring):
    """Swallows everything without a word."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Forget it."""


class LockedKeyring(MemoryKeyring):
    """Its owner has dismissed the prompt."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise InitError("Failed to create the collection: Prompt dismissed..")

    get_password = set_password  # type: ignore[assignment]  # raises before anything is returned


class PromptingKeyring(MemoryKeyring):
    """Asks a person who never comes."""

    def __init__(self) -> None:
        super().__init__()
        self.come = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.come.wait(60)
