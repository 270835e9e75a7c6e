"""Every screen of the console by name, filled as on a busy day: for looking at all of them.

    for name, build in SCREENS.items():
        widget = build(host)

A builder gets the widget that dialogs stand over and gives a widget to be shown. Windows that need
the loop (the main window over a table) are built by `tests.support.open_window`.
"""

import functools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QScrollArea, QWidget

from console.domain.desk import desk_settings
from console.domain.errors import PortalUnreachableError, SignInFailedError
from console.domain.items import QueueQuery
from console.domain.session import ActionRule, DemoAccount
from console.messages import message_for
from console.messages.lock_texts import wrong_password
from console.models.action_params import properties_of, required_of
from console.models.bulk_check import BulkCheck, BulkRow, bulk_label
from console.models.command_list import PaletteCommand
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.attention_view import AttentionView
from console.views.behalf_dialog import BehalfDialog
from console.views.bulk_dialog import BulkDialog
from console.views.bulk_outcome_dialog import BulkOutcome, BulkOutcomeDialog
from console.views.command_palette import CommandPalette
from console.views.confirm_dialog import ConfirmDialog
from console.views.decision_forms import INSIDE, FormNeeds, form_for
from console.views.delegations_view import DelegationsView
from console.views.desk_dialogs import DuplicateDialog
from console.views.first_load import FirstLoad
from console.views.leave_view import LeaveView
from console.views.lock_cover import LockCover
from console.views.practice_settings import PracticeSettings
from console.views.queues import body_for
from console.views.queues.trend_dialog import TrendDialog
from console.views.queues.value_rows import read
from console.views.report_dialog import ReportDialog
from console.views.saved_views import SaveViewDialog
from console.views.shortcut_sheet import ShortcutSheet
from console.views.sign_in_dialog import SignInDialog
from console.views.step_up_dialog import StepUpDialog
from console.views.tab_order import order_tabs
from console.views.theme import theme
from portal.queues.registry import QUEUES
from portal.security.permissions import Role
from portal.services.policies.documents import form_of, models
from tests.support import enroll_screens
from tests.support.account_screens import ACCOUNT_SCREENS
from tests.support.billing_screens import BILLING_SCREENS
from tests.support.computer_screens import COMPUTER_SCREENS
from tests.support.intake_screens import INTAKE_SCREENS
from tests.support.letter_screens import LETTER_SCREENS
from tests.support.queue_items import week_of_slots
from tests.support.review_screens import REVIEW_SCREENS
from tests.support.screen_items import EIGHTY, RICH
from tests.support.upload_screens import UPLOAD_SCREENS
from tests.support.window_data import LONGEST, PRACTICE, refused, staff
from tests.support.window_items import refill
from tests.support.workstation_screens import WORKSTATION_SCREENS

Builder = Callable[[QWidget], QWidget]
COLLEAGUES = [("staff-9", "Dr. Lena Osei"), ("staff-8", EIGHTY)]
DESK_ACTIONS = {"note", "assign", "wait", "mark_duplicate", "reopen"}
_PERSON = {"id": "staff-9", "name": "Dr. Lena Osei"}
DESK = desk_settings(
    {
        "practice_id": PRACTICE,
        "version": 1,
        "templates": [
            {
                "id": f"t-{number}",
                "kind": kind,
                "action": "",
                "language": language,
                "title": title,
                "body": "Hello {patient_given_name}, please call {practice_name}.",
            }
            for number, (kind, language, title) in enumerate(
                (kind, language, title)
                for kind in QUEUES
                for language, title in (("en", "Please call"), ("es", "Por favor, llame"))
            )
        ],
        "delegations": [
            {
                "id": "d-1",
                "kind": "refill",
                "mode": "away",
                "from": {"id": "staff-1", "name": "Kim Osei"},
                "to": {"id": "staff-8", "name": EIGHTY},
                "active": True,
                "valid_from": "2026-11-01T00:00:00Z",
                "valid_until": "2026-12-24T00:00:00Z",
            },
            {
                "id": "d-2",
                "kind": "result",
                "mode": "always",
                "from": _PERSON,
                "to": {"id": "staff-1", "name": "Kim Osei"},
                "active": True,
                "valid_from": "2026-11-01T00:00:00Z",
                "valid_until": None,
            },
        ],
        "absences": [
            {
                "id": "a-1",
                "staff": {"id": "staff-1", "name": "Kim Osei"},
                "away_from": "2026-11-25T00:00:00Z",
                "away_until": "2026-11-30T00:00:00Z",
            }
        ],
    }
)
"""What the practice has set."""


def calendar() -> Calendar:
    """Ten in the morning in New York."""
    return Calendar("America/New_York", now=lambda: datetime(2026, 11, 22, 15, 0, tzinfo=UTC))


