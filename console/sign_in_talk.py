"""What a person says to the sign-in window, in the order in which they say it."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from console.messages import Message
from console.views.sign_in_dialog import SignInDialog

if TYPE_CHECKING:  # the first window is painted before it is loaded
    import asyncio

_BEGUN = "begun"
"""In the place of a word that something has been made of at once."""


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
    """Hears the window from its first moment on, and keeps what is said until it is asked for.

    `on_cancelled` cuts short what is under way when the person cancels.
    """

    def __init__(self, dialog: SignInDialog) -> None:
        self.dialog = dialog
        self.on_cancelled: Callable[[], None] = lambda: None
        self.was_cancelled = False
        self._said: deque[tuple[Any, ...]] = deque()
        self._waiting: asyncio.Future[None] | None = None
        self._at_once: tuple[str, Callable[[Any], Any]] | None = None
        say = self._say
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
            word, *rest = await self._heard()
            if word == "closed":
                return None
            if word in {"submitted", "without"}:
                self.was_cancelled = False
                return word, tuple(rest)

    async def next(self, wanted: str, at_once: Callable[[Any], Any] | None = None) -> Any:
        """What is said of `wanted`: a text; None for a passphrase that is forgotten.

        With `at_once` what that has made of it, inside the key press: a lane can be at work before the window
        has painted that it is busy.

        Raises:
            CancelledByPersonError, ClosedByPersonError: something else was said.
        """
        while True:
            if at_once is not None and not self._said:  # else what was said before is heard first
                self._at_once = wanted, at_once
            try:
                word, *rest = await self._heard()
            finally:
                self._at_once = None
            if word == _BEGUN:
                return rest[0]
            if word == wanted:
                return rest[0] if at_once is None else at_once(rest[0])
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
        self._say(("cancelled",))
        self.on_cancelled()

    def _say(self, said: tuple[Any, ...]) -> None:
        at_once, self._at_once = self._at_once, None
        if at_once is not None and said[0] == at_once[0]:
            said = _BEGUN, at_once[1](*said[1:])
        self._said.append(said)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def _heard(self) -> tuple[Any, ...]:
        import asyncio  # noqa: PLC0415 - as above

        while not self._said:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        return self._said.popleft()
