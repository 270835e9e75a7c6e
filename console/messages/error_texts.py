"""Texts for every `ConsoleError`, and for bugs."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain import errors
from console.messages import link_texts, workstation_texts
from console.messages.message import Message


def message_for(error: BaseException) -> Message:
    """The message of an error; one that is not a `ConsoleError` is a bug and says so."""
    for kind in type(error).__mro__:
        text = _ERRORS.get(kind.__name__)
        if text is not None:
            return text(error)
    return bug_message()


def reason_text(name: str) -> str:
    """Why the line is down, by the name of a `ConsoleError` as `Link.reason` holds it."""
    text = _ERRORS.get(name)
    return "" if text is None else text(errors.ConsoleError()).text


def known_errors() -> frozenset[str]:
    """Names of all errors that have a text of their own."""
    return frozenset(_ERRORS)


def bug_message() -> Message:
    """What is said about a mistake of this program."""
    return Message(
        QCoreApplication.translate("Messages", "Something went wrong in this program."),
        QCoreApplication.translate("Messages", "Decisions shown as saved are safe."),
        QCoreApplication.translate(
            "Messages",
            "You can go on working. Please copy the report and send it to your support; it holds no patient data.",
        ),
    )


def _not_permitted(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "Your role does not allow this."),
        QCoreApplication.translate("Messages", "Nothing has been changed."),
        QCoreApplication.translate("Messages", "Ask a colleague who may, or your administrator."),
    )


def _not_found(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "This is no longer there, or not for you."),
        QCoreApplication.translate("Messages", "Nothing has been changed."),
        QCoreApplication.translate("Messages", "Refresh the queue."),
        "warn",
    )


def _claimed(error: BaseException) -> Message:
    holder = getattr(error, "holder", "")
    text = QCoreApplication.translate("Messages", "A colleague is working on this item.")
    if holder:
        text = QCoreApplication.translate("Messages", "{name} is working on this item.").format(
            name=holder
        )
    return Message(
        text,
        QCoreApplication.translate("Messages", "You have not claimed it."),
        QCoreApplication.translate("Messages", "Take another item, or talk to each other."),
        "info",
    )


def _resync(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "The queues are being read anew from the portal."),
        link_texts.nothing_lost(),
        QCoreApplication.translate("Messages", "You can go on working."),
        "info",
    )


def _refused(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "The portal refused the request as it stands."),
        QCoreApplication.translate("Messages", "Nothing has been changed."),
        QCoreApplication.translate(
            "Messages", "Look at the item again. If it stays so, this program may need an update."
        ),
    )


def _cache_damaged(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "The stored copy of the queues was damaged."),
        QCoreApplication.translate(
            "Messages", "It was put aside; your decisions are in another file and safe."
        ),
        QCoreApplication.translate("Messages", "The queues are being read anew from the portal."),
        "warn",
    )


def _outbox_damaged(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "The file with unsent decisions can not be read."),
        QCoreApplication.translate(
            "Messages", "It is kept as it is, and nothing is written over it."
        ),
        QCoreApplication.translate(
            "Messages", "Do not decide anything here until your support has looked at it."
        ),
    )


def _no_key(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "The key of this computer can not be had."),
        QCoreApplication.translate("Messages", "The stored queues stay locked."),
        QCoreApplication.translate(
            "Messages", "Unlock the system's keyring, or enter the passphrase of this computer."
        ),
    )


def _disk_full(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "There is no room left on the disk."),
        QCoreApplication.translate(
            "Messages", "This was not saved; what was saved before is safe."
        ),
        QCoreApplication.translate("Messages", "Make room, then decide again."),
    )


def _disk_failed(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "This computer's disk does not work as it should."),
        QCoreApplication.translate(
            "Messages", "This was not saved; what was saved before is safe."
        ),
        QCoreApplication.translate(
            "Messages",
            "Try again. If it stays so, decide at another computer and tell your support.",
        ),
    )


def _clock(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "This computer's clock is wrong."),
        QCoreApplication.translate(
            "Messages", "The portal's time counts; ages shown here may be off."
        ),
        QCoreApplication.translate("Messages", "Set the clock, or tell your support."),
        "warn",
    )


def _account_in_use(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "This account is open in another window."),
        QCoreApplication.translate(
            "Messages", "Only one Portal Console at a time may use it here."
        ),
        QCoreApplication.translate("Messages", "Go to the other window, or close it first."),
        "warn",
    )


def _demo_failed(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "The demo practice could not be started."),
        QCoreApplication.translate("Messages", "Nothing has been changed."),
        QCoreApplication.translate(
            "Messages", "Start the program again, or enter a portal's address."
        ),
    )


def _console_error(_error: BaseException) -> Message:
    return Message(
        QCoreApplication.translate("Messages", "This could not be done."),
        QCoreApplication.translate("Messages", "Decisions shown as saved are safe."),
        QCoreApplication.translate("Messages", "Try again; if it stays so, tell your support."),
    )


_ERRORS: Mapping[str, Callable[[BaseException], Message]] = {
    "AddressError": link_texts.address,
    "PortalUnreachableError": link_texts.unreachable,
    "PortalBusyError": link_texts.busy,
    "NotThePortalError": link_texts.not_the_portal,
    "CertificateError": link_texts.certificate,
    "SignInFailedError": link_texts.sign_in_failed,
    "ThrottledError": link_texts.throttled,
    "SignInExpiredError": link_texts.expired,
    "StaffDisabledError": link_texts.disabled,
    "WorkstationRevokedError": workstation_texts.revoked,
    "WorkstationForkedError": workstation_texts.forked,
    "LeaseOverError": workstation_texts.lease_over,
    "StepUpRequiredError": link_texts.step_up,
    "NotPermittedError": _not_permitted,
    "NotFoundError": _not_found,
    "ClaimedByOtherError": _claimed,
    "ResyncRequiredError": _resync,
    "RequestRefusedError": _refused,
    "CacheDamagedError": _cache_damaged,
    "OutboxDamagedError": _outbox_damaged,
    "KeyUnavailableError": _no_key,
    "KeysLostError": workstation_texts.keys_lost,
    "KeyringChangedError": workstation_texts.keyring_changed,
    "AccountInUseError": _account_in_use,
    "DemoFailedError": _demo_failed,
    "DiskFailedError": _disk_failed,
    "DiskFullError": _disk_full,
    "ClockSkewError": _clock,
    "ConsoleError": _console_error,
}
