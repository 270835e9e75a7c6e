"""Locking: the page and its dialogs leave the screen, and come back as they were."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from console.views.lock_cover import LockCover

_DROPS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}
_UNSEEN = Qt.WidgetAttribute.WA_DontShowOnScreen


class WindowLock(QObject):
    """Hides what is shown, so that neither eye nor screen reader finds it under the cover.

    A dialog that is opened meanwhile, because an answer of the portal has come, goes under the cover
    before it is seen: whoever opens one need not know of the lock (DOMAIN F79). Hidden is not enough
    (T4): every action and key of the window is off until it is unlocked, and nothing can be dropped.
    Signals: `changed(bool)` with whether the window is locked now.
    """

    changed = Signal(bool)

    def __init__(self, page: QWidget, cover: LockCover) -> None:
        super().__init__(page)
        self._page, self._cover = page, cover
        self._dialogs: list[QDialog] = []
        self._focus: QWidget | None = None
        self._off: list[QAction | QShortcut] = []

    @property
    def is_locked(self) -> bool:
        """Whether the cover lies over the window."""
        return self._page.isHidden()

    def lock(self, name: str, practice: str, waiting: int) -> None:
        """Hide the page and every open dialog; half-written words stay in them."""
        if self.is_locked:
            return
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self._open_dialogs():
            self._keep(dialog)
            dialog.hide()
        QToolTip.hideText()
        self._watch(is_on=True)
        self._page.hide()
        self._switch_off()
        self._cover.lock(name, practice, waiting)
        self.changed.emit(True)

    def unlock(self) -> None:
        """Bring everything back."""
        if not self.is_locked:
            return
        self._watch(is_on=False)
        self._switch_on()
        self._cover.unlock()
        self._page.show()
        dialogs, self._dialogs = self._dialogs, []
        for dialog in filter(isValid, dialogs):
            dialog.finished.disconnect(self._on_dialog_finished)
            dialog.setEnabled(True)
            _put_away(dialog)
            dialog.open()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        self.changed.emit(False)

    def end(self) -> None:
        """Close every dialog, and let none be seen from now on.

        They are closed before the whole program's events pass through Python: at the end of a session many of them
        are of widgets that are about to go.
        """
        self._watch(is_on=self.is_locked)
        self.close_dialogs()
        self._watch(is_on=True)
        self.close_dialogs()  # what was opened because another one has closed

    def close_dialogs(self) -> None:
        """Close every dialog, also those under the cover: what they hold is forgotten.

        Each once and the innermost first; who is told of one that closes may delete others.
        """
        kept, self._dialogs = self._dialogs, []
        for dialog in kept:
            if isValid(dialog):
                dialog.finished.disconnect(self._on_dialog_finished)
        for dialog in reversed(dict.fromkeys([*kept, *self._open_dialogs()])):
            if isValid(dialog):
                dialog.done(QDialog.DialogCode.Rejected)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a dialog of this window away while it is on its way to the screen; let nothing drop."""
        if event.type() in _DROPS:
            event.ignore()
            return True
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QDialog)
            and self._owns(watched)
        ):
            watched.setAttribute(_UNSEEN)
            self._keep(watched)
            QTimer.singleShot(0, self, self._hide_unseen)  # in the middle of showing it can not
        return super().eventFilter(watched, event)

    def _switch_off(self) -> None:
        """Nothing of the window can be set off, not even by a program that presses its buttons."""
        window = self._page.window()
        found: list[QAction | QShortcut] = list(window.findChildren(QAction))
        found += window.findChildren(QShortcut)
        self._off = [one for one in found if one.isEnabled() and not self._stays(one)]
        for one in self._off:
            one.setEnabled(False)
        self._page.setEnabled(False)

    def _switch_on(self) -> None:
        self._page.setEnabled(True)
        for one in self._off:
            if isValid(one):
                one.setEnabled(True)
        self._off = []

    def _stays(self, one: QObject) -> bool:
        """What the cover itself needs."""
        above: QObject | None = one
        while above is not None and above is not self._cover:
            above = above.parent()
        return above is self._cover

    def _hide_unseen(self) -> None:
        for dialog in tuple(self._dialogs):
            if isValid(dialog):
                _put_away(dialog)

    def _keep(self, dialog: QDialog) -> None:
        if dialog not in self._dialogs:
            self._dialogs.append(dialog)
            dialog.setEnabled(False)
            dialog.finished.connect(self._on_dialog_finished)

    def _on_dialog_finished(self) -> None:
        """It has ended under the cover, as a question does whose item has changed."""
        ended = self.sender()
        self._dialogs = [one for one in self._dialogs if isValid(one) and one is not ended]

    def _open_dialogs(self) -> list[QDialog]:
        found = self._page.window().findChildren(QDialog)
        return [dialog for dialog in found if dialog.isVisible()]

    def _owns(self, dialog: QDialog) -> bool:
        above: QWidget | None = dialog
        while above is not None and above is not self._page.window():
            above = above.parentWidget()
        return above is not None

    def _watch(self, *, is_on: bool) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if is_on:
                application.installEventFilter(self)


def _put_away(dialog: QDialog) -> None:
    """Hide a dialog that was kept from the screen, so that it can be opened like any other."""
    if dialog.testAttribute(_UNSEEN):
        dialog.hide()
        dialog.setAttribute(_UNSEEN, on=False)
