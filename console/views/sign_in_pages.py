"""The pages of the sign-in window: name and password, the code, the passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.domain.passphrase import SHORTEST
from console.models.one_line import one_line
from console.views.by_name import set_by_name
from console.views.passphrase_words import passphrase_obstacle
from console.views.plain_label import ElidedLabel, PlainLabel
from console.views.secret_field import SecretField
from console.views.sign_in_page import Obstacle, SignInPage, link_button, text_line
from console.views.theme import BODY, GAP, theme

CODE_DIGITS = 6


class CredentialsPage(SignInPage):
    """Which portal, who, and the password. A remembered portal takes one line.

    Signals: `offline_asked` to review without the portal, which is offered where it is set up.
    """

    offline_asked = Signal()

    def __init__(self) -> None:
        super().__init__("credentials_page")
        self.act = self.tr("Sign in")
        self.server = text_line("server", self.tr("Portal address"))
        self.server.setPlaceholderText("https://portal.example.org")
        set_by_name(self.server, inputMethodHints="ImhUrlCharactersOnly")
        self.username = text_line("username", self.tr("User name"))
        self.password = SecretField(self.tr("Password"))
        self.password.edit.setObjectName("password")
        self.server.returnPressed.connect(self.username.setFocus)
        self.username.returnPressed.connect(self._on_username_entered)
        self.password.submitted.connect(self.sent)
        self._address = ElidedLabel(tone="muted")
        self._address.setObjectName("portal_address")
        self._server_label = PlainLabel(self.tr("Portal"), bold=True)
        self._server_label.setBuddy(self.server)
        self.column.addWidget(self._server_label)
        self.column.addWidget(self._remembered_line())
        self.column.addWidget(self.server)
        self.column.addSpacing(GAP)
        self.add_field(self.tr("User name"), self.username)
        self.add_field(self.tr("Password"), self.password, gap=0)
        self.column.addSpacing(GAP)
        self._offline = link_button("review_offline", self.tr("Review without the portal…"))
        self._offline.clicked.connect(self.offline_asked)
        self.add_at_the_left(self._offline)
        self.username.textEdited.connect(self._offline.hide)  # it was offered to somebody else
        self.server.textEdited.connect(self._offline.hide)
        self.offer_offline(offered=False)
        self.show_server("", remembered=False)

    def offer_offline(self, *, offered: bool) -> None:
        """Offer to review without the portal, or not, to whoever's name stands there."""
        self._offline.setVisible(offered)

    def _remembered_line(self) -> QWidget:
        self._line = QWidget()
        change = link_button("change_server", self.tr("Change"))
        change.setAccessibleName(self.tr("Change the portal address"))
        change.clicked.connect(self.open_server)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._address, 1)
        row.addWidget(change)
        return self._line

    def show_server(self, address: str, *, remembered: bool) -> None:
        """Show the address, folded into a line when it is remembered."""
        self.server.setText(address)
        self._address.setText(one_line(address))
        folded = remembered and bool(address)
        self._line.setVisible(folded)
        self.server.setVisible(not folded)

    def open_server(self) -> None:
        """Let the address be changed."""
        self._line.hide()
        self.server.show()
        self.server.setFocus()
        self.server.selectAll()

    def entered(self) -> tuple[str, str, str]:
        """Give server, user name and password; a password keeps its spaces."""
        server, name = self.server.text().strip(), self.username.text().strip()
        return server, name, self.password.text()

    def first_field(self) -> QWidget:
        """Give the first field that is empty, or else the password."""
        if not self.server.isHidden() and not self.server.text().strip():
            return self.server
        return self.password.edit if self.username.text().strip() else self.username

    def obstacle(self) -> Obstacle | None:
        """Name the first empty field."""
        if not self.server.text().strip():
            self.open_server()
            return Obstacle(self.tr("Enter the address of your portal."), self.server)
        if not self.username.text().strip():
            return Obstacle(self.tr("Enter your user name."), self.username)
        if not self.password.text():
            return Obstacle(self.tr("Enter your password."), self.password.edit)
        return None

    def clear_secrets(self) -> None:
        """Forget the password."""
        self.password.clear()

    def _on_username_entered(self) -> None:
        if self.password.text():
            self.sent.emit()
        else:
            self.password.setFocus()


