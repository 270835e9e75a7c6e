"""The windows about billing accounts: who asks for them, and where what the portal says is shown."""

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from console.domain.billing import Bill, BillingView
from console.domain.statements import PUBLISH
from console.messages import Message
from console.models.billing_words import bill_title, missing_right, offline_words
from console.models.command_list import PaletteCommand
from console.models.when import Calendar
from console.views.access.accounts_detail import May
from console.views.icons import ButtonIcon
from console.views.main_window import MainWindow
from console.views.sheet import Sheet
from console.views.statements.account_dialogs import ResendDialog, VoidDialog
from console.views.statements.account_paper import BillPaper
from console.views.statements.account_view import BillingAccounts
from console.views.window_commands import Command


class BillingViews(QObject):
    """Opens them over whatever is open; knows neither the store nor the portal.

    Signals: `opened(BillingAccounts)` and `paper_opened(BillPaper)`, to be connected.
    """

    opened = Signal(object)
    paper_opened = Signal(object)

    def __init__(self, window: MainWindow, calendar: Calendar, may: May) -> None:
        super().__init__(window)
        self._window, self._calendar, self._may = window, calendar, may
        self.view: BillingAccounts | None = None
        self.paper: BillPaper | None = None
        self.is_online = True
        window.commands.add(self._commands, {})

    def open(self, account_id: str = "", statement_id: str = "") -> None:
        """Show the billing accounts, at one of them and one of its statements if they are named."""
        if not self._may(PUBLISH):
            return
        view = self.view
        if view is None:
            view = self.view = BillingAccounts(self._calendar, self.over())
            view.finished.connect(self._on_finished)
            self.opened.emit(view)
            view.open()
            view.show_online(is_online=self.is_online)
            if account_id:
                view.want(account_id, statement_id)
            if self.is_online:
                view.ask(view.search.query())

    def attach(self, place: Sheet) -> None:
        """Let one go from the place of statements to the accounts that owe them."""
        button = QPushButton(self.tr("Billing accounts…"))
        button.setObjectName("billing_button")
        button.setAutoDefault(False)
        button.setMinimumHeight(32)
        ButtonIcon(button, "people", "muted")
        button.clicked.connect(self._on_button)
        place.buttons.insertWidget(0, button)

    def show_pdf(self, statement_id: str, title: str) -> None:
        """Show the PDF of a statement."""
        if self.paper is not None or not self._may(PUBLISH):
            return
        paper = self.paper = BillPaper(statement_id, title, self.over())
        paper.finished.connect(self._on_paper_finished)
        self.paper_opened.emit(paper)
        paper.open()
        paper.fetch()

    def title_of(self, bill: Bill) -> str:
        """What the PDF of a statement is called."""
        return bill_title(bill, self._calendar)

    def show_online(self, *, is_online: bool) -> None:
        """Take how the line is."""
        self.is_online = is_online
        if self.view is not None:
            self.view.show_online(is_online=is_online)

    def shows_too_much(self) -> bool:
        """Whether something is open for who may not see it any more."""
        return (self.view is not None or self.paper is not None) and not self._may(PUBLISH)

    def over(self) -> QWidget:
        """What a dialog stands over: the one that is in front, or the window."""
        front = above = QApplication.activeModalWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return front if front is not None and above is not None else self.view or self._window

    def why_not(self) -> str:
        """Why nothing can be done with a statement now; or nothing."""
        if not self._may(PUBLISH):
            return missing_right()
        return "" if self.is_online else offline_words()

    def resend_dialog(self, view: BillingView, bill: Bill) -> ResendDialog:
        """To whom it goes again."""
        return ResendDialog(view, bill, self._calendar, self.over())

    def void_dialog(self, view: BillingView, bill: Bill) -> VoidDialog:
        """What comes of it, and why."""
        return VoidDialog(view, bill, self._calendar, self.over())

    def show_problem(self, message: Message) -> None:
        """Say what was not done, where it was asked for."""
        (self.view.show_problem if self.view is not None else self._window.show_message)(message)

    def _on_button(self) -> None:
        self.open()

    def _on_finished(self) -> None:
        if self.view is not None:
            self.view.deleteLater()
        self.view = None

    def _on_paper_finished(self) -> None:
        if self.paper is not None:
            self.paper.deleteLater()
        self.paper = None

    def _commands(self) -> list[Command]:
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "billing",
            translate("Commands", "Billing accounts…"),
            "",
            "" if self._may(PUBLISH) else missing_right(),
            "statement",
            translate("Commands", "guarantor, statement, payable, resend, void, overdue, paper"),
        )
        return [Command(shown, self.open)]
