"""The words of the actions on renewals; what an approval means is said for the very item."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace


def refill_actions() -> Mapping[str, ActionFace]:
    """Give the faces of the queue's own actions."""
    return {**_deciding(), **_working()}


def _deciding() -> Mapping[str, ActionFace]:
    return {
        "approve": ActionFace(
            "check",
            QCoreApplication.translate("Refill", "Approve"),
            QCoreApplication.translate("Refill", "Approved"),
            QCoreApplication.translate(
                "Refill", "The renewal appears in the account of {who}, who is told by email."
            ),
            _only_providers(),
        ),
        "approve_with_changes": ActionFace(
            "edit",
            QCoreApplication.translate("Refill", "Approve with changes"),
            QCoreApplication.translate("Refill", "Approved with changes"),
            QCoreApplication.translate(
                "Refill", "The renewal of {who} is changed; the patient reads what it was and is."
            ),
            _only_providers(),
        ),
        "needs_visit": ActionFace(
            "appointment",
            QCoreApplication.translate("Refill", "Visit first…"),
            QCoreApplication.translate("Refill", "Visit asked for"),
            QCoreApplication.translate(
                "Refill", "{who} is told that a visit is needed; a request for one is made."
            ),
        ),
        "deny": ActionFace(
            "cross",
            QCoreApplication.translate("Refill", "Deny…"),
            QCoreApplication.translate("Refill", "Denied"),
            QCoreApplication.translate(
                "Refill", "{who} gets no renewal, and reads the reason you choose."
            ),
        ),
    }


def _only_providers() -> str:
    """Say who approves, to the front desk and nurses (DOMAIN F55)."""
    return QCoreApplication.translate(
        "Refill", "Only a provider approves renewals; you can prepare it."
    )


def _working() -> Mapping[str, ActionFace]:
    return {
        "route": ActionFace(
            "route",
            QCoreApplication.translate("Refill", "Hand on…"),
            QCoreApplication.translate("Refill", "Handed on"),
            QCoreApplication.translate(
                "Refill", "The renewal of {who} goes to the colleague you choose."
            ),
        ),
        "prepare": ActionFace(
            "edit",
            QCoreApplication.translate("Refill", "Prepare"),
            QCoreApplication.translate("Refill", "Prepared"),
            QCoreApplication.translate(
                "Refill", "A provider sees what you propose for {who} and decides."
            ),
        ),
        "recheck": ActionFace(
            "refresh",
            QCoreApplication.translate("Refill", "Check again"),
            QCoreApplication.translate("Refill", "Checked again"),
            QCoreApplication.translate("Refill", "The renewal of {who} is checked again."),
        ),
    }


def refill_fits(content: Mapping[str, Any], action: str) -> bool:
    """Whether an action makes sense: a controlled medicine is never prescribed otherwise here."""
    if action != "approve_with_changes":
        return True
    return not (content.get("medication") or {}).get("schedule")


def refill_sentence(content: Mapping[str, Any], action: str) -> str:
    """Say what an approval does to this very medicine; empty where the usual sentence holds (F54)."""
    if action != "approve" or not content.get("is_restart"):
        return ""
    return QCoreApplication.translate(
        "Refill",
        "The medicine was stopped: approving starts it again for {who}, who is told by email.",
    )
