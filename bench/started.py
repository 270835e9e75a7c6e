"""The real program in a process of its own, with a script in the person's place: when what happened.

    python -m bench.started slow|down URL USERNAME DATA_DIR     # the password on standard input

`slow`: sign in; once the portal has answered that, it answers nothing any more (the parent pulls the
cable when it reads "answered"). `down`: the review copy, with the portal away from the beginning. Typing
takes no time. What is printed last, as JSON, are readings of CLOCK_MONOTONIC in seconds, and how
long the passphrase's Argon2id took.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from bench.words import COPY, PASSPHRASE
from console import qt_loop
from console.__main__ import main as console_main

LOADED = time.monotonic()


class Painted(QObject):
    """Calls `then` after the widget it filters has been painted, while `counts()` holds; once."""

    def __init__(
        self, widget: QObject, counts: Callable[[], object], then: Callable[[], None]
    ) -> None:
        super().__init__(widget)
        self._widget, self._counts, self._then = widget, counts, then
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Once the paint event has been worked off, and all that belongs to the same frame."""
        if event.type() == QEvent.Type.Paint and self._counts():
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class Script:
    """What a person would do, as soon as it can be done."""

    def __init__(self, way: str, url: str, username: str, password: str) -> None:
        self._way, self._said = way, (url, username, password)
        self.at: dict[str, float] = {"loaded": LOADED}
        self.stretched_s = 0.0

    async def play(self, console: Any) -> None:
        """Drive the program until the first rows are painted, and end the process there."""
        await self._until(lambda: console.dialog)
        dialog = console.dialog
        Painted(dialog, lambda: True, lambda: self.mark("window"))
        await self._until(lambda: console.takes_input)
        self.mark("takes input")
        if self._way == "down":
            dialog.offline_wanted.emit(*self._said[:2])
            await self._until(dialog.offline.isVisible)
            self.mark("asked")
            self._time_stretching()
            dialog.offline_entered.emit(COPY)
        else:
            dialog.submitted.emit(*self._said)
            await self._until(dialog.passphrase.isVisible)
            sys.stdout.write("answered\n")
            sys.stdout.flush()
            sys.stdin.readline()  # the cable is out
            self.mark("asked")
            self._time_stretching()
            dialog.passphrase_entered.emit(PASSPHRASE)

    def attend(self, desk: Any) -> None:
        """The desk is being made: its table is the first queue screen."""
        self.mark("desk")
        viewport = desk.window.pane.table.viewport()
        Painted(viewport, desk.model.rowCount, lambda: self._end(desk))

    def mark(self, what: str) -> None:
        """Note when something happened, the first time."""
        self.at.setdefault(what, time.monotonic())

    def _end(self, desk: Any) -> None:
        self.mark("rows")
        found = {"at": self.at, "stretched_s": self.stretched_s, "rows": desk.model.rowCount()}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        os._exit(0)

    def _time_stretching(self) -> None:
        from argon2 import low_level  # noqa: PLC0415 - the program loads it at this point, too

        stretch = low_level.hash_secret_raw

        def timed(*words: Any) -> bytes:
            began = time.monotonic()
            key = stretch(*words)
            self.stretched_s += time.monotonic() - began
            return key

        low_level.hash_secret_raw = timed

    @staticmethod
    async def _until(condition: Callable[[], object]) -> None:
        while not condition():  # noqa: ASYNC110 - the program has no event for it
            await asyncio.sleep(0.0005)


def _driven(script: Script) -> None:
    """Let the script run beside the program, on its loop, and see the desk the moment it is made."""
    run = qt_loop.run

    def with_script(application: Any, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
        console = main.__self__  # type: ignore[attr-defined] # the program's own `run`
        type(console).desk = _Watched(script.attend)

        async def both() -> int:
            playing = asyncio.ensure_future(script.play(console))
            try:
                return await main()
            finally:
                playing.cancel()

        return run(application, both)

    qt_loop.run = with_script


class _Watched:
    """An attribute that tells when it is given something."""

    def __init__(self, told: Callable[[Any], None]) -> None:
        self._told = told

    def __get__(self, owner: Any, _kind: object = None) -> Any:
        return owner.__dict__.get("_watched_desk")

    def __set__(self, owner: Any, value: Any) -> None:
        owner.__dict__["_watched_desk"] = value
        if value is not None:
            self._told(value)


def main() -> int:
    """Start the program as its command does, driven."""
    way, url, username, data_dir = sys.argv[1:]
    _driven(Script(way, url, username, sys.stdin.readline().strip()))
    words = ["--server", url, "--username", username, "--data-dir", data_dir, "--language", "en"]
    return console_main([*words, "--scheme", "light", "--undo-s", "0"])


if __name__ == "__main__":
    sys.exit(main())
