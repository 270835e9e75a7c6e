"""Going home while decisions wait: said once, and no reason to stay."""

from PySide6.QtCore import QObject, Signal, SignalInstance

from console.domain.errors import ConsoleError
from console.qt_loop import answer
from console.runtime import Lane
from console.store.outbox import Outbox
from console.views.confirm_dialog import ConfirmDialog
from console.views.main_window import MainWindow


class Leaving(QObject):
    """Tells how many decisions the portal has not answered, then lets go.

    Asking a second time is answer enough, and the cover of a locked window says it by itself.
    Signals: `signed_out` and `closed` when it is to be done.
    """

    signed_out = Signal()
    closed = Signal()

    def __init__(self, window: MainWindow, outbox: Outbox, writes: Lane) -> None:
        super().__init__(window)
        self._window, self._outbox, self._writes = window, outbox, writes
        self._is_asking = False

    async def sign_out(self) -> None:
        """Somebody is to sign in again."""
        await self._leave(self.signed_out, self.tr("Sign out"))

    async def close(self) -> None:
        """The program is to end."""
        await self._leave(self.closed, self.tr("Close"))

    async def _leave(self, signal: SignalInstance, act: str) -> None:
        is_said = self._is_asking or self._window.cover.is_locked()
        waiting = 0 if is_said else await self._waiting()
        if not waiting or await self._is_confirmed(waiting, act):
            signal.emit()

    async def _is_confirmed(self, waiting: int, act: str) -> bool:
        self._is_asking = True
        try:
            dialog = ConfirmDialog(
                self.tr("%n decision(s) wait to be sent", "", waiting),
                self.tr("They are safe on this computer and go out when you sign in here again."),
                act,
                parent=self._window,
            )
            return bool(await answer(dialog))
        finally:
            self._is_asking = False

    async def _waiting(self) -> int:
        try:
            return await self._writes.run(self._outbox.pending)
        except ConsoleError:
            return 0  # a store that can not be read must not keep anybody here
