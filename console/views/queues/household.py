"""Who else of a household has signed up: shown together, decided one by one (DOMAIN F36)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.flow_layout import Flow
from console.views.queues.facts import DOT
from console.views.queues.reading import line, names
from console.views.queues.section import Section, card, padded, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel


class HouseholdList(Section):
    """One row for each other enrollment; hidden while there is none."""

    def __init__(self, calendar: Calendar, states: Mapping[str, Chip]) -> None:
        super().__init__(self.tr("Same household"))
        self._calendar, self._states = calendar, states
        self._hint = WrappedLabel(tone="muted")
        self._hint.say(self.tr("Each is decided on its own; nothing is merged."))
        self.content.addWidget(self._hint)
        self._rows: list[_Member] = []
        reveal(self, shown=False)

    def show_members(self, members: Sequence[Mapping[str, Any]]) -> None:
        """Show these enrollments and no others."""
        while len(self._rows) < len(members):
            self._rows.append(_Member())
            self.content.addWidget(self._rows[-1].frame)
        for number, row in enumerate(self._rows):
            reveal(row.frame, shown=number < len(members))
            if number < len(members):
                row.say(members[number], self._calendar, self._states)
        reveal(self, shown=bool(members))

    def shown(self) -> list[str]:
        """Give the rows on the screen, in words."""
        return [row.frame.accessibleName() for row in self._rows if not row.frame.isHidden()]


class _Member:
    """One row: name and birth date, what is shared, the state and the relation."""

    def __init__(self) -> None:
        self.frame = card()
        layout = padded(self.frame)
        self._name, self._detail = WrappedLabel(bold=True), WrappedLabel(tone="muted")
        self._relation, self._state = Tag(), Tag()
        tags = Flow()
        for tag in (self._relation, self._state):
            tags.flow.addWidget(tag)
        for widget in (self._name, self._detail, tags):
            layout.addWidget(widget)

    def say(
        self, member: Mapping[str, Any], calendar: Calendar, states: Mapping[str, Chip]
    ) -> None:
        """Show an enrollment."""
        born, name = calendar.day(line(member, "birth_date")), line(member, "name")
        shared = _shared(names(member, "shares"))
        self._name.say(name)
        self._detail.say(DOT.join(filter(None, (born, shared))))
        relation = _relation(line(member, "relation"))
        state = states.get(line(member, "state"))
        self._relation.show_chip(relation)
        self._state.show_chip(state)
        words = (name, born, shared, relation.text if relation else "", state.text if state else "")
        self.frame.setAccessibleName(", ".join(filter(None, words)))


def _relation(code: str) -> Chip | None:
    return {
        "twin": Chip("people", QCoreApplication.translate("Household", "May be a twin"), "warn"),
        "same": Chip(
            "copy", QCoreApplication.translate("Household", "Same name and birth date"), "warn"
        ),
    }.get(code)


def _shared(fields: Sequence[str]) -> str:
    words = {
        "address": QCoreApplication.translate("Household", "address"),
        "email": QCoreApplication.translate("Household", "e-mail"),
        "phone": QCoreApplication.translate("Household", "phone"),
    }
    told = ", ".join(words.get(field, field) for field in fields)
    if not told:
        return ""
    return QCoreApplication.translate("Household", "same {fields}").format(fields=told)
