"""The words of letting patients in: ways, what bars them, what to look out for, what became of it.

Each blocker says what is so and what to do about it; the portal decides which there are, and a code
of a newer portal is shown as it is written (DOMAIN F14–F19, F35, F38, F42).
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain import access
from console.models.chip import Chip


class WayFace(NamedTuple):
    """One way in: what it is, what happens when it is gone, and the words of its button."""

    icon: str
    title: str
    sentence: str
    button: str


class Obstacle(NamedTuple):
    """What is so, and what to do about it."""

    what: str
    todo: str


def way_face(way: str) -> WayFace:
    """The face of a way; one of a newer portal is named by its code."""
    found = _FACES.get(way)
    if found is None:
        return WayFace("key", _plain(way), "", "")
    return found()


def blocker(code: str) -> Obstacle:
    """Why a way is barred, and what to do."""
    found = _BLOCKERS.get(code)
    return found() if found is not None else Obstacle(_plain(code) + ".", "")


def warning(code: str) -> str:
    """What to look out for before a way is gone."""
    found = _WARNINGS.get(code)
    return found() if found is not None else _plain(code) + "."


def standing_chip(standing: str) -> Chip:
    """How a patient stands with the portal."""
    translate = QCoreApplication.translate
    known = {
        "not_enrolled": Chip("dash", translate("Access", "Not enrolled"), "muted"),
        "pending": Chip("clock", translate("Access", "Enrollment waits for a decision"), "warn"),
        "completed": Chip("check", translate("Access", "Enrolled"), "ok"),
        "deactivated": Chip("stop", translate("Access", "Account deactivated"), "bad"),
        "declined": Chip("cross", translate("Access", "Declined the portal"), "muted"),
        "deferred": Chip("hold", translate("Access", "Will think about it"), "info"),
    }
    return known.get(standing) or Chip("info", _plain(standing), "muted")


def found_chip(chart: access.FoundChart) -> Chip:
    """How a chart of the list stands, as far as the search tells."""
    translate = QCoreApplication.translate
    if chart.deceased_on:
        return Chip("stop", translate("Access", "Deceased"), "bad")
    known = {
        "": Chip("dash", translate("Access", "No account"), "muted"),
        "active": Chip("check", translate("Access", "Enrolled"), "ok"),
        "pending": Chip("clock", translate("Access", "Pending"), "warn"),
    }
    return known.get(chart.account_status) or Chip("info", _plain(chart.account_status), "muted")


def state_chip(state: str) -> Chip:
    """What has become of something that was handed out."""
    found = _STATES.get(state)
    return found() if found is not None else Chip("info", _plain(state), "muted")


def hand_out_title(kind: access.HandOutKind) -> str:
    """What was handed out, as a line of the history begins."""
    translate = QCoreApplication.translate
    return {
        access.HandOutKind.TOKEN: translate("Access", "Token letter"),
        access.HandOutKind.CREDENTIALS: translate("Access", "Temporary credentials"),
        access.HandOutKind.INVITATION: translate("Access", "Invitation"),
    }[kind]


def not_allowed() -> str:
    """Say that a way is not this staff member's to give."""
    return QCoreApplication.translate("Access", "Your role does not hand this out.")


def _plain(code: str) -> str:
    return code.replace("_", " ").strip().capitalize()


def _token() -> WayFace:
    return WayFace(
        "document",
        QCoreApplication.translate("Access", "Token letter"),
        QCoreApplication.translate(
            "Access",
            "A letter with a token and a QR code. It works once, with the last name and the birth"
            " date, which is not on it.",
        ),
        QCoreApplication.translate("Access", "Make the letter"),
    )


def _credentials() -> WayFace:
    return WayFace(
        "key",
        QCoreApplication.translate("Access", "Temporary credentials"),
        QCoreApplication.translate(
            "Access",
            "A user name and a password for one sign-in. First you record how you know who it is.",
        ),
        QCoreApplication.translate("Access", "Check who it is…"),
    )


def _invitation() -> WayFace:
    return WayFace(
        "mail",
        QCoreApplication.translate("Access", "Invitation by e-mail"),
        QCoreApplication.translate(
            "Access", "A mail with a link to choose a user name and a password."
        ),
        QCoreApplication.translate("Access", "Send the invitation"),
    )


def _self_enrollment() -> WayFace:
    return WayFace(
        "link",
        QCoreApplication.translate("Access", "Self-enrollment"),
        QCoreApplication.translate(
            "Access",
            "Read this address out, or let it be photographed. The request then waits in Enrollments"
            " for a decision.",
        ),
        QCoreApplication.translate("Access", "Show as QR code"),
    )


def _password_link() -> WayFace:
    return WayFace(
        "send",
        QCoreApplication.translate("Access", "Password link"),
        QCoreApplication.translate(
            "Access", "A mail to the verified address of the account, to choose a new password."
        ),
        QCoreApplication.translate("Access", "Send the link"),
    )


_FACES: Mapping[str, Callable[[], WayFace]] = {
    access.TOKEN: _token,
    access.CREDENTIALS: _credentials,
    access.INVITATION: _invitation,
    access.SELF_ENROLLMENT: _self_enrollment,
    access.PASSWORD_LINK: _password_link,
}

