"""*Enroll a patient* filled for looking at it: many charts, one that may, one that is barred."""

from typing import Any

from PySide6.QtWidgets import QWidget

from console.domain.access import Found, FoundChart, PatientAccess
from console.domain.person_search import read
from console.messages import Message
from console.models.when import Calendar
from console.views.access.enroll_dialogs import ChoiceDialog, RevokeDialog
from console.views.access.enroll_qr import AddressDialog
from console.views.access.enroll_sheet import EnrollSheet
from tests.support.screen_items import EIGHTY

URL = "https://portal.riverside-family-practice.example.org/sign-up/1"
KIM = {"id": "staff-1", "name": "Kim Osei"}


def charts() -> Found:
    """Eight people on one address, one with a very long name."""
    found = [
        FoundChart(
            f"p-{number}",
            EIGHTY if number == 5 else f"{given} Lindqvist",
            f"19{60 + number}-02-01",
            f"R-{10400 + number}",
            "lindqvist.family@example.org",
            account_status="active" if number == 2 else "",
            deceased_on="2026-01-02" if number == 3 else "",
        )
        for number, given in enumerate(("Anna", "Bo", "Carl", "Dag", "Eva", "F", "Gun", "Hans"))
    ]
    return Found(tuple(found), more=True)


def access(**changed: Any) -> PatientAccess:
    """A patient with everything: a live letter, a bounced invitation, somebody who acts for her."""
    warned = ["LIVE_TOKEN", "DEFERRED"]
    answer: dict[str, Any] = {
        "patient": {
            "id": "p-0",
            "name": "Anna Lindqvist",
            "birth_date": "1960-02-01",
            "record_number": "R-10400",
            "email": "lindqvist.family@example.org",
            "phone": "+1 617 555 0143",
            "version": 1,
        },
        "standing": "deferred",
        "account": None,
        "ways": [
            {"way": "token", "blockers": [], "warnings": [*warned, "NAME_LOOKS_WRONG"]},
            {"way": "temporary_credentials", "blockers": [], "warnings": warned, "allowed": False},
            {"way": "invitation", "blockers": [], "warnings": [*warned, "EMAIL_SHARED"]},
            {"way": "self_enrollment", "blockers": [], "warnings": ["DEFERRED"]},
            {"way": "password_link", "blockers": ["NO_ACCOUNT"], "warnings": []},
        ],
        "tokens": [
            {
                "id": "t-1",
                "state": "printed",
                "issued_at": "2026-11-20T14:00:00Z",
                "issued_by": KIM,
                "expires_at": "2026-12-04T14:00:00Z",
                "tries": 2,
                "printed_at": "2026-11-20T14:01:00Z",
            },
            {
                "id": "t-0",
                "state": "superseded",
                "issued_at": "2026-05-03T14:00:00Z",
                "issued_by": KIM,
                "expires_at": "2026-05-17T14:00:00Z",
                "superseded_at": "2026-11-20T14:00:00Z",
            },
        ],
        "invitations": [
            {
                "id": "i-1",
                "state": "bounced",
                "issued_at": "2026-11-19T14:00:00Z",
                "issued_by": KIM,
                "expires_at": "2026-11-26T14:00:00Z",
                "email": "lindqvist.family@example.org",
            }
        ],
        "proxies": [
            {"care_manager": {"name": "Per Lindqvist"}, "relationship": "spouse", "state": "holds"}
        ],
        "self_enrollment_url": URL,
    }
    return PatientAccess.read(answer | changed)


def barred() -> PatientAccess:
    """A child who has an account that is locked: everything speaks against everything."""
    blockers = ["ACCOUNT_EXISTS", "ACCOUNT_LOCKED", "CHILD_NEEDS_CONSENT"]
    ways = ("token", "temporary_credentials", "invitation", "self_enrollment")
    return access(
        standing="completed",
        account={
            "id": "a-1",
            "username_hint": "an…st",
            "email": "l@example.org",
            "locked_at": "2026-11-21T14:00:00Z",
            "status": "active",
            "mfa": True,
        },
        ways=[
            *({"way": way, "blockers": blockers, "warnings": ["REQUEST_PENDING"]} for way in ways),
            {"way": "password_link", "blockers": ["NO_EMAIL"], "warnings": []},
        ],
        pending_item_id="item-1",
        tokens=[],
    )


def _sheet(calendar: Calendar, host: QWidget) -> EnrollSheet:
    made = EnrollSheet(calendar, host)
    made.search.setText("lindqvist")
    made.search.wanted.disconnect()
    made.show_found(charts(), read("lindqvist 2/1/60", calendar.today()).readings)
    return made


def found(calendar: Calendar, host: QWidget) -> QWidget:
    """Several charts, none chosen."""
    return _sheet(calendar, host)


def chosen(calendar: Calendar, host: QWidget) -> QWidget:
    """A chart beside the list."""
    made = _sheet(calendar, host)
    made.show_access(access())
    return made


def refused(calendar: Calendar, host: QWidget) -> QWidget:
    """Barred in every way, while the portal is being asked."""
    made = _sheet(calendar, host)
    made.show_access(barred())
    made.show_problem(
        Message("The portal can not be reached.", "Nothing was handed out.", tone="warn")
    )
    made.show_busy("Looking for charts…")
    return made


def empty(calendar: Calendar, host: QWidget) -> QWidget:
    """Just opened."""
    return EnrollSheet(calendar, host)


def revoking(host: QWidget) -> QWidget:
    """The question before something is revoked."""
    return RevokeDialog("The token printed on 3 May 2026 stops working now.", host)


def choosing(calendar: Calendar, host: QWidget) -> QWidget:
    """What a patient says who has said something before."""
    return ChoiceDialog(access(choice={"choice": "declined"}).choice, calendar.today(), host)


def address(host: QWidget) -> QWidget:
    """The address of self-enrollment to be photographed."""
    return AddressDialog(URL, host)
