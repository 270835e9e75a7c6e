"""The window is shown together with its first rows: one painting, and nothing empty before it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future

from console import qt_loop
from console.models.queue_table import QueueTableModel
from console.runtime import is_set_within
from console.views.main_window import MainWindow

WITHIN_S = 0.3
"""A disk that takes longer than this to give a screen of rows is not waited for: the window comes without."""


class ShownWithRows:
    """Made before the rows are asked for; `noted` is what has to be on the disk before they are seen."""

    def __init__(
        self, window: MainWindow, model: QueueTableModel, noted: "Future[int] | None"
    ) -> None:
        self._window, self._model, self._noted = window, model, noted
        self._there = asyncio.Event()
        model.begun.connect(self._begun)

    async def asked(self, ask: Callable[[], None]) -> None:
        """Ask for them, and come back when the lane has begun: beside it, other things can be done."""
        ask()
        await asyncio.sleep(0)

    async def painted(self) -> None:
        """Show the window once its first rows are there, and come back when it is painted.

        Raises:
            ConsoleError: what has to be on the disk before can not be written; nothing is shown.
        """
        if self._window.pane.query.practice_id:  # else nothing has been asked for
            await is_set_within(self._there, WITHIN_S)
        self._model.begun.disconnect(self._begun)
        if self._noted is not None:
            await asyncio.wrap_future(self._noted)
        self._window.show()
        await qt_loop.painted()

    def _begun(self, _query: object) -> None:
        self._there.set()
