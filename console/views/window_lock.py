"""Locking: the page and its dialogs leave the screen, and come back as they were."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from console.views.lock_cover import LockCover


class WindowLock(QObject):
    """Hides what is shown, so that neither eye nor screen reader finds it under the cover.

    Signals: `changed(bool)` with whether the window is locked now.
    """

    changed = Signal(bool)

    def __init__(self, page: QWidget, cover: LockCover) -> None:
        super().__init__(page)
        self._page, self._cover = page, cover
        self._dialogs: list[QDialog] = []
        self._focus: QWidget | None = None

    @property
    def is_locked(self) -> bool:
        """Whether the cover lies over the window."""
        return self._page.isHidden()

    def lock(self, name: str, practice: str, waiting: int) -> None:
        """Hide the page and every open dialog; half-written words stay in them."""
        if self.is_locked:
            return
        self._focus = QApplication.focusWidget()
        self._dialogs = [
            dialog for dialog in self._page.window().findChildren(QDialog) if dialog.isVisible()
        ]
        for dialog in self._dialogs:
            dialog.finished.connect(self._on_dialog_finished)
            dialog.hide()
        self._page.hide()
        self._cover.lock(name, practice, waiting)
        self.changed.emit(True)

    def unlock(self) -> None:
        """Bring everything back."""
        if not self.is_locked:
            return
        self._cover.unlock()
        self._page.show()
        for dialog in self._dialogs:
            dialog.finished.disconnect(self._on_dialog_finished)
            dialog.open()
        self._dialogs = []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        self.changed.emit(False)

    def _on_dialog_finished(self) -> None:
        """It has ended under the cover, as a question does whose item has changed."""
        self._dialogs = [dialog for dialog in self._dialogs if dialog is not self.sender()]
