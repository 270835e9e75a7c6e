"""The screens of the accounts and of what is shown once, for looking at them as at all others."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.access import PatientAccess
from console.domain.accounts import (
    Account,
    AccountPage,
    Act,
    Invitation,
    InvitationPage,
)
from console.domain.errors import PortalUnreachableError
from console.domain.once_only import OnceOnly
from console.messages.account_texts import account_message
from console.views.access.accounts_action import AccountActDialog, OtherAddressDialog
from console.views.access.accounts_view import AccountsView
from console.views.access.credential_card import CredentialCard, Shown
from console.views.access.proof_dialog import ProofDialog
from tests.support.screen_items import EIGHTY
from tests.support.window_data import LONGEST, at, calendar

NAMES = ("Ada Byron", "Émile Dvořák", "Li Wei", "Yusuf Haddad", LONGEST, EIGHTY)
WHO = "Ada Byron · 1 Feb 1980 · R-10400"


def one_account(number: int, **changed: Any) -> Account:
    """An account as the portal sends it."""
    name = NAMES[number % len(NAMES)]
    usual = {
        "id": f"account-{number:05}",
        "name": name,
        "username_hint": "ad•••",
        "status": "active",
        "email": "ada.byron@example.org",
        "email_verified_at": at(days=40),
        "last_sign_in_at": at(hours=number % 40 + 1),
        "created_at": at(days=200),
        "mfa": "on" if number % 3 == 0 else "off",
        "patient": {
            "id": f"patient-{number:05}",
            "name": name,
            "birth_date": "1980-02-01",
            "record_number": f"R-{10400 + number}",
        },
    }
    return Account.read(usual | changed)


ACCOUNTS = AccountPage(
    (
        one_account(0, locked_at=at(hours=1), lock_reason="LOST_DEVICE"),
        one_account(1, email_verified_at=None),
        one_account(2, locked_until=at(minutes=-28)),
        one_account(3, email_bounced_at=at(days=3)),
        one_account(4, last_sign_in_at=None),
        one_account(5, status="closed"),
        one_account(6, email="", email_verified_at=None),
        one_account(8, status="pending", patient=None),
    )
)
_BY = {"id": "staff-9", "name": "Dr. Lena Osei"}
ACCESS = PatientAccess.read(
    {
        "patient": {"id": "patient-00000", "name": "Ada Byron"},
        "standing": "completed",
        "tokens": [
            {
                "id": "t-1",
                "state": "superseded",
                "issued_at": at(days=30),
                "issued_by": _BY,
                "expires_at": at(days=16),
            }
        ],
        "invitations": [
            {
                "id": "i-1",
                "state": "bounced",
                "issued_at": at(days=2),
                "issued_by": _BY,
                "expires_at": at(days=-5),
                "email": "ada@exmaple.org",
                "bounce_reason": "5.1.1",
            }
        ],
    }
)
INVITATIONS = InvitationPage(
    tuple(
        Invitation(
            id=f"i-{number}",
            state=state,
            patient_name=name,
            email="somebody@exmaple.org",
            bounce_reason=reason,
            bounced_at=at(days=1),
            expires_at=at(days=2),
        )
        for number, (name, state, reason) in enumerate(
            zip(
                NAMES,
                ("bounced", "bounced", "expired", "burnt", "bounced", "bounced"),
                ("5.1.1", "5.2.2", "", "", "5.7.1", "5.1.1"),
                strict=True,
            )
        )
    ),
    "i-5",
)
PATIENT = {
    "id": "p-1",
    "name": "Ada Byron",
    "birth_date": "1980-02-01",
    "record_number": "R-10401",
    "phone": "+1 312 555 0134",
}
HELD = {
    "id": "proof-1",
    "method": "in_person",
    "person": "patient",
    "guardian_basis": "",
    "evidence": ["photo_id"],
    "performed_by": _BY,
    "performed_at": at(minutes=7),
    "holds_until": at(minutes=-8),
}


def made_view(host: QWidget, *, missing: str = "account:reset_mfa") -> AccountsView:
    """The accounts, for who has every right but one."""
    made = AccountsView(calendar(), lambda right: right != missing, host)
    made.show_page(made.search.query(), "", ACCOUNTS)
    made.show_access("account-00000", ACCESS)
    return made


def _empty(host: QWidget) -> QWidget:
    made = AccountsView(calendar(), lambda _right: True, host)
    made.search.choose("locked")
    made.show_page(made.search.query(), "", AccountPage())
    return made


def _failed(host: QWidget) -> QWidget:
    made = AccountsView(calendar(), lambda _right: True, host)
    made.show_problem(account_message(PortalUnreachableError(may_have_arrived=False)))
    return made


def _offline(host: QWidget) -> QWidget:
    made = made_view(host)
    made.show_online(is_online=False)
    return made


def _invitations(host: QWidget) -> QWidget:
    made = AccountsView(calendar(), lambda _right: True, host)
    made.search.choose("invitations")
    made.show_invitations(INVITATIONS, "")
    made.invitations.rows.mark_all()
    made.show_outcomes({"i-0": "sent", "i-1": "EMAIL_BOUNCED"})
    return made


def _proof(way: str, host: QWidget) -> QWidget:
    made = ProofDialog("The user name is told after this.", PATIENT, calendar(), [HELD], host)
    button = made.findChild(QWidget, f"proof_{way}")
    if way == "caller" and button is not None:
        made.findChildren(QWidget, f"proof_{way}")[0].click()  # type: ignore[attr-defined] # a choice
    return made


def card(host: QWidget) -> CredentialCard:
    """Temporary credentials, masked."""
    lines = [
        Shown("username", "User name", OnceOnly("temp-7KQMX4TP")),
        Shown("password", "Password", OnceOnly("hRw7-Kq3M-tZp9-Xc4V-nB6f")),
    ]
    sentence = "Good until tomorrow, for one sign-in."
    return CredentialCard("Temporary credentials", WHO, sentence, lines, host)


def _held(host: QWidget) -> QWidget:
    made = card(host)
    made.show()
    made.activateWindow()
    made.findChildren(QPushButton, "hold_password")[0].pressed.emit()
    return made


def _act(act: Act, host: QWidget) -> QWidget:
    return AccountActDialog(act, one_account(4), host)


ACCOUNT_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "accounts": made_view,
    "accounts.empty": _empty,
    "accounts.failed": _failed,
    "accounts.offline": _offline,
    "accounts.invitations": _invitations,
    "accounts.lock": lambda host: _act(Act.LOCK, host),
    "accounts.address": lambda host: _act(Act.CHANGE_EMAIL, host),
    "accounts.password_link": lambda host: _act(Act.PASSWORD_LINK, host),
    "accounts.other_address": lambda host: OtherAddressDialog(INVITATIONS.invitations[4], host),
    "proof": lambda host: _proof("earlier", host),
    "proof.caller": lambda host: _proof("caller", host),
    "credentials": card,
    "credentials.held": _held,
}
