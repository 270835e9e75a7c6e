"""The screens on which a computer is locked, works without the portal, or says how it is shielded."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.decisions import Attention, ResultStatus, TimeOffline
from console.domain.errors import PortalUnreachableError
from console.domain.items import Item
from console.domain.link import Link, LinkState
from console.domain.refused import RefusedDecision
from console.domain.session import OfflineReview, Practice
from console.domain.shields import ComputerShields, KeyShields, Shields
from console.messages import message_for, workstation_texts
from console.messages.lock_texts import lock_text
from console.models.queue_faces import FACES
from console.models.security_words import finding_groups
from console.settings import Settings
from console.views.attention_place import PRACTICE as OF_THE_PRACTICE
from console.views.attention_place import AttentionPlace
from console.views.attention_view import AttentionView
from console.views.damaged_outbox import DamagedOutbox
from console.views.locked_head import dress
from console.views.offline_banner import OfflineBanner
from console.views.offline_dialog import OfflineDialog
from console.views.refused_view import RefusedView
from console.views.salvage_reader import SalvageReader, SavedDecisions
from console.views.security_status import SecurityStatus
from console.views.sign_in_dialog import SignInDialog
from console.views.theme import theme
from console.workstation.reasons import LockReason
from portal.security.permissions import Role
from tests.support.queue_items import changed
from tests.support.window_data import LONGEST, NOW, PRACTICE, at, calendar, refused, staff
from tests.support.window_items import appointment, enrollment, refill

NOW_MS = round(NOW.timestamp() * 1000)
HOUR_MS = 3_600_000
SHIELDS = {
    "good": Shields(
        ComputerShields("darwin", True, True, True, True, True, True),
        KeyShields("macOS Keychain"),
        soft_s=300,
        hard_s=900,
        own_authority=True,
    ),
    "bad": Shields(
        ComputerShields("linux", False, False, False, False, False, False),
        KeyShields("", tries_left=7),
        soft_s=60,
        hard_s=300,
        is_https=False,
    ),
    "unknown": Shields(ComputerShields("plan9"), None, soft_s=600, hard_s=1800),
}
LINKS = {
    "no_line": Link(LinkState.OFFLINE, data_as_of_ms=NOW_MS - 2 * HOUR_MS),
    "copy": Link(
        LinkState.OFFLINE,
        data_as_of_ms=NOW_MS - 2 * HOUR_MS,
        is_copy=True,
        until_ms=NOW_MS + 20 * HOUR_MS,
    ),
    "answers": Link(
        LinkState.OFFLINE,
        waiting=12,
        is_copy=True,
        answers=True,
        until_ms=NOW_MS + 20 * HOUR_MS,
    ),
}


def _security(name: str, host: QWidget) -> QWidget:
    return SecurityStatus(finding_groups(SHIELDS[name]), host)


def _setup(host: QWidget, *, is_set: bool) -> QWidget:
    review = OfflineReview(
        True, frozenset({"enrollment", "appointment", "refill"}), True, 12 * 3600, 500, True
    )
    made = OfflineDialog([_practice(name, review) for name in NAMES], is_set=is_set, parent=host)
    made.show_wrong(made.obstacle())
    return made


NAMES = ("Riverside Family Practice", LONGEST)


def _practice(name: str, review: OfflineReview) -> Practice:
    return replace(staff(Role.FRONT_DESK).practices[0], name=name, offline=review)


def _without(_host: QWidget) -> QWidget:
    made = _signing_in()
    made.ask_offline(message_for(PortalUnreachableError()))
    made.show_problem(workstation_texts.wrong_passphrase(3))
    return made


def _offered(_host: QWidget) -> QWidget:
    made = _signing_in()
    made.show_error(PortalUnreachableError())
    made.credentials.offer_offline(offered=True)
    return made


def _damaged(readable: int, host: QWidget) -> QWidget:
    made = DamagedOutbox(readable, may_begin=True, leave_label="Not now", parent=host)
    made.show_wrong("The file can not be written there.")
    return made


def _saved(host: QWidget, *, is_open: bool) -> QWidget:
    made = SalvageReader(calendar())
    made.setParent(host, made.windowFlags())
    if is_open:
        commands = [one.command for one in reconciled()]
        made.show_decisions(SavedDecisions(commands, is_whole=False))
    else:
        made.show_wrong("The passphrase does not open this file.")
    return made


def _locked(reason: LockReason, _host: QWidget) -> QWidget:
    made = _signing_in()
    settings = Settings(username="frontdesk", server="https://portal.riverside.example.org")
    dress(made, settings, lock_text(reason))
    return made


def _signing_in() -> SignInDialog:
    made = SignInDialog()
    made.set_server("https://portal.riverside-family-practice.example.org")
    made.set_username("frontdesk")
    return made


def _banner(name: str, _host: QWidget) -> QWidget:
    made = QWidget()
    made.setObjectName("banner_screen")
    banner = OfflineBanner(calendar())
    column = QVBoxLayout(made)
    column.addWidget(banner)
    column.addStretch(1)
    banner.show_link(LINKS[name], has_old=name != "no_line")
    made.resize(round(1000 * theme().text_scale ** 0.5), 160)
    return made


def _reconcile(_host: QWidget) -> QWidget:
    mine = AttentionView(FACES, calendar())
    mine.show_me(staff(*Role, practices=2))
    made = AttentionPlace(mine, RefusedView(FACES, calendar()))
    cards = reconciled()
    time = TimeOffline(NOW_MS - 2 * HOUR_MS, 14, 1, 13 - len(cards), len(cards), NOW_MS - 60_000)
    mine.show_attention(cards, time)
    made.resize(1000, 720)
    return made


def reconciled() -> list[Attention]:
    """Decisions made offline that were not simply applied, one of most classes."""
    renewal = refill(4)
    now = {
        "content": changed(
            renewal.entity["content"],
            medication__dose_text="2 tablets by mouth every morning",
            medication__quantity=180,
            pharmacy="Harbor Pharmacy, 3 Mill Road",
        ),
        "content_hash": "f" * 64,
    }
    by = {"id": "n", "name": "Noor Rahman"}
    denied = {
        "state": "denied",
        "is_open": False,
        "decision": {"action": "deny", "by": by, "at": at(minutes=25)},
    }
    params = {"refills": 3, "text_to_patient": "Please call us.", "internal_note": "Called."}
    late = replace(
        _offline(refill(9), "approve"),
        status=ResultStatus.REJECTED,
        problem={"type": "urn:portal:problem:decision-stale"},
    )
    return [
        _offline(renewal, "approve", "content_changed", now, params=params),
        _offline(refill(0), "approve", "decided_differently", denied),
        _offline(appointment(3), "book", "withdrawn", {"state": "withdrawn"}),
        _offline(enrollment(1), "approve", "moved_on_metadata", {"state": "asked_back"}),
        late,
    ]


def _offline(
    item: Item,
    action: str,
    conflict: str = "decided_differently",
    current: Mapping[str, Any] | None = None,
    **command: Any,
) -> Attention:
    one = refused(item, action, conflict, current or {})
    told = {"offline": True, "seen": item.entity, "client_decided_at": at(minutes=40)}
    made: dict[str, Any] = told | command
    return replace(one, command=replace(one.command, **made))


def _of_the_practice(_host: QWidget) -> QWidget:
    theirs = RefusedView(FACES, calendar())
    made = AttentionPlace(AttentionView(FACES, calendar()), theirs)
    made.segments.press(OF_THE_PRACTICE)
    theirs.show_decisions(did_not_count(), has_more=True, appended=False)
    theirs.show_problem(message_for(PortalUnreachableError()))
    made.resize(1000, 720)
    return made


def did_not_count() -> list[RefusedDecision]:
    """Three decisions of a colleague: another came first, a wiped computer's, one read already."""
    usual = {
        "action": "approve",
        "params": {"text_to_patient": "It is ready at your pharmacy."},
        "staff": {"name": LONGEST},
        "decided_at": at(hours=5),
        "received_at": at(hours=1),
        "problem": {"class": "decided_differently"},
    }
    read = {"acknowledged_by": {"name": "Noor Rahman"}, "acknowledged_at": at(minutes=5)}
    medicines = ("Lisinopril 10 MG Oral Tablet", "Metformin 500 MG", "Levothyroxine 0.075 MG")
    items = [
        {"kind": "refill", "id": f"i-{number}", "patient": "Ada Byron", "state": "denied"}
        | {"summary": medicine}
        for number, medicine in enumerate(medicines)
    ]
    found = [
        usual | {"command_id": "c-1", "item": items[0], "outcome": "conflict"},
        usual | {"command_id": "c-2", "item": items[1], "outcome": "quarantined", "problem": {}},
        usual
        | {"command_id": "c-3", "item": items[2], "outcome": "already_satisfied", "problem": {}}
        | read,
    ]
    return [RefusedDecision.read(PRACTICE, one) for one in found]


WORKSTATION_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    **{f"security.{name}": partial(_security, name) for name in SHIELDS},
    **{f"banner.{name}": partial(_banner, name) for name in LINKS},
    **{f"locked.{one.value}": partial(_locked, one) for one in (LockReason.IDLE, LockReason.WIPED)},
    "sign_in.offered": _offered,
    "offline_review": _without,
    **{f"damaged.{readable}": partial(_damaged, readable) for readable in (0, 5)},
    "saved_decisions": partial(_saved, is_open=True),
    "saved_decisions.closed": partial(_saved, is_open=False),
    "offline_setup": partial(_setup, is_set=False),
    "offline_setup.set": partial(_setup, is_set=True),
    "reconcile": _reconcile,
    "of_the_practice": _of_the_practice,
}
