"""An item in words: whom it is about, what it bears, and what has happened to it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.items import NO_PERSON_KINDS, DecisionState, Item
from console.models.ageing import due_of
from console.models.desk_words import waiting_chip
from console.models.one_line import isolated, one_line
from console.models.queue_face import Chip, QueueFace, priority_chip, unanswered_chip
from console.models.when import Calendar, day_of, ms_of


class Person(NamedTuple):
    """Whom an item is about: the name, and the identifiers beside it."""

    name: str
    facts: tuple[str, ...]


class Event(NamedTuple):
    """One line of an item's history; what the patient reads and what the staff noted stay apart."""

    icon: str
    when: str
    what: str
    to_patient: str = ""
    note: str = ""


def person_of(item: Item, calendar: Calendar) -> Person:
    """The patient with two identifiers, age and sex; before a chart is known, the applicant."""
    if item.key.kind in NO_PERSON_KINDS:
        return _sender_of(item)
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


def _sender_of(item: Item) -> Person:
    """Who has sent a message that nobody could read, in the place of the patient."""
    message = item.content.get("message")
    told = message if isinstance(message, Mapping) else {}
    names = (one_line(str(told.get(name) or "")) for name in ("source", "sender"))
    known = [name.replace("|", " · ") for name in names if name]
    unknown = QCoreApplication.translate("Item", "Sender not known")
    return Person(known[0] if known else unknown, tuple(known[1:]))


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
    waiting = waiting_badge(item, calendar)
    if waiting:
        chips.append(waiting)
    urgency = priority_chip(str(entity.get("priority") or "")) if item.is_open else None
    if urgency:
        chips.append(urgency)
    due = due_of(item, calendar).chip
    if due:
        chips.append(due)
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


def waiting_badge(item: Item, calendar: Calendar) -> Chip | None:
    """Whom the item waits for, since when, and that its clock stands; None when it is ours."""
    waiting = item.waiting
    if waiting is None:
        return None
    since = ms_of(waiting.since)
    day = calendar.weekday(calendar.local(since).date()) if since else ""
    chip = waiting_chip(waiting.on, since=day, paused=bool(item.entity.get("due_at")))
    until = day_of(waiting.until)
    if chip is None or until is None:
        return chip
    text = QCoreApplication.translate("Waiting", "{what}, until {day}")
    return chip._replace(text=text.format(what=chip.text, day=calendar.weekday(until)))


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
    if item.decision_state == DecisionState.QUEUED:
        text = QCoreApplication.translate("Item", "You decided: {done}; not answered yet")
        done = face.action(item.decision_action).done
        events.append(Event("clock", "", text.format(done=done)))
    return events


def _decided(decision: Mapping[str, Any], face: QueueFace, calendar: Calendar) -> Event:
    action = face.action(str(decision.get("action") or ""))
    by = one_line(str((decision.get("by") or {}).get("name") or ""))
    text = done_by(action.done, by, str((decision.get("on_behalf_of") or {}).get("name") or ""))
    when = calendar.moment(ms_of(decision.get("at")))
    return Event(action.icon, when, text, one_line(str(decision.get("text_to_patient") or "")))


def done_by(done: str, by: str, behalf: str) -> str:
    """Who did it, and for whom: a delegated decision always bears both names (DOMAIN §5.1)."""
    text = QCoreApplication.translate("Item", "{done} by {name}")
    if behalf:
        text = QCoreApplication.translate("Item", "{done} by {name} on behalf of {other}")
    return text.format(done=done, name=isolated(one_line(by)), other=isolated(one_line(behalf)))


def line_of(item: Item, calendar: Calendar, state: str) -> str:
    """An item in one line: what is asked, since when, and how it stands."""
    summary = one_line(str(item.entity.get("summary") or "")) or person_of(item, calendar).name
    came = calendar.moment(ms_of(item.entity.get("submitted_at")))
    return "  ·  ".join(part for part in (summary, came, state) if part)
