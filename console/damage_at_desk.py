"""The outbox is found damaged while somebody works: the work stops, and what can be saved is saved."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, SignalInstance

from console.domain.errors import OutboxDamagedError
from console.putting_away import PuttingAway
from console.rounds import Rounds
from console.runtime import Lanes, TaskScope
from console.salvaging import Salvaging
from console.signed_in import Session
from console.store.salvage import put_outbox_aside, salvage_running
from console.views.main_window import MainWindow


class DamagedDesk(Protocol):
    """The desk, as far as its end is concerned."""

    window: MainWindow
    rounds: Rounds
    ending: PuttingAway
    signed_out: SignalInstance


class DamageAtDesk:
    """For one session; what happens first is all that happens, for every part meets the same file."""

    def __init__(self, desk: DamagedDesk, session: Session, lanes: Lanes, tasks: TaskScope) -> None:
        self._desk, self._session = desk, session
        self._lanes, self._tasks = lanes, tasks
        self._salvaging = Salvaging(desk.window, lanes)
        self._is_met = False

    def met(self, error: BaseException) -> bool:
        """Whether this is the damage of an outbox, which is then told to the person, once."""
        if not isinstance(error, OutboxDamagedError):
            return False
        if not self._is_met:
            self._is_met = True
            self._desk.rounds.fail(error)
            self._tasks.start(self._stop())
        return True

    async def _stop(self) -> None:
        session = self._session
        folder, keys = session.workstation.folder, session.store.keys
        found = await self._lanes.writes.run(salvage_running, session.store)
        leave = QCoreApplication.translate("DamageAtDesk", "Sign out")
        anew = None if session.is_offline else _nothing_yet
        if await self._salvaging.ask(found, leave, anew):
            self._desk.ending.after_close = lambda: put_outbox_aside(folder, keys)
        self._desk.signed_out.emit()


def _nothing_yet() -> None:
    """The file can be set aside only when the store is closed, at the end of the session."""