class CodePage(SignInPage):
    """The six digits of the authenticator; sent by themselves with the last one."""

    def __init__(self) -> None:
        super().__init__("code_page")
        self.act = self.tr("Continue")
        self.code = text_line("code", self.tr("Code"))
        self.code.setMaxLength(CODE_DIGITS + 2)  # some authenticators show "123 456"
        set_by_name(self.code, inputMethodHints="ImhDigitsOnly", alignment="AlignCenter")
        self.code.setFont(theme().font(BODY * 1.6))
        self.code.textEdited.connect(self._on_edited)
        self.code.returnPressed.connect(self.sent)
        theme().changed.connect(self._on_theme_changed)
        self.add_title(self.tr("Your code"))
        self.add_explanation(self.tr("Open the authenticator app on your phone."))
        self.add_field(self.tr("Six digits from the app"), self.code)

    def digits(self) -> str:
        """Give the code without spaces."""
        return "".join(self.code.text().split())

    def first_field(self) -> QWidget:
        """Give the code."""
        return self.code

    def obstacle(self) -> Obstacle | None:
        """Refuse what is not six digits."""
        code = self.digits()
        if len(code) == CODE_DIGITS and code.isascii() and code.isdigit():
            return None
        return Obstacle(self.tr("The code has six digits."), self.code)

    def clear_secrets(self) -> None:
        """Forget the code."""
        self.code.setText("")

    def _on_edited(self) -> None:
        if self.obstacle() is None:
            self.sent.emit()

    def _on_theme_changed(self) -> None:
        self.code.setFont(theme().font(BODY * 1.6))


class PassphrasePage(SignInPage):
    """The passphrase of this workstation: chosen once where no keyring is, entered later.

    Signals: `forgotten` when the known one is to be replaced, for the price that the page names.
    """

    forgotten = Signal()

    def __init__(self, *, is_new: bool) -> None:
        super().__init__("new_passphrase_page" if is_new else "passphrase_page")
        self.is_new = is_new
        self.act = self.tr("Protect and continue") if is_new else self.tr("Unlock")
        self.first = SecretField(self.tr("Passphrase"))
        self.first.edit.setObjectName("passphrase")
        self.again = SecretField(self.tr("Passphrase once more"))
        self.again.edit.setObjectName("passphrase_again")
        if is_new:
            self._ask_for_a_new_one()
        else:
            self._ask_for_the_known_one()

    def _ask_for_a_new_one(self) -> None:
        self.add_title(self.tr("Protect this computer"))
        self.add_explanation(
            self.tr(
                "This computer has no keyring. A passphrase encrypts what is kept on it: the "
                "queues, and decisions that the portal has not answered."
            )
        )
        hint = self.tr("Passphrase, at least %n character(s)", "", SHORTEST)
        self.add_field(hint, self.first)
        self.add_field(self.tr("Once more"), self.again)
        self.add_explanation(
            self.tr(
                "Nobody can tell it to you. If you forget it, you set a new one and lose no decision."
            )
        )
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.sent)

    def _ask_for_the_known_one(self) -> None:
        self.add_title(self.tr("Unlock this computer"))
        self.add_explanation(self.tr("It opens what is kept encrypted on this computer."))
        self.add_field(self.tr("Passphrase of this computer"), self.first)
        self.again.setParent(self)
        self.again.hide()
        self.first.submitted.connect(self.sent)
        self.add_explanation(
            self.tr(
                "If you have forgotten it, set a new one: decisions that wait here are kept, the queues "
                "are fetched again, and review without the portal has to be set up again."
            )
        )
        forgotten = link_button("passphrase_forgotten", self.tr("Set a new passphrase…"))
        forgotten.clicked.connect(self.forgotten)
        self.add_at_the_left(forgotten)

    def first_field(self) -> QWidget:
        """Give the passphrase."""
        return self.first.edit

    def obstacle(self) -> Obstacle | None:
        """Demand that a new one is long, hard to guess and typed twice alike."""
        text = self.first.text()
        if not text:
            return Obstacle(self.tr("Enter the passphrase."), self.first.edit)
        if not self.is_new:
            return None
        wrong, in_second = passphrase_obstacle(text, self.again.text())
        field = self.again if in_second else self.first
        return Obstacle(wrong, field.edit) if wrong else None

    def clear_secrets(self) -> None:
        """Forget the passphrase."""
        self.first.clear()
        self.again.clear()
