"""One console over one data folder: a second start brings the first one's window to the front (T18)."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.store.paths import private_folder

if TYPE_CHECKING:  # slow to load: the first window does not wait for it
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 500


class SingleInstance(QObject):
    """Holds the folder for this process until it ends, however it ends.

    Signals: `called` when somebody has started the program once more.
    """

    called = Signal()

    def __init__(self, data_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_path = data_path
        self._place = private_folder(data_path) / "instance.lock"
        self._held: int | None = None
        self._server: QLocalServer | None = None

    @property
    def name(self) -> str:
        """Where this is called, of this folder alone."""
        return _name_of(self._data_path)

    def take(self) -> bool:
        """Whether we are the first; else the first one has been called."""
        held = os.open(self._place, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(held)
        except (BlockingIOError, PermissionError):  # of POSIX, of Windows
            os.close(held)
            self._call()
            return False
        except OSError:
            pass  # a file system that locks nothing; each account's own lock is still to come
        self._held = held
        return True

    def listen(self) -> None:
        """Be there for calls, once our first window is: until then nothing could come to the front."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - as above

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_called)
        # Takes the place of what a killed process has left; without it we are not called, and no worse.
        server.listen(self.name)

    def release(self) -> None:
        """Let the folder go."""
        if self._server is not None:
            self._server.close()
        held, self._held = self._held, None
        if held is not None:
            os.close(held)  # and with it goes the lock

    def _call(self) -> None:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - as above

        line = QLocalSocket()
        line.connectToServer(self.name)
        line.waitForConnected(_PATIENCE_MS)
        line.disconnectFromServer()

    def _on_called(self) -> None:
        server = self._server
        while server is not None and (line := server.nextPendingConnection()) is not None:
            line.disconnectFromServer()
            line.deleteLater()
        self.called.emit()


def _lock(handle: int) -> None:
    """Lock an open file for this process alone; the library that can wait for one takes 12 ms to load.

    Raises BlockingIOError or PermissionError when another has it.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows alone

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _name_of(data_path: Path) -> str:
    """A socket in the user's own runtime folder; a short name, for paths of sockets are short."""
    import hashlib  # noqa: PLC0415 - the first window is not to wait for it

    digest = hashlib.sha256(str(data_path.resolve()).encode()).hexdigest()[:16]
    folder = os.environ.get("XDG_RUNTIME_DIR", "")  # elsewhere Qt knows a place of its own
    name = f"portal-console-{digest}"
    return str(Path(folder) / name) if folder else name
