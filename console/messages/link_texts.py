"""Texts for what goes wrong between here and the portal."""

from PySide6.QtCore import QCoreApplication

from console.messages.message import Message


def nothing_lost() -> str:
    """Say what becomes of the work while the portal is away."""
    return QCoreApplication.translate(
        "Messages", "What you decide is saved here and sent as soon as the portal answers."
    )


def address(_error: BaseException) -> Message:
    """The address can not be used."""
    return Message(
        QCoreApplication.translate("Messages", "This can not be the portal's address."),
        QCoreApplication.translate("Messages", "Nothing was sent."),
        QCoreApplication.translate(
            "Messages", "Check the address; it begins with https and names a server."
        ),
    )


def unreachable(_error: BaseException) -> Message:
    """There was no answer."""
    return Message(
        QCoreApplication.translate("Messages", "The portal can not be reached."),
        nothing_lost(),
        QCoreApplication.translate(
            "Messages", "Check the network; the program tries again by itself."
        ),
        "warn",
    )


def busy(_error: BaseException) -> Message:
    """The portal said that it can not answer."""
    return Message(
        QCoreApplication.translate("Messages", "The portal can not answer just now."),
        nothing_lost(),
        QCoreApplication.translate("Messages", "The program tries again by itself."),
        "warn",
    )


def not_the_portal(_error: BaseException) -> Message:
    """Something else answered."""
    return Message(
        QCoreApplication.translate("Messages", "Something other than the portal answered."),
        nothing_lost(),
        QCoreApplication.translate(
            "Messages",
            "Check the server address, and whether this network asks you to log in first.",
        ),
    )


def certificate(_error: BaseException) -> Message:
    """The portal could not prove that it is the portal."""
    return Message(
        QCoreApplication.translate("Messages", "The portal's certificate is not trusted."),
        QCoreApplication.translate("Messages", "Nothing was sent."),
        QCoreApplication.translate(
            "Messages", "Do not go on; tell your support. This computer's clock may also be wrong."
        ),
    )


def sign_in_failed(_error: BaseException) -> Message:
    """User name, password or code were wrong."""
    return Message(
        QCoreApplication.translate("Messages", "The user name, password or code is wrong."),
        QCoreApplication.translate("Messages", "You are not signed in."),
        QCoreApplication.translate("Messages", "Check the Caps Lock key and try again."),
    )


def throttled(error: BaseException) -> Message:
    """There were too many wrong attempts."""
    seconds = getattr(error, "retry_after_s", None)
    wait = QCoreApplication.translate("Messages", "Wait a few minutes and try again.")
    if seconds:
        minutes = max(1, round(seconds / 60))
        wait = QCoreApplication.translate("Messages", "Try again in %n minute(s).", "", minutes)
    return Message(
        QCoreApplication.translate("Messages", "There were too many wrong attempts."),
        QCoreApplication.translate("Messages", "The portal refuses further ones for a while."),
        wait,
    )


def expired(_error: BaseException) -> Message:
    """The session has ended."""
    return Message(
        QCoreApplication.translate("Messages", "Your session has ended."),
        QCoreApplication.translate("Messages", "Nothing is lost; saved decisions wait here."),
        QCoreApplication.translate("Messages", "Sign in again to send them."),
        "warn",
    )


def disabled(_error: BaseException) -> Message:
    """The staff member has been disabled."""
    return Message(
        QCoreApplication.translate("Messages", "This staff account has been disabled."),
        QCoreApplication.translate("Messages", "Decisions not yet sent will not be sent."),
        QCoreApplication.translate("Messages", "Talk to the administrator of your practice."),
    )


def step_up(_error: BaseException) -> Message:
    """The portal wants the password once more."""
    return Message(
        QCoreApplication.translate("Messages", "The portal wants to be sure that it is you."),
        QCoreApplication.translate("Messages", "Nothing has been done yet."),
        QCoreApplication.translate("Messages", "Enter your password once more."),
        "info",
    )
