"""The faces of the queues this console knows (DESIGN §3: a new queue is one more of these).

Words for states and actions; what may be done, and by whom, comes from the portal.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.document_face import DOCUMENT
from console.models.quarantine_face import QUARANTINE
from console.models.queue_face import ActionFace, Chip, QueueFace
from console.models.refill_face import refill_actions, refill_fits, refill_sentence
from console.models.result_face import RESULT
from console.models.statement_request_face import STATEMENT_REQUEST
from console.models.task_face import TASK
from console.models.told_appointment import told_appointment
from console.models.told_enrollment import told_enrollment
from console.models.told_refill import told_refill
from console.models.unmatched_face import UNMATCHED_RESULT


def _enrollment_title() -> str:
    return QCoreApplication.translate("Enrollment", "Enrollments")


def _enrollment_noun(count: int) -> str:
    return QCoreApplication.translate("Enrollment", "%n enrollment(s)", "", count)


def _enrollment_request() -> str:
    return QCoreApplication.translate("Enrollment", "Wants an account")


def _enrollment_empty() -> str:
    return QCoreApplication.translate("Enrollment", "No enrollments are waiting.")


def _enrollment_states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "needs_info": Chip("mail", QCoreApplication.translate("States", "Asked back"), "warn"),
        "approved": Chip("check", QCoreApplication.translate("States", "Approved"), "ok"),
        "denied": Chip("cross", QCoreApplication.translate("States", "Denied"), "bad"),
        "withdrawn": Chip("undo", QCoreApplication.translate("States", "Withdrawn"), "muted"),
    }


def _enrollment_actions() -> Mapping[str, ActionFace]:
    return {
        "approve": ActionFace(
            "check",
            QCoreApplication.translate("Enrollment", "Approve"),
            QCoreApplication.translate("Enrollment", "Approved"),
            QCoreApplication.translate(
                "Enrollment", "{who} gets access to the portal and a confirmation by email."
            ),
        ),
        "deny": ActionFace(
            "cross",
            QCoreApplication.translate("Enrollment", "Deny…"),
            QCoreApplication.translate("Enrollment", "Denied"),
            QCoreApplication.translate(
                "Enrollment", "{who} gets no access, and reads the reason you choose."
            ),
        ),
        "request_info": ActionFace(
            "mail",
            QCoreApplication.translate("Enrollment", "Ask back…"),
            QCoreApplication.translate("Enrollment", "Asked back"),
            QCoreApplication.translate(
                "Enrollment", "{who} is asked for more; the enrollment keeps waiting."
            ),
        ),
        "mark_distinct": ActionFace(
            "differ",
            QCoreApplication.translate("Enrollment", "Tell apart"),
            QCoreApplication.translate("Enrollment", "Told apart"),
            QCoreApplication.translate(
                "Enrollment", "The chart is remembered as that of another person than {who}."
            ),
        ),
        "resend_mail": ActionFace(
            "mail",
            QCoreApplication.translate("Enrollment", "Send the confirmation again"),
            QCoreApplication.translate("Enrollment", "Confirmation sent again"),
            QCoreApplication.translate("Enrollment", "{who} gets the confirmation once more."),
        ),
    }


_ENROLLMENT = QueueFace(
    "enrollment",
    "enrollment",
    _enrollment_title,
    _enrollment_noun,
    _enrollment_empty,
    _enrollment_states,
    _enrollment_actions,
    primary=("approve",),
    secondary=("request_info", "resend_mail"),
    refuse=("deny",),
    fits=lambda _content, action: action != "mark_distinct",  # offered at each chart
    request=_enrollment_request,
    told=told_enrollment,
)


def _refill_title() -> str:
    return QCoreApplication.translate("Refill", "Renewals")


def _refill_noun(count: int) -> str:
    return QCoreApplication.translate("Refill", "%n renewal(s)", "", count)


def _refill_empty() -> str:
    return QCoreApplication.translate("Refill", "No renewals are waiting.")


def _refill_states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "approved": Chip("check", QCoreApplication.translate("States", "Approved"), "ok"),
        "denied": Chip("cross", QCoreApplication.translate("States", "Denied"), "bad"),
        "needs_visit": Chip("appointment", QCoreApplication.translate("States", "Visit"), "info"),
        "withdrawn": Chip("undo", QCoreApplication.translate("States", "Withdrawn"), "muted"),
    }


_REFILL = QueueFace(
    "refill",
    "refill",
    _refill_title,
    _refill_noun,
    _refill_empty,
    _refill_states,
    refill_actions,
    primary=("approve",),
    secondary=("needs_visit", "prepare", "route"),
    refuse=("deny",),
    fits=refill_fits,
    sentence=refill_sentence,
    told=told_refill,
)


def _appointment_title() -> str:
    return QCoreApplication.translate("Appointment", "Appointments")


def _appointment_noun(count: int) -> str:
    return QCoreApplication.translate("Appointment", "%n appointment request(s)", "", count)


def _appointment_empty() -> str:
    return QCoreApplication.translate("Appointment", "No appointment requests are waiting.")


def _appointment_states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "offered": Chip("mail", QCoreApplication.translate("States", "Offered"), "info"),
        "waitlisted": Chip(
            "clock", QCoreApplication.translate("States", "On the wait list"), "info"
        ),
        "booked": Chip("check", QCoreApplication.translate("States", "Booked"), "ok"),
        "declined": Chip("cross", QCoreApplication.translate("States", "Declined"), "bad"),
        "cancelled": Chip("check", QCoreApplication.translate("States", "Canceled"), "ok"),
        "withdrawn": Chip("undo", QCoreApplication.translate("States", "Withdrawn"), "muted"),
    }


def _wait_list_face() -> ActionFace:
    return ActionFace(
        "clock",
        QCoreApplication.translate("Appointment", "Wait list…"),
        QCoreApplication.translate("Appointment", "Put on the wait list"),
        QCoreApplication.translate(
            "Appointment",
            "{who} waits for a time to become free and is told so; nothing is booked by itself.",
        ),
    )


def _appointment_actions() -> Mapping[str, ActionFace]:
    return {
        "book": ActionFace(
            "appointment",
            QCoreApplication.translate("Appointment", "Book"),
            QCoreApplication.translate("Appointment", "Booked"),
            QCoreApplication.translate(
                "Appointment", "The time is taken for {who}, who gets a confirmation by email."
            ),
        ),
        "confirm_cancel": ActionFace(
            "check",
            QCoreApplication.translate("Appointment", "Cancel the visit"),
            QCoreApplication.translate("Appointment", "Canceled"),
            QCoreApplication.translate(
                "Appointment", "The visit of {who} is canceled and its time becomes free."
            ),
        ),
        "offer": ActionFace(
            "mail",
            QCoreApplication.translate("Appointment", "Offer times"),
            QCoreApplication.translate("Appointment", "Offered"),
            QCoreApplication.translate(
                "Appointment", "{who} is asked to choose one of the times; they are held meanwhile."
            ),
        ),
        "wait_list": _wait_list_face(),
        "decline": ActionFace(
            "cross",
            QCoreApplication.translate("Appointment", "Decline…"),
            QCoreApplication.translate("Appointment", "Declined"),
            QCoreApplication.translate(
                "Appointment", "{who} gets no appointment, and reads the reason you choose."
            ),
        ),
    }


def _appointment_fits(content: Mapping[str, Any], action: str) -> bool:
    cancels = content.get("request") == "cancel"
    if action == "confirm_cancel":
        return cancels
    return not cancels or action not in {"book", "offer", "wait_list"}


_APPOINTMENT = QueueFace(
    "appointment",
    "appointment",
    _appointment_title,
    _appointment_noun,
    _appointment_empty,
    _appointment_states,
    _appointment_actions,
    primary=("confirm_cancel", "book"),
    secondary=("offer",),
    refuse=("decline",),
    fits=_appointment_fits,
    told=told_appointment,
)


FACES: Mapping[str, QueueFace] = {
    face.kind: face
    for face in (
        *(_ENROLLMENT, _REFILL, _APPOINTMENT, RESULT, DOCUMENT),
        *(UNMATCHED_RESULT, QUARANTINE),
        *(STATEMENT_REQUEST, TASK),
    )
}
