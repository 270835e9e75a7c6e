"""A report as the laboratory sent it, before it is on any chart: its values and its versions."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.items import ItemKey
from console.models.when import Calendar, ms_of
from console.views.icons import ButtonIcon
from console.views.queues.beside import Beside
from console.views.queues.facts import DOT, Fact, FactList
from console.views.queues.reading import line, names, part, parts, prose
from console.views.queues.report_findings import ReportFindings
from console.views.queues.section import Section, column, page, reveal
from console.views.queues.tag import Tag
from console.views.queues.value_words import status_chip
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TARGET, TITLE


class SentReport(QWidget):
    """Title and status, values, versions. Signals: `message_wanted(str message id)`."""

    message_wanted = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar, self._message_id = calendar, ""
        self._title, self._status = WrappedLabel(size=TITLE, bold=True), Tag()
        self._source = WrappedLabel(tone="muted")
        self._findings, self._papers = ReportFindings(calendar), FactList()
        self._versions = FactList()
        self._all_versions = Section(self.tr("All versions that came"))
        self._all_versions.content.addWidget(self._versions)
        self._message = QPushButton(self.tr("Show the message"))
        self._message.setObjectName("show_message")
        self._message.setAutoDefault(False)
        self._message.setMinimumHeight(TARGET + GRID)
        ButtonIcon(self._message, "eye", "muted")
        self._message.clicked.connect(lambda: self.message_wanted.emit(self._message_id))
        head = column(space=GRID)
        head.addWidget(Beside(self._title, self._status))
        head.addWidget(self._source)
        layout = page(self)
        layout.addLayout(head)
        for part_of in (self._findings, self._papers, self._all_versions):
            layout.addWidget(part_of)
        layout.addWidget(self._message, 0, Qt.AlignmentFlag.AlignLeft)

    def show_report(self, key: ItemKey, content: Any) -> Sequence[str]:
        """Show the newest version; give what of it is critical, in words."""
        report = part(content, "report")
        self._title.say(line(report, "title") or self.tr("A report without a title"))
        self._status.show_chip(status_chip(line(report, "raw_status")))
        versions = parts(content, "versions")
        self._source.say(self._origin(content, report, versions))
        observations = parts(report, "observations")
        critical = self._findings.show_report(key, observations, prose(report, "text"))
        papers = ", ".join(names(report, "documents"))
        self._papers.show_facts([Fact(self.tr("Attached"), papers)] if papers else [])
        self._show_versions(versions)
        self._message_id = line(content, "message_id")
        reveal(self._message, shown=bool(self._message_id))
        return critical

    def _origin(
        self, content: Any, report: Mapping[str, Any], versions: Sequence[Mapping[str, Any]]
    ) -> str:
        told = [line(report, "performer") or line(content, "source")]
        came = line(versions[-1], "received_at") if versions else ""
        for form, at in (
            (self.tr("taken {when}"), line(report, "effective_at")),
            (self.tr("reported {when}"), line(report, "issued_at")),
            (self.tr("came {when}"), came),
        ):
            when = self._calendar.moment(ms_of(at))
            told.append(form.format(when=when) if when else "")
        return DOT.join(filter(None, told))

    def _show_versions(self, versions: Sequence[Mapping[str, Any]]) -> None:
        """Each with its time; of a single one the line under the title says all."""
        facts = []
        for one in versions:
            chip = status_chip(line(one, "raw_status"))
            words = chip.text if chip is not None else self.tr("Status not given")
            facts.append(Fact(self._calendar.moment(ms_of(line(one, "received_at"))), words))
        self._versions.show_facts(facts)
        reveal(self._all_versions, shown=len(facts) > 1)
