"""Why somebody finds the window locked, in a sentence; nothing of it names a patient."""

from PySide6.QtCore import QCoreApplication

from console.messages.message import Message
from console.workstation.reasons import LockReason


def lock_text(reason: LockReason) -> Message:
    """What has locked the program, and what is to be done; "warn" where a password alone does not help."""
    translate = QCoreApplication.translate
    texts = {
        LockReason.ASKED: translate("Lock", "You locked it."),
        LockReason.IDLE: translate("Lock", "Nobody was at this computer for a while."),
        LockReason.SUSPEND: translate("Lock", "The computer was asleep."),
        LockReason.SCREEN: translate("Lock", "The computer's screen was locked."),
        LockReason.USER_SWITCH: translate("Lock", "Somebody else used this computer."),
        LockReason.SOMEBODY_ELSE: translate(
            "Lock", "It was locked so that somebody else can sign in."
        ),
        LockReason.LEASE: translate("Lock", "The time for working without the portal is over."),
        LockReason.HANG: translate("Lock", "The window did not answer any more."),
    }
    if reason in texts:
        after = translate("Lock", "Nothing is lost: sign in to go on where you were.")
        return Message(translate("LockedHead", "Locked"), texts[reason], after, "info")
    withdrawn = translate("Lock", "Your practice has withdrawn this computer's access.")
    if reason is LockReason.WIPED:
        removed = translate(
            "Lock",
            "What was kept here is removed. Decisions that were not sent go to the practice, which "
            "looks at them.",
        )
        withdrawn = f"{withdrawn} {removed}"
    return Message(
        translate("LockedHead", "No access"),
        withdrawn,
        translate("Lock", "Talk to the administrator of your practice."),
        "warn",
    )


def wrong_password() -> Message:
    """The password that lifts the cover is another one; the session goes on under it."""
    return Message(
        QCoreApplication.translate("Lock", "The password is wrong."),
        action=QCoreApplication.translate("Lock", "Check the Caps Lock key and try again."),
    )
