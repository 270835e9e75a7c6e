"""The screens of billing accounts, for looking at them as at all others."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from console.domain.billing import BillingAccount, BillingPage, BillingView
from console.domain.billing_search import BillingFilter
from console.domain.errors import PortalUnreachableError
from console.messages.statement_texts import statement_message
from console.views.statements.account_dialogs import ResendDialog, VoidDialog
from console.views.statements.account_paper import BillPaper
from console.views.statements.account_view import BillingAccounts
from tests.support import billing_things as things
from tests.support.window_data import calendar


def made_view(
    host: QWidget, view: BillingView | None = None, page: BillingPage = things.ACCOUNTS
) -> BillingAccounts:
    """The accounts found, with one of them on show."""
    made = BillingAccounts(calendar(), host)
    made.show_page(made.search.query(), "", page)
    made.show_view(view or things.busy())
    return made


def _empty(host: QWidget) -> QWidget:
    made = BillingAccounts(calendar(), host)
    made.search.choose(BillingFilter.OVERDUE)
    made.show_page(made.search.query(), "", BillingPage())
    return made


def _failed(host: QWidget) -> QWidget:
    made = BillingAccounts(calendar(), host)
    made.show_problem(statement_message(PortalUnreachableError(may_have_arrived=False)))
    return made


def _offline(host: QWidget) -> QWidget:
    made = made_view(host)
    made.show_online(is_online=False)
    return made


def _on_paper(host: QWidget) -> QWidget:
    on_paper = {"notice": "paper", "why": "EMAIL_BOUNCED", "email": ""}
    return made_view(host, things.seen(account=on_paper))


def paper(host: QWidget) -> BillPaper:
    """A statement of two pages."""
    made = BillPaper("st-1", "October 2026", host)
    made.show_paper("st-1", 2)
    image = QImage(400, 500, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for page in range(2):
        made.show_page("st-1", page, image)
    return made


def _void(host: QWidget) -> QWidget:
    view = things.busy()
    made = VoidDialog(view, view.statements[0], calendar(), host)
    made.try_accept()
    return made


def _resend(host: QWidget, *, on_paper: bool = False) -> QWidget:
    view = things.seen(things.bill(), account={"notice": "paper" if on_paper else "mail"})
    return ResendDialog(view, view.statements[0], calendar(), host)


def _waiting(host: QWidget) -> QWidget:
    made = BillingAccounts(calendar(), host)
    made.show_page(made.search.query(), "", things.ACCOUNTS)
    made.detail.show_account(BillingAccount("acct-1", "G-204817", "Ada Byron"))
    return made


BILLING_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "billing": made_view,
    "billing.empty": _empty,
    "billing.failed": _failed,
    "billing.offline": _offline,
    "billing.no_statements": _on_paper,
    "billing.waiting": _waiting,
    "billing.years": lambda host: made_view(host, things.many(60)),
    "billing.void": _void,
    "billing.resend": _resend,
    "billing.resend_on_paper": lambda host: _resend(host, on_paper=True),
    "billing.paper": paper,
}
