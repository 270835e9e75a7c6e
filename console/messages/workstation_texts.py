"""Texts for what concerns this computer: its right to the patients' data, its copy, its keys."""

from PySide6.QtCore import QCoreApplication

from console.messages.conflict_texts import not_carried_out
from console.messages.message import Message


def revoked(error: BaseException) -> Message:
    """The practice has taken this workstation's right away."""
    text = QCoreApplication.translate(
        "Messages", "Your practice has withdrawn this computer's access."
    )
    if getattr(error, "wipe", False):
        return Message(
            text,
            QCoreApplication.translate(
                "Messages",
                "What was kept here is removed. Decisions that were not sent go to the practice, "
                "which looks at them; none is applied by itself.",
            ),
            QCoreApplication.translate("Messages", "Talk to the administrator of your practice."),
        )
    return Message(
        text,
        QCoreApplication.translate(
            "Messages", "What is kept here stays locked; decisions not yet sent stay unsent."
        ),
        QCoreApplication.translate("Messages", "Talk to the administrator of your practice."),
    )


def workstation_revoked() -> Message:
    """Why a decision was not accepted: this computer may not send any more."""
    return Message(
        QCoreApplication.translate(
            "Problems", "Your practice has withdrawn this computer's access."
        ),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Talk to the administrator of your practice."),
        "warn",
    )


def workstation_forked() -> Message:
    """Why a decision was not accepted: these files are at work somewhere else too."""
    return Message(
        QCoreApplication.translate(
            "Problems", "A copy of this computer's files is in use somewhere else."
        ),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Sign in again, and tell your practice."),
        "warn",
    )


def forked(_error: BaseException) -> Message:
    """The files are at work somewhere else too."""
    return Message(
        QCoreApplication.translate(
            "Messages", "A copy of this computer's files is in use somewhere else."
        ),
        QCoreApplication.translate(
            "Messages", "Both have lost their access; decisions that wait here are kept."
        ),
        QCoreApplication.translate(
            "Messages", "Sign in again to give this computer access, and tell your practice."
        ),
    )


def lease_over(_error: BaseException) -> Message:
    """The copy for times without a line is older than the practice allows."""
    return Message(
        QCoreApplication.translate(
            "Messages", "The copy on this computer is older than your practice allows."
        ),
        QCoreApplication.translate(
            "Messages", "It has been removed. Decisions that you saved are kept and still go out."
        ),
        QCoreApplication.translate(
            "Messages", "Sign in as soon as the portal can be reached; that brings a new copy."
        ),
        "warn",
    )


def keyring_changed(_error: BaseException) -> Message:
    """The keyring has lost our share of the key, or is another one now."""
    return Message(
        QCoreApplication.translate("Messages", "The key is no longer in this computer's keyring."),
        QCoreApplication.translate(
            "Messages", "Your decisions are safe; the queues are read anew from the portal."
        ),
        QCoreApplication.translate("Messages", "You can go on working."),
        "warn",
    )


def not_set_up(before: Message) -> Message:
    """There is no portal, and review without it has not been set up here."""
    return Message(
        before.text,
        QCoreApplication.translate(
            "Messages",
            "Review without the portal is not set up on this computer for this user name. "
            "Decisions that wait here are safe.",
        ),
        before.action,
        before.tone,
    )


def wrong_passphrase(tries_left: int) -> Message:
    """The passphrase of the copy does not fit."""
    return Message(
        QCoreApplication.translate("Messages", "The passphrase is wrong."),
        QCoreApplication.translate(
            "Messages",
            "After %n more wrong passphrase(s), review without the portal ends on this computer.",
            "",
            tries_left,
        ),
        QCoreApplication.translate("Messages", "Check the Caps Lock key and try again."),
    )


def wrong_here() -> Message:
    """The passphrase that opened the copy was asked for again, and this is not it."""
    return Message(
        QCoreApplication.translate("Messages", "The passphrase is wrong."),
        action=QCoreApplication.translate("Messages", "Check the Caps Lock key and try again."),
    )


def keys_lost(_error: BaseException) -> Message:
    """Nothing opens what is kept here, and nobody has decided yet what is to become of it."""
    return Message(
        QCoreApplication.translate("Messages", "What is kept on this computer does not open."),
        QCoreApplication.translate(
            "Messages", "The file with its keys is missing, damaged or another account's."
        ),
        QCoreApplication.translate(
            "Messages", "Put the file back, or sign in with the portal to begin anew."
        ),
    )


def set_aside() -> Message:
    """What did not open is out of the way."""
    return Message(
        QCoreApplication.translate("Messages", "What was kept here is set aside."),
        action=QCoreApplication.translate("Messages", "Sign in again to begin anew."),
        tone="info",
    )


def no_place(folder: str) -> Message:
    """The system does not let this program write where its files are to lie."""
    return Message(
        QCoreApplication.translate("Messages", "This program can not write its files."),
        QCoreApplication.translate("Messages", "The folder is {folder}.").format(folder=folder),
        QCoreApplication.translate("Messages", "Tell your support; nothing has been changed."),
    )


def too_many_tries() -> Message:
    """The way in without the portal is destroyed."""
    return Message(
        QCoreApplication.translate("Messages", "There were too many wrong passphrases."),
        QCoreApplication.translate(
            "Messages",
            "The copy can not be opened without the portal any more. Decisions that wait here are "
            "safe.",
        ),
        QCoreApplication.translate(
            "Messages", "Sign in when the portal can be reached, and set a new passphrase."
        ),
    )


def portal_answers() -> Message:
    """Somebody wanted the copy while the portal is there."""
    return Message(
        QCoreApplication.translate("Messages", "The portal answers."),
        QCoreApplication.translate(
            "Messages", "Sign in with your password: you see more, and what you decide is sent."
        ),
        tone="info",
    )


def not_allowed_any_more() -> Message:
    """No practice allows review without the portal any more."""
    return Message(
        QCoreApplication.translate(
            "Messages", "Your practice does not allow review without the portal any more."
        ),
        QCoreApplication.translate(
            "Messages", "The copy and its passphrase are removed from this computer."
        ),
        QCoreApplication.translate(
            "Messages", "Decisions that you saved are kept and still go out."
        ),
        "info",
    )
