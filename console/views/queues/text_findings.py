"""Observations in words: paragraphs, read as the laboratory wrote them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.views.queues.beside import Beside
from console.views.queues.column_text import ColumnText
from console.views.queues.section import column, reveal
from console.views.queues.tag import Tag
from console.views.queues.value_shapes import TextFinding
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, GROUP


class _Paragraph(QWidget):
    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=GRID)
        self.name, self.tag, self.text = WrappedLabel(bold=True), Tag(), WrappedLabel()
        layout.addWidget(Beside(self.name, self.tag))
        layout.addWidget(self.text)
        self.columns, self.under = ColumnText(), WrappedLabel(tone="muted")
        layout.addWidget(self.columns)
        layout.addWidget(self.under)

    def say(self, finding: TextFinding) -> None:
        self.name.say(finding.name)
        self.tag.show_chip(finding.chip, strong=finding.critical)
        self.text.say("" if finding.columns else finding.text)
        self.columns.setAccessibleName(finding.name)
        self.columns.say(finding.text if finding.columns else "")
        self.under.say(finding.under)
        reveal(self.text, shown=not finding.columns)
        reveal(self.columns, shown=finding.columns)
        reveal(self.under, shown=bool(finding.under))


class TextFindings(QWidget):
    """Shows as many paragraphs as there are; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: list[_Paragraph] = []
        self._layout = column(self, space=GROUP)

    def show_findings(self, findings: Sequence[TextFinding]) -> None:
        """Show these observations and no others."""
        if len(self._paragraphs) < len(findings):
            reveal(self, shown=False)  # each new one would lay out all before it once more
        while len(self._paragraphs) < len(findings):
            added = _Paragraph()
            self._paragraphs.append(added)
            self._layout.addWidget(added)
        for number, one in enumerate(self._paragraphs):
            reveal(one, shown=number < len(findings))
            if number < len(findings):
                one.say(findings[number])
        reveal(self, shown=bool(findings))

    def shown(self) -> list[tuple[str, str]]:
        """Give names and texts on the screen."""
        return [
            (one.name.text(), one.text.text() or one.columns.text())
            for one in self._paragraphs
            if not one.isHidden()
        ]
