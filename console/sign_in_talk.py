"""What a person says to the sign-in window, in the order in which they say it."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from console.messages import Message
from console.views.sign_in_dialog import SignInDialog

if TYPE_CHECKING:  # the first window is painted before it is loaded
    import asyncio


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

    async def next(self, wanted: str) -> Any:
        """What is said of `wanted`: a text; None for a passphrase that is forgotten.

        Raises:
            CancelledByPersonError, ClosedByPersonError: something else was said.
        """
        while True:
            word, *rest = await self._heard()
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
        self._say(("cancelled",))
        self.on_cancelled()

    def _say(self, said: tuple[Any, ...]) -> None:
        self._said.append(said)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def _heard(self) -> tuple[Any, ...]:
        import asyncio  # noqa: PLC0415 - as above

        while not self._said:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        return self._said.popleft()
