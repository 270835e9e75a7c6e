"""The tokens of a signed-in session: in memory only, shared by the sessions of two threads."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from console.domain.errors import (
    SignInExpiredError,
    StaffDisabledError,
    WorkstationForkedError,
    WorkstationRevokedError,
)

_ENDS = (SignInExpiredError, StaffDisabledError, WorkstationRevokedError, WorkstationForkedError)


@dataclass(frozen=True)
class Tokens:
    """An access token, and the refresh token that gets the next pair. Never printed."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


class Credentials:
    """Holds the tokens and renews them one at a time, however many threads find them expired."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens: Tokens | None = None

    @property
    def is_signed_in(self) -> bool:
        """Whether there are tokens; the portal may still refuse them."""
        return self._tokens is not None

    def put(self, tokens: Tokens | None) -> None:
        """Take new tokens, or forget those there are."""
        with self._lock:
            self._tokens = tokens

    def access(self) -> str:
        """The access token.

        Raises:
            SignInExpiredError: nobody is signed in.
        """
        tokens = self._tokens
        if tokens is None:
            raise SignInExpiredError("not signed in")
        return tokens.access

    def renew(self, used: str, exchange: Callable[[str], Tokens]) -> str:
        """The access token to go on with, after `used` was refused.

        `exchange` turns a refresh token into new tokens. Another thread may have done so meanwhile;
        a failure on the line keeps the old refresh token, which the portal takes again.

        Raises:
            SignInExpiredError, StaffDisabledError, WorkstationRevokedError, WorkstationForkedError:
                the session is over; the tokens are forgotten.
        """
        with self._lock:
            tokens = self._tokens
            if tokens is None:
                raise SignInExpiredError("not signed in")
            if tokens.access == used:
                try:
                    tokens = self._tokens = exchange(tokens.refresh)
                except _ENDS:
                    self._tokens = None
                    raise
            return tokens.access
