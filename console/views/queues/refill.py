"""Renewals: the drug, what the checks found, its last fills, and who asked (DOMAIN F54–F56, §5.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import Item
from console.models.one_line import isolated
from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.queues.beside import Beside
from console.views.queues.body import QueueBody
from console.views.queues.check_card import CheckCard
from console.views.queues.check_words import Finding, findings
from console.views.queues.facts import Fact, FactList
from console.views.queues.quote import Quote
from console.views.queues.reading import count, line, number, part, parts, prose
from console.views.queues.section import Section, column, page, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TITLE

_FILLS = 4  # fills shown; the older ones are counted


class RefillBody(QueueBody):
    """The drug large, its state, the check card, what is on the prescription, the fills."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._findings: list[Finding] = []
        self._drug = WrappedLabel(size=TITLE, bold=True)
        self._dose = WrappedLabel()
        self._status = Tag()
        self._note, self._checks = Quote(), CheckCard()
        self._facts, self._fills = FactList(), FactList(short=True)
        self._fill_section = Section(self.tr("Last fills"))
        self._earlier = WrappedLabel(tone="muted")
        drug = column(space=GRID)
        drug.addWidget(Beside(self._drug, self._status))
        drug.addWidget(self._dose)
        layout = page(self)
        layout.addLayout(drug)
        for widget in (self._note, self._checks, self._facts):
            layout.addWidget(widget)
        self._fill_section.content.addWidget(self._fills)
        self._fill_section.content.addWidget(self._earlier)
        layout.addWidget(self._fill_section)
        layout.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show the medication and what was checked."""
        content = item.entity.get("content")
        medication = part(content, "medication")
        self._findings = findings(content, self.calendar)
        self._drug.say(line(medication, "name") or self.tr("No medicine is named"))
        dose = prose(medication, "dose_text")
        self._dose.say(dose or self.tr("No dose is written down."), "text" if dose else "muted")
        self._show_status(medication)
        self._checks.show_findings(self._findings)
        self._facts.show_facts(self._prescription(item.entity, content, medication))
        self._show_fills(parts(medication, "fills"))
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
        if checks.get("TOO_SOON") in {"warn", "stop"}:
            marks.append(Chip("clock", self.tr("Too soon"), "warn"))
        return marks

    def blocker(self, action: str) -> str:
        """Give the first check that stops an approval."""
        if action != "approve":
            return ""
        return next((one.text for one in self._findings if one.level == "stop"), "")

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

    def _prescription(
        self, entity: Mapping[str, Any], content: Any, medication: Mapping[str, Any]
    ) -> list[Fact]:
        facts = [self._asked_by(entity), self._supply(medication), self._refills(medication)]
        day, by = (
            self.calendar.day(line(medication, "prescribed_on")),
            line(medication, "prescriber"),
        )
        told = self.tr("{day} by {name}").format(day=day, name=by) if day and by else day or by
        facts.append(Fact(self.tr("Prescribed"), told))
        facts.append(Fact(self.tr("Pharmacy"), line(content, "pharmacy")))
        return [fact if fact.value else fact._replace(value="–", tone="muted") for fact in facts]

    def _asked_by(self, entity: Mapping[str, Any]) -> Fact:
        patient = line(part(entity, "subject"), "name") or line(part(entity, "patient"), "name")
        proxy = line(entity, "requested_by")
        if not proxy:
            return Fact(self.tr("Asked by"), patient)
        text = self.tr("{proxy} for {patient}").format(proxy=proxy, patient=patient)
        return Fact(self.tr("Asked by"), text, "people")

    def _supply(self, medication: Mapping[str, Any]) -> Fact:
        return Fact(self.tr("Supply"), self._amount(medication))

    def _amount(self, source: Mapping[str, Any]) -> str:
        quantity, days = number(source, "quantity"), count(source, "days_supply")
        amount = "" if quantity is None else f"{quantity:g}"
        if days is None:
            return amount
        for_days = self.tr("for %n day(s)", None, days)
        return f"{amount} {for_days}" if amount else for_days

    def _refills(self, medication: Mapping[str, Any]) -> Fact:
        left, allowed = count(medication, "refills_remaining"), count(medication, "refills_allowed")
        if left is None:
            return Fact(self.tr("Refills left"), "")
        if allowed is None:
            return Fact(self.tr("Refills left"), str(left))
        text = self.tr("{left} of {allowed}").format(left=left, allowed=allowed)
        return Fact(self.tr("Refills left"), text)

    def _show_fills(self, fills: Sequence[Mapping[str, Any]]) -> None:
        newest = sorted(fills, key=lambda fill: line(fill, "date"), reverse=True)
        self._fills.show_facts(
            [
                Fact(self.calendar.day(line(fill, "date")) or "–", self._amount(fill) or "–")
                for fill in newest[:_FILLS]
            ]
        )
        older = len(newest) - _FILLS
        if older > 0:
            self._earlier.say(self.tr("and %n earlier fill(s)", None, older))
        else:
            self._earlier.say("" if newest else self.tr("No fill is on record."))
        reveal(self._earlier, shown=older > 0 or not newest)