_BLOCKERS: Mapping[str, Callable[[], Obstacle]] = {
    "DECEASED": lambda: Obstacle(
        QCoreApplication.translate("Access", "The chart is marked as deceased."),
        QCoreApplication.translate("Access", "If that is wrong, have the chart corrected first."),
    ),
    "RESTRICTED": lambda: Obstacle(
        QCoreApplication.translate("Access", "The chart is restricted."),
        QCoreApplication.translate("Access", "The practice's administrator decides."),
    ),
    "MERGED": lambda: Obstacle(
        QCoreApplication.translate("Access", "The chart was merged into another one."),
        QCoreApplication.translate("Access", "Find the person again and take the other chart."),
    ),
    "ACCOUNT_EXISTS": lambda: Obstacle(
        QCoreApplication.translate("Access", "The patient has an account already."),
        QCoreApplication.translate(
            "Access", "Help with the password or the user name instead of enrolling again."
        ),
    ),
    "NO_ACCOUNT": lambda: Obstacle(
        QCoreApplication.translate("Access", "The patient has no account yet."),
        QCoreApplication.translate("Access", "Choose another way to enroll."),
    ),
    "ACCOUNT_LOCKED": lambda: Obstacle(
        QCoreApplication.translate("Access", "The account is locked."),
        QCoreApplication.translate("Access", "Unlock it in Accounts, once you know who is asking."),
    ),
    "MINOR_NEEDS_GUARDIAN": lambda: Obstacle(
        QCoreApplication.translate("Access", "The patient is a minor."),
        QCoreApplication.translate(
            "Access", "Record which guardian is here and what you have seen of them."
        ),
    ),
    "CHILD_NEEDS_CONSENT": lambda: Obstacle(
        QCoreApplication.translate("Access", "The patient is a child; a parent must consent."),
        QCoreApplication.translate("Access", "Record the parent's consent and what you have seen."),
    ),
    "NAME_MISSING": lambda: Obstacle(
        QCoreApplication.translate("Access", "The chart has no last name."),
        QCoreApplication.translate(
            "Access", "The patient would have to type it: complete the chart first."
        ),
    ),
    "BIRTH_DATE_WRONG": lambda: Obstacle(
        QCoreApplication.translate("Access", "The birth date on the chart can not be right."),
        QCoreApplication.translate(
            "Access", "The patient would be locked out: correct the chart first."
        ),
    ),
    "NO_EMAIL": lambda: Obstacle(
        QCoreApplication.translate("Access", "There is no e-mail address."),
        QCoreApplication.translate("Access", "Ask for one, or hand out a token letter."),
    ),
    "SELF_ENROLLMENT_OFF": lambda: Obstacle(
        QCoreApplication.translate("Access", "The practice has switched self-enrollment off."),
        "",
    ),
    "EMAIL_NOT_VERIFIED": lambda: Obstacle(
        QCoreApplication.translate("Access", "The account's e-mail address is not verified."),
        QCoreApplication.translate("Access", "Hand out temporary credentials instead."),
    ),
    "EMAIL_BOUNCED": lambda: Obstacle(
        QCoreApplication.translate("Access", "Mail to this address came back."),
        QCoreApplication.translate("Access", "Ask for another address."),
    ),
}

_WARNINGS: Mapping[str, Callable[[], str]] = {
    "EMAIL_BOUNCED": lambda: QCoreApplication.translate(
        "Access", "Mail to this address came back. Ask whether it is still right."
    ),
    "EMAIL_SHARED": lambda: QCoreApplication.translate(
        "Access", "Others have the same e-mail address: make sure that you have the right person."
    ),
    "LIVE_TOKEN": lambda: QCoreApplication.translate(
        "Access", "A token letter is still good. A new one makes it stop working."
    ),
    "LIVE_INVITATION": lambda: QCoreApplication.translate(
        "Access", "An invitation is still good. A new one makes it stop working."
    ),
    "LIVE_CREDENTIALS": lambda: QCoreApplication.translate(
        "Access", "Temporary credentials are still good. New ones make them stop working."
    ),
    "REQUEST_PENDING": lambda: QCoreApplication.translate(
        "Access", "The patient has asked to enroll; the request waits in Enrollments."
    ),
    "DECLINED": lambda: QCoreApplication.translate(
        "Access", "The patient has declined the portal before."
    ),
    "DEFERRED": lambda: QCoreApplication.translate(
        "Access", "The patient wanted to think about it."
    ),
    "NAME_LOOKS_WRONG": lambda: QCoreApplication.translate(
        "Access", "The last name on the chart looks wrong, and the patient has to type it as it is."
    ),
    "BIRTH_DATE_LOOKS_WRONG": lambda: QCoreApplication.translate(
        "Access", "The birth date on the chart looks wrong, and the patient has to type it."
    ),
    "TURNS_ADULT_SOON": lambda: QCoreApplication.translate(
        "Access", "The patient comes of age soon; access of care managers ends then."
    ),
}

_STATES: Mapping[str, Callable[[], Chip]] = {
    "issued": lambda: Chip("new", QCoreApplication.translate("Access", "Issued"), "info"),
    "printed": lambda: Chip("document", QCoreApplication.translate("Access", "Printed"), "info"),
    "sent": lambda: Chip("mail", QCoreApplication.translate("Access", "Sent"), "info"),
    "opened": lambda: Chip("eye", QCoreApplication.translate("Access", "Opened"), "info"),
    "used": lambda: Chip("check", QCoreApplication.translate("Access", "Used"), "ok"),
    "expired": lambda: Chip("clock", QCoreApplication.translate("Access", "Expired"), "muted"),
    "revoked": lambda: Chip("cross", QCoreApplication.translate("Access", "Revoked"), "muted"),
    "superseded": lambda: Chip(
        "refresh", QCoreApplication.translate("Access", "Replaced by a newer one"), "muted"
    ),
    "bounced": lambda: Chip("warning", QCoreApplication.translate("Access", "Came back"), "warn"),
    "burnt": lambda: Chip(
        "stop", QCoreApplication.translate("Access", "Used up by wrong answers"), "bad"
    ),
    "unknown": lambda: Chip("help", QCoreApplication.translate("Access", "Not known"), "muted"),
}
