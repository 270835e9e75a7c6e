"""What a person says to the sign-in window, in the order in which they say it."""

import asyncio
from collections.abc import Callable
from typing import Any

from console.messages import Message
from console.views.sign_in_dialog import SignInDialog


class CancelledByPersonError(Exception):
    """The person pressed *Cancel* on the way."""


class ClosedByPersonError(Exception):
    """The person closed the window on the way."""


class SaidError(Exception):
    """It came to nothing, and here is what to say of it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class SignInTalk:
    """Hears the window. `on_cancelled` cuts short what is under way when the person cancels."""

    def __init__(self, dialog: SignInDialog, on_cancelled: Callable[[], None]) -> None:
        self._said: asyncio.Queue[tuple[Any, ...]] = asyncio.Queue()
        self._on_cancelled = on_cancelled
        self.was_cancelled = False
        say = self._said.put_nowait
        dialog.submitted.connect(lambda *said: say(("submitted", *said)))
        dialog.code_entered.connect(lambda code: say(("code", code)))
        dialog.passphrase_entered.connect(lambda text: say(("passphrase", text)))
        dialog.passphrase_forgotten.connect(lambda: say(("passphrase", None)))
        dialog.offline_entered.connect(lambda text: say(("offline", text)))
        dialog.offline_wanted.connect(lambda *said: say(("without", *said)))
        dialog.cancelled.connect(self._cancel)
        dialog.rejected.connect(lambda: say(("closed",)))

    async def beginning(self) -> tuple[str, tuple[str, ...]] | None:
        """How the next try begins, `submitted` or `without`, and with what; None: window closed."""
        while True:
            word, *rest = await self._said.get()
            if word == "closed":
                return None
            if word in {"submitted", "without"}:
                self.was_cancelled = False
                return word, tuple(rest)

    async def next(self, wanted: str) -> Any:
        """What is said of `wanted`: a text; None for a passphrase that is forgotten.

        Raises:
            CancelledByPersonError, ClosedByPersonError: something else was said.
        """
        while True:
            word, *rest = await self._said.get()
            if word == wanted:
                return rest[0]
            if word == "cancelled":
                raise CancelledByPersonError
            if word == "closed":
                raise ClosedByPersonError

    def go_on(self) -> None:
        """A step that could not be cut short has ended; somebody may have cancelled meanwhile.

        Raises:
            CancelledByPersonError: so they have.
        """
        if self.was_cancelled:
            raise CancelledByPersonError

    def _cancel(self) -> None:
        self.was_cancelled = True
        self._said.put_nowait(("cancelled",))
        self._on_cancelled()
