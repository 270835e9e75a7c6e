"""The screens of *Computers*, for looking at them as at all others."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from console.domain.errors import PortalUnreachableError
from console.domain.workstation import Workstation
from console.messages.computer_texts import not_ended, not_read
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import WorkstationsView
from tests.support.screen_items import EIGHTY
from tests.support.window_data import LONGEST, at, calendar

OWN = "w-0"
ADMINISTRATOR = {"id": "staff-1", "name": "Noor Rahman"}
ENDED = {"ended_at": at(days=3), "ended_by": ADMINISTRATOR, "reason": "Stolen on the train"}


def computer(number: int, **changed: Any) -> Workstation:
    """A computer as the portal tells of it; in use unless changed."""
    usual = {
        "id": f"w-{number}",
        "staff": {"id": f"staff-{number}", "name": "Kim Osei"},
        "name": f"LAPTOP-{number:03}",
        "state": "active",
        "created_at": at(days=200 + number),
        "last_seen_at": at(minutes=7 * number),
        "ended_at": None,
        "ended_by": None,
        "reason": "",
        "rescued": 0,
    }
    return Workstation.read(usual | changed)


COMPUTERS = (
    computer(0, staff=ADMINISTRATOR, name="FRONT-DESK-01"),
    computer(1),
    computer(2, staff={"id": "s", "name": LONGEST}, name=EIGHTY),
    computer(3, state="wipe_ordered", last_seen_at=at(days=4), **ENDED),
    computer(4, state="wipe_ordered", last_seen_at=at(days=4), rescued=3, **ENDED),
    computer(5, state="wiped", last_seen_at=at(days=9), rescued=12, **ENDED),
    computer(6, state="revoked", last_seen_at=at(days=40), **ENDED),
    computer(7, state="forked", last_seen_at=at(days=41), ended_at=at(days=41)),
)
"""One in each state, and one with the longest names."""


def made(host: QWidget, current: int = 3) -> WorkstationsView:
    """All of them, with one of them chosen."""
    view = WorkstationsView(calendar(), OWN, host)
    view.show_workstations(COMPUTERS)
    view.table.go_to(current)
    return view


def _offline(host: QWidget) -> QWidget:
    view = made(host, 1)
    view.show_online(is_online=False)
    return view


def _failed(host: QWidget) -> QWidget:
    view = WorkstationsView(calendar(), OWN, host)
    view.show_problem(not_read(PortalUnreachableError()))
    return view


def _empty(host: QWidget) -> QWidget:
    view = WorkstationsView(calendar(), OWN, host)
    view.show_workstations([])
    return view


def _ending(number: int, host: QWidget, *, is_own: bool = False) -> QWidget:
    dialog = EndWorkstationDialog(COMPUTERS[number], is_own=is_own, parent=host)
    dialog.try_accept()
    dialog.show_problem(not_ended(PortalUnreachableError()))
    return dialog


COMPUTER_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "computers": made,
    "computers.erased": lambda host: made(host, 5),
    "computers.offline": _offline,
    "computers.failed": _failed,
    "computers.empty": _empty,
    "computers.end": lambda host: _ending(2, host),
    "computers.end_own": lambda host: _ending(0, host, is_own=True),
    "computers.erase": lambda host: _ending(6, host),
}
