"""The D-Bus side of `session_watch`: logind on the system's bus, the screen saver on the session's."""

import os
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from console.workstation.session_watch import SessionWatch

_LOGIND, _LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_ASK_MS = 500


class SessionBus(QObject):
    """Hands on what the two buses say; keeps the computer awake for the moment that locking takes."""

    def __init__(
        self,
        watch: SessionWatch,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(watch)
        self._watch = watch
        self._system = system or QDBusConnection.systemBus()
        self._session = session or QDBusConnection.sessionBus()
        self._delay: Any = None  # held open, it lets us finish before the computer sleeps
        self.hears_logind = self._system.isConnected() and self._listen_to_logind()
        self.hears_screen_saver = self._session.isConnected() and self._listen_to_savers()

    def _listen_to_logind(self) -> bool:
        own = self._own_session()
        session = f"{_LOGIND}.Session"
        heard = [
            self._hear(
                self._system, _LOGIND_PATH, f"{_LOGIND}.Manager", "PrepareForSleep", "sleeps(bool)"
            ),
            self._hear(self._system, own, session, "Lock", "locks()"),
            self._hear(
                self._system,
                own,
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                "changes(QString,QVariantMap,QStringList)",
            ),
        ]
        answer = self._ask("Inhibit", "sleep", "Portal Console", "locks first", "delay")
        self._delay = answer[0] if answer else None
        return all(heard)

    def _listen_to_savers(self) -> bool:
        heard = [
            self._hear(self._session, "", name, "ActiveChanged", "saves(bool)") for name in _SAVERS
        ]
        return all(heard)

    def _hear(self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str) -> bool:
        found: Any = SLOT(slot)  # its declared type is not the one that `connect` asks for
        return bool(bus.connect("", path, interface, name, self, found))

    def _own_session(self) -> str:
        """The path of the session that we run in; nothing, for any, where logind does not say."""
        answer = self._ask("GetSessionByPID", os.getpid())
        return str(getattr(answer[0], "path", lambda: "")()) if answer else ""

    def _ask(self, method: str, *words: Any) -> list[Any]:
        call = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, f"{_LOGIND}.Manager", method)
        call.setArguments(list(words))
        answer = self._system.call(call, timeout=_ASK_MS)
        is_answer = answer.type() == QDBusMessage.MessageType.ReplyMessage
        return list(answer.arguments()) if is_answer else []

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:  # noqa: FBT001 - D-Bus calls it
        """logind: PrepareForSleep."""
        self._watch.on_prepare_for_sleep(begins)

    @Slot()
    def locks(self) -> None:
        """logind: Lock, as `loginctl lock-session` sends it."""
        self._watch.on_screen_locked(is_locked=True)

    @Slot(str, "QVariantMap", "QStringList")
    def changes(self, _interface: str, changed: dict[str, Any], _dropped: list[str]) -> None:
        """logind: our session is in front or not, its screen locked or not."""
        self._watch.on_session_changed(changed)

    @Slot(bool)
    def saves(self, is_active: bool) -> None:  # noqa: FBT001 - D-Bus calls it
        """The screen saver covers the screen, or has left it."""
        self._watch.on_screen_locked(is_active)
