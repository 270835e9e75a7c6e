"""The checks of a renewal as a card: what speaks against it first, what is in order below."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.views.icons import IconLabel
from console.views.queues.check_words import Finding
from console.views.queues.section import card, column, padded, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

_MARKS = {
    "stop": ("stop", "bad"),
    "warn": ("warning", "warn"),
    "info": ("info", "info"),
    "ok": ("check", "ok"),
}


def level_words(level: str) -> str:
    """Give a level as a word for screen readers."""
    words = {
        "stop": QCoreApplication.translate("Checks", "stops the approval"),
        "warn": QCoreApplication.translate("Checks", "to be weighed"),
        "info": QCoreApplication.translate("Checks", "to be known"),
        "ok": QCoreApplication.translate("Checks", "in order"),
    }
    return words[level]


class _Line(QWidget):
    """A mark, a sentence, what to do, and a way to the item that it points to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.finding: Finding | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.mark, self.text = IconLabel(), WrappedLabel()
        self.advice = WrappedLabel(tone="muted")
        self.link = QPushButton(self.tr("Show the first request"))
        self.link.setObjectName("first_request")
        self.link.setProperty("rank", "link")
        self.link.setAutoDefault(False)
        self.link.clicked.connect(self._on_clicked)
        words = column(space=0)
        for widget in (self.text, self.advice):
            words.addWidget(widget)
        words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, finding: Finding) -> None:
        """Show what a check found."""
        self.finding = finding
        icon, tone = _MARKS[finding.level]
        self.mark.show_icon(icon, tone)
        words = level_words(finding.level)
        self.mark.setAccessibleName(words)
        self.mark.setToolTip(words)
        self.text.say(finding.text, "text" if finding.level in {"stop", "warn"} else "muted")
        self.advice.say(finding.advice)
        reveal(self.advice, shown=bool(finding.advice))
        reveal(self.link, shown=bool(finding.item_id))

    def _on_clicked(self) -> None:
        if self.finding is not None:
            self.asked.emit(self.finding.item_id)


class CheckCard(QWidget):
    """Lists what the checks found under a heading that sums them up, with the age of the facts.

    Signals: `item_asked(str id)` for the item that a finding points to; `recheck_asked`.
    """

    item_asked = Signal(str)
    recheck_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        outer = column(self)
        frame = card("framed")
        outer.addWidget(frame)
        self._column = padded(frame, space=GRID + 2)
        self._title = WrappedLabel(bold=True)
        self._age = WrappedLabel(tone="muted")
        self._again = QPushButton(self.tr("Check again"))
        self._again.setObjectName("recheck")
        self._again.setProperty("rank", "link")
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self.recheck_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._age, 1)
        foot.addWidget(self._again)
        self._column.addWidget(self._title)
        self._column.addLayout(foot)

    def show_findings(
        self, findings: Sequence[Finding], age: str = "", *, repeatable: bool = False
    ) -> None:
        """Show what the checks found; nothing checked hides the card. `age` is that of the facts."""
        while len(self._lines) < len(findings):
            added = _Line()
            added.asked.connect(self.item_asked)
            self._lines.append(added)
            self._column.insertWidget(self._column.count() - 1, added)
        for number, one in enumerate(self._lines):
            reveal(one, shown=number < len(findings))
            if number < len(findings):
                one.say(findings[number])
        self._title.say(*self._sum(findings))
        self._age.say(age)
        reveal(self._age, shown=bool(age))
        reveal(self._again, shown=repeatable)
        reveal(self, shown=bool(findings))

    def title(self) -> str:
        """Give the sentence that sums the checks up."""
        return self._title.text()

    def age(self) -> str:
        """Give the sentence on the age of the facts."""
        return self._age.text()

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
