"""The checks of a renewal as a card: what speaks against it first, what is in order below."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.queues.check_words import Finding
from console.views.queues.section import card, column, padded, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

_MARKS = {"stop": ("stop", "bad"), "warn": ("warning", "warn"), "ok": ("check", "ok")}


def level_words(level: str) -> str:
    """Give a level as a word for screen readers."""
    words = {
        "stop": QCoreApplication.translate("Checks", "stops the approval"),
        "warn": QCoreApplication.translate("Checks", "to be weighed"),
        "ok": QCoreApplication.translate("Checks", "in order"),
    }
    return words[level]


class _Line(QWidget):
    """A mark and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.finding: Finding | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.mark, self.text = IconLabel(), WrappedLabel()
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)

    def say(self, finding: Finding) -> None:
        """Show what a check found."""
        self.finding = finding
        icon, tone = _MARKS[finding.level]
        self.mark.show_icon(icon, tone)
        words = level_words(finding.level)
        self.mark.setAccessibleName(words)
        self.mark.setToolTip(words)
        self.text.say(finding.text, "muted" if finding.level == "ok" else "text")


class CheckCard(QWidget):
    """Lists what the checks found under a heading that sums them up."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        outer = column(self)
        frame = card("framed")
        outer.addWidget(frame)
        self._column = padded(frame, space=GRID + 2)
        self._title = WrappedLabel(bold=True)
        self._column.addWidget(self._title)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the checks found; nothing checked hides the card."""
        while len(self._lines) < len(findings):
            added = _Line()
            self._lines.append(added)
            self._column.addWidget(added)
        for number, one in enumerate(self._lines):
            reveal(one, shown=number < len(findings))
            if number < len(findings):
                one.say(findings[number])
        self._title.say(*self._sum(findings))
        reveal(self, shown=bool(findings))

    def title(self) -> str:
        """Give the sentence that sums the checks up."""
        return self._title.text()

    def shown(self) -> list[Finding]:
        """Give the findings on the screen."""
        return [one.finding for one in self._lines if one.finding and not one.isHidden()]

    def _sum(self, findings: Sequence[Finding]) -> tuple[str, str]:
        levels = [finding.level for finding in findings]
        if "stop" in levels:
            return self.tr("This renewal can not be approved"), "bad"
        weighed = levels.count("warn")
        if weighed:
            return self.tr("%n thing(s) to weigh before approving", None, weighed), "warn"
        return self.tr("Nothing speaks against it"), "ok"