def everybody() -> Any:
    """A staff member who may do all."""
    return staff(*Role, practices=2)


def body_panel(kind: str, _host: QWidget) -> QWidget:
    """The body of a queue in a panel, as beside the table."""
    panel = QScrollArea()
    panel.setObjectName("body_panel")
    panel.setAccessibleName("Item")
    panel.setWidgetResizable(True)
    body = body_for(kind, calendar())
    body.show_settings(DESK)
    body.show_me(everybody())
    panel.setWidget(body)
    panel.resize(round(560 * theme().text_scale ** 0.5), 700)
    body.show_item(RICH[kind]())
    order_tabs(panel, body)  # as the item panel does
    if kind == "appointment":
        body.show_slots(week_of_slots())
    if kind == "document":
        body.show_paper("doc-1", 2)
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        for page in range(2):
            body.show_page("doc-1", page, image)
    return panel


def _form(kind: str, action: str, host: QWidget) -> QWidget:
    me = everybody()
    needs = FormNeeds(
        LONGEST, me, PRACTICE, calendar(), COLLEAGUES, "Noor Rahman", DESK, given_name="Ada"
    )
    rule = me.rule(kind, action)
    assert rule is not None
    found = form_for(rule, FACES[kind].action(action), needs, None, host)
    assert found is not None
    if isinstance(found, DuplicateDialog):
        found.show_others([refill(0), refill(3)], lambda state: FACES[kind].chip(state).text)
    found.say_wrong("Choose first what is missing, and write why.")
    return found


def forms() -> list[tuple[str, str]]:
    """Queue and action of every dialog that asks for an action's parameters; shared ones once."""
    rules = {(rule.kind, rule.action): rule for rule in everybody().actions}
    return [
        (kind, action)
        for kind, action in sorted(rules)
        if kind == "refill" or action not in DESK_ACTIONS
        if _asks(rules[kind, action])
    ]


def _asks(rule: ActionRule) -> bool:
    wanted, required = properties_of(rule), required_of(rule)
    return (
        rule.action in DESK_ACTIONS
        or bool({"basis", "reason_code", "assigned_to"} & set(wanted))
        or bool({*INSIDE, "text_to_patient"} & set(required))
    )


def _settings(name: str, host: QWidget) -> QWidget:
    made = PracticeSettings(calendar(), "", host)
    made.offer_computers()
    known = models(QUEUES)
    documents = [
        {
            "name": one,
            "version": 3,
            "policy": known[one]().model_dump(mode="json"),
            "form": form_of(known[one]),
            "warnings": [],
            "changed_by": _PERSON,
            "changed_at": "2026-11-20T14:00:00Z",
            "reason": "We are two more now.",
        }
        for one in (name, *(other for other in known if other != name))
    ]
    made.show_policies(documents, "")
    made.show_problem(message_for(PortalUnreachableError()))
    return made


def _delegations(host: QWidget) -> QWidget:
    kinds = ["enrollment", "refill", "result"]
    made = DelegationsView("staff-1", COLLEAGUES, kinds, calendar(), "", host)
    made.show_desk(DESK)
    made.show_problem(message_for(PortalUnreachableError()))
    return made


def _leave(host: QWidget) -> QWidget:
    made = LeaveView(calendar(), "", host)
    someone = {"id": "practitioner-1", "name": EIGHTY}
    span = {"starts_at": "2026-11-24T14:00:00Z", "ends_at": "2026-12-04T22:00:00Z"}
    leave = {"id": "leave-1", "practitioner": someone, **span, "reason": EIGHTY, "taken": 12}
    made.show_leave({"leave": [leave], "practitioners": [someone]})
    made.show_problem(message_for(PortalUnreachableError()))
    return made


def _save_view(host: QWidget) -> QWidget:
    return SaveViewDialog(QueueQuery(PRACTICE, "refill", search="Lisinopril"), None, host)


def _sign_in(page: str, _host: QWidget) -> QWidget:
    made = SignInDialog()
    made.set_server("https://portal.riverside-family-practice.example.org")
    made.set_username("frontdesk")
    made.offer_demo(
        [DemoAccount(name, "Riverside Family Practice") for name in ("frontdesk", "provider")],
        "demo",
    )
    if page == "code":
        made.ask_code()
    elif page in {"new", "known"}:
        made.ask_passphrase(is_new=page == "new")
    else:
        made.show_error(SignInFailedError())
    return made


def _lock(host: QWidget) -> QWidget:
    host.resize(1366, 768)
    made = LockCover(host)
    made.lock(EIGHTY, "Riverside Family Practice", 3)
    made.show_problem(wrong_password())
    made.setGeometry(host.rect())
    return made


