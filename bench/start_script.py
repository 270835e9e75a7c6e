"""The script in the person's place, for `bench.started`. Loaded compiled, as the program's own modules are.

What the program does without before its first window, the script does without, too: it would be measured as the program's.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit

from bench.words import COPY, PASSPHRASE

STROKE_S = 0.08
"""Between two keys: twelve and a half a second, faster than most people who type for their living."""


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


Wait = Callable[[], object]
"""What the script waits for, asked again and again."""


class Script:
    """What a person would do, as soon as it can be done. Needs Qt's loop and nothing else."""

    def __init__(self, way: str, url: str, username: str, password: str, *, typed: bool) -> None:
        self._way, self._said, self._typed = way, (url, username, password), typed
        self._phrase = PASSPHRASE if way == "slow" else COPY
        self.at: dict[str, float] = {}
        self.stretched_s = 0.0
        self.takes_input = False
        self._ordered: list[int] = []  # how many rows each answered query has

    def meet(self, dialog: Any) -> None:
        """The sign-in window is about to be shown: the first key is pressed once it is painted."""
        field, steps = dialog.credentials.password.edit, self._play(dialog)
        wait: list[Wait] = [lambda: "takes keys" in self.at]
        clock = QTimer(dialog)

        def painted() -> None:
            self.mark("window")
            field.textEdited.connect(lambda _text: self.mark("takes keys"))
            assert dialog.focusWidget() is field
            _put_in(field, "x")
            clock.start(1)

        def go_on() -> None:
            if wait[0]():
                found = next(steps, None)
                if (
                    found is None
                ):  # all is said; the clock costs Argon2id, which wants both processors, 5 %
                    clock.stop()
                else:
                    wait[0] = found

        clock.timeout.connect(go_on)
        Painted(dialog, lambda: True, painted)

    def _play(self, dialog: Any) -> Iterator[Wait]:
        dialog.credentials.password.clear()
        yield lambda: hasattr(sys.modules.get("console.app"), "Console")
        _watch(sys.modules["console.app"], self)
        page = dialog.passphrase if self._way == "slow" else dialog.offline
        if self._typed:
            yield from self._type(dialog.credentials.password.edit, self._said[2])
        else:
            yield lambda: self.takes_input
        self.mark("sent")
        if self._typed:
            _press(dialog.credentials.password.edit, "\r")
        elif self._way == "slow":
            dialog.submitted.emit(*self._said)
        else:
            dialog.offline_wanted.emit(*self._said[:2])
        yield page.isVisible
        self._asked()
        if self._typed:
            yield from self._type(page.first_field(), self._phrase)
        self._time_stretching()
        self.mark("entered")
        if self._typed:
            _press(page.first_field(), "\r")
        else:
            said = dialog.passphrase_entered if self._way == "slow" else dialog.offline_entered
            said.emit(self._phrase)

    def _asked(self) -> None:
        """The passphrase is asked for; with the portal slow, the cable is pulled here."""
        self.mark("asked")
        if self._way == "slow":
            sys.stdout.write("answered\n")
            sys.stdout.flush()
            sys.stdin.readline()

    @staticmethod
    def _type(field: QLineEdit, words: str) -> Iterator[Wait]:
        for letter in words:
            due = time.monotonic() + STROKE_S
            yield lambda due=due: time.monotonic() >= due  # type: ignore[misc]
            _press(field, letter)
        yield lambda: field.text() == words

    def attend(self, desk: Any) -> None:
        """The desk is being made: its table is the first queue screen."""
        self.mark("desk")
        viewport = desk.window.pane.table.viewport()
        desk.model.answered.connect(lambda _query: self._ordered.append(desk.model.rowCount()))
        Painted(viewport, desk.model.rowCount, lambda: self._painted(desk))

    def mark(self, what: str) -> None:
        """Note when something happened, the first time."""
        self.at.setdefault(what, time.monotonic())

    def _painted(self, desk: Any) -> None:
        """The first screen counts where the order of the whole queue, when it is there, begins with it."""
        self.mark("rows")
        first = [desk.model.number_at(row) for row in range(desk.model.rowCount())]
        clock = QTimer(desk.window)
        clock.timeout.connect(lambda: self._end(desk, first) if self._ordered else None)
        clock.start(1)

    def _end(self, desk: Any, first: list[int]) -> None:
        import json  # noqa: PLC0415 - the program does not need it before its first window

        if [desk.model.number_at(row) for row in range(len(first))] != first:
            os._exit(3)  # what was painted first was not the queue's beginning
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


def _put_in(field: QLineEdit, letter: str) -> None:
    """A letter for a field, as a system's input method brings it: PySide can not make a key without `Qt`."""
    event = QInputMethodEvent()
    event.setCommitString(letter)
    QCoreApplication.postEvent(field, event)


def _press(field: QLineEdit, letter: str) -> None:
    """A key for a field, behind whatever the window has to work off before."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - sixty enumerations, after the first window
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415 - as above

    code = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        press = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.postEvent(field, press)


def _driven(script: Script) -> None:
    """Let the script run beside the program; it sees the first window and the desk at once."""
    from console.views.sign_in_dialog import SignInDialog  # noqa: PLC0415 - loaded in its order

    show = SignInDialog.show

    def met(dialog: Any) -> None:
        SignInDialog.show = show  # type: ignore[method-assign]
        script.meet(dialog)
        show(dialog)

    SignInDialog.show = met  # type: ignore[method-assign]


def _watch(app: ModuleType, script: Script) -> None:
    """Hear of the desk when it is made, and of when the program listens to its window."""

    def heard(takes_input: object) -> None:
        script.takes_input = bool(takes_input)

    app.Console.desk = _Watched("desk", lambda desk: desk is None or script.attend(desk))
    app.Console.takes_input = _Watched("takes_input", heard)


class _Watched:
    """An attribute that tells when it is given something."""

    def __init__(self, name: str, told: Callable[[Any], object]) -> None:
        self._name, self._told = f"_watched_{name}", told

    def __get__(self, owner: Any, _kind: object = None) -> Any:
        return owner.__dict__.get(self._name)

    def __set__(self, owner: Any, value: Any) -> None:
        owner.__dict__[self._name] = value
        self._told(value)


def main() -> int:
    """Start the program as its command does, driven."""
    way, pace, url, username, data_dir = sys.argv[1:]
    password = sys.stdin.readline().strip()
    script = Script(way, url, username, password, typed=pace == "typed")
    words = ["--server", url, "--username", username, "--data-dir", data_dir, "--language", "en"]
    from console.__main__ import main as console_main  # noqa: PLC0415 - as below

    _driven(script)
    return console_main([*words, "--scheme", "light", "--undo-s", "0"])
