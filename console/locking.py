"""How the program locks itself hard, and what its next process is told of it (security T2, T4)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance

from console.domain.errors import KeyUnavailableError
from console.messages.lock_texts import lock_text
from console.settings import Settings
from console.views.locked_head import dress
from console.views.sign_in_dialog import SignInDialog
from console.workstation.computer import Computer, HandsOver
from console.workstation.reasons import reason_of
from console.workstation.relaunch import Successor

if TYPE_CHECKING:  # slow to load: the first window does not wait for it
    from console.domain.shields import KeyShields, Shields
    from console.guard import Guard
    from console.store.keys import KeyFacts
    from console.views.main_window import MainWindow


class LocksHard(Protocol):
    """The desk, as far as its end is concerned."""

    window: "MainWindow"
    guard: "Guard"
    key_facts: "Callable[[], KeyFacts]"
    signed_out: SignalInstance

    def before_hard_lock(self) -> None:
        """Write drafts and close the files, on this thread, within a second."""


class Locking(QObject):
    """Ends the process whenever a desk, or the system, says so.

    Without a computer, as in tests that share their process with others, the session alone ends.
    """

    def __init__(
        self,
        computer: Computer | None,
        settings: Callable[[], Settings],
        demo: HandsOver | None,
    ) -> None:
        super().__init__()
        self._computer, self._settings, self._demo = computer, settings, demo
        self._desk: LocksHard | None = None
        self._has_held_data = False  # whether anybody has signed in since this process began
        self.reason = ""  # why the process before this one ended, a word of `LockReason`
        if computer is not None:
            computer.away.connect(self._on_away)

    def listen(self) -> None:
        """The first window is painted: from now on hear what the system says."""
        if self._computer is not None:
            self._computer.listen()

    def attend(self, desk: LocksHard) -> None:
        """From now on there are patients' data in this process."""
        self._desk, self._has_held_data, self.reason = desk, True, ""
        desk.guard.hard_lock_wanted.connect(self._hard_lock)
        self._offer_page(desk)
        if self._computer is not None:
            self._computer.attend(desk.guard.idle.left_s, self._successor(self._computer))

    def _offer_page(self, desk: LocksHard) -> None:
        from console.security_page import SecurityPage  # noqa: PLC0415 - the first window comes first

        SecurityPage(desk.window, lambda: self.shields(desk))

    def shields(self, desk: LocksHard) -> "Shields":
        """What the status page shows, as it is at this moment."""
        from console.domain.shields import ComputerShields, Shields  # noqa: PLC0415 - as above

        settings = self._settings()
        computer = (
            ComputerShields()
            if self._computer is None
            else self._computer.shields(settings.data_path)
        )
        idle, address = desk.guard.idle, settings.server
        return Shields(
            computer,
            _key_shields(desk),
            idle.limit_s,
            idle.hard_s,
            is_https=address.startswith("https:"),
            own_authority=settings.ca_path is not None,
        )

    def leave(self) -> None:
        """The desk is about to close."""
        self._desk = None
        if self._computer is not None:
            self._computer.leave()

    def dress(self, dialog: SignInDialog) -> None:
        """Give the sign-in window its locked dress, after a hard lock."""
        if self.reason:
            dress(dialog, self._settings(), lock_text(reason_of(self.reason)))

    def end(self, reason: str) -> None:
        """The desk has been closed for good, by an order of the practice: so is the memory to go."""
        self._hard_lock(reason)

    def _successor(self, computer: Computer) -> Successor:
        return computer.successor(self._settings(), self._demo)

    def _on_away(self, reason: str) -> None:
        """The system says that the person has left; after a sign-out the memory is to go, too."""
        if self._desk is not None:
            self._desk.guard.hard_lock(reason)
        elif self._has_held_data:
            self._hard_lock(reason)

    def _hard_lock(self, reason: str) -> None:
        self.reason, desk = reason, self._desk
        if self._computer is not None:
            before = desk.before_hard_lock if desk is not None else lambda: None
            self._computer.hard_lock(reason, before, self._successor(self._computer))
        elif desk is not None:
            desk.before_hard_lock()
            desk.signed_out.emit()


def _key_shields(desk: LocksHard) -> "KeyShields | None":
    from console.domain.shields import KeyShields  # noqa: PLC0415 - as above

    try:
        facts = desk.key_facts()
    except KeyUnavailableError:
        return None
    by_keyring = facts.backend if facts.method == "keyring" else ""
    return KeyShields(by_keyring, facts.tries_left)
