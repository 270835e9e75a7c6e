"""A button that acts only while it is held down, by mouse or keyboard."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class HoldButton(QPushButton):
    """Tells when the hold begins and when it ends; losing the focus or the sight of it ends it, too.

    Signals: `held(bool)`.
    """

    held = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self._is_held = False
        self.pressed.connect(self._begin)
        self.released.connect(self.let_go)

    @property
    def is_held(self) -> bool:
        """Whether it is held just now."""
        return self._is_held

    def let_go(self) -> None:
        """End the hold, whoever asks for it."""
        if self._is_held:
            self._is_held = False
            self.setDown(False)
            self.held.emit(False)

    def _begin(self) -> None:
        if not self._is_held:
            self._is_held = True
            self.held.emit(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold with Space and Enter; Enter must not press another button of the dialog."""
        if event.key() not in _KEYS or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setDown(True)
            self._begin()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go with the key; its repeats while it is down are no release."""
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self.let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go: somebody is elsewhere."""
        self.let_go()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go: there is nothing to see."""
        self.let_go()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Let go when it is disabled or its window is not in front any more."""
        if event.type() in {QEvent.Type.EnabledChange, QEvent.Type.ActivationChange} and not (
            self.isEnabled() and self.isActiveWindow()
        ):
            self.let_go()
        super().changeEvent(event)
