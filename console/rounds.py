"""Keeps the loop with the portal going while a desk is open; without a session, the one that listens."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from console.bus import Bus
from console.domain.errors import ConsoleError
from console.domain.link import LinkState
from console.messages import Message
from console.runtime import TaskScope
from console.signed_in import Session
from console.store.lease import Lease
from console.store.writing import Writer
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
from console.sync.without import WithoutPortal


def engine_of(session: Session, parts: Parts) -> SyncEngine | WithoutPortal:
    """The loop that fits: with a session it sends and fetches, without one it listens."""
    practices = [practice.id for practice in session.me.practices]
    if session.is_offline:
        return WithoutPortal(parts, practices, _lease_of(parts.cache.writer))
    return SyncEngine(parts, practices)


def _lease_of(writer: Writer) -> Callable[[int], int]:
    """How much of the lease is left; read when first asked, on the lane that writes."""
    found: list[Lease] = []

    def left_ms(now_ms: int) -> int:
        if not found:
            found.append(Lease(writer))
        return found[0].tick(now_ms)

    return left_ms


class Rounds(QObject):
    """Begins the loop, wakes it, stops it, and says why it has ended."""

    def __init__(
        self, engine: SyncEngine | WithoutPortal, bus: Bus, tasks: TaskScope, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._engine, self._bus, self._tasks = engine, bus, tasks
        self._task: asyncio.Task[None] | None = None

    def refresh(self) -> None:
        """Sync now; begins the loop anew where it was stopped or has failed."""
        if self._task is None or self._task.done():
            self._task = self._tasks.start(self._run())
        self._engine.wake()

    def stop(self) -> None:
        """End the loop; `refresh` begins it again."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def stop_first_load(self) -> None:
        """What has come stays; the next refresh or decision goes on where this one ends."""
        self.stop()
        self._bus.link_changed.emit(replace(self._engine.link, loading=0))
        self._bus.message.emit(
            Message(
                self.tr("The first load is stopped: not everything that waits is shown."),
                "",
                self.tr("It goes on when you refresh (F5) or decide."),
                "warn",
            )
        )

    async def _run(self) -> None:
        try:
            await self._engine.run()
        except ConsoleError as error:
            self._say_ended(error)
            raise

    def fail(self, error: ConsoleError) -> None:
        """End the loop because of what somebody else has met: it would meet it, too."""
        self.stop()
        self._say_ended(error)

    def _say_ended(self, error: ConsoleError) -> None:
        """The loop has ended: say so where one looks for it."""
        link = replace(self._engine.link, state=LinkState.OFFLINE, loading=0)
        self._bus.link_changed.emit(replace(link, reason=type(error).__name__))
