"""What each act on an account does to whom, in a sentence before it is done, and why one does it.

The reasons are the portal's codes; they go into its journal, and no word of them to the patient.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.accounts import Act

REASONS: Mapping[Act, tuple[str, ...]] = {
    Act.LOCK: ("PATIENT_ASKED", "LOST_DEVICE", "SUSPICIOUS", "OTHER"),
    Act.UNLOCK: ("IDENTITY_CHECKED", "LOCKED_BY_MISTAKE", "OTHER"),
    Act.DEACTIVATE: ("PATIENT_ASKED", "DECEASED", "MOVED_AWAY", "DUPLICATE", "MISUSE", "OTHER"),
    Act.REACTIVATE: ("PATIENT_ASKED", "MISTAKE", "OTHER"),
    Act.RESET_MFA: ("LOST_DEVICE", "NEW_DEVICE", "OTHER"),
}
"""In the order in which they are offered; an act that is not here asks for none."""


class ActFace(NamedTuple):
    """How an act looks: its button, the sentence before it, and the words when it is done."""

    icon: str
    label: str
    sentence: str
    accept: str
    done: str
    is_refusal: bool = False


def act_face(act: Act) -> ActFace:
    """The face of an act; `{who}` and `{email}` in its words stand for whom it is done to."""
    return {**_locks(), **_here(), **_mails(), **_checked()}[act]


def reason_words(code: str) -> str:
    """Why somebody acts, as a line to choose."""
    found = _REASONS.get(code)
    return found() if found is not None else code.replace("_", " ").capitalize()


def _locks() -> Mapping[Act, ActFace]:
    translate = QCoreApplication.translate
    return {
        Act.LOCK: ActFace(
            "lock",
            translate("Accounts", "Lock…"),
            translate(
                "Accounts",
                "{who} is signed out everywhere and can not sign in until a staff member unlocks the"
                " account.",
            ),
            translate("Accounts", "Lock the account"),
            translate("Accounts", "The account of {who} is locked."),
            is_refusal=True,
        ),
        Act.UNLOCK: ActFace(
            "key",
            translate("Accounts", "Unlock…"),
            translate("Accounts", "{who} can sign in again at once, with the password as it is."),
            translate("Accounts", "Unlock the account"),
            translate("Accounts", "The account of {who} is unlocked."),
        ),
    }


def _here() -> Mapping[Act, ActFace]:
    translate = QCoreApplication.translate
    return {
        Act.DEACTIVATE: ActFace(
            "stop",
            translate("Accounts", "Deactivate…"),
            translate(
                "Accounts",
                "{who} no longer sees this practice in the portal. The record stays as it is, other"
                " practices are not touched, and it can be taken back.",
            ),
            translate("Accounts", "Deactivate the account"),
            translate("Accounts", "The account of {who} is deactivated here."),
            is_refusal=True,
        ),
        Act.REACTIVATE: ActFace(
            "refresh",
            translate("Accounts", "Reactivate…"),
            translate(
                "Accounts", "{who} sees this practice in the portal again, and is told by mail."
            ),
            translate("Accounts", "Reactivate the account"),
            translate("Accounts", "The account of {who} is active again."),
        ),
    }


def _mails() -> Mapping[Act, ActFace]:
    translate = QCoreApplication.translate
    return {
        Act.PASSWORD_LINK: ActFace(
            "send",
            translate("Accounts", "Send password link…"),
            translate(
                "Accounts",
                "A link to choose a new password goes to {email}, for the account of {who} and no"
                " other. The password stays until the link is used.",
            ),
            translate("Accounts", "Send the link"),
            translate("Accounts", "The link for {who} is on its way."),
        ),
        Act.VERIFICATION_MAIL: ActFace(
            "mail",
            translate("Accounts", "Send verification mail…"),
            translate(
                "Accounts",
                "A mail goes to {email}. The address is verified when {who} opens the link in it.",
            ),
            translate("Accounts", "Send the mail"),
            translate("Accounts", "The mail for {who} is on its way."),
        ),
        Act.CHANGE_EMAIL: ActFace(
            "edit",
            translate("Accounts", "Change address…"),
            translate(
                "Accounts",
                "The new address of {who} is unverified until the link in a mail to it is opened."
                " The old address is told that it was changed.",
            ),
            translate("Accounts", "Change the address"),
            translate(
                "Accounts", "The address of {who} is changed; a mail to verify it is on its way."
            ),
        ),
    }


def _checked() -> Mapping[Act, ActFace]:
    translate = QCoreApplication.translate
    return {
        Act.RESET_MFA: ActFace(
            "shield",
            translate("Accounts", "Reset second factor…"),
            translate(
                "Accounts",
                "{who} can sign in with the password alone until a new second factor is set up. The"
                " owner is told by mail.",
            ),
            translate("Accounts", "Reset the second factor"),
            translate("Accounts", "The second factor of {who} is off."),
            is_refusal=True,
        ),
        Act.TELL_USERNAME: ActFace(
            "people",
            translate("Accounts", "Tell the user name…"),
            translate(
                "Accounts",
                "The user name of {who} is told to nobody whom you have not checked. That you told"
                " it is recorded.",
            ),
            translate("Accounts", "Show the user name"),
            translate("Accounts", "The user name of {who} was shown."),
        ),
        Act.CREDENTIALS: ActFace(
            "key",
            translate("Accounts", "Temporary credentials…"),
            translate(
                "Accounts",
                "{who} gets a user name and a password that work once. An account that is there is"
                " signed out everywhere, its password ends when they are used, and its owner is told"
                " by mail.",
            ),
            translate("Accounts", "Make temporary credentials"),
            translate("Accounts", "The temporary credentials of {who} were shown."),
        ),
    }


_REASONS: Mapping[str, Callable[[], str]] = {
    "PATIENT_ASKED": lambda: QCoreApplication.translate("Accounts", "The patient asked for it"),
    "LOST_DEVICE": lambda: QCoreApplication.translate("Accounts", "A device was lost or stolen"),
    "NEW_DEVICE": lambda: QCoreApplication.translate("Accounts", "The patient has a new device"),
    "SUSPICIOUS": lambda: QCoreApplication.translate(
        "Accounts", "Somebody else may be using the account"
    ),
    "IDENTITY_CHECKED": lambda: QCoreApplication.translate("Accounts", "I have checked who it is"),
    "LOCKED_BY_MISTAKE": lambda: QCoreApplication.translate("Accounts", "It was locked by mistake"),
    "DECEASED": lambda: QCoreApplication.translate("Accounts", "The patient has died"),
    "MOVED_AWAY": lambda: QCoreApplication.translate(
        "Accounts", "The patient has left the practice"
    ),
    "DUPLICATE": lambda: QCoreApplication.translate("Accounts", "The patient has two accounts"),
    "MISUSE": lambda: QCoreApplication.translate("Accounts", "The account was misused"),
    "MISTAKE": lambda: QCoreApplication.translate("Accounts", "It was deactivated by mistake"),
    "WRONG_PERSON": lambda: QCoreApplication.translate("Accounts", "It went to the wrong person"),
    "LOST": lambda: QCoreApplication.translate("Accounts", "It was lost"),
    "NOT_NEEDED": lambda: QCoreApplication.translate("Accounts", "It is not needed any more"),
    "OTHER": lambda: QCoreApplication.translate("Accounts", "Another reason"),
}
