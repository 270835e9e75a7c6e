"""What the portal tells of an item's past, in words: who, for whom, when, what, with which words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.item_words import Event, done_by
from console.models.one_line import isolated, one_line
from console.models.queue_face import QueueFace
from console.models.when import Calendar, ms_of


def events_of(
    told: Sequence[Mapping[str, Any]],
    face: QueueFace,
    calendar: Calendar,
    staff: Mapping[str, str],
) -> list[Event]:
    """The entries of `GET …/history`, the oldest first; `staff` are names by id.

    An action that this console does not know keeps the portal's name.
    """
    return [_event(one, face, calendar, staff) for one in told]


def _event(
    told: Mapping[str, Any], face: QueueFace, calendar: Calendar, staff: Mapping[str, str]
) -> Event:
    action = str(told.get("action") or "")
    icon, done = _done(action, face)
    by, behalf = _name(told, "by"), _name(told, "on_behalf_of")
    what = done_by(done, by, behalf) if by else done
    params = told.get("params")
    whom = str(params.get("assigned_to") or "") if isinstance(params, Mapping) else ""
    if whom in staff:
        what = QCoreApplication.translate("History", "{what}, to {name}").format(
            what=what, name=isolated(staff[whom])
        )
    if told.get("bulk"):
        what = QCoreApplication.translate("History", "{what}, one of many at once").format(
            what=what
        )
    when = calendar.moment(ms_of(_text(told, "at")))
    return Event(icon, when, what, _text(told, "text_to_patient"), _text(told, "note"))


def _done(action: str, face: QueueFace) -> tuple[str, str]:
    """The shape and the past of an event; the portal's own names where no button stands for it."""
    others = {
        "take_over": ("claim", QCoreApplication.translate("History", "Taken over")),
        "withdraw": ("undo", QCoreApplication.translate("History", "Withdrawn")),
        "expire": ("clock", QCoreApplication.translate("History", "Expired")),
    }
    if action in others:
        return others[action]
    found = face.action(action)
    return found.icon, found.done


def _name(told: Mapping[str, Any], key: str) -> str:
    found = told.get(key)
    return one_line(str(found.get("name") or "")) if isinstance(found, Mapping) else ""


def _text(told: Mapping[str, Any], key: str) -> str:
    found = told.get(key)
    return one_line(found) if isinstance(found, str) else ""
