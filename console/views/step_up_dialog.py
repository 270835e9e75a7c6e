"""The password once more, before an act that the portal wants to be sure about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.messages import Message
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.secret_field import SecretField
from console.views.sheet import Sheet
from console.views.theme import theme


class StepUpDialog(Sheet):
    """Stays open until the proof was right. Signal: `given(str)`, the password or the code."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Confirm that it is you"))
        self.setObjectName("step_up_dialog")
        self.accept_button.setText(self.tr("Confirm"))
        sentence = self.tr(
            "The portal wants to be sure who is sitting here before it does this. Enter your"
            " password, or the code of your authenticator if you have one."
        )
        self._secret = SecretField(self.tr("Password or code"))
        self._secret.submitted.connect(self.try_accept)
        self._notice = Notice()
        label = PlainLabel(self.tr("Password or code"), bold=True)
        label.setBuddy(self._secret)
        for part in (PlainLabel(sentence, wrap=True), label, self._secret, self._notice):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.resize(round(440 * theme().text_scale), round(260 * theme().text_scale))
        self._secret.setFocus()

    def show_problem(self, message: Message) -> None:
        """Say that it was not right, and ask again."""
        self._notice.say(message)
        self.accept_button.setEnabled(True)
        self._secret.clear()
        self._secret.setFocus()

    def obstacle(self) -> str:
        """What is still missing."""
        return "" if self._secret.text() else self.tr("Enter your password or the code.")

    def try_accept(self) -> None:
        """Hand the proof over; the dialog closes when the portal has accepted it."""
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if not obstacle and self.accept_button.isEnabled():
            self.accept_button.setEnabled(False)
            self.given.emit(self._secret.text())

    def done(self, result: int) -> None:
        """Forget the secret with the dialog."""
        self._secret.clear()
        super().done(result)
