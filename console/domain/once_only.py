"""A secret that one person reads once: held as bytes that can be wiped, never as text (security I9)."""

from dataclasses import dataclass
from typing import NoReturn


class OnceOnly:
    """What must not be left behind: a new user name or password while its card is open.

    Python can not wipe a `str`; a `bytearray` can be. Nothing of it is in a repr, a log or a pickle.
    """

    __slots__ = ("_bytes",)

    def __init__(self, text: str) -> None:
        self._bytes = bytearray(text.encode())

    def text(self) -> str:
        """The secret, for the moment of painting or copying; empty once it is forgotten."""
        return self._bytes.decode()

    def forget(self) -> None:
        """Overwrite it; there is no way back."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()

    def __bool__(self) -> bool:
        """Whether there still is a secret."""
        return bool(self._bytes)

    def __repr__(self) -> str:
        return "OnceOnly(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True)
class IssuedCredentials:
    """Temporary credentials as the portal gave them, the only time it does (DOMAIN F17)."""

    id: str
    username: OnceOnly
    password: OnceOnly
    expires_at: str  # RFC 3339

    def forget(self) -> None:
        """Wipe both."""
        self.username.forget()
        self.password.forget()
