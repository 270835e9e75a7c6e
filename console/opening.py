"""From the command line to a sign-in window that takes keys; the rest of the program is loaded behind it.

Nothing is imported here that the first paint does not need: asyncio, HTTP, SQL and the keyring come while the
window is there already. Until then it is served by Qt's own loop, and what is said to it is kept.
"""

import argparse
import gc
import importlib
import logging
import sys
import threading
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QLocale,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from console import early_log, resources, settings
from console.settings import Settings
from console.sign_in_talk import SignInTalk
from console.store.paths import private_folder
from console.views import theme
from console.views.sign_in_dialog import SignInDialog
from console.views.theme import Scheme
from console.workstation.shut import shielded, shut

BEHIND = ("console.log", "console.qt_loop", "console.app")
"""What the program goes on with, the longest to load first."""
_log = logging.getLogger(__name__)


def run(wanted: argparse.Namespace) -> int:
    """Open the program as the command line asks; returns the exit status."""
    early_log.start()
    kept = settings.load(
        server=wanted.server,
        ca_file=wanted.ca_file,
        data_dir=wanted.data_dir,
        language=wanted.language,
        color_scheme=wanted.scheme,
        text_scale=wanted.text_scale,
        undo_s=wanted.undo_s,
        username=wanted.username,
    )
    application = make_application(kept)
    try:
        early_log.place(kept.data_path)
        private_folder(kept.data_path / "accounts")
    except OSError:
        return _say_no_place(application, kept.data_path)
    if wanted.open_salvage:
        _log_from_now_on(kept.data_path)
        return _show_saved(application, Path(wanted.open_salvage))
    found = shut(kept.data_path)
    if found is None:
        _log_from_now_on(kept.data_path)
        return 0  # another console over these files has come to the front
    first = None
    try:
        if not wanted.demo and not wanted.locked:  # those windows look otherwise
            first = SignInTalk(sign_in_window(kept))
            first.dialog.show()
            Behind(BEHIND).serve()
    finally:
        _log_from_now_on(kept.data_path)
    from console import app  # noqa: PLC0415 - loaded just now

    return app.run(application, wanted, kept, found, first)


def _log_from_now_on(data_path: Path) -> None:
    """Write what has been kept, also when the program ends here."""
    from console import log  # noqa: PLC0415 - loaded just now, or needed for the last words

    log.start(data_path)


def make_application(kept: Settings) -> QApplication:
    """The application with its look, its language and its logging of Qt's own messages."""
    gc.disable()  # from the first Qt object on (ADR 0006)
    qInstallMessageHandler(_on_qt_message)
    application = QApplication([*sys.argv[:1], *theme.STYLE])
    application.setQuitOnLastWindowClosed(False)  # what closing means, the program says
    application.setApplicationName("portal-console")
    application.setApplicationDisplayName("Portal Console")
    locale = QLocale(kept.language) if kept.language else None
    application.setProperty("translator", resources.install_translation(application, locale))
    theme.install(application, Scheme(kept.color_scheme), kept.text_scale)
    return application


def sign_in_window(kept: Settings) -> SignInDialog:
    """The sign-in window with portal and user name of last time."""
    dialog = SignInDialog()
    dialog.set_server(kept.server, remembered=bool(kept.server))
    dialog.set_username(kept.username)
    dialog.show_credentials()  # with the keyboard in the first field that is empty
    return dialog


class Behind(QObject):
    """Loads modules on a thread while Qt's loop serves the windows. Before the first coroutine, only.

    Signals: `loaded`.
    """

    loaded = Signal()

    def __init__(self, modules: tuple[str, ...]) -> None:
        super().__init__()
        self._modules = modules
        self._thread = threading.Thread(target=self._load, name="loading", daemon=True)

    def serve(self) -> None:
        """Come back when all are loaded; what can not be is left to whoever imports it next."""
        loop = QEventLoop()
        self.loaded.connect(loop.quit)
        QTimer.singleShot(0, self._thread.start)  # the first paint has the processor for itself
        loop.exec()
        self._thread.join()

    def _load(self) -> None:
        try:
            for name in self._modules:
                importlib.import_module(name)
        finally:
            self.loaded.emit()


def _say_no_place(application: QApplication, folder: Path) -> int:
    """There is nowhere to keep anything: say so, and end."""
    from console import qt_loop  # noqa: PLC0415 - seldom needed
    from console.views.no_place import no_place_box  # noqa: PLC0415 - as above

    async def said() -> int:
        await qt_loop.answer(no_place_box(folder))
        return 1

    return qt_loop.run(application, said)


def _show_saved(application: QApplication, salvage: Path) -> int:
    from console import qt_loop  # noqa: PLC0415 - only where it is asked for
    from console.saved_file import show_saved  # noqa: PLC0415 - as above

    shielded(application)
    return qt_loop.run(application, lambda: show_saved(salvage))


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    """Qt's own complaints: that there was one and of what, not what it said, which may quote a label."""
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg, QtMsgType.QtWarningMsg}:
        _log.warning("qt", extra={"kind": kind.name, "category": context.category})
