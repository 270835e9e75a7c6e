"""`portal-console --open-salvage FILE`: what was saved from a damaged outbox, to be entered again."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.domain.errors import KeyUnavailableError
from console.models.when import calendar
from console.runtime import Lanes
from console.store.salvage import command_from, read_sealed
from console.views.idle_watch import IdleWatch
from console.views.salvage_reader import SalvageReader, SavedDecisions

OPEN_FOR_S = 300.0
"""How long it stays open without a hand at it, in seconds: it names patients, and has no lock (T4)."""


async def show_saved(path: Path) -> int:
    """Ask for the passphrase until it fits, and show the decisions until the window is closed."""
    said: asyncio.Queue[str | None] = asyncio.Queue()
    lanes, window = Lanes(), SalvageReader(calendar())
    window.passphrase_entered.connect(said.put_nowait)
    window.finished.connect(lambda _result: said.put_nowait(None))
    watch = IdleWatch(OPEN_FOR_S, window)
    watch.idle.connect(window.reject)
    window.show()
    watch.watch(window.windowHandle())
    try:
        while (phrase := await said.get()) is not None:
            try:
                window.show_decisions(await lanes.reads.run(_read, path, phrase))
            except KeyUnavailableError:
                window.show_wrong(
                    QCoreApplication.translate(
                        "SavedFile",
                        "It does not open: another passphrase, or no file of saved decisions.",
                    )
                )
    finally:
        window.deleteLater()
        await lanes.close()
    return 0


def _read(path: Path, phrase: str) -> SavedDecisions:
    found = read_sealed(path, phrase)
    try:
        commands = [command_from(one) for one in found["decisions"]]
    except (KeyError, TypeError, ValueError) as error:
        raise KeyUnavailableError("not a file of saved decisions") from error
    return SavedDecisions(commands, is_whole=found.get("is_whole") is True)
