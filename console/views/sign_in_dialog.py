"""The sign-in window: who, at which portal; then a code; then this workstation's passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from console.demo import DemoAccount
from console.messages import Message


class SignInDialog(QDialog):
    """Asks for what signing in needs, one page at a time.

    Signals: `submitted(server, username, password)`, `code_entered(code)`,
    `passphrase_entered(text, is_new)`; `cancelled` when what is under way shall stop: the window
    shows the first page again. Closing the window is `rejected`, as with every dialog.
    """

    submitted = Signal(str, str, str)
    code_entered = Signal(str)
    passphrase_entered = Signal(str, bool)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def set_server(self, address: str, *, remembered: bool = True) -> None:
        """Fill in the portal's address; a remembered one is shown as a line with *Change*."""

    def set_username(self, username: str) -> None:
        """Fill in the user name of last time."""

    def offer_demo(self, accounts: Sequence[DemoAccount], password: str) -> None:
        """Offer the demo's accounts, each one click away."""

    def show_credentials(self) -> None:
        """Show the first page, ready to be filled in."""

    def ask_code(self) -> None:
        """Ask for the code of the authenticator."""

    def ask_passphrase(self, *, is_new: bool) -> None:
        """Ask for the passphrase of this workstation, or for a first one."""

    def show_busy(self, sentence: str) -> None:
        """Say what is being done, until another state is shown; *Cancel* emits `cancelled`."""

    def show_problem(self, message: Message) -> None:
        """Say in place what went wrong, and go back to the field that may mend it."""

    def show_error(self, error: BaseException) -> None:
        """As `show_problem`, with the words and the field that the error asks for."""

    def clear_secrets(self) -> None:
        """Forget password, code and passphrase."""
