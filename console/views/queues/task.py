"""Tasks: what is to be done, about whom, what set it in motion (PEERS B16)."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import Item
from console.models.proxy_words import words
from console.models.queue_face import Chip
from console.models.task_face import task_kind, task_sentence
from console.models.when import Calendar
from console.views.queues.body import QueueBody
from console.views.queues.facts import Fact, FactList
from console.views.queues.quote import Quote
from console.views.queues.reading import line, part, prose
from console.views.queues.section import column, page
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TITLE


class TaskBody(QueueBody):
    """The task large, what it asks for, and where it comes from. Nothing here is for a patient."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._summary = WrappedLabel(size=TITLE, bold=True)
        self._summary.setObjectName("task_summary")
        self._sentence = WrappedLabel(tone="muted")
        self._told, self._facts = Quote(), FactList()
        head = column(space=GRID)
        head.addWidget(self._summary)
        head.addWidget(self._sentence)
        layout = page(self)
        layout.addLayout(head)
        layout.addWidget(self._told)
        layout.addWidget(self._facts)
        layout.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show what is to be done."""
        content = item.entity.get("content")
        code, details = line(content, "code"), part(content, "details")
        self._summary.say(line(item.entity, "summary") or task_kind(code).text)
        self._sentence.say(task_sentence(code))
        self._told.say(self.tr("The patient was told"), prose(details, "told"))
        self._facts.show_facts(self._facts_of(item, content, details))
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Name the kind of task."""
        kind = task_kind(line(item.entity.get("content"), "code"))
        return (kind,) if kind.text else ()

    def _facts_of(self, item: Item, content: Any, details: Mapping[str, Any]) -> list[Fact]:
        facts = [Fact(self.tr("What for"), task_kind(line(content, "code")).text)]
        origin = part(content, "origin")
        kinds = {
            "enrollment": self.tr("An enrollment"),
            "refill": self.tr("A renewal"),
            "appointment": self.tr("An appointment request"),
            "result": self.tr("A result"),
            "document": self.tr("A document"),
        }
        kind = line(origin, "kind")
        if kind:
            facts.append(Fact(self.tr("Comes from"), kinds.get(kind, kind)))
        seen = details.get("seen")
        if isinstance(seen, bool):
            facts.append(
                Fact(self.tr("Seen by the wrong person"), self.tr("Yes"), "warning", "bad")
                if seen
                else Fact(self.tr("Seen by the wrong person"), self.tr("No"), "check", "ok")
            )
        facts += self._asked(details)
        holder = line(part(item.entity, "assigned_to"), "name")
        facts.append(Fact(self.tr("With"), holder or self.tr("Nobody yet")))
        return facts

    def _asked(self, details: Mapping[str, Any]) -> list[Fact]:
        """What a patient has asked about a care manager (DOMAIN F47)."""
        wishes = {
            "somebody_for_me": self.tr("Somebody is to act for the patient"),
            "i_for_somebody": self.tr("The patient wants to act for somebody"),
        }
        who_acts = line(details, "who_acts")
        if who_acts not in wishes:
            return []
        born = self.calendar.day(line(details, "birth_date"))
        name = " · ".join(one for one in (line(details, "name"), born) if one)
        facts = [
            Fact(self.tr("Wish"), wishes[who_acts]),
            Fact(self.tr("Whom they name"), name),
            Fact(self.tr("Relationship"), words(line(details, "relationship"))),
            Fact(self.tr("In their words"), line(details, "said")),
        ]
        return [fact for fact in facts if fact.value]
