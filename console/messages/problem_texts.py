"""Texts for what the portal says to a decision that it did not accept."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.errors import slug_of
from console.messages.conflict_texts import CONFLICTS, look_again, not_carried_out
from console.messages.message import Message
from console.messages.rule_texts import rule_text
from console.messages.stale_texts import stale
from console.messages.statement_texts import STATEMENT_PROBLEMS
from console.messages.workstation_texts import workstation_forked, workstation_revoked


def problem_message(problem: Mapping[str, Any]) -> Message:
    """What is said about a decision that was not accepted, by the problem's type, class and rule.

    A type from a newer portal gets the general text: its words are not ours to show.
    """
    slug = slug_of(problem)
    if slug == "rule-refused":
        return _rule(str(problem.get("rule", "")))
    if slug == "decision-stale":
        return stale(problem)
    text = CONFLICTS.get(str(problem.get("class", ""))) or _PROBLEMS.get(slug) or _problem
    return text()


def known_problems() -> frozenset[str]:
    """Slugs of the problem types that have a text of their own."""
    return frozenset(_PROBLEMS)


def _version() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The item has moved on since you saw it."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Look at it as it is now and decide again."),
        "warn",
    )


def _validation() -> Message:
    return Message(
        QCoreApplication.translate(
            "Problems", "The portal found something missing or out of place in it."
        ),
        not_carried_out(),
        QCoreApplication.translate(
            "Problems", "Open the item, fill in what it needs and decide again."
        ),
        "warn",
    )


def _malformed() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The portal could not read it."),
        not_carried_out(),
        QCoreApplication.translate(
            "Problems", "This program may need an update; tell your support."
        ),
        "warn",
    )


def _signed_out() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "You were not signed in any more."),
        QCoreApplication.translate("Problems", "It waits here."),
        QCoreApplication.translate("Problems", "Sign in again to send it."),
        "warn",
    )


def _sign_in() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The user name, password or code is wrong."),
        QCoreApplication.translate("Problems", "You are not signed in."),
        QCoreApplication.translate("Problems", "Check the Caps Lock key and try again."),
        "warn",
    )


def _step_up() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The portal wants to be sure that it is you."),
        QCoreApplication.translate("Problems", "Nothing has been done yet."),
        QCoreApplication.translate("Problems", "Enter your password once more and decide again."),
        "warn",
    )


def _disabled() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "This staff account has been disabled."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Talk to the administrator of your practice."),
        "warn",
    )


def _not_permitted() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "Your role does not allow this, or no longer."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Ask a colleague who may."),
        "warn",
    )


def _hand_out() -> Message:
    return Message(
        QCoreApplication.translate(
            "Problems", "What was handed out can not be used, or no longer."
        ),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Look how the patient stands, and hand out anew."),
        "warn",
    )


def _not_found() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The item is no longer there, or not for you."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Refresh the queue."),
        "warn",
    )


def _resync() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The queues had to be read anew from the portal."),
        not_carried_out(),
        look_again(),
        "warn",
    )


def _transition() -> Message:
    return Message(
        QCoreApplication.translate(
            "Problems", "The item is in a state in which this can not be done."
        ),
        not_carried_out(),
        look_again(),
        "warn",
    )


def _rule(code: str = "") -> Message:
    return Message(rule_text(code), not_carried_out(), look_again(), "warn")


def _slot() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The time has been taken by somebody else."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Choose another time."),
        "warn",
    )


def _claimed() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "A colleague is working on this item."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Talk to each other."),
        "warn",
    )


def _throttled() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The portal asked us to slow down."),
        QCoreApplication.translate("Problems", "It waits here."),
        QCoreApplication.translate("Problems", "The program tries again by itself."),
        "warn",
    )


def _deferred() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The portal has put it off."),
        QCoreApplication.translate("Problems", "It waits here."),
        QCoreApplication.translate("Problems", "The program tries again by itself."),
        "warn",
    )


def _unavailable() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The portal could not answer."),
        QCoreApplication.translate("Problems", "It waits here."),
        QCoreApplication.translate("Problems", "The program tries again by itself."),
        "warn",
    )


def _internal() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "Something went wrong in the portal."),
        not_carried_out(),
        QCoreApplication.translate(
            "Problems", "Look whether the item has changed, and tell your support."
        ),
        "warn",
    )


def _large() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "What you wrote is too long for the portal."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Write less and decide again."),
        "warn",
    )


def _misunderstood() -> Message:
    return Message(
        QCoreApplication.translate(
            "Problems", "The portal and this program do not understand each other."
        ),
        not_carried_out(),
        QCoreApplication.translate(
            "Problems", "This program may need an update; tell your support."
        ),
        "warn",
    )


def _problem() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The portal did not accept it."),
        not_carried_out(),
        look_again(),
        "warn",
    )


_PROBLEMS: Mapping[str, Callable[[], Message]] = {
    "version-conflict": _version,
    "validation": _validation,
    "malformed": _malformed,
    "unauthenticated": _signed_out,
    "sign-in-failed": _sign_in,
    "session-expired": _signed_out,
    "step-up-required": _step_up,
    "account-disabled": _disabled,
    "workstation-revoked": workstation_revoked,
    "workstation-forked": workstation_forked,
    "not-permitted": _not_permitted,
    "hand-out-refused": _hand_out,
    "not-found": _not_found,
    "resync-required": _resync,
    "command-id-reused": _version,
    "illegal-transition": _transition,
    "decision-stale": functools.partial(stale, {}),
    "rule-refused": _rule,
    "slot-taken": _slot,
    "claimed-by-other": _claimed,
    "throttled": _throttled,
    "deferred": _deferred,
    "unavailable": _unavailable,
    "internal": _internal,
    "payload-too-large": _large,
    "method-not-allowed": _misunderstood,
    "not-acceptable": _misunderstood,
    "unsupported-media-type": _misunderstood,
    **STATEMENT_PROBLEMS,
}
