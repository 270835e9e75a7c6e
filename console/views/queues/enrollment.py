"""Enrollments: what a person submitted, beside the chart it may belong to (DOMAIN F24–F36, §5.2).

Whose chart it is, a person says; nothing is chosen beforehand as soon as there is any candidate.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import Item, ItemKey
from console.domain.session import Me
from console.models.queue_face import Chip
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.queues.application import application_facts
from console.views.queues.banner import Banner
from console.views.queues.body import QueueBody
from console.views.queues.candidate import Candidate, nearly_equal
from console.views.queues.chart_choice import NEW_CHART, ChartChoice
from console.views.queues.chart_compare import ChartCompare
from console.views.queues.enrollment_banners import EnrollmentBanners, age_band
from console.views.queues.exchange import Exchange
from console.views.queues.facts import FactList
from console.views.queues.guardian_form import ADULT, GuardianForm
from console.views.queues.household import HouseholdList
from console.views.queues.linked_request import LinkedRequest, linked_item
from console.views.queues.match_words import bar_sentence
from console.views.queues.reading import line, names, part, parts
from console.views.queues.section import Section, page, reveal
from console.views.theme import GAP


class EnrollmentBody(QueueBody):
    """The question whose chart it is, the evidence in two columns, and all that hangs on it."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._key: ItemKey | None = None
        self._entity: Mapping[str, Any] = {}
        self._submitted: Mapping[str, Any] = {}
        self._candidates: list[Candidate] = []
        self._apart: tuple[str, bool] | None = None
        self._is_open = True
        self._me: Me | None = None
        self._banners = EnrollmentBanners(self.calendar)
        self._exchange = Exchange(self.calendar)
        self._guardian = GuardianForm()
        self._tied = Banner("warn", "people")
        self._question = Section(self.tr("Whose chart is it?"))
        self._choice = ChartChoice(self.calendar)
        self._compare = ChartCompare(self.calendar)
        self._household = HouseholdList(self.calendar, FACES["enrollment"].states())
        self._linked = LinkedRequest(self.calendar, FACES["appointment"].states())
        self._others = Section(self.tr("Also submitted"))
        self._facts = FactList(inset=GAP)
        self._lay_out()
        self._choice.chosen.connect(self._on_chosen)
        self._choice.told_apart.connect(self._on_told_apart)
        self._linked.both.connect(self._on_both)
        self._linked.wanted.connect(self._on_linked_wanted)
        self.choice_changed.connect(lambda: self._linked.allow_both(self.blocker("approve")))
        for signal in (
            self._choice.confirmed,
            self._compare.changed,
            self._guardian.changed,
            self._linked.changed,
        ):
            signal.connect(self.choice_changed)

    def _lay_out(self) -> None:
        self._question.content.addWidget(self._tied)
        self._question.content.addWidget(self._choice)
        self._others.content.addWidget(self._facts)
        layout = page(self)
        for widget in (
            *(self._banners, self._exchange, self._question, self._compare),
            *(self._guardian, self._linked, self._household, self._others),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_me(self, me: Me | None) -> None:
        """Take who looks: who may book as well can approve both (DOMAIN F33)."""
        self._me = me

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Take the times that the linked request could get."""
        self._linked.show_slots(slots)

    def show_item(self, item: Item) -> None:
        """Show what was submitted and the best candidate; keep a choice over a newer version."""
        entity = self._entity = item.entity
        content = entity.get("content")
        same, self._key = item.key == self._key, item.key
        self._is_open, self._apart = item.is_open, None
        self._submitted = part(content, "submitted")
        distinct = names(entity, "distinct")
        self._candidates = [Candidate.read(one, distinct) for one in parts(content, "candidates")]
        choice = self._choice.choice if same else ""
        if not self._candidates:
            choice = NEW_CHART
        elif choice not in {NEW_CHART, *(one.patient_id for one in self._candidates)}:
            choice = ""
        self._banners.show_facts(entity, self._submitted)
        self._exchange.show_rounds(parts(content, "exchange"))
        tied = nearly_equal(self._candidates) and item.is_open
        words = self.tr("Two charts match about equally well. Look at both.")
        self._tied.say(words if tied else "")
        self._choice.show_candidates(self._candidates, choice, same=same)
        reveal(self._question, shown=item.is_open)
        self._show_chart(self._chosen() or next(iter(self._candidates), None))
        self._guardian.show_band(self._band() if item.is_open else ADULT, self._age(), same=same)
        self._show_linked(item, same=same)
        self._household.show_members(parts(entity, "household"))
        self._facts.show_facts(application_facts(self._submitted, self.calendar))
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark an answer that has come, a minor, and who may have a twin or has asked twice."""
        entity, content = item.entity, item.entity.get("content")
        found = []
        if item.is_open and line(content, "answer"):
            found.append(Chip("mail", self.tr("Has answered"), "info"))
        if age_band(entity, self.calendar) != ADULT:
            found.append(Chip("people", self.tr("Minor"), "warn"))
        if item.is_open and parts(entity, "household"):
            found.append(Chip("people", self.tr("Household"), "info"))
        if line(content, "route") == "with_account":
            found.append(Chip("key", self.tr("Has an account elsewhere"), "info"))
        return tuple(found)

    def params(self, action: str) -> dict[str, Any]:
        """Give what the person has chosen for the action."""
        if action == "approve":
            return self._approval()
        if action == "deny" and self._linked.choice:
            return {"linked": self._linked.choice}
        if action == "mark_distinct" and self._apart is not None:
            patient_id, distinct = self._apart
            return {"patient_id": patient_id, "distinct": distinct}
        return {}

    def _approval(self) -> dict[str, Any]:
        choice = self._choice.choice
        if not choice:
            return {}
        wanted: dict[str, Any] = {"chart": "new"}
        if choice != NEW_CHART:
            wanted = {"chart": "link", "patient_id": choice}
            accepted = self._compare.accepted()
            if accepted:
                wanted["accept"] = accepted
        if self._choice.second:
            wanted["second_chart"] = True
        if self._band() != ADULT:
            wanted["guardian"] = self._guardian.params()
        return wanted

    def blocker(self, action: str) -> str:
        """Say what still stands between the applicant and an account."""
        if action == "deny" and self._linked.is_undecided:
            return self.tr("Say what becomes of the appointment request: decline it or keep it.")
        if action == "resend_mail" and line(part(self._entity, "mail"), "state") == "queued":
            return self.tr("The confirmation is still on its way.")
        if action != "approve":
            return ""
        return self._banners.bar() or self._choice_blocker() or self._guardian_blocker()

    def _choice_blocker(self) -> str:
        if not self._choice.choice:
            return self.tr("Choose the chart that the account belongs to, or a new chart.")
        chart = self._chosen()
        if chart is not None:
            return bar_sentence(chart)
        if self._choice.second is False:
            same = ", ".join(one.name for one in self._candidates if one.may_be_same)
            return self.tr("This makes a second chart for {name}? Confirm it.").format(name=same)
        return ""

    def _guardian_blocker(self) -> str:
        return self._guardian.missing() if self._band() != ADULT else ""

    def _band(self) -> str:
        return age_band(self._entity, self.calendar)

    def _age(self) -> str:
        return self.calendar.age_of(line(self._submitted, "birth_date"))

    def _chosen(self) -> Candidate | None:
        choice = self._choice.choice
        return next((one for one in self._candidates if one.patient_id == choice), None)

    def _on_chosen(self, _choice: str) -> None:
        self._show_chart(self._chosen() or next(iter(self._candidates), None))
        self.choice_changed.emit()

    def _on_told_apart(self, patient_id: str, distinct: bool) -> None:  # noqa: FBT001 - a signal's value
        self._apart = (patient_id, distinct)
        self.chosen.emit("mark_distinct")

    def _show_linked(self, item: Item, *, same: bool) -> None:
        linked = part(item.entity, "linked")
        may_book = self._may_book(item.key.practice_id)
        self._linked.show_linked(linked, decidable=item.is_open, may_book=may_book, same=same)
        span = self._linked.wanted_span(linked)
        if span is not None:
            self.slots_wanted.emit(*span)

    def _may_book(self, practice_id: int) -> bool:
        rule = self._me.rule("appointment", "book") if self._me is not None else None
        return (
            rule is not None and self._me is not None and self._me.may(practice_id, rule.permission)
        )

    def _on_both(self, slot_id: str) -> None:
        """Approve the enrollment, then book the request: two decisions, two outcomes."""
        linked = self._linked_item()
        if linked is not None and not self.blocker("approve"):
            self.chosen.emit("approve")
            self.also.emit(linked, "book", {"slot_id": slot_id})

    def _on_linked_wanted(self) -> None:
        linked = self._linked_item()
        if linked is not None:
            self.item_wanted.emit(linked.key)

    def _linked_item(self) -> Item | None:
        return linked_item(part(self._entity, "linked"), self._entity, self._key)

    def _show_chart(self, chart: Candidate | None) -> None:
        chosen = self._chosen()
        acceptable = self._is_open and chosen is not None and not bar_sentence(chosen)
        self._compare.show_chart(self._submitted, chart, self._candidates, acceptable=acceptable)
