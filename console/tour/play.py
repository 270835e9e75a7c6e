"""Plays the story from beginning to end: pictures, `tour.jsonl`, and an exit status."""

import asyncio
import json
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from console import log, qt_loop
from console.app import Console
from console.opening import make_application
from console.settings import Settings
from console.tour.hand import picture, settled
from console.tour.relay import CabledDemo
from console.tour.story import Story

_log = logging.getLogger(__name__)
PATIENCE_S = 90.0  # for one step, on a slow machine
UNDO_S = 1.0  # long enough to press a key in, short enough not to bore anybody


def play(folder: Path, *, rows: int, seed: int) -> int:
    """Play the tour into `folder`; 0 only if every step did what it says."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[0-9][0-9]-*.png"):
        old.unlink()
    # The portal's own files hold patients in clear, as a server's do; they go when the tour ends.
    with tempfile.TemporaryDirectory(prefix="portal-tour-") as portal_dir:
        demo = CabledDemo(Path(portal_dir), rows, seed, statements=True)
        kept = Settings(
            data_dir=str(folder / "data"), language="en", color_scheme="light", undo_s=UNDO_S
        )
        application = make_application(kept)
        log.start(kept.data_path)
        console = Console(kept, demo)
        player = Player(console, folder)
        status = qt_loop.run(application, lambda: player.run(Story(console, demo)))
    _say(f"{len(player.lines)} steps, pictures and tour.jsonl in {folder.resolve()}")
    return status


class Player:
    """Runs the steps of a story beside the program, and writes down what came of each."""

    def __init__(self, console: Console, folder: Path) -> None:
        self._console = console
        self._folder = folder
        self.lines: list[dict[str, Any]] = []

    async def run(self, story: Story) -> int:
        """Run program and story together; ends with the first step that fails."""
        program = asyncio.get_running_loop().create_task(self._console.run())
        try:
            for number, step in enumerate(story.steps(), 1):
                if not await self._play(number, step):
                    return 1
        finally:
            await story.close()
            if self._console.desk is not None:
                self._console.desk.closed.emit()
            elif self._console.dialog is not None:
                self._console.dialog.reject()
            await program
        return 0

    async def _play(self, number: int, step: Callable[[], Awaitable[None]]) -> bool:
        name = step.__name__.replace("_", "-")
        began = time.monotonic()
        outcome, reason = "ok", ""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await step()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the tour has to say it
            outcome, reason = "failed", f"{type(error).__name__}: {error}"
            _log.error("tour step failed", extra={"step": name}, exc_info=error)
        took = round((time.monotonic() - began) * 1000)
        await settled()
        shot = f"{number:02d}-{name}.png"
        window = self._console.desk.window if self._console.desk else self._console.dialog
        if window is not None:
            picture(window, self._folder / shot)
        self._note(number, name, took, outcome, reason, shot)
        return outcome == "ok"

    def _note(
        self, number: int, name: str, took: int, outcome: str, reason: str, shot: str
    ) -> None:
        line = {"number": number, "step": name, "ms": took, "outcome": outcome, "picture": shot}
        if reason:
            line["reason"] = reason
        self.lines.append(line)
        with (self._folder / "tour.jsonl").open("w" if number == 1 else "a") as file:
            file.write(json.dumps(line) + "\n")
        _say(f"{number:2d}  {name:<34} {took:6d} ms  {outcome}  {reason}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
