"""What of an item is not as it was when somebody decided on it, in the words of its queue."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from console.models.item_words import done_by
from console.models.one_line import isolated
from console.models.queue_face import QueueFace, priority_chip
from console.models.told import Told, joined, line, part
from console.models.when import Calendar, ms_of


class Difference(NamedTuple):
    """One thing that has changed: its name, and its words then and now; empty where it had none."""

    label: str
    seen: str
    now: str


def differences(
    face: QueueFace,
    seen: Mapping[str, Any],
    current: Mapping[str, Any],
    calendar: Calendar | None = None,
) -> list[Difference]:
    """Everything that reads otherwise now than on the screen then, the state first.

    Compared is what people read, in the queue's own order: a change that no word shows is told in
    one line at the end, so that none goes unsaid. Times are in the zone of `calendar`.
    """
    told = calendar or Calendar()
    found = [
        *_compared(_standing(face, seen, told), _standing(face, current, told)),
        *_compared(_about(seen, told), _about(current, told)),
    ]
    if not part(seen, "content") or not part(current, "content"):
        return found  # a row of the list has no more to compare
    inside = _compared(face.told(seen, told), face.told(current, told))
    if not found and not inside and line(seen, "content_hash") != line(current, "content_hash"):
        inside = [_something_else()]
    return [*found, *inside]


def state_label() -> str:
    """The name under which the state is told."""
    return QCoreApplication.translate("Told", "State")


def standing_words(face: QueueFace, entity: Mapping[str, Any], calendar: Calendar) -> str:
    """How an item stands: its state, or who decided what and when."""
    state, decision = line(entity, "state"), part(entity, "decision")
    chip = face.chip(state).text if state else ""
    by = line(part(decision, "by"), "name")
    if not by:
        return chip
    done = face.action(line(decision, "action")).done
    behalf = line(part(decision, "on_behalf_of"), "name")
    return joined(done_by(done, by, behalf), calendar.moment(ms_of(line(decision, "at"))))


def _standing(face: QueueFace, entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """The state with its decision, and what a colleague has told the patient."""
    return (
        Told(state_label(), standing_words(face, entity, calendar)),
        Told(
            QCoreApplication.translate("Told", "The patient reads"),
            line(part(entity, "decision"), "text_to_patient"),
        ),
    )


def _about(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """What items of all queues have: whom they are about, who has them, until when."""
    patient = part(entity, "patient") or part(entity, "subject")
    person = joined(
        isolated(line(patient, "name")),
        calendar.day(line(patient, "birth_date")),
        line(patient, "record_number"),
    )
    urgency = priority_chip(line(entity, "priority"))
    usual = QCoreApplication.translate("Told", "Usual") if line(entity, "priority") else ""
    waiting = part(entity, "waiting")
    return (
        Told(QCoreApplication.translate("Told", "Patient"), person),
        Told(QCoreApplication.translate("Told", "Asked by"), line(entity, "requested_by")),
        Told(QCoreApplication.translate("Told", "Urgency"), urgency.text if urgency else usual),
        Told(
            QCoreApplication.translate("Told", "Due"),
            calendar.moment(ms_of(line(entity, "due_at"))),
        ),
        Told(
            QCoreApplication.translate("Told", "Given to"),
            line(part(entity, "assigned_to"), "name"),
        ),
        Told(
            QCoreApplication.translate("Told", "Waits for"),
            joined(_waits_for(line(waiting, "on")), calendar.day(line(waiting, "until"))),
        ),
    )


def _waits_for(whom: str) -> str:
    words = {
        "patient": QCoreApplication.translate("Told", "the patient"),
        "internal": QCoreApplication.translate("Told", "a colleague"),
        "hold": QCoreApplication.translate("Told", "a day"),
    }
    return words.get(whom, whom)


def _compared(seen: Sequence[Told], now: Sequence[Told]) -> list[Difference]:
    then, since = _by_label(seen), _by_label(now)
    return [
        Difference(label, then.get(label, ""), since.get(label, ""))
        for label in dict.fromkeys((*then, *since))
        if then.get(label, "") != since.get(label, "")
    ]


def _by_label(told: Sequence[Told]) -> dict[str, str]:
    """The words by name; what bears the same name, as two values of one test do, stands together."""
    found: dict[str, str] = {}
    for one in told:
        found[one.label] = joined(found.get(one.label, ""), one.words)
    return found


def _something_else() -> Difference:
    return Difference(
        QCoreApplication.translate("Told", "Something else"),
        QCoreApplication.translate("Told", "As you saw it"),
        QCoreApplication.translate("Told", "Changed: show the item to see it"),
    )
