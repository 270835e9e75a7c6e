"""Texts for what was decided too long before the portal could take it (DOMAIN §5.8)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.messages.conflict_texts import not_carried_out
from console.messages.message import Message

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400


def stale(problem: Mapping[str, Any]) -> Message:
    """Said to who decided: how old it was, and how long such a decision holds."""
    return Message(
        QCoreApplication.translate(
            "Problems", "You decided it too long ago, while the portal could not be reached."
        ),
        " ".join(part for part in (stale_ages(problem), not_carried_out()) if part),
        QCoreApplication.translate("Problems", "Look at the item as it is now and decide again."),
        "warn",
    )


def stale_ages(problem: Mapping[str, Any]) -> str:
    """How old it was and how long it would have held; empty where the portal has not said it."""
    age_s, allowed_s = problem.get("age_s"), problem.get("allowed_s")
    if not isinstance(age_s, int):
        return ""
    age = QCoreApplication.translate("Problems", "It was {age} old when it arrived.").format(
        age=span_words(age_s)
    )
    if not isinstance(allowed_s, int):
        never = QCoreApplication.translate("Problems", "This is not decided without the portal.")
        return f"{age} {never}"
    holds = QCoreApplication.translate("Problems", "Such a decision holds for {time}.")
    return f"{age} {holds.format(time=span_words(allowed_s))}"


def span_words(seconds: int) -> str:
    """A time in the largest unit of which it has two, so that "30 hours" is not told as "1 day"."""
    if seconds >= 2 * DAY_S:
        return QCoreApplication.translate("Age", "%n day(s)", "", seconds // DAY_S)
    if seconds >= 2 * HOUR_S:
        return QCoreApplication.translate("Age", "%n hour(s)", "", seconds // HOUR_S)
    return QCoreApplication.translate("Age", "%n minute(s)", "", max(1, seconds // MINUTE_S))
