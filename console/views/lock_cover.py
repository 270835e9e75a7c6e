"""Covers the window while nobody is at it: no patient data, only who is signed in (DOMAIN F79)."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.messages import Message
from console.models.one_line import one_line
from console.views.icons import IconLabel
from console.views.notice import Notice
from console.views.plain_label import ElidedLabel, PlainLabel
from console.views.secret_field import SecretField
from console.views.theme import GAP, GROUP, MARGIN, PATIENT, TITLE, theme

CARD_WIDTH = 380


class LockCover(QFrame):
    """Lies over the whole of its parent while locked; hidden otherwise.

    It hides what is under it from the eye only: the window hides it from the keyboard and the
    screen reader. Signals: `unlock_asked(password)`, `sign_out_asked()`, `somebody_else_asked()`
    when a colleague wants to sign in here: what waits stays with the person who is signed in.
    """

    unlock_asked = Signal(str)
    sign_out_asked = Signal()
    somebody_else_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lock_cover")
        self._window = parent
        self.setProperty("surface", "window")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Locked"))
        self._who = ElidedLabel(size=TITLE, bold=True)
        self._who.setObjectName("lock_who")
        self._where = PlainLabel(tone="muted", wrap=True)
        self._where.setObjectName("lock_where")
        self._waiting = PlainLabel(wrap=True)
        self._waiting.setObjectName("lock_waiting")
        self._demand = self.tr("Enter your password.")
        self._password = SecretField(self.tr("Password"))
        self._password.edit.setObjectName("lock_password")
        self._password.submitted.connect(self._on_unlock)
        self._notice = Notice()
        self._unlock = QPushButton(self.tr("Unlock"))
        self._unlock.setObjectName("unlock_button")
        self._unlock.setProperty("rank", "primary")
        self._unlock.clicked.connect(self._on_unlock)
        self._leave = QPushButton(self.tr("Sign out"))
        self._leave.setObjectName("lock_sign_out")
        self._leave.clicked.connect(self.sign_out_asked)
        self._other = QPushButton(self.tr("Somebody else…"))
        self._other.setObjectName("lock_somebody_else")
        self._other.setProperty("rank", "link")
        self._other.clicked.connect(self.somebody_else_asked)
        for button in (self._unlock, self._leave, self._other):
            button.setMinimumHeight(32)
            button.setAutoDefault(False)
        self._lay_out()
        parent.installEventFilter(self)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def _lay_out(self) -> None:
        self._card = QFrame()
        self._card.setProperty("surface", "framed")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(MARGIN + GAP, MARGIN, MARGIN + GAP, MARGIN)
        column.setSpacing(GAP)
        brand = QHBoxLayout()
        brand.setSpacing(GAP)
        brand.addWidget(IconLabel("lock", "accent", 1.75))
        brand.addWidget(PlainLabel(self.tr("Locked"), size=PATIENT, bold=True), 1)
        column.addLayout(brand)
        column.addSpacing(GAP)
        column.addWidget(self._who)
        column.addWidget(self._where)
        column.addWidget(self._waiting)
        column.addSpacing(GAP)
        label = self._label = PlainLabel(self.tr("Password"), bold=True)
        label.setBuddy(self._password)
        column.addWidget(label)
        column.addWidget(self._password)
        column.addWidget(self._notice)
        column.addSpacing(GAP)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._unlock, 1)
        column.addLayout(buttons)
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignHCenter)
        around = QVBoxLayout(self)
        around.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        around.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        around.addLayout(middle)
        around.addStretch(3)

    def lock(self, name: str, practice: str, waiting: int = 0) -> None:
        """Cover the window. `waiting` counts decisions that the portal has not answered."""
        self._who.setText(one_line(name))
        self._where.setText(one_line(practice))
        words = self.tr("%n decision(s) wait to be sent; they are safe here.", "", waiting)
        self._waiting.setText(words)
        self._waiting.setVisible(waiting > 0)
        self.clear_secrets()
        self._notice.clear()
        self._set_busy(is_busy=False)
        self._cover()
        self.show()
        self.raise_()
        self._password.setFocus()

    def unlock(self) -> None:
        """Uncover the window."""
        self.clear_secrets()
        self._notice.clear()
        self.hide()

    def is_locked(self) -> bool:
        """Tell whether the window is covered."""
        return not self.isHidden()

    def show_busy(self, sentence: str) -> None:
        """Say that the password is being checked."""
        self._notice.say(Message(sentence, tone="info"))
        self._set_busy(is_busy=True)

    def show_problem(self, message: Message) -> None:
        """Say in place what went wrong, and ask again."""
        self._set_busy(is_busy=False)
        self._notice.say(message)
        self._password.setFocus()
        self._password.edit.selectAll()

    def problem(self) -> str:
        """Give what is said in place, or nothing."""
        return self._notice.words()

    def ask_for_passphrase(self) -> None:
        """Nobody is signed in: what uncovers is the passphrase of the copy."""
        self._label.setText(self.tr("Passphrase of the copy"))
        self._password.edit.setAccessibleName(self._label.text())
        self._demand = self.tr("Enter the passphrase.")

    def clear_secrets(self) -> None:
        """Forget the password."""
        self._password.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())

    def _set_busy(self, *, is_busy: bool) -> None:
        self._password.setDisabled(is_busy)
        self._unlock.setDisabled(is_busy)

    def _on_unlock(self) -> None:
        if self._password.text():
            self.unlock_asked.emit(self._password.text())
        else:
            self.show_problem(Message(self._demand, tone="warn"))

    def _on_theme_changed(self) -> None:
        self._card.setFixedWidth(round(CARD_WIDTH * theme().text_scale))
