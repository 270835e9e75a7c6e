"""Results: values in their ranges, their flags, and how they went before (DOMAIN F64–F67, §5.4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.models.queue_face import Chip
from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.beside import Beside
from console.views.queues.body import QueueBody
from console.views.queues.contact_form import ContactForm
from console.views.queues.correction_panel import CorrectionPanel
from console.views.queues.facts import DOT
from console.views.queues.reading import flag, line, part, parts, prose
from console.views.queues.release_around import ReleaseAround
from console.views.queues.report_findings import ReportFindings
from console.views.queues.review_bar import ReviewBar
from console.views.queues.section import column, page, reveal
from console.views.queues.tag import Tag
from console.views.queues.trend_dialog import TrendDialog
from console.views.queues.value_shapes import ValueRow
from console.views.queues.value_words import status_chip
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TITLE

REVIEWABLE = frozenset({"pending", "held", "unreviewed", "released"})


class ResultBody(QueueBody):
    """The report's title and state, what must be known first, the values, the texts, the rest.

    A result of an older portal has no clock, audience or review; the body then shows less.
    """

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._content: Any = None
        self._title, self._status = WrappedLabel(size=TITLE, bold=True), Tag()
        self._source = WrappedLabel(tone="muted")
        self._critical, self._blocked = Banner("bad", "urgent"), Banner("warn")
        self._around, self._correction = ReleaseAround(self, self.calendar), CorrectionPanel()
        self._findings = ReportFindings(self.calendar)
        self._contact, self._review = ContactForm(self.calendar), ReviewBar(self.calendar)
        self._lay_out()
        self._findings.course_wanted.connect(self._on_course_wanted)
        self._contact.changed.connect(self.choice_changed)
        self._contact.recorded.connect(lambda: self.chosen.emit("record_contact"))
        self._review.reviewed.connect(lambda: self.chosen.emit("review"))

    def _lay_out(self) -> None:
        head = column(space=GRID)
        head.addWidget(Beside(self._title, self._status))
        head.addWidget(self._source)
        banners, layout = column(space=GAP), page(self)
        first: tuple[QWidget, ...] = (self._around.recalled, self._blocked, self._critical)
        for widget in (*first, self._correction, self._around.clock):
            banners.addWidget(widget)
        layout.addLayout(head)
        layout.addLayout(banners)
        below: tuple[QWidget, ...] = (self._findings, self._contact)
        for widget in (*below, self._around.audience, self._review):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show the report."""
        self._content = item.entity.get("content")
        report = part(self._content, "report")
        self._title.say(line(report, "title") or self.tr("A report without a title"))
        self._status.show_chip(status_chip(line(report, "raw_status")))
        self._source.say(self._origin(report))
        observations, words = parts(self._content, "observations"), prose(report, "text")
        critical = self._findings.show_report(item.key, observations, words)
        self._show_around(item, waiting=item.state in {"pending", "held"})
        self._show_critical(critical)
        self._blocked.say(self._bar(), self._what_next())
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what is critical, corrected, sensitive, and when it goes out."""
        content = item.entity.get("content")
        marks = []
        if flag(content, "critical"):
            marks.append(Chip("urgent", self.tr("Critical"), "bad"))
        report = part(content, "report")
        corrected = line(report, "raw_status") in {"C", "corrected", "amended"}
        if corrected or part(content, "correction"):
            marks.append(Chip("edit", self.tr("Corrected"), "info"))
        sensitive = line(report, "sensitive")
        return [*marks, *self._around.marks(content, sensitive, is_open=item.is_open)]

    def params(self, action: str) -> dict[str, Any]:
        """Give what goes with an action: the audience on show, the call, the review."""
        if action == "record_contact":
            return self._contact.params()
        if action == "review":
            return self._review.params()
        if action != "release":
            return {}
        call = self._contact.params() if self._needs_call() else {}
        return self._around.params() | ({"contact": call} if call else {})

    def blocker(self, action: str) -> str:
        """Say why the result can not be released, by its status, its law, or a call not made."""
        if action == "review":
            return "" if self._review.params() else self.tr("Choose below what you make of it.")
        if action == "record_contact":
            return "" if self._contact.params() else self.tr("Say below whom you have told.")
        if action != "release":
            return ""
        bar = self._bar()
        if bar or not self._needs_call() or self._contact.params():
            return bar
        return self.tr("Say below who has been told about the critical value.")

    def _bar(self) -> str:
        release = part(self._content, "release")
        if flag(self._content, "releasable"):
            at = ms_of(line(release, "not_before"))
            if at <= self.calendar.now_ms():
                return ""
            text = self.tr("State law: can not be released before {when}.")
            return text.format(when=self.calendar.moment(at))
        reason = line(self._content, "not_releasable_reason")
        if reason == "NOT_A_LAB_RESULT":
            return self.tr("This is not a laboratory result; it can not be released here.")
        chip = status_chip(line(part(self._content, "report"), "raw_status"))
        if reason == "NOT_FINAL" and chip is not None:
            return self.tr("{status}: can not be released yet.").format(status=chip.text)
        return self.tr("The portal does not allow the release of this result.")

    def _what_next(self) -> str:
        if line(self._content, "not_releasable_reason") != "NOT_FINAL":
            return ""
        return self.tr("It can be once the laboratory has sent the final result.")

    def _needs_call(self) -> bool:
        """Whether a critical value has been told to nobody; an older portal keeps no such records."""
        known = isinstance(self._content, Mapping) and "contacts" in self._content
        return known and flag(self._content, "critical") and not parts(self._content, "contacts")

    def _show_around(self, item: Item, *, waiting: bool) -> None:
        content = self._content
        taken_back = self.tr("This result has been taken back")
        self._around.show_content(content, taken_back, waiting=waiting)
        self._correction.show_correction(part(content, "correction"))
        known = isinstance(content, Mapping) and "contacts" in content
        needed = known and flag(content, "critical") and item.state in REVIEWABLE
        patient = part(item.entity, "patient") or part(item.entity, "subject")
        who = line(patient, "name")
        calls = parts(content, "contacts")
        self._contact.show_calls(item.key, calls, who=who, needed=needed)
        reviewed = isinstance(content, Mapping) and "review" in content
        review, wanted = part(content, "review"), item.state in REVIEWABLE
        self._review.show_review(item.key, review, wanted=wanted)
        reveal(self._review, shown=reviewed)

    def _origin(self, report: Mapping[str, Any]) -> str:
        taken = self.calendar.moment(ms_of(line(report, "effective_at")))
        told = self.calendar.moment(ms_of(line(report, "issued_at")))
        facts = [line(report, "performer")]
        if taken:
            facts.append(self.tr("taken {when}").format(when=taken))
        if told:
            facts.append(self.tr("reported {when}").format(when=told))
        return DOT.join(filter(None, facts))

    def _show_critical(self, named: Sequence[str]) -> None:
        if not named and not flag(self._content, "critical"):
            self._critical.say("")
            return
        title = self.tr("Critical: {values}").format(values=", ".join(named))
        self._critical.say(
            title if named else self.tr("The laboratory calls this result critical."),
            self.tr("Speak to the patient before they read it on their own."),
        )

    def _on_course_wanted(self, row: ValueRow) -> None:
        TrendDialog(row, self.calendar, self).open()
