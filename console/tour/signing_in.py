"""Chapter: signing in, first as one person, later as another."""

from PySide6.QtWidgets import QPushButton

from console.domain.link import LinkState
from console.tour.hand import click, find, until, write
from console.tour.stage import Stage
from console.views.sign_in_pages import PassphrasePage

PASSPHRASE = "a long walk by the river"  # noqa: S105 - of the tour's own throw-away store


class SigningIn:
    """One click on an account of the demo."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def the_sign_in_window(self) -> None:
        """The window is there with the demo's accounts to click."""
        await until(lambda: self._stage.console.dialog, "no sign-in window")
        await until(lambda: self._button("frontdesk"), "the demo has not started", 60)

    async def sign_in_as_front_desk(self) -> None:
        """One click, and a passphrase where there is no keyring."""
        await self._sign_in("frontdesk")
        await self._stage.meet("nurse")
        await self._stage.meet("provider")

    async def sign_in_as_provider(self) -> None:
        """Another person, another store: the first one's stays closed."""
        await self._change_to("provider")

    async def sign_in_as_nurse(self) -> None:
        """The one who stands in."""
        await self._change_to("nurse")

    async def sign_in_as_administrator(self) -> None:
        """The one who looks after the practice's computers."""
        await self._change_to("admin")

    async def sign_in_as_billing(self) -> None:
        """The one who sends the bills."""
        await self._change_to("billing")

    async def _change_to(self, username: str) -> None:
        self._stage.close_dialogs()
        self._stage.desk.signed_out.emit()
        await until(lambda: self._stage.console.desk is None, "still signed in")
        await self._sign_in(username)

    def _button(self, username: str) -> QPushButton | None:
        dialog = self._stage.console.dialog
        button = dialog.findChild(QPushButton, f"demo_{username}") if dialog else None
        return button if isinstance(button, QPushButton) and button.isEnabled() else None

    async def _sign_in(self, username: str) -> None:
        console = self._stage.console
        click(await until(lambda: self._button(username), "no demo account"))
        await until(lambda: console.desk or self._asks_passphrase(), "no answer", 40)
        page, dialog = self._asks_passphrase(), console.dialog
        if page is not None and dialog is not None:
            write(page.first.edit, PASSPHRASE)
            if page.is_new:
                write(page.again.edit, PASSPHRASE)
            click(find(dialog, QPushButton, "sign_in_button"))
        desk = await until(lambda: console.desk, "not signed in", 40)
        await until(lambda: desk.sync.link.state is LinkState.ONLINE, "not online", 40)
        await until(desk.model.rowCount, "no rows")

    def _asks_passphrase(self) -> PassphrasePage | None:
        dialog = self._stage.console.dialog
        pages = (dialog.new_passphrase, dialog.passphrase) if dialog is not None else ()
        return next((page for page in pages if page.isVisible()), None)
