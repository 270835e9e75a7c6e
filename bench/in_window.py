"""Runs a measurement on the loop that serves Qt and asyncio, in this process, and hands out what it measured."""

import os
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from bench.measured import Measured


def in_window(measure: Callable[[], Coroutine[Any, Any, Iterable[Measured]]]) -> list[Measured]:
    """What `measure` comes to. May be called again: the application is made once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - Qt must see the platform first

    from console import early_log, qt_loop  # noqa: PLC0415 - as above
    from console.opening import make_application  # noqa: PLC0415 - as above
    from console.settings import Settings  # noqa: PLC0415 - as above

    found: list[Measured] = []

    async def run() -> int:
        found.extend(await measure())
        return 0

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        early_log.start()  # as the program does: what it logs is not printed
        application = make_application(Settings(language="en", color_scheme="light"))
    qt_loop.run(application, run)
    return found
