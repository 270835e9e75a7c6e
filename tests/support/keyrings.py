"""Keyrings in memory, good and bad; the machine's own is never touched."""

import json
import threading
from pathlib import Path

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


class FileKeyring(MemoryKeyring):
    """Keeps what it is given in a file, so that a killed child has told its parent."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    @property
    def kept(self) -> dict[tuple[str, str], str]:
        found = json.loads(self.path.read_text()) if self.path.exists() else []
        return {(service, username): secret for service, username, secret in found}

    @kept.setter
    def kept(self, kept: dict[tuple[str, str], str]) -> None:
        if hasattr(self, "path"):
            beside = self.path.with_suffix(".new")
            beside.write_text(json.dumps([[*names, secret] for names, secret in kept.items()]))
            beside.replace(self.path)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept = {**self.kept, (service, username): password}

    def delete_password(self, service: str, username: str) -> None:
        kept = self.kept
        del kept[service, username]
        self.kept = kept


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
