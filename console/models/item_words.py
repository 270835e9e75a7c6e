"""An item in words: whom it is about, what it bears, and what has happened to it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.items import DecisionState, Item
from console.models.one_line import isolated, one_line
from console.models.queue_face import Chip, QueueFace, priority_chip, unanswered_chip
from console.models.when import Calendar, ms_of


class Person(NamedTuple):
    """Whom an item is about: the name, and the identifiers beside it."""

    name: str
    facts: tuple[str, ...]


class Event(NamedTuple):
    """One line of an item's history."""

    icon: str
    when: str
    what: str


def person_of(item: Item, calendar: Calendar) -> Person:
    """The patient with two identifiers, age and sex; before a chart is known, the applicant."""
    patient = item.entity.get("patient") or {}
    subject = patient or item.entity.get("subject") or {}
    name = one_line(str(subject.get("name") or "")) or QCoreApplication.translate(
        "Item", "Name not given"
    )
    birth_date = str(subject.get("birth_date") or "")
    facts = []
    if birth_date:
        born = QCoreApplication.translate("Item", "Born {date}")
        facts.append(born.format(date=calendar.day(birth_date)))
        facts.append(calendar.age_of(birth_date))
    facts.append(_sex(str(patient.get("sex") or "")))
    record = one_line(str(patient.get("record_number") or ""))
    facts.append(record or QCoreApplication.translate("Item", "No chart yet"))
    return Person(name, tuple(fact for fact in facts if fact))


def _sex(code: str) -> str:
    words = {
        "female": QCoreApplication.translate("Item", "Female"),
        "male": QCoreApplication.translate("Item", "Male"),
        "other": QCoreApplication.translate("Item", "Other sex"),
    }
    return words.get(code, "")


def badges_of(
    item: Item, face: QueueFace, calendar: Calendar, staff_id: str, *, online: bool
) -> list[Chip]:
    """What every kind of item may bear: unanswered, state, urgency, overdue, claim, asked by."""
    entity, chips = item.entity, []
    unanswered = unanswered_chip(item.decision_state, online=online)
    if unanswered:
        chips.append(unanswered)
    if not item.is_open or item.state not in {"pending"}:
        chips.append(face.chip(item.state))
    urgency = priority_chip(str(entity.get("priority") or "")) if item.is_open else None
    if urgency:
        chips.append(urgency)
    due = ms_of(entity.get("due_at"))
    if item.is_open and 0 < due < calendar.now_ms():
        chips.append(Chip("clock", QCoreApplication.translate("Item", "Overdue"), "warn"))
    claim = claim_of(item, calendar)
    if claim:
        text = QCoreApplication.translate("Item", "Claimed by {name}")
        if claim.get("staff_id") == staff_id:
            text = QCoreApplication.translate("Item", "Claimed by you")
        chips.append(Chip("claim", text.format(name=isolated(str(claim.get("name")))), "info"))
    asked_by = one_line(str(entity.get("requested_by") or ""))
    if asked_by:
        text = QCoreApplication.translate("Item", "Asked by {name}").format(name=isolated(asked_by))
        chips.append(Chip("people", text, "info"))
    return chips


def claim_of(item: Item, calendar: Calendar) -> Mapping[str, Any] | None:
    """The claim on the item while it lasts."""
    claim: Mapping[str, Any] | None = item.entity.get("claim")
    if claim and ms_of(claim.get("until")) > calendar.now_ms():
        return claim
    return None


def history_of(item: Item, face: QueueFace, calendar: Calendar) -> list[Event]:
    """What has happened to the item, the oldest first, as far as the portal tells."""
    entity = item.entity
    asked_by = one_line(str(entity.get("requested_by") or ""))
    asked = QCoreApplication.translate("Item", "Came in")
    if asked_by:
        asked = QCoreApplication.translate("Item", "Asked by {name}").format(
            name=isolated(asked_by)
        )
    events = [Event("send", calendar.moment(ms_of(entity.get("submitted_at"))), asked)]
    assigned = entity.get("assigned_to")
    if assigned:
        text = QCoreApplication.translate("Item", "Given to {name}")
        events.append(Event("route", "", text.format(name=isolated(str(assigned.get("name"))))))
    claim = claim_of(item, calendar)
    if claim:
        text = QCoreApplication.translate("Item", "Claimed by {name} until {time}").format(
            name=isolated(str(claim.get("name"))), time=calendar.clock(ms_of(claim.get("until")))
        )
        events.append(Event("claim", "", text))
    decision = entity.get("decision")
    if decision:
        events.append(_decided(decision, face, calendar))
        words = str(decision.get("text_to_patient") or "")
        if words:
            text = QCoreApplication.translate("Item", "The patient reads: {text}")
            events.append(Event("mail", "", text.format(text=one_line(words))))
    if item.decision_state == DecisionState.QUEUED:
        text = QCoreApplication.translate("Item", "You decided: {done}; not answered yet")
        done = face.action(item.decision_action).done
        events.append(Event("clock", "", text.format(done=done)))
    return events


def _decided(decision: Mapping[str, Any], face: QueueFace, calendar: Calendar) -> Event:
    action = face.action(str(decision.get("action") or ""))
    by = one_line(str((decision.get("by") or {}).get("name") or ""))
    text = QCoreApplication.translate("Item", "{done} by {name}").format(
        done=action.done, name=isolated(by)
    )
    return Event(action.icon, calendar.moment(ms_of(decision.get("at"))), text)
