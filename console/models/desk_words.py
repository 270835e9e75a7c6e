"""The words of the work that every queue knows beside its decisions (PEERS K4–K17).

A note, a colleague's name, waiting, a duplicate, reopening: none of them decides the item.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.items import Item
from console.models.chip import ActionFace, Chip

NOTE, ASSIGN, WAIT, RESUME = "note", "assign", "wait", "resume"
MARK_DUPLICATE, REOPEN = "mark_duplicate", "reopen"
DESK_ACTIONS = (NOTE, ASSIGN, WAIT, RESUME, MARK_DUPLICATE, REOPEN)
"""In the order of the menu."""

DESK_KEYS = {NOTE: "N", ASSIGN: "R", WAIT: "W", RESUME: "W"}
"""An item that waits is taken up again with the key that made it wait."""

TAKE_OVER = "take_over"
"""Not an action of the portal's decisions but of its claims; offered beside them."""


def desk_faces() -> Mapping[str, ActionFace]:
    """The faces of the actions that every queue has, by name."""
    return {**_working(), **_closing()}


def _working() -> Mapping[str, ActionFace]:
    return {
        NOTE: ActionFace(
            "note",
            QCoreApplication.translate("Desk", "Write a note…"),
            QCoreApplication.translate("Desk", "Note written"),
            QCoreApplication.translate(
                "Desk", "Colleagues read the note on the item of {who}; the patient never does."
            ),
        ),
        ASSIGN: ActionFace(
            "route",
            QCoreApplication.translate("Desk", "Give to a colleague…"),
            QCoreApplication.translate("Desk", "Given on"),
            QCoreApplication.translate(
                "Desk", "The item of {who} goes to whom you choose; nothing is decided."
            ),
        ),
        WAIT: ActionFace(
            "clock",
            QCoreApplication.translate("Desk", "Let it wait…"),
            QCoreApplication.translate("Desk", "Waiting"),
            QCoreApplication.translate(
                "Desk", "The item of {who} leaves the list of what is to do until it goes on."
            ),
        ),
        RESUME: ActionFace(
            "undo",
            QCoreApplication.translate("Desk", "Go on with it"),
            QCoreApplication.translate("Desk", "Taken up again"),
            QCoreApplication.translate(
                "Desk", "The item of {who} is to be done again, and its clock runs."
            ),
        ),
    }


def _closing() -> Mapping[str, ActionFace]:
    return {
        MARK_DUPLICATE: ActionFace(
            "copy",
            QCoreApplication.translate("Desk", "It is a duplicate…"),
            QCoreApplication.translate("Desk", "Closed as a duplicate"),
            QCoreApplication.translate(
                "Desk", "This item of {who} is closed; the other one goes on."
            ),
        ),
        REOPEN: ActionFace(
            "refresh",
            QCoreApplication.translate("Desk", "Reopen…"),
            QCoreApplication.translate("Desk", "Reopened"),
            QCoreApplication.translate(
                "Desk", "The item of {who} waits for a decision again, as if just come in."
            ),
        ),
        TAKE_OVER: ActionFace(
            "claim",
            QCoreApplication.translate("Desk", "Take over…"),
            QCoreApplication.translate("Desk", "Taken over"),
            QCoreApplication.translate("Desk", "You go on with the item of {who}."),
        ),
    }


def desk_states() -> Mapping[str, Chip]:
    """The chips of the states that every queue has."""
    return {
        "duplicate": Chip("copy", QCoreApplication.translate("States", "Duplicate"), "muted"),
        "expired": Chip("clock", QCoreApplication.translate("States", "Expired"), "muted"),
        "withdrawn": Chip("undo", QCoreApplication.translate("States", "Withdrawn"), "muted"),
    }


def desk_fits(item: Item, action: str) -> bool:
    """Whether work of this name makes sense on the item as it stands.

    Only what waits can go on, and an item is reopened only once it is closed.
    """
    if action == RESUME:
        return item.waiting is not None
    if action == REOPEN:
        return not item.is_open
    return True


def waiting_chip(on: str, *, since: str = "", paused: bool = False) -> Chip | None:
    """The mark of an item that waits for somebody else, or None; `since` is a day in words."""
    words = {
        "patient": QCoreApplication.translate("Waiting", "Waiting for the patient"),
        "internal": QCoreApplication.translate("Waiting", "Waiting for a colleague"),
        "hold": QCoreApplication.translate("Waiting", "Put aside"),
    }
    if not on:
        return None
    text = words.get(on, QCoreApplication.translate("Waiting", "Waiting"))
    if since:
        text = QCoreApplication.translate("Waiting", "{what} since {day}").format(
            what=text, day=since
        )
    if paused:
        text = QCoreApplication.translate("Waiting", "{what}, due paused").format(what=text)
    icons = {"patient": "mail", "internal": "people", "hold": "hold"}
    return Chip(icons.get(on, "clock"), text, "info")


def short_waiting_chip(on: str) -> Chip | None:
    """The mark in a row of the table, where there is room for two words."""
    words = {
        "patient": QCoreApplication.translate("Waiting", "On patient"),
        "internal": QCoreApplication.translate("Waiting", "On colleague"),
        "hold": QCoreApplication.translate("Waiting", "Put aside"),
    }
    whole = waiting_chip(on)
    return None if whole is None else whole._replace(text=words.get(on, whole.text))
