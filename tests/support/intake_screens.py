"""The screens of *Results intake*, for looking at them as at all others."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from console.domain.errors import NotFoundError, PortalUnreachableError
from console.domain.intake import (
    IntakeMessage,
    IntakeOverview,
    MessageFilter,
    MessagePage,
    RawMessage,
)
from console.messages import message_for
from console.models.watch_words import missing_right
from console.views.intake.intake_view import IntakeView
from console.views.intake.message_sheet import MessageSheet
from tests.support.window_data import LONGEST, NOW, at, calendar

BUSY_DAY = (0, 0, 0, 0, 0, 0, 0, 2, 9, 14, 22, 18, 9, 12, 25, 17, 8, 3, 1, 0, 0, 0, 4, 6)


def source(name: str = "Acme laboratory", **changed: Any) -> dict[str, Any]:
    """A source that runs, unless changed."""
    today = {"received": 132, "parsed": 128, "unmatched": 3, "quarantined": 1, "refused": 3}
    usual = {
        "name": name,
        "channel": "mllp",
        "last_at": at(minutes=4),
        "last_control_id": "ACM-2026-118204",
        "revoked": False,
        "today": today | {"repeated": 0},
        "hours": list(BUSY_DAY),
        "state": "ok",
        "usual_gap_s": 720,
    }
    return usual | changed


NONE_TODAY = dict.fromkeys(
    ("received", "parsed", "unmatched", "quarantined", "refused", "repeated"), 0
)
BAD_DAY = {
    "received": 41,
    "parsed": 20,
    "unmatched": 0,
    "quarantined": 19,
    "refused": 2,
    "repeated": 7,
}
QUIET = source(
    "Harbor pathology",
    channel="folder",
    last_at=at(hours=26),
    today=NONE_TODAY,
    hours=[0] * 24,
    state="silent",
)
FAILING = source("Regional reference", channel="http", today=BAD_DAY, state="failing")
NOT_BEGUN = source("New one", channel="", last_at=None, today=NONE_TODAY, hours=[0] * 24)
REVOKED = source(
    "Old laboratory", last_at=at(days=9), revoked=True, today=NONE_TODAY, hours=[0] * 24
)


def overview(*sources: Mapping[str, Any], **changed: Any) -> IntakeOverview:
    """How the intake stands, with these sources."""
    usual = {
        "at": at(seconds=3),
        "waiting": 0,
        "oldest_waiting_at": None,
        "unmatched": 12,
        "quarantined": 20,
        "hours_from": at(hours=23, minutes=NOW.minute, seconds=NOW.second),
        "most_counted": 20_000,
        "sources": list(sources) or [source(), FAILING, QUIET, NOT_BEGUN, REVOKED],
    }
    return IntakeOverview.read(usual | changed)


def message(number: int = 1, **changed: Any) -> IntakeMessage:
    """A message that was filed, unless changed."""
    usual = IntakeMessage(
        f"m-{number}",
        source="Acme laboratory",
        channel="mllp",
        format="hl7v2",
        state="parsed",
        control_id=f"ACM-2026-{118_204 - number}",
        message_type="ORU^R01",
        sender="LAB|ACME",
        size=2_310,
        received_at=at(minutes=4 * number),
    )
    return replace(usual, **changed)


MESSAGES = MessagePage(
    (
        message(1),
        message(2, unmatched=True, reason="UNMATCHED:BIRTH_DATE_DIFFERS"),
        message(3, state="quarantined", reason="TRUNCATED", source="Regional reference"),
        message(4, repeats=3),
        message(5, state="refused", reason="CASE_NOTIFICATION"),
        message(6, state="refused", reason="NOT_A_RESULT_MESSAGE", message_type="ADT^A08"),
        message(7, state="received"),
        message(8, state="discarded", reason="BAD_STRUCTURE", control_id=LONGEST),
        *(message(number) for number in range(9, 40)),
    ),
    "m-39",
)
TEXT = (
    "MSH|^~\\&|LAB|ACME|EHR|PRACTICE|20261120090000||ORU^R01^ORU_R01|ACM-2026-118204|P|2.5.1\n"
    "PID|1||12345^^^ACME^MR~999^^^STATE^SS||Byron^Ada^K||18151210|F\n"
    "OBR|1|P1|F1|24323-8^Comprehensive metabolic panel^LN|||20261120\n"
    "OBX|1|NM|2345-7^Glucose^LN||93|mg/dL|70-99|N|||F\n"
    "OBX|2|ED|PDF^Report^L||ACME^application^pdf^Base64^‹PDF, 84 kB›||||||F\n"
    "NTE|1||Fasting‹NUL› sample"
)


def _field(position: str, name: str, value: str, *parts: tuple[str, str]) -> dict[str, Any]:
    return {
        "position": position,
        "name": name,
        "value": value,
        "parts": [
            {"position": f"{position}.{place}", "name": called, "value": part}
            for place, (called, part) in enumerate(parts, 1)
        ],
    }


def raw(head: IntakeMessage | None = None, **changed: Any) -> RawMessage:
    """A message of HL7 as it came."""
    name = _field(
        "PID-5", "Patient name", "Byron^Ada", ("Family name", "Byron"), ("Given name", "Ada")
    )
    segments = [
        {
            "name": "MSH",
            "title": "Message header",
            "fields": [
                _field("MSH-3", "Sending application", "LAB"),
                _field(
                    "MSH-9",
                    "Message type",
                    "ORU^R01",
                    ("Message code", "ORU"),
                    ("Trigger event", "R01"),
                ),
                _field("MSH-10", "Message control ID", "ACM-2026-118204"),
            ],
        },
        {
            "name": "PID",
            "title": "Patient identification",
            "fields": [_field("PID-3", "Patient identifier list", "12345^^^ACME^MR"), name],
        },
        {
            "name": "OBX",
            "title": "Observation or result",
            "fields": [
                _field("OBX-3", "Observation identifier", "2345-7^Glucose^LN"),
                _field("OBX-5", "Observation value", "93"),
                _field("OBX-6", "Units", "mg/dL"),
                _field("OBX-11", "Observation result status", "F"),
            ],
        },
        {"name": "", "title": "", "fields": [_field("", "", "a line that is no segment")]},
    ]
    found = vars(head or message()) | {"text": TEXT, "segments": segments, "resource": None}
    return RawMessage.read(found | changed)


def fhir() -> RawMessage:
    """A message of FHIR as it came."""

    def member(name: str, value: str = "", *inner: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "value": value, "children": list(inner)}

    resource = member(
        "Bundle",
        "",
        member("resourceType", "Bundle"),
        member(
            "entry",
            "",
            member(
                "[1]",
                "",
                member(
                    "resource",
                    "",
                    member("resourceType", "DiagnosticReport"),
                    member("status", "final"),
                ),
            ),
        ),
    )
    head = message(format="fhir", channel="http", message_type="Bundle", size=48_200)
    return raw(
        head, segments=[], resource=resource, text='{"resourceType":"Bundle"}', more_members=12
    )


def made_view(
    host: QWidget, seen: IntakeOverview | None = None, why_closed: str = ""
) -> IntakeView:
    """Five sources, and what came."""
    made = IntakeView(calendar(), why_closed, host)
    made.show_overview(seen or overview())
    made.messages.show_page(made.messages.query(), "", MESSAGES)
    return made


def made_sheet(host: QWidget, found: RawMessage | None = None) -> MessageSheet:
    """A message as it came."""
    made = MessageSheet("m-1", calendar(), host)
    made.show_message(found or raw())
    return made


def _offline(host: QWidget) -> QWidget:
    made = made_view(host)
    made.show_online(is_online=False)
    return made


def _failed(host: QWidget) -> QWidget:
    made = IntakeView(calendar(), "", host)
    made.show_problem(message_for(PortalUnreachableError(may_have_arrived=False)))
    return made


def _empty(host: QWidget) -> QWidget:
    made = IntakeView(calendar(), "", host)
    made.show_overview(IntakeOverview.read({"at": at(seconds=3), "sources": []}))
    made.messages.choose(MessageFilter.UNREADABLE)
    made.messages.show_page(made.messages.query(), "", MessagePage())
    return made


def _watched(host: QWidget) -> QWidget:
    seen = overview(source(LONGEST), waiting=20_000, oldest_waiting_at=at(minutes=3))
    return made_view(host, seen, missing_right("intake:resolve"))


def _text(host: QWidget) -> QWidget:
    head = message(state="quarantined", reason="TRUNCATED", control_id=LONGEST)
    made = made_sheet(host, raw(head, more_text=1_200_000, more_segments=318))
    made._raw.click()
    return made


def _gone(host: QWidget) -> QWidget:
    made = MessageSheet("m-1", calendar(), host)
    made.show_problem(message_for(NotFoundError("gone")))
    return made


INTAKE_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "intake": made_view,
    "intake.offline": _offline,
    "intake.failed": _failed,
    "intake.empty": _empty,
    "intake.watched": _watched,
    "intake.message": made_sheet,
    "intake.message_fhir": lambda host: made_sheet(host, fhir()),
    "intake.message_text": _text,
    "intake.message_gone": _gone,
}
