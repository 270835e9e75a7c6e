"""The windows about accounts: who asks for them, and where what the portal says is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.accounts import READ, Account, Act, Invitation
from console.domain.once_only import IssuedCredentials, OnceOnly
from console.messages import Message
from console.models.account_act_words import act_face
from console.models.account_words import missing_right, offline_words
from console.models.command_list import PaletteCommand
from console.models.one_line import isolated
from console.models.when import Calendar, ms_of
from console.views.access.accounts_action import AccountActDialog, OtherAddressDialog
from console.views.access.accounts_detail import May
from console.views.access.accounts_view import AccountsView
from console.views.access.credential_card import CredentialCard, Shown
from console.views.access.proof_dialog import ProofDialog, patient_line
from console.views.main_window import MainWindow
from console.views.step_up_dialog import StepUpDialog
from console.views.window_commands import Command


class AccountViews(QObject):
    """Opens them over whatever is open; knows neither the store nor the portal.

    Signals: `opened(AccountsView)`, to be connected; `closed` when it is gone.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(self, window: MainWindow, calendar: Calendar, may: May) -> None:
        super().__init__(window)
        self._window, self._calendar, self._may = window, calendar, may
        self.view: AccountsView | None = None
        self.card: CredentialCard | None = None
        self.is_online = True
        window.commands.add(self._commands, {})
        window.page.top_bar.accounts_wanted.connect(self.open)
        window.locked.connect(self.end_card)

    def open(self, account_id: str = "") -> None:
        """Show the accounts, at one of them if it is named."""
        if self.view is not None or not self._may(READ):
            return
        view = self.view = AccountsView(self._calendar, self._may, self.over())
        view.finished.connect(self._on_finished)
        view.want(account_id)
        self.opened.emit(view)
        view.open()
        view.show_online(is_online=self.is_online)
        if self.is_online:
            view.refresh()

    def show_online(self, *, is_online: bool) -> None:
        """Take how the line is."""
        self.is_online = is_online
        if self.view is not None:
            self.view.show_online(is_online=is_online)

    def shows_too_much(self) -> bool:
        """Whether accounts are open for who may not see them any more."""
        return self.view is not None and not self._may(READ)

    def over(self) -> QWidget:
        """What a dialog stands over: the one that is in front, or the window."""
        front = above = QApplication.activeModalWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return front if front is not None and above is not None else self.view or self._window

    def why_not(self, right: str) -> str:
        """Why an act that asks for this right can not be done now; or nothing."""
        if not self._may(right):
            return missing_right(right)
        return "" if self.is_online else offline_words()

    # The questions

    def act_dialog(self, act: Act, account: Account) -> AccountActDialog:
        """What will happen to whom, and why."""
        return AccountActDialog(act, account, self.over())

    def address_dialog(self, one: Invitation) -> OtherAddressDialog:
        """Where an invitation shall go instead."""
        return OtherAddressDialog(one, self.over())

    def proof_dialog(
        self, act: Act | None, patient: Mapping[str, Any], proofs: Sequence[Mapping[str, Any]]
    ) -> ProofDialog:
        """Who it is; `act` is what comes after it."""
        purpose = self.tr("What you record opens for the patient what needs a proof.")
        if act is not None:
            who = isolated(str(patient.get("name") or ""))
            purpose = act_face(act).sentence.format(who=who, email="")
        dialog = ProofDialog(purpose, patient, self._calendar, proofs, self.over())
        if act is None:
            dialog.expect_guardian()
        return dialog

    def step_up(self) -> StepUpDialog:
        """The password once more."""
        return StepUpDialog(self.over())

    # What is shown once

    def show_credentials(self, patient: Mapping[str, Any], made: IssuedCredentials) -> bool:
        """Show temporary credentials; False when nobody is there to see them: the window is locked."""
        sentence = self.tr(
            "Good until {time}, for one sign-in. They open nothing but the choice of an own user name"
            " and password."
        ).format(time=self._calendar.absolute(ms_of(made.expires_at)))
        lines = [
            Shown("username", self.tr("User name"), made.username),
            Shown("password", self.tr("Password"), made.password),
        ]
        return self._show(self.tr("Temporary credentials"), patient, sentence, lines)

    def show_username(self, patient: Mapping[str, Any], username: OnceOnly) -> bool:
        """Show a user name to be told; False when the window is locked."""
        sentence = self.tr("Tell it to the person whom you have checked, and to nobody else.")
        lines = [Shown("username", self.tr("User name"), username)]
        return self._show(self.tr("The user name"), patient, sentence, lines)

    def end_card(self) -> None:
        """Close what is shown once."""
        if self.card is not None:
            self.card.end()

    def _show(
        self, title: str, patient: Mapping[str, Any], sentence: str, lines: Sequence[Shown]
    ) -> bool:
        if self._window.cover.is_locked() or not self._window.isVisible():
            return False
        who = patient_line(patient, self._calendar)
        card = self.card = CredentialCard(title, who, sentence, lines, self.over())
        card.finished.connect(self._on_card_finished)
        card.open()
        return True

    def _on_card_finished(self) -> None:
        if self.card is not None:
            self.card.deleteLater()
        self.card = None

    # What is said

    def show_problem(self, message: Message) -> None:
        """Say what was not done, where it was asked for."""
        show = getattr(self.over(), "show_problem", None)
        if show is not None:
            show(message)
        else:
            self._window.show_message(message)

    def show_done(self, act: Act, account: Account) -> None:
        """Say that the portal has done it."""
        who = isolated(str(account.patient.get("name") or account.name))
        words = act_face(act).done.format(who=who, email=account.email)
        if self.view is not None:
            self.view.show_done(words)
        else:
            self._window.show_message(Message(words, tone="ok"))

    def _on_finished(self) -> None:
        if self.view is not None:
            self.view.deleteLater()
        self.view = None
        self.closed.emit()

    def _commands(self) -> list[Command]:
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "accounts",
            translate("Commands", "Accounts…"),
            "",
            "" if self._may(READ) else missing_right(READ),
            "people",
            translate("Commands", "login, locked, password, user name, reset, bounced invitations"),
        )
        return [Command(shown, self.open)]
