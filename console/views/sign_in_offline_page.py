"""The page of the sign-in window that opens the copy on this computer, without the portal."""

from PySide6.QtWidgets import QWidget

from console.messages import Message
from console.views.notice import Notice
from console.views.secret_field import SecretField
from console.views.sign_in_page import Obstacle, SignInPage
from console.views.theme import GRID


class OfflinePage(SignInPage):
    """Says why the portal can not be had, and asks for the passphrase of this computer's copy."""

    def __init__(self) -> None:
        super().__init__("offline_page")
        self.act = self.tr("Open the copy")
        self.why = Notice()
        self.why.setObjectName("offline_why")
        self.passphrase = SecretField(self.tr("Passphrase"))
        self.passphrase.edit.setObjectName("offline_passphrase")
        self.passphrase.submitted.connect(self.sent)
        self.add_title(self.tr("Review without the portal"))
        self.column.addWidget(self.why)
        self.column.addSpacing(GRID)
        self.add_explanation(
            self.tr(
                "You can read the copy on this computer and decide. What you decide is sent when "
                "you sign in again."
            )
        )
        self.add_field(self.tr("Passphrase of the copy"), self.passphrase)

    def say_why(self, message: Message) -> None:
        """Say why there is no portal; not read out, for the page itself is."""
        self.why.say(Message(message.text, tone=message.tone), aloud=False)

    def first_field(self) -> QWidget:
        """Give the passphrase."""
        return self.passphrase.edit

    def obstacle(self) -> Obstacle | None:
        """Demand a passphrase; how long it is, the keys know."""
        if self.passphrase.text():
            return None
        return Obstacle(self.tr("Enter the passphrase."), self.passphrase.edit)

    def clear_secrets(self) -> None:
        """Forget the passphrase."""
        self.passphrase.clear()
