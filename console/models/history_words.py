"""What the portal tells of an item's past, in words: who, for whom, when, what, with which words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.item_words import Event, done_by
from console.models.one_line import isolated, one_line
from console.models.queue_face import QueueFace
from console.models.when import Calendar, ms_of


def events_of(
    told: Sequence[Mapping[str, Any]], face: QueueFace, calendar: Calendar
) -> list[Event]:
    """The events of `GET …/history`, the oldest first; one that says nothing known keeps its name."""
    return [_event(one, face, calendar) for one in told]


def _event(told: Mapping[str, Any], face: QueueFace, calendar: Calendar) -> Event:
    action = str(told.get("action") or "")
    icon, done = _done(action, face)
    by, behalf = _name(told, "by"), _name(told, "on_behalf_of")
    what = done_by(done, by, behalf) if by else done
    params = told.get("params")
    given = {**params, **told} if isinstance(params, Mapping) else told
    whom = _name(told, "assigned_to")
    if whom:
        what = QCoreApplication.translate("History", "{what}, to {name}").format(
            what=what, name=isolated(whom)
        )
    note = next(
        (
            text
            for key in ("note", "internal_note", "text", "rationale")
            if (text := _text(given, key))
        ),
        "",
    )
    return Event(
        icon, calendar.moment(ms_of(_text(told, "at"))), what, _text(given, "text_to_patient"), note
    )


def _done(action: str, face: QueueFace) -> tuple[str, str]:
    """The shape and the past of an event; the portal's own names where no button stands for it."""
    others = {
        "submitted": ("send", QCoreApplication.translate("History", "Came in")),
        "claimed": ("claim", QCoreApplication.translate("History", "Claimed")),
        "unclaimed": ("undo", QCoreApplication.translate("History", "Given back")),
        "taken_over": ("claim", QCoreApplication.translate("History", "Taken over")),
        "withdrawn": ("undo", QCoreApplication.translate("History", "Withdrawn")),
        "expired": ("clock", QCoreApplication.translate("History", "Expired")),
        "seen": ("eye", QCoreApplication.translate("History", "Seen by the patient")),
        "answered": ("mail", QCoreApplication.translate("History", "Answered by the patient")),
    }
    bare = action.removeprefix("item.")
    if bare in others:
        return others[bare]
    found = face.action(bare)
    return found.icon, found.done


def _name(told: Mapping[str, Any], key: str) -> str:
    found = told.get(key)
    return one_line(str(found.get("name") or "")) if isinstance(found, Mapping) else ""


def _text(told: Mapping[str, Any], key: str) -> str:
    found = told.get(key)
    return one_line(found) if isinstance(found, str) else ""