def _palette(host: QWidget) -> QWidget:
    commands = [
        PaletteCommand("a", "Approve the renewal", "A", "", "check"),
        PaletteCommand("d", "Deny the renewal…", "D", "It waits for the patient.", "cross"),
        PaletteCommand("g", "Go to Renewals", "Alt+2", "", "refill"),
    ]
    return CommandPalette(commands, recent=["a"], parent=host)


def _attention(_host: QWidget) -> QWidget:
    view = AttentionView(FACES, calendar())
    view.show_me(everybody())
    late = {"state": "denied", "is_open": False, "decision": {"action": "deny", "by": _PERSON}}
    view.show_attention(
        [
            refused(refill(0), "approve", "decided", late),
            refused(refill(11), "approve", "changed", {}),
            refused(refill(10), "deny", "gone", {}),
        ]
    )
    view.resize(900, 700)
    return view


def _nothing_to_attend(_host: QWidget) -> QWidget:
    made = AttentionView(FACES, calendar())
    made.resize(900, 700)
    return made


def _first_load(_host: QWidget) -> QWidget:
    made = FirstLoad()
    made.show_rows(12_400)
    made.resize(1000, made.heightForWidth(1000))
    return made


def _bulk(host: QWidget) -> QWidget:
    items = [refill(number) for number in range(6)]
    labels = [bulk_label(one, calendar()) for one in items]
    made = BulkDialog(
        "Approve 6 renewals",
        "Each person is told.",
        "Approve",
        labels,
        calendar(),
        shows_all=True,
        parent=host,
    )
    rows = [
        BulkRow(one.key, label, one, "" if place % 2 else "It asks for more than a plain approval.")
        for place, (one, label) in enumerate(zip(items, labels, strict=True))
    ]
    made.show_checked(BulkCheck(rows))
    return made


def _outcome(host: QWidget) -> QWidget:
    return BulkOutcomeDialog(
        [
            BulkOutcome("Ada Byron", "Lisinopril 10 MG Oral Tablet"),
            BulkOutcome(LONGEST, "Metformin 500 MG", "The item has been decided already."),
        ],
        host,
    )


def _confirm(host: QWidget) -> QWidget:
    lines = ["Ada Byron", LONGEST, EIGHTY]
    return ConfirmDialog(
        "Approve: 3 renewals", "Each is told.", "Approve 3", lines=lines, parent=host
    )


def _trend(host: QWidget) -> QWidget:
    content = RICH["result"]().entity["content"]
    rows = read(content["observations"], calendar()).rows
    return TrendDialog(rows[0], calendar(), host)


SCREENS: Mapping[str, Builder] = {
    **{f"body.{kind}": functools.partial(body_panel, kind) for kind in RICH},
    **{f"form.{kind}.{action}": functools.partial(_form, kind, action) for kind, action in forms()},
    **{f"settings.{name}": functools.partial(_settings, name) for name in models(QUEUES)},
    "delegations": _delegations,
    "leave": _leave,
    "save_view": _save_view,
    "sign_in": functools.partial(_sign_in, "credentials"),
    "sign_in.code": functools.partial(_sign_in, "code"),
    "sign_in.new_passphrase": functools.partial(_sign_in, "new"),
    "sign_in.passphrase": functools.partial(_sign_in, "known"),
    "lock": _lock,
    "palette": _palette,
    "keys": lambda host: ShortcutSheet(parent=host),
    "attention": _attention,
    "attention.empty": _nothing_to_attend,
    "first_load": _first_load,
    "step_up": StepUpDialog,
    "report": lambda host: ReportDialog("Traceback: a line that is long " * 6, host),
    "behalf": lambda host: BehalfDialog("Approve", "Approve", "Kim Osei", COLLEAGUES, host),
    "bulk": _bulk,
    "bulk.outcome": _outcome,
    "confirm": _confirm,
    "trend": _trend,
    "enroll": lambda host: enroll_screens.empty(calendar(), host),
    "enroll.found": lambda host: enroll_screens.found(calendar(), host),
    "enroll.chart": lambda host: enroll_screens.chosen(calendar(), host),
    "enroll.barred": lambda host: enroll_screens.refused(calendar(), host),
    "enroll.revoke": enroll_screens.revoking,
    "enroll.choice": lambda host: enroll_screens.choosing(calendar(), host),
    "enroll.address": enroll_screens.address,
    **LETTER_SCREENS,
    **ACCOUNT_SCREENS,
    **BILLING_SCREENS,
    **COMPUTER_SCREENS,
    **INTAKE_SCREENS,
    **REVIEW_SCREENS,
    **UPLOAD_SCREENS,
    **WORKSTATION_SCREENS,
}
"""All screens that need no loop."""
