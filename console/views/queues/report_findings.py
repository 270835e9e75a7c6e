"""What a laboratory found: values, then words; a long report is folded, and unfolded on demand."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from console.models.when import Calendar
from console.views.queues.section import column, page, reveal
from console.views.queues.text_findings import TextFindings
from console.views.queues.value_groups import is_laid_out
from console.views.queues.value_list import ValueList
from console.views.queues.value_rows import read
from console.views.queues.value_shapes import Findings, TextFinding
from console.views.queues.wrapped import WrappedLabel

MOST_ROWS, MOST_TEXTS, MOST_LETTERS = 60, 12, 20_000
"""What is shown at first; each time that more is asked for, as many texts and letters again."""

MOST_NAMED = 12  # critical values that are named above a report


class ReportFindings(QWidget):
    """Shows at first as much as is drawn within a frame; one button shows the other values.

    Of hundreds of texts it shows some more each time: laying out one takes as long as painting many
    values.

    Signals: `course_wanted(ValueRow)` when a person asked for the course of a value.
    """

    course_wanted = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._observations: Sequence[Mapping[str, Any]] = ()
        self._words: Sequence[TextFinding] = ()
        self._about: object = None
        self._asked = 0  # how often more was asked for
        self.values, self.texts = ValueList(), TextFindings()
        self.none = WrappedLabel(tone="muted")
        self.all = QPushButton()
        self.all.setObjectName("all_values")
        self.all.setProperty("rank", "link")
        self.all.setAutoDefault(False)
        layout, folded = page(self), column()
        layout.addLayout(folded)
        folded.addWidget(self.values)
        folded.addWidget(self.none)
        layout.addWidget(self.texts)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.values.course_wanted.connect(self.course_wanted)
        self.all.clicked.connect(self._on_all)

    def show_report(
        self, about: object, observations: Sequence[Mapping[str, Any]], words: str
    ) -> Sequence[str]:
        """Show a report with the laboratory's own words; give what of it is critical, in words.

        Of very many critical values the first are named, and the others counted.

        What has been unfolded stays so while `about` is the same.
        """
        if about != self._about:
            self._asked = 0
        self._about, self._observations = about, observations
        heading = self.tr("The laboratory writes")
        self._words = (
            [TextFinding(heading, words, None, critical=False, columns=is_laid_out(words))]
            if words
            else []
        )
        critical = self._show().critical
        more = len(critical) - MOST_NAMED
        if more <= 0:
            return critical
        return [*critical[:MOST_NAMED], self.tr("%n more value(s)", None, more)]

    def _show(self) -> Findings:
        rows = len(self._observations) if self._asked else MOST_ROWS
        times = 1 + self._asked
        most = (rows, MOST_TEXTS * times, MOST_LETTERS * times)
        found = read(self._observations, self._calendar, *most)
        texts = [*found.texts, *self._words]
        self.values.show_rows(found.rows)
        reveal(self.values, shown=bool(found.rows))
        self.texts.show_findings(texts)
        self.none.say("" if found.rows or texts else self.tr("The report has no values."))
        reveal(self.none, shown=bool(self.none.text()))
        self.all.setText(self.tr("Show %n more value(s)", None, found.left))
        reveal(self.all, shown=found.left > 0)
        return found

    @Slot()
    def _on_all(self) -> None:
        had = self.all.hasFocus()
        self._asked += 1
        self._show()
        if had and self.all.isHidden():
            self.values.setFocus(Qt.FocusReason.OtherFocusReason)
