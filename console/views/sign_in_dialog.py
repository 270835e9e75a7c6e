"""The sign-in window: who, at which portal; then a code; then this workstation's passphrase."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from console.messages import Message
from console.views.sign_in_form import SignInForm
from console.views.sign_in_offline_page import OfflinePage
from console.views.sign_in_page import SignInPage
from console.views.sign_in_pages import CodePage, CredentialsPage, PassphrasePage
from console.views.theme import theme

if TYPE_CHECKING:  # seldom needed, and the first window is not to wait for it
    from console.domain.session import DemoAccount
    from console.views.demo_accounts import DemoAccounts

Page = TypeVar("Page", bound=SignInPage)
FORM_WIDTH, DEMO_WIDTH, HEIGHT = 410, 330, 460

_AT_SERVER = frozenset(
    {"AddressError", "PortalUnreachableError", "NotThePortalError", "CertificateError"}
)


class SignInDialog(QDialog):
    """Asks for what signing in needs, one page at a time.

    Signals: `submitted(server, username, password)`, `code_entered(code)`, `passphrase_entered(text)`,
    `passphrase_forgotten`, `offline_entered(text)`, `offline_wanted(server, username)`: each leaves the
    window busy until it is told what came of it; `asked` when a page is shown; `cancelled` when what is
    under way shall stop: the window shows the first page again. Closing it is `rejected`.
    """

    submitted = Signal(str, str, str)
    code_entered = Signal(str)
    passphrase_entered = Signal(str)
    passphrase_forgotten = Signal()
    offline_entered = Signal(str)
    offline_wanted = Signal(str, str)
    asked = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in_dialog")
        self.setWindowTitle(self.tr("Sign in · Portal Console"))
        self._demo: DemoAccounts | None = None
        self._demo_password = ""
        self.is_busy = False  # says what is being done; nothing can be typed
        self.credentials = CredentialsPage()
        self._form = SignInForm(self.credentials)
        self._pages: list[SignInPage] = [self.credentials]
        self.credentials.sent.connect(self._on_sent)
        self.credentials.offline_asked.connect(self._on_offline_asked)
        self._shown: SignInPage = self.credentials
        self._notice, self._busy = self._form.notice, self._form.busy
        self._send, self._back = self._form.send, self._form.back
        self._send.clicked.connect(self._on_sent)
        self._back.clicked.connect(self._on_cancelled)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._form, FORM_WIDTH)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_credentials()

    @cached_property  # as all pages after the first, made when one comes to it
    def code(self) -> CodePage:
        """The page of the authenticator's code."""
        return self._with(CodePage())

    @cached_property
    def new_passphrase(self) -> PassphrasePage:
        """The page of a first passphrase."""
        return self._with(PassphrasePage(is_new=True))

    @cached_property
    def passphrase(self) -> PassphrasePage:
        """The page of this workstation's passphrase."""
        page = self._with(PassphrasePage(is_new=False))
        page.forgotten.connect(self._on_forgotten)
        return page

    @cached_property
    def offline(self) -> OfflinePage:
        """The page that opens the copy."""
        return self._with(OfflinePage())

    def _with(self, page: Page) -> Page:
        page.sent.connect(self._on_sent)
        self._pages.append(page)
        self._form.add_page(page)
        return page

    def set_server(self, address: str, *, remembered: bool = True) -> None:
        """Fill in the portal's address; a remembered one is shown as a line with *Change*."""
        self.credentials.show_server(address, remembered=remembered)

    def set_username(self, username: str) -> None:
        """Fill in the user name of last time."""
        self.credentials.username.setText(username)

    def offer_demo(self, accounts: "Sequence[DemoAccount]", password: str) -> None:
        """Offer the demo's accounts, each one click away."""
        if self._demo is not None:
            self._row.removeWidget(self._demo)
            self._demo.hide()
            self._demo.deleteLater()
        from console.views.demo_accounts import DemoAccounts  # noqa: PLC0415 - as above

        self._demo_password = password
        self._demo = DemoAccounts(accounts)
        self._demo.picked.connect(self._on_demo_picked)
        self._row.addWidget(self._demo, DEMO_WIDTH)
        self._demo.setDisabled(self.is_busy)
        self._on_theme_changed()

    def show_credentials(self) -> None:
        """Show the first page, ready to be filled in."""
        self._show_page(self.credentials)

    def ask_code(self) -> None:
        """Ask for the code of the authenticator."""
        self.code.clear_secrets()
        self._show_page(self.code)

    def ask_passphrase(self, *, is_new: bool) -> None:
        """Ask for the passphrase of this workstation, or for a first one."""
        self._show_page(self.new_passphrase if is_new else self.passphrase)

    def ask_offline(self, why: Message) -> None:
        """Ask for the passphrase that opens the copy on this computer; `why` there is no portal."""
        self.offline.say_why(why)
        self._show_page(self.offline)

    def show_busy(self, sentence: str) -> None:
        """Say what is being done, until another state is shown; *Cancel* emits `cancelled`."""
        self._notice.clear()
        self._busy.say(sentence)
        self._set_busy(is_busy=True)
        self._back.setFocus()

    def show_problem(self, message: Message) -> None:
        """Say in place what went wrong, and go back to the field that may mend it."""
        self._set_busy(is_busy=False)
        self._notice.say(message)
        self._focus(self._shown.first_field())

    def show_error(self, error: BaseException) -> None:
        """As `show_problem`, with the words and the field that the error asks for."""
        from console.messages.sign_in_texts import sign_in_message  # noqa: PLC0415 - as above

        message = sign_in_message(error)
        is_server = self._shown is self.credentials and type(error).__name__ in _AT_SERVER
        if is_server:  # what becomes of decisions is no matter before there can be any
            message = message._replace(detail="")
        self.show_problem(message)
        if is_server:
            self.credentials.open_server()

    def clear_secrets(self) -> None:
        """Forget password, code and passphrase."""
        for page in self._pages:
            page.clear_secrets()

    def problem(self) -> str:
        """Give what is said to have gone wrong, or nothing."""
        return self._notice.words()

    def reject(self) -> None:
        """Escape: what is under way stops first, then a page goes back, then the window closes."""
        if self.is_busy or self._shown is not self.credentials:
            self._on_cancelled()
        else:
            super().reject()

    def _show_page(self, page: SignInPage) -> None:
        self._shown = page
        for other in self._pages:
            other.setVisible(other is page)
        self._notice.clear()
        self._send.setText(page.act)
        self._send.setAccessibleName(page.act)
        self._set_busy(is_busy=False)
        self._focus(page.first_field())
        self.asked.emit()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        for page in self._pages:
            page.setDisabled(is_busy)
        self._send.setDisabled(is_busy)
        self._busy.setVisible(is_busy)
        self._back.setVisible(is_busy or self._shown is not self.credentials)
        if self._demo is not None:
            self._demo.setDisabled(is_busy)

    def _focus(self, field: QWidget) -> None:
        field.setFocus()
        if hasattr(field, "selectAll"):
            field.selectAll()

    def _on_sent(self) -> None:
        page = self._shown
        obstacle = page.obstacle()
        if obstacle is not None:
            self._notice.say(Message(obstacle.sentence, tone="warn"))
            self._focus(obstacle.field)
            return
        self.show_busy(self.tr("Signing in…"))
        if page is self.credentials:
            self.submitted.emit(*self.credentials.entered())
        elif page is self.code:
            self.code_entered.emit(self.code.digits())
        elif isinstance(page, PassphrasePage):
            self.passphrase_entered.emit(page.first.text())
        elif page is self.offline:
            self.offline_entered.emit(self.offline.passphrase.text())

    def _on_forgotten(self) -> None:
        self.show_busy(self.tr("Signing in…"))
        self.passphrase_forgotten.emit()

    def _on_offline_asked(self) -> None:
        server, username, _password = self.credentials.entered()
        self.show_busy(self.tr("Trying to reach the portal…"))
        self.offline_wanted.emit(server, username)

    def _on_demo_picked(self, username: str) -> None:
        self.credentials.username.setText(username)
        self.credentials.password.edit.setText(self._demo_password)
        self._show_page(self.credentials)
        self._on_sent()

    def _on_cancelled(self) -> None:
        self.clear_secrets()
        self.show_credentials()
        self.cancelled.emit()

    def _on_theme_changed(self) -> None:
        scale, room = theme().text_scale, self.screen().availableSize()
        width = FORM_WIDTH + (DEMO_WIDTH if self._demo is not None else 0)
        wanted = QSize(round(width * scale), round(HEIGHT * scale))
        self.resize(wanted.boundedTo(room))
