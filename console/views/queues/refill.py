"""Renewals: the drug, what the checks found, what would be granted, its fills (DOMAIN F54–F56, §5.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import Item, ItemKey
from console.domain.session import Reason
from console.models.one_line import isolated
from console.models.queue_face import Chip
from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.beside import Beside
from console.views.queues.body import QueueBody
from console.views.queues.check_card import CheckCard
from console.views.queues.check_words import Finding, findings
from console.views.queues.facts import Fact, FactList
from console.views.queues.prescription import (
    amount,
    described,
    due_on,
    prescription_facts,
    supplies,
)
from console.views.queues.quote import Quote
from console.views.queues.reading import count, line, part, parts, prose
from console.views.queues.refill_terms import RefillTerms
from console.views.queues.section import Section, column, page, reveal
from console.views.queues.supply_strip import SupplyStrip
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TITLE

_FILLS = 4  # fills listed; the older ones are counted
_DECIDES = frozenset({"approve", "approve_with_changes", "prepare"})


class RefillBody(QueueBody):
    """The drug large, its state, the check card, the terms, the prescription, the fills."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._item: Item | None = None
        self._findings: list[Finding] = []
        self._drug = WrappedLabel(size=TITLE, bold=True)
        self._dose = WrappedLabel()
        self._status = Tag()
        self._note, self._checks, self._terms = Quote(), CheckCard(), RefillTerms()
        self._prepared = Banner("info", "edit")
        self._facts, self._fills = FactList(), FactList(short=True)
        self._fill_section = Section(self.tr("Last fills"))
        self._strip = SupplyStrip()
        self._earlier = WrappedLabel(tone="muted")
        self._checks.item_asked.connect(self._on_item_asked)
        self._checks.recheck_asked.connect(lambda: self.chosen.emit("recheck"))
        self._terms.changed.connect(self._on_terms_changed)
        self._terms.asked.connect(self.chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        drug = column(space=GRID)
        drug.addWidget(Beside(self._drug, self._status))
        drug.addWidget(self._dose)
        layout = page(self)
        layout.addLayout(drug)
        for widget in (self._prepared, self._note, self._checks, self._terms, self._facts):
            layout.addWidget(widget)
        for part_of_it in (self._strip, self._fills, self._earlier):
            self._fill_section.content.addWidget(part_of_it)
        layout.addWidget(self._fill_section)
        layout.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show the medication, what was checked, and what is chosen."""
        same = self._item is not None and self._item.key == item.key
        self._item = item
        content = item.entity.get("content")
        medication = part(content, "medication")
        self._findings = findings(content, self.calendar)
        self._drug.say(line(medication, "name") or self.tr("No medicine is named"))
        dose = prose(medication, "dose_text")
        self._dose.say(dose or self.tr("No dose is written down."), "text" if dose else "muted")
        self._show_status(medication)
        age = self._age(content)
        self._checks.show_findings(self._findings, age, repeatable=item.is_open and bool(age))
        self._show_prepared(part(content, "prepared"), shown=item.is_open)
        self._terms.show_item(content, self._findings, is_open=item.is_open, same=same)
        self._show_facts()
        self._show_fills(content, medication)
        asker = line(item.entity, "requested_by") or line(part(item.entity, "subject"), "name")
        self._note.say(self.tr("{who} writes").format(who=isolated(asker)), prose(content, "note"))
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what a renewal can founder on."""
        content = item.entity.get("content")
        medication = part(content, "medication")
        marks = []
        schedule = line(medication, "schedule")
        if schedule:
            text = self.tr("Schedule {schedule}").format(schedule=schedule)
            marks.append(Chip("shield", text, "bad" if schedule == "II" else "warn"))
        if line(medication, "status") == "inactive":
            marks.append(Chip("hold", self.tr("Inactive medicine"), "warn"))
        checks = {line(one, "code"): line(one, "level") for one in parts(content, "checks")}
        if checks.get("ALLERGY") in {"warn", "stop"}:
            marks.append(Chip("warning", self.tr("Allergy"), "bad"))
        if checks.get("TOO_SOON") in {"warn", "stop"}:
            marks.append(Chip("clock", self.tr("Too soon"), "warn"))
        if part(content, "prepared") and item.is_open:
            marks.append(Chip("edit", self.tr("Prepared"), "info"))
        return marks

    def params(self, action: str) -> dict[str, Any]:
        """Give what was chosen for the action."""
        return self._terms.params(action)

    def blocker(self, action: str) -> str:
        """Give the first check that stops an approval, or what is still to be chosen."""
        if action not in _DECIDES:
            return ""
        stop = next((one.text for one in self._findings if one.level == "stop"), "")
        return stop or self._terms.obstacle(action)

    def proposal(self, reason: Reason) -> str:
        """Give the words for a reason; of what is too early, the day from which it is not."""
        content = self._item.entity.get("content") if self._item else None
        due = due_on(content)
        if reason.code != "TOO_SOON" or due is None or due <= self.calendar.today():
            return reason.text_to_patient
        # the words to a patient are English until the practice writes its own
        return (
            f"It is too early to renew this. You can ask again from {due:%B} {due.day}, {due.year}."
        )

    def _on_terms_changed(self) -> None:
        if self._item is not None:
            self._show_facts()
        self.choice_changed.emit()

    def _on_item_asked(self, item_id: str) -> None:
        if self._item is not None:
            key = self._item.key
            self.item_wanted.emit(ItemKey(key.practice_id, key.kind, item_id))

    def _age(self, content: Any) -> str:
        at = ms_of(line(content, "checked_at"))
        if not at:
            return ""
        return self.tr("Checked {age}; checked again at the approval.").format(
            age=self.calendar.moment(at)
        )

    def _show_prepared(self, prepared: Mapping[str, Any], *, shown: bool) -> None:
        refills = count(prepared, "refills") or 0
        text = self.tr("Prepared by {name}: %n refill(s)", None, refills)
        text = text.format(name=isolated(line(part(prepared, "by"), "name")))
        self._prepared.say(text if shown and prepared else "", prose(prepared, "note"))

    def _show_status(self, medication: Mapping[str, Any]) -> None:
        status = line(medication, "status")
        day = self.calendar.day(line(medication, "stopped_on"))
        if status == "active":
            self._status.show_chip(Chip("check", self.tr("Active"), "ok"))
        elif status == "inactive" and day:
            text = self.tr("Inactive since {day}").format(day=day)
            self._status.show_chip(Chip("hold", text, "warn"))
        elif status == "inactive":
            self._status.show_chip(Chip("hold", self.tr("Inactive"), "warn"))
        else:
            self._status.show_chip(Chip("info", status.capitalize(), "muted") if status else None)

    def _show_facts(self) -> None:
        item = self._item
        if item is None:
            return
        after: dict[str, Any] = {}
        if item.is_open and not self._terms.isHidden():
            after["refills"] = self._terms.refills()
            if self._terms.is_changing():
                after |= self._terms.form.changes()
        content = item.entity.get("content")
        self._facts.show_facts(prescription_facts(item.entity, content, after, self.calendar))

    def _show_fills(self, content: Any, medication: Mapping[str, Any]) -> None:
        fills = parts(medication, "fills")
        newest = sorted(fills, key=lambda fill: line(fill, "date"), reverse=True)
        self._fills.show_facts(
            [
                Fact(self.calendar.day(line(fill, "date")) or "–", amount(fill) or "–")
                for fill in newest[:_FILLS]
            ]
        )
        older = len(newest) - _FILLS
        if older > 0:
            self._earlier.say(self.tr("and %n earlier fill(s)", None, older))
        else:
            self._earlier.say("" if newest else self.tr("No fill is on record."))
        reveal(self._earlier, shown=older > 0 or not newest)
        shown, due = supplies(medication), due_on(content)
        words = (self.tr("Today"), self.tr("Due {day}").format(day=self._day(due)))
        told = described(shown, due, self.calendar)
        self._strip.show_supplies(shown, self.calendar.today(), due, words, told)
        reveal(self._strip, shown=bool(shown))

    def _day(self, due: Any) -> str:
        return self.calendar.day(due.isoformat()) if due is not None else ""
