"""Texts for every `Refusal`: why an action can not be taken now."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.decisions import Refusal


def refusal_text(refusal: Refusal, holder: str = "") -> str:
    """One sentence for the tool tip and the screen reader of a disabled button."""
    return _REFUSALS[refusal]().format(holder=holder)


_REFUSALS: Mapping[Refusal, Callable[[], str]] = {
    Refusal.UNKNOWN_ACTION: lambda: QCoreApplication.translate(
        "Refusals", "This portal does not offer it."
    ),
    Refusal.WRONG_STATE: lambda: QCoreApplication.translate(
        "Refusals", "The item has been decided already."
    ),
    Refusal.NOT_PERMITTED: lambda: QCoreApplication.translate(
        "Refusals", "Your role does not allow it."
    ),
    Refusal.ALREADY_DECIDED_HERE: lambda: QCoreApplication.translate(
        "Refusals", "You have decided it; the portal has not answered yet."
    ),
    Refusal.NOT_OFFLINE: lambda: QCoreApplication.translate(
        "Refusals", "It can only be done while the portal is reachable."
    ),
    Refusal.TOO_OLD_OFFLINE: lambda: QCoreApplication.translate(
        "Refusals", "The data here is too old to decide on; wait until the portal is reachable."
    ),
    Refusal.CONTROLLED_OFFLINE: lambda: QCoreApplication.translate(
        "Refusals", "Controlled drugs can only be decided on while the portal is reachable."
    ),
    Refusal.ROW_ONLY_OFFLINE: lambda: QCoreApplication.translate(
        "Refusals",
        "This computer keeps only the list; to decide, wait until the portal is reachable.",
    ),
    Refusal.CLAIMED_BY_OTHER: lambda: QCoreApplication.translate(
        "Refusals", "{holder} is working on it."
    ),
}
