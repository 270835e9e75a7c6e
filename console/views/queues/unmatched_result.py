"""A result without a chart: the person as the laboratory sent them beside the charts (DOMAIN §5.4).

Whose it is, a person says; nothing is chosen beforehand. Nothing here is shown to a patient.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.domain.items import Item, ItemKey
from console.models.intake_words import unmatched_why
from console.models.one_line import isolated
from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.queues.banner import Banner
from console.views.queues.body import QueueBody
from console.views.queues.candidate import Candidate, nearly_equal
from console.views.queues.chart_choice import ChartChoice
from console.views.queues.chart_compare import ChartCompare
from console.views.queues.chart_search import ChartSearch
from console.views.queues.facts import FactList
from console.views.queues.landed_results import LandedResults
from console.views.queues.match_override import MatchOverride
from console.views.queues.match_words import bar_sentence
from console.views.queues.reading import line, part, parts
from console.views.queues.section import Section, page, reveal
from console.views.queues.sent_person import (
    DECEASED,
    chart_of,
    match_sentence,
    more_facts,
    number_pair,
    submitted_of,
)
from console.views.queues.sent_report import SentReport
from console.views.queues.value_words import is_critical
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP


class UnmatchedResultBody(QueueBody):
    """Why it waits, whose it may be, and the report itself.

    Signals: `charts_wanted(ItemKey, tuple of Terms)` when charts are looked for, answered by
    `show_charts` or `show_problem`; `message_wanted(str message id)` for the message as it came.
    """

    charts_wanted = Signal(object, object)
    message_wanted = Signal(str)

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._key: ItemKey | None = None
        self._content: Any = None
        self._is_open = True
        self._proposed: list[Candidate] = []
        self._found: list[Candidate] = []
        self._why, self._critical = Banner("warn", "unmatched"), Banner("bad", "urgent")
        self._tied, self._none = Banner("warn", "people"), WrappedLabel(tone="muted")
        self._question = Section(self.tr("Whose result is it?"))
        self._choice = ChartChoice(self.calendar, charts_only=True)
        self._search, self._override = ChartSearch(self.calendar), MatchOverride()
        self._compare, self._more = ChartCompare(self.calendar), FactList(inset=GAP)
        self._report, self._landed = SentReport(self.calendar), LandedResults()
        self._compare.grid.heads()[0].setText(self.tr("As sent"))
        self._lay_out()
        self._choice.chosen.connect(self._on_chosen)
        self._override.changed.connect(self.choice_changed)
        self._search.wanted.connect(self._on_search)
        self._report.message_wanted.connect(self.message_wanted)
        self._landed.item_wanted.connect(self.item_wanted)

    def _lay_out(self) -> None:
        inside: tuple[QWidget, ...] = (self._tied, self._none, self._choice, self._search)
        for widget in inside:
            self._question.content.addWidget(widget)
        layout = page(self)
        widgets: tuple[QWidget, ...] = (
            *(self._landed, self._critical, self._why, self._question, self._compare, self._more),
            *(self._override, self._report),
        )
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)

    # What the panel gives

    def show_item(self, item: Item) -> None:
        """Show the result and the charts; a choice is kept over a newer version."""
        same, self._key = item.key == self._key, item.key
        self._is_open, self._content = item.is_open, item.entity.get("content")
        choice = self._choice.choice if same else ""
        if not same:
            self._found = []
            self._search.clear()
        self._proposed = [chart_of(one) for one in parts(self._content, "candidates")]
        why = unmatched_why(line(self._content, "reason"))
        self._why.say(why.what if item.is_open else "", self._next_step(why.next))
        self._landed.show_landed(item)
        critical = self._report.show_report(item.key, self._content)
        self._show_critical(critical)
        self._show_charts(choice, same=same)
        reveal(self._question, shown=item.is_open)
        self._more.show_facts(more_facts(part(self._content, "person")))
        self.choice_changed.emit()

    def show_charts(
        self, key: ItemKey, charts: Sequence[Mapping[str, Any]], *, more: bool = False
    ) -> None:
        """Take the charts that fit what was looked for; those of another item are let go."""
        if key != self._key or not self._search.is_waiting:
            return
        known = {one.patient_id: one for one in self._proposed}
        read = [chart_of(one) for one in charts]
        self._found = [known.get(one.patient_id, one) for one in read]
        self._search.show_found(len(read), more=more)
        self._show_charts(self._choice.choice, same=True)
        self.choice_changed.emit()

    def show_problem(self, key: ItemKey, words: str) -> None:
        """Say why charts could not be looked for."""
        if key == self._key and self._search.is_waiting:
            self._search.say(words)

    def forget(self) -> None:
        """Let go of the charts that were looked for."""
        self._key, self._found = None, []
        self._search.clear()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what is critical: nobody knows yet whom to call."""
        report = part(item.entity.get("content"), "report")
        flags = [line(one, "flag") for one in parts(report, "observations")]
        if item.is_open and any(map(is_critical, flags)):
            return (Chip("urgent", self.tr("Critical"), "bad"),)
        return ()

    def params(self, action: str) -> dict[str, Any]:
        """Give the chart, where it came from, and the words where it is matched all the same."""
        chart = self._chosen()
        if action != "match" or chart is None:
            return {}
        proposed = chart.patient_id in {one.patient_id for one in self._proposed}
        chosen = {
            "patient_id": chart.patient_id,
            "chosen_because": "candidate" if proposed else "search",
        }
        words = self._override.words()
        return {**chosen, "override_reason": words} if words else chosen

    def blocker(self, action: str) -> str:
        """Say what still stands between the result and a chart."""
        if action != "match":
            return ""
        chart = self._chosen()
        if chart is None:
            return self.tr("Choose the chart that it belongs to.")
        if chart.bar and chart.bar != DECEASED:
            return bar_sentence(chart)
        return self._override.obstacle()

    def sentence(self, action: str) -> str:
        """Name the patient to whose results it goes."""
        chart = self._chosen()
        if action != "match" or chart is None:
            return ""
        return match_sentence(part(self._content, "person"), chart, line(self._content, "reason"))

    # Inside

    def _next_step(self, words: str) -> str:
        """What to do; where another chart has the order, which one."""
        other = part(self._content, "other")
        if not other:
            return words
        facts = (line(other, "record_number"), self.calendar.day(line(other, "birth_date")))
        form = self.tr("It is with {who} ({facts}) now.")
        who = isolated(line(other, "name"))
        return f"{form.format(who=who, facts=', '.join(filter(None, facts)))} {words}"

    def _show_critical(self, named: Sequence[str]) -> None:
        title = self.tr("Critical: {values}").format(values=", ".join(named))
        next_step = self.tr("Find out at once whose it is; call the laboratory.")
        self._critical.say(title if named and self._is_open else "", next_step)

    def _charts(self) -> list[Candidate]:
        """What was looked for first, then what the portal proposes; each once."""
        found = {one.patient_id for one in self._found}
        return [*self._found, *(one for one in self._proposed if one.patient_id not in found)]

    def _show_charts(self, choice: str, *, same: bool) -> None:
        charts = self._charts()
        known = {one.patient_id for one in charts}
        self._choice.show_candidates(charts, choice if choice in known else "", same=same)
        tied = nearly_equal(self._proposed) and self._is_open
        words = self.tr("Two charts match about equally well. Look at both.")
        self._tied.say(words if tied else "")
        self._none.say(self.tr("No chart resembles the person that was sent."))
        reveal(self._none, shown=not charts)
        self._show_chart()

    def _show_chart(self) -> None:
        person, reason = part(self._content, "person"), line(self._content, "reason")
        chosen = self._chosen()
        chart = chosen or (next(iter(self._charts()), None) if self._is_open else None)
        first = [number_pair(person, chart, reason)]
        self._compare.show_chart(
            submitted_of(person), chart, self._proposed, acceptable=False, first=first
        )
        self._override.ask(chosen.patient_id if chosen is not None else "", self._against(chosen))

    def _against(self, chart: Candidate | None) -> str:
        """What the portal refuses without words: another birth date, a person who has died."""
        if chart is None or not self._is_open:
            return ""
        sources = (part(self._content, "person"), *parts(self._content, "versions"))
        days = [line(one, "birth_date") for one in sources]
        sent = next((day for day in days if day and day != chart.birth_date), "")
        if sent and chart.birth_date:
            form = self.tr("The laboratory sent the birth date {sent}, the chart has {kept}.")
            return form.format(
                sent=self.calendar.day(sent), kept=self.calendar.day(chart.birth_date)
            )
        if chart.bar == DECEASED:
            return bar_sentence(chart)
        return ""

    def _chosen(self) -> Candidate | None:
        choice = self._choice.choice if self._is_open else ""
        return next((one for one in self._charts() if one.patient_id == choice), None)

    def _on_chosen(self, _choice: str) -> None:
        self._show_chart()
        self.choice_changed.emit()

    def _on_search(self, readings: object) -> None:
        if self._key is not None:
            self.charts_wanted.emit(self._key, readings)
