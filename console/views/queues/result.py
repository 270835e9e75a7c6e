"""Results: values in their ranges, their flags, and how they went before (DOMAIN F64–F67, §5.4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import Item
from console.models.queue_face import Chip
from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.beside import Beside
from console.views.queues.body import QueueBody
from console.views.queues.facts import DOT
from console.views.queues.reading import flag, line, part, parts
from console.views.queues.section import column, page, reveal
from console.views.queues.tag import Tag
from console.views.queues.text_findings import TextFindings
from console.views.queues.trend_dialog import TrendDialog
from console.views.queues.value_list import ValueList
from console.views.queues.value_rows import MOST_ROWS, TextFinding, ValueRow, read
from console.views.queues.value_words import status_chip
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TITLE


class ResultBody(QueueBody):
    """The report's title and state, what must be known first, the values, the texts."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._content: Any = None
        self._title, self._status = WrappedLabel(size=TITLE, bold=True), Tag()
        self._source = WrappedLabel(tone="muted")
        self._critical, self._blocked = Banner("bad", "urgent"), Banner("warn")
        self._values, self._texts = ValueList(), TextFindings()
        self._more = WrappedLabel(tone="muted")
        head = column(space=GRID)
        head.addWidget(Beside(self._title, self._status))
        head.addWidget(self._source)
        banners = column(space=GAP)
        banners.addWidget(self._blocked)
        banners.addWidget(self._critical)
        layout = page(self)
        layout.addLayout(head)
        layout.addLayout(banners)
        for widget in (self._values, self._more, self._texts):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._values.course_wanted.connect(self._on_course_wanted)

    def show_item(self, item: Item) -> None:
        """Show the report."""
        self._content = item.entity.get("content")
        report = part(self._content, "report")
        self._title.say(line(report, "title") or self.tr("A report without a title"))
        self._status.show_chip(status_chip(line(report, "raw_status")))
        self._source.say(self._origin(report))
        rows, texts = read(parts(self._content, "observations"), self.calendar)
        self._values.show_rows(rows[:MOST_ROWS])
        reveal(self._values, shown=bool(rows))
        self._texts.show_findings(texts)
        self._show_more(len(rows) - MOST_ROWS, nothing=not rows and not texts)
        self._blocked.say(self.blocker("release"), self._what_next())
        self._show_critical(rows, texts)
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what is critical, and what has been corrected."""
        content = item.entity.get("content")
        marks = []
        if flag(content, "critical"):
            marks.append(Chip("urgent", self.tr("Critical"), "bad"))
        if line(part(content, "report"), "raw_status") in {"C", "corrected", "amended"}:
            marks.append(Chip("edit", self.tr("Corrected"), "info"))
        return marks

    def blocker(self, action: str) -> str:
        """Say why the result can not be released, by the status that the laboratory sent."""
        if action != "release" or flag(self._content, "releasable"):
            return ""
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

    def _origin(self, report: Mapping[str, Any]) -> str:
        taken = self.calendar.moment(ms_of(line(report, "effective_at")))
        told = self.calendar.moment(ms_of(line(report, "issued_at")))
        facts = [line(report, "performer")]
        if taken:
            facts.append(self.tr("taken {when}").format(when=taken))
        if told:
            facts.append(self.tr("reported {when}").format(when=told))
        return DOT.join(filter(None, facts))

    def _show_more(self, count: int, *, nothing: bool) -> None:
        if nothing:
            self._more.say(self.tr("The report has no values."))
        else:
            self._more.say(self.tr("and %n more value(s)", None, count) if count > 0 else "")
        reveal(self._more, shown=bool(self._more.text()))

    def _show_critical(self, rows: Sequence[ValueRow], texts: Sequence[TextFinding]) -> None:
        named = [f"{row.name} {row.text}" for row in rows if row.critical]
        named.extend(text.name for text in texts if text.critical)
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
