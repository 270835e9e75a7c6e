"""The hard lock: the process that held patients' data ends, and a fresh one shows the lock (T2, I19).

Nothing that a program does to its own memory takes a patient's name out of it for certain; only the
end of the process does. On POSIX the process replaces itself: the same number, none of the old
pages. Windows has no such call; there a new process is started and this one ends.
"""

import contextlib
import faulthandler
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from console import paper
from console.settings import Settings
from console.workstation.environment import scrubbed
from console.workstation.program import program
from console.workstation.reasons import LockReason

_log = logging.getLogger(__name__)

PREPARE_S = 1.0
"""How long drafts may take to be written; then the process is replaced by another thread."""
END_S = 1.7
"""When the process dies without a successor: not even another thread could run."""

_STANDARD = 2  # standard input, output and error are 0, 1 and 2


@dataclass(frozen=True)
class Successor:
    """What the process that takes our place is told: no secret, and nothing that names a patient."""

    options: tuple[str, ...] = ()
    descriptors: tuple[int, ...] = ()  # pipes that stay open across the replacement

    def command(self, reason: LockReason) -> list[str]:
        """Program and arguments."""
        return [*program(), *self.options, f"--locked={reason}"]


Replace = Callable[[Sequence[str], Mapping[str, str], Iterable[int]], None]
"""Gets the command, the environment and the pipes that stay open; it does not come back."""


def options_of(settings: Settings) -> tuple[str, ...]:
    """The settings as options, so that the fresh window looks like the one before."""
    texts = {
        "--server": settings.server,
        "--ca-file": settings.ca_file,
        "--data-dir": settings.data_dir,
        "--language": settings.language,
        "--scheme": settings.color_scheme,
        "--text-scale": f"{settings.text_scale:g}",
        "--undo-s": "" if settings.undo_s < 0 else f"{settings.undo_s:g}",
    }
    return tuple(f"{name}={value}" for name, value in texts.items() if value)


def replace_process(
    command: Sequence[str], environment: Mapping[str, str], descriptors: Iterable[int] = ()
) -> None:
    """Put the command in the place of this process; it ends even where that fails."""
    try:
        if os.name == "nt":
            subprocess.Popen(list(command), env=dict(environment), close_fds=True)
            os._exit(0)
        _keep_open(frozenset(descriptors))
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - our own program
    finally:
        os._exit(1)


def _keep_open(descriptors: frozenset[int]) -> None:
    """Let the successor inherit these beside the standard streams, and no file of ours."""
    for number in [int(entry.name) for entry in Path("/dev/fd").iterdir()]:
        if number > _STANDARD:
            with contextlib.suppress(OSError):  # the listing's own has gone
                os.set_inheritable(number, number in descriptors)


class HardLock:
    """Ends the process once, by whatever way is left.

    `run` is for the GUI thread, `now` for any. Three things stand behind one another: the GUI thread
    itself; a thread that replaces the process after `PREPARE_S` while the GUI thread hangs; and a
    timer outside Python that ends it after `END_S` while not even a thread gets its turn.
    """

    def __init__(self, successor: Successor, *, replace_by: Replace = replace_process) -> None:
        self.successor = successor
        self._replace_by = replace_by
        self._is_real = replace_by is replace_process
        self._has_begun = threading.Event()

    @property
    def has_begun(self) -> bool:
        """Whether the process is about to end."""
        return self._has_begun.is_set()

    def run(self, reason: LockReason, before: Callable[[], None]) -> None:
        """Call `before`, which writes drafts and closes files, then end; a failure there does not stop it."""
        if self._has_begun.is_set():
            return  # what is closed by the first lock may set off another
        self._has_begun.set()
        self._arm(reason)
        try:
            before()
        except Exception as error:  # noqa: BLE001 - whatever it is, the process must end
            _log.error("hard lock", extra={"error": type(error).__name__})
        self.now(reason)

    def now(self, reason: LockReason) -> None:
        """End at once, from any thread."""
        self._has_begun.set()
        paper.kill_all()
        environment = scrubbed(os.environ)
        self._replace_by(self.successor.command(reason), environment, self.successor.descriptors)

    def _arm(self, reason: LockReason) -> None:
        if not self._is_real:
            return
        late = threading.Timer(PREPARE_S, self.now, [reason])
        late.daemon = True
        late.start()
        end_without_python(END_S)


def end_without_python(seconds: float | None) -> None:
    """End the process after so long, unless this is called again; None: let it live.

    Needs no turn of any Python thread: it is faulthandler's own timer.
    """
    faulthandler.cancel_dump_traceback_later()
    if seconds is not None:
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())


_NOWHERE: list[int] = []


def _nowhere() -> int:
    """Where faulthandler may write its frames, which nobody reads."""
    if not _NOWHERE:
        _NOWHERE.append(os.open(os.devnull, os.O_WRONLY))
    return _NOWHERE[0]
