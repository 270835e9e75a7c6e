"""What became of the decisions made without a line, counted and explained (DOMAIN §5.8).

Every outcome has a word and one sentence; a decision that was not simply applied has a card besides.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.decisions import Attention, ResultStatus, TimeOffline
from console.domain.errors import slug_of
from console.models.chip import Chip
from console.models.told import DOT


class OutcomeLine(NamedTuple):
    """One outcome: how many decisions came to it, its word, and what it means."""

    number: int
    chip: Chip
    sentence: str


def offline_title(offline: TimeOffline) -> str:
    """The time offline in one line: "12 decided · 7 applied · 5 to read"."""
    counted = (
        (offline.decided, QCoreApplication.translate("Offline", "%n decided", "", offline.decided)),
        (offline.waiting, QCoreApplication.translate("Offline", "%n waiting", "", offline.waiting)),
        (offline.applied, QCoreApplication.translate("Offline", "%n applied", "", offline.applied)),
        (offline.to_read, QCoreApplication.translate("Offline", "%n to read", "", offline.to_read)),
        (offline.read, QCoreApplication.translate("Offline", "%n read", "", offline.read)),
    )
    return DOT.join(words for count, words in counted if count)


def outcome_lines(offline: TimeOffline, attention: Sequence[Attention]) -> list[OutcomeLine]:
    """Each outcome that there is, what has gone well first; of the unread ones each class its own."""
    classes = Counter(class_of(one) for one in attention if one.command.offline)
    found = [(offline.applied, "applied"), (offline.waiting, "waiting")]
    found += [(classes[name], name) for name in (*_ORDER, "refused")]
    found.append((offline.read, "read"))
    faces = _faces()
    return [OutcomeLine(number, *faces[name]) for number, name in found if number > 0]


def class_of(attention: Attention) -> str:
    """The class of a decision that was not simply applied: the portal's own, or by its problem."""
    if attention.status is ResultStatus.ALREADY_SATISFIED:
        return "already_satisfied"
    named = str(attention.problem.get("class") or "")
    if named in _ORDER:
        return named
    return _BY_PROBLEM.get(slug_of(attention.problem), "refused")


_ORDER = (
    "already_satisfied",
    "decided_differently",
    "content_changed",
    "withdrawn",
    "superseded",
    "moved_on_metadata",
    "too_old",
    "not_permitted",
)
_BY_PROBLEM = {
    "decision-stale": "too_old",
    "not-permitted": "not_permitted",
    "account-disabled": "not_permitted",
    "not-found": "not_permitted",
    "version-conflict": "moved_on_metadata",
    "illegal-transition": "moved_on_metadata",
}


def _faces() -> dict[str, tuple[Chip, str]]:
    return {**_well(), **_met_others(), **_refused()}


def _well() -> dict[str, tuple[Chip, str]]:
    return {
        "applied": (
            Chip("check", QCoreApplication.translate("Offline", "Applied"), "ok"),
            QCoreApplication.translate("Offline", "Carried out as you decided."),
        ),
        "waiting": (
            Chip("clock", QCoreApplication.translate("Offline", "Waiting"), "info"),
            QCoreApplication.translate(
                "Offline", "Saved here; sent as soon as the portal takes it."
            ),
        ),
        "read": (
            Chip("eye", QCoreApplication.translate("Offline", "Read"), "muted"),
            QCoreApplication.translate("Offline", "You have acknowledged what became of them."),
        ),
    }


def _met_others() -> dict[str, tuple[Chip, str]]:
    return {
        "already_satisfied": (
            Chip("people", QCoreApplication.translate("Offline", "Already done"), "ok"),
            QCoreApplication.translate(
                "Offline", "A colleague had decided the same before; it counts once."
            ),
        ),
        "decided_differently": (
            Chip("differ", QCoreApplication.translate("Offline", "Decided differently"), "warn"),
            QCoreApplication.translate(
                "Offline", "A colleague decided it first, and differently; theirs counts."
            ),
        ),
        "content_changed": (
            Chip("edit", QCoreApplication.translate("Offline", "Changed"), "warn"),
            QCoreApplication.translate(
                "Offline", "It has changed since you saw it; look at it and decide again."
            ),
        ),
        "withdrawn": (
            Chip("undo", QCoreApplication.translate("Offline", "Withdrawn"), "muted"),
            QCoreApplication.translate(
                "Offline", "The patient has withdrawn the request; there is nothing left to do."
            ),
        ),
        "superseded": (
            Chip("new", QCoreApplication.translate("Offline", "Replaced"), "warn"),
            QCoreApplication.translate(
                "Offline", "A newer version has taken its place; decide on that one."
            ),
        ),
        "moved_on_metadata": (
            Chip("route", QCoreApplication.translate("Offline", "Moved on"), "warn"),
            QCoreApplication.translate(
                "Offline", "It has moved on since you saw it; look at it and decide again."
            ),
        ),
    }


def _refused() -> dict[str, tuple[Chip, str]]:
    return {
        "too_old": (
            Chip("clock", QCoreApplication.translate("Offline", "Too old"), "bad"),
            QCoreApplication.translate(
                "Offline", "It came later than the practice allows; look at it and decide again."
            ),
        ),
        "not_permitted": (
            Chip("lock", QCoreApplication.translate("Offline", "Not allowed"), "bad"),
            QCoreApplication.translate(
                "Offline", "Your role does not allow it, or no longer; ask a colleague who may."
            ),
        ),
        "refused": (
            Chip("stop", QCoreApplication.translate("Offline", "Refused"), "bad"),
            QCoreApplication.translate("Offline", "A rule forbids it; its card says which."),
        ),
    }
