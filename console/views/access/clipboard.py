"""A secret in the clipboard for ten seconds, marked so that no clipboard history keeps it (F79).

What the systems' clipboard managers heed: Windows three named formats, macOS nspasteboard.org's
`ConcealedType`, KDE a hint of its own. A manager on Linux may ignore the hint: the card says so.
"""

import hashlib
import secrets
import sys
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from console.domain.once_only import OnceOnly
from console.views.access.mac_pasteboard import CONCEALED_MIME, install_concealed_type

CLEAR_AFTER_MS = 10_000
_NO = QByteArray(b"\0\0\0\0")  # a DWORD of 0, as Windows reads it
HINTS: Mapping[str, Mapping[str, QByteArray]] = {
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing": QByteArray(b"1"),
        "CanIncludeInClipboardHistory": _NO,
        "CanUploadToCloudClipboard": _NO,
    },
    "darwin": {CONCEALED_MIME: QByteArray(b"1")},
    "linux": {"x-kde-passwordManagerHint": QByteArray(b"secret")},
}


class SecretClipboard(QObject):
    """Copies, and clears what it has copied unless something else was copied meanwhile.

    It knows its own copy again by a salted digest, so that the secret is not kept for comparing;
    a manager that has taken the text over is recognized, too. Signals: `cleared` when the copy has
    gone, by whatever way.
    """

    cleared = Signal()

    def __init__(self, parent: QObject | None = None, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self._platform = platform
        self._salt, self._digest = b"", b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEAR_AFTER_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.clear)
        if platform == "darwin":
            install_concealed_type()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    @property
    def holds(self) -> bool:
        """Whether a copy of ours may still be there."""
        return bool(self._digest)

    def remaining_ms(self) -> int:
        """How long until it is cleared, in milliseconds; 0 when nothing is there."""
        return min(CLEAR_AFTER_MS, max(0, self._timer.remainingTime()))

    def copy(self, secret: OnceOnly) -> None:
        """Put the secret there, for ten seconds."""
        text = secret.text()
        self._salt = secrets.token_bytes(16)
        self._digest = self._digest_of(text)
        data = QMimeData()
        data.setText(text)
        for name, value in HINTS.get(self._platform, {}).items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)
        self._timer.start()

    def clear(self) -> None:
        """Take our copy away, from the selection of X11 as well; leave what is not ours."""
        self._timer.stop()
        if not self._digest:
            return
        clipboard = QGuiApplication.clipboard()
        modes = [QClipboard.Mode.Clipboard]
        if clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        for mode in modes:
            if self._digest_of(clipboard.text(mode)) == self._digest:
                clipboard.clear(mode)
        self._salt, self._digest = b"", b""
        self.cleared.emit()

    def _digest_of(self, text: str) -> bytes:
        return hashlib.sha256(self._salt + text.encode("utf-8", "surrogatepass")).digest()
