"""The window is shown together with its first rows: one painting, and nothing empty before it."""

import asyncio
import contextlib

from console.models.queue_table import QueueTableModel
from console.qt_loop import heard, painted
from console.views.main_window import MainWindow

WITHIN_S = 0.3
"""A disk that takes longer than this to give a screen of rows is not waited for: the window comes without."""


async def show_with_rows(window: MainWindow, model: QueueTableModel) -> None:
    """Show it once the first rows of what was asked for are there, and come back when it is painted."""
    if window.pane.query.practice_id:  # else nothing has been asked for
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(WITHIN_S):
                await heard(model.begun)
    window.show()
    await painted()
