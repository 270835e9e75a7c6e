"""How a queue presents itself: its words, icons and the order of its buttons.

Texts are functions, not constants, because the language is known only once the program runs.
The rules behind the buttons come from the portal (`ActionRule`); this is only their face.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.items import DecisionState
from console.models.chip import ActionFace, Chip
from console.models.desk_words import desk_faces, desk_states
from console.models.told import Told
from console.models.when import Calendar

__all__ = ["ActionFace", "Chip", "QueueFace", "priority_chip", "stale_chip", "unanswered_chip"]


@dataclass(frozen=True)
class QueueFace:
    """One queue's face. `primary`, `secondary`, `refuse` name actions in the order tried.

    `fits(content, action)` says whether an action makes sense for an item at all: who asks to
    cancel a visit is not offered a booking. `request` says what is asked where an item has no words
    of its own beside the patient's name. `sentence(content, action)` says what an action does to this
    very item, with `{who}`, where the action's own sentence does not say it. `read_as` names the
    queue whose right to read covers this one too, or, with a colon, the right itself; empty: it has
    one of its own. `told(entity, calendar)` is what an item tells, by which two of its versions are
    compared.
    """

    kind: str
    icon: str
    title: Callable[[], str]
    noun: Callable[[int], str]
    empty: Callable[[], str]
    states: Callable[[], Mapping[str, Chip]]
    actions: Callable[[], Mapping[str, ActionFace]]
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    refuse: tuple[str, ...]
    fits: Callable[[Mapping[str, Any], str], bool] = lambda _content, _action: True
    request: Callable[[], str] = str
    sentence: Callable[[Mapping[str, Any], str], str] = lambda _content, _action: ""
    read_as: str = ""
    told: Callable[[Mapping[str, Any], Calendar], Sequence[Told]] = lambda _entity, _calendar: ()

    @property
    def read_right(self) -> str:
        """The right without which the portal sends no item of this queue."""
        return self.read_as if ":" in self.read_as else f"{self.read_as or self.kind}:read"

    def chip(self, state: str) -> Chip:
        """The chip of a state; a state from a newer portal is shown as it is written."""
        found = self.states().get(state) or desk_states().get(state)
        return found or Chip("info", state.replace("_", " ").capitalize(), "muted")

    def action(self, name: str) -> ActionFace:
        """The face of an action; one from a newer portal is shown as it is written."""
        found = self.actions().get(name) or desk_faces().get(name)
        if found is not None:
            return found
        word = name.replace("_", " ").capitalize()
        return ActionFace("more", word, word, word + ": {who}")


def unanswered_chip(decision_state: str, *, online: bool) -> Chip | None:
    """The chip of a decision that the portal has not answered or not accepted, or None."""
    if decision_state == DecisionState.ATTENTION:
        return Chip("warning", QCoreApplication.translate("States", "Not accepted"), "bad")
    if decision_state == DecisionState.QUEUED:
        if online:
            return Chip("send", QCoreApplication.translate("States", "Sending"), "info")
        return Chip("clock", QCoreApplication.translate("States", "Waiting to send"), "info")
    return None


def stale_chip() -> Chip:
    """The chip of an item that is too old to be decided on without a line."""
    return Chip("offline", QCoreApplication.translate("States", "Old copy"), "muted")


def priority_chip(priority: str) -> Chip | None:
    """The urgency mark, or None for what is routine (FHIR request priority)."""
    if priority == "stat":
        return Chip("urgent", QCoreApplication.translate("Priority", "At once"), "bad")
    if priority in {"asap", "urgent"}:
        return Chip("urgent", QCoreApplication.translate("Priority", "Urgent"), "warn")
    return None
