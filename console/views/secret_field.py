"""A field for what nobody may read over one's shoulder (DOMAIN F79)."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from console.views.by_name import set_by_name
from console.views.icons import ButtonIcon, IconLabel
from console.views.plain_label import PlainLabel
from console.views.theme import GRID, SMALL, TARGET


class SecretField(QWidget):
    """A masked line, readable only while the eye is held down; says when Caps Lock is on.

    Signals: `submitted` on Enter.
    """

    submitted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("secret_field")
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        set_by_name(
            self.edit,
            inputMethodHints="ImhHiddenText|ImhSensitiveData|ImhNoPredictiveText|ImhNoAutoUppercase",
        )
        self.edit.setMaxLength(4096)  # nobody's is; what is too long is refused in words, not cut
        self.edit.returnPressed.connect(self.submitted)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self._eye = QToolButton()
        self._eye.setObjectName("reveal")
        self._eye.setProperty("rank", "plain")
        self._eye.setAccessibleName(self.tr("Show {field} while held down").format(field=name))
        self._eye.setToolTip(self.tr("Hold down to read what you typed"))
        self._eye.setMinimumSize(TARGET + GRID, TARGET + GRID)
        ButtonIcon(self._eye, "eye", "muted")
        self._eye.pressed.connect(self._on_pressed)
        self._eye.released.connect(self._on_released)
        self._caps = PlainLabel(self.tr("Caps Lock is on."), size=SMALL, tone="warn")
        self._caps.setObjectName("caps_lock")
        self._caps_mark = IconLabel("warning", "warn", 0.9)
        self._lay_out()
        self.show_caps_lock(is_on=False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.edit, 1)
        row.addWidget(self._eye)
        caps = QHBoxLayout()
        caps.setSpacing(GRID)
        caps.addWidget(self._caps_mark)
        caps.addWidget(self._caps, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addLayout(caps)

    def text(self) -> str:
        """Give what was typed; the line's end that comes along when it is pasted is none of it."""
        return self.edit.text().rstrip("\r\n\u2028\u2029")

    def clear(self) -> None:
        """Forget what was typed; `setText` and not `clear`, which could be undone."""
        self.edit.setText("")
        self._on_released()

    def show_caps_lock(self, *, is_on: bool) -> None:
        """Show or hide the hint."""
        self._caps.setVisible(is_on)
        self._caps_mark.setVisible(is_on)
        self.edit.setAccessibleDescription(self._caps.text() if is_on else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell Caps Lock from what the keys bring: no platform-neutral question for it exists."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            from PySide6.QtCore import Qt  # noqa: PLC0415 - the first window is not to wait for it

            if event.key() == Qt.Key.Key_CapsLock:
                self.show_caps_lock(is_on=False)  # the next letter tells
            elif len(event.text()) == 1 and event.text().isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.show_caps_lock(is_on=event.text().isupper() != shifted)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Mask again, whatever became of the eye."""
        self._on_released()
        super().hideEvent(event)

    def _on_pressed(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal)

    def _on_released(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
