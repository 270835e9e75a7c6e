"""What is loaded and made before somebody is known: modules, and a window with nothing in it.

Modules are loaded on a lane, one after the other, so that the sign-in window answers every key
meanwhile. Whoever is quicker than that waits for the rest of it, as they would have anyway. The main
window can only be made on the GUI thread. That is done when the passphrase is asked for, in the moment
in which nobody types yet: Argon2id then has all processors for itself. Where none is asked for, it is done
while the portal takes its time. A key that is pressed meanwhile waits for half of it, and is heard.
What is left of it is done in steps of a frame each, when a key has just been heard: the next one takes
its time. Then nothing is left for the moment when Argon2id wants all processors.
"""

import asyncio
import importlib
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from console.qt_loop import painted
from console.runtime import Lane, TaskScope, is_set_within

if TYPE_CHECKING:  # loaded ahead, not at once
    from console.empty_window import EmptyWindow
    from console.views.sign_in_dialog import SignInDialog

SIGN_IN = ("console.sign_in",)
"""Needed before what the sign-in window is told can be worked on: HTTP, SQL, the keys."""
DESK = (
    "argon2",
    "keyring.backend",
    "console.views.queues",
    "console.views.main_window",
    "console.empty_window",
    "console.rehearsal",
    "console.side_work",
    "console.desk",
    "console.damage_at_desk",
    "console.security_page",
)
"""Needed between the sign-in and the first rows, the longest to load first."""
AN_ANSWER_S = 0.1
"""A portal that is not there at all is known to be away within this time, and then it is asked for more."""


async def load(lane: Lane, modules: tuple[str, ...]) -> None:
    """Import the modules on the lane; who cancels this waits for one of them at most."""
    for name in modules:
        await lane.run(importlib.import_module, name)


async def load_for_desk(lane: Lane) -> None:
    """Import what a desk needs, and have the system's keyrings looked at for the first time."""
    await load(lane, DESK)
    from console.store import wraps, writing  # noqa: PLC0415 - loaded just now
    from console.store.keys import system_keyring  # noqa: PLC0415 - as above

    await lane.run(system_keyring)  # which of them work here is found out once a process
    await lane.run(writing.rehearse)
    await lane.run(wraps.rehearse)


class WindowAhead:
    """The main window of the next desk, made as soon as there is time for it."""

    def __init__(self, lane: Lane, tasks: TaskScope) -> None:
        self._lane, self._tasks = lane, tasks
        self._loading: asyncio.Task[None] | None = None
        self._made: EmptyWindow | None = None
        self._rehearsed = 0  # steps of it
        self._has_time, self._after_s = asyncio.Event(), 0.0
        self._making: asyncio.Task[None] | None = None

    def begin(self, dialog: "SignInDialog") -> None:
        """Load what it needs, and make it once the person has sent something and waits."""
        if self._loading is None:
            self._loading = self._tasks.start(load_for_desk(self._lane))
        self._has_time.clear()
        self._stop()
        dialog.submitted.connect(lambda *_said: self._soon(AN_ANSWER_S))
        dialog.asked.connect(lambda: self._soon(0.0))
        dialog.passphrase_entered.connect(lambda _text: self._soon(0.0))
        dialog.offline_entered.connect(lambda _text: self._soon(0.0))
        self._making = self._tasks.start(self._make_in_time(dialog))

    async def take(self) -> "EmptyWindow":
        """The window, for a desk; another one is made for the next."""
        self._stop()
        if self._loading is not None:
            await self._loading
        made, self._made = self._make(), None
        return made

    def throw_away(self) -> None:
        """The program ends, and nobody has come to whom it could be shown."""
        if self._made is not None:
            self._made.throw_away()
            self._made = None

    async def _make_in_time(self, dialog: "SignInDialog") -> None:
        if self._loading is not None:
            await asyncio.shield(self._loading)  # `take` gives this up, and needs the modules
        while self._made is None:
            await self._has_time.wait()
            self._has_time.clear()
            await is_set_within(self._has_time, self._after_s)  # the portal has answered, and asks
            await painted()  # what is asked, or that it is busy; and the lanes have their work
            if _leaves_time(dialog):
                made = self._make()
                await _key_heard(dialog)
                made.lay_out()
                await self._rehearse(dialog)

    async def _rehearse(self, dialog: "SignInDialog") -> None:
        """What the first rows would otherwise do for the first time; once a process."""
        from console.rehearsal import STEPS  # noqa: PLC0415 - loaded ahead

        for step in STEPS[self._rehearsed :]:
            await _key_heard(dialog)
            self._rehearsed += 1
            await step()

    def _soon(self, after_s: float) -> None:
        self._after_s = after_s
        self._has_time.set()

    def _stop(self) -> None:
        """Nobody waits any more for a window that would only be made when there is time."""
        if self._making is not None:
            self._making.cancel()
            self._making = None

    def _make(self) -> "EmptyWindow":
        from console.empty_window import EmptyWindow  # noqa: PLC0415 - loaded ahead

        if self._made is None:
            self._made = EmptyWindow()
        return self._made


def _leaves_time(dialog: "SignInDialog") -> bool:
    """Whether nobody types: something has been sent, or the field that has the keyboard is empty yet."""
    field = dialog.focusWidget()
    return dialog.is_busy or (isinstance(field, QLineEdit) and not field.text())


async def _key_heard(dialog: "SignInDialog") -> None:
    """Let keys be heard that were pressed meanwhile; where somebody types, wait for the next one."""
    await painted()
    field = dialog.focusWidget()
    if not _leaves_time(dialog) and isinstance(field, QLineEdit):
        heard = asyncio.Event()
        field.textChanged.connect(lambda _text: heard.set())  # the connection goes with the field
        await heard.wait()
        await painted()  # the letter, before anything else is done
