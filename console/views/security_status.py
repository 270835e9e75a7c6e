"""The page that says what shields the data on this computer, and what does not (DOMAIN §5.8)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.models.security_words import Finding, FindingGroup
from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, GROUP, theme

WIDTH = 560


class SecurityStatus(Sheet):
    """Nothing to decide: plain sentences, each with a mark and a word for good or not."""

    def __init__(self, groups: Sequence[FindingGroup], parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setObjectName("security_status")
        self.set_title(self.tr("Security status"))
        self.accept_button.setText(self.tr("Close"))
        self.cancel_button.hide()
        wanting = sum(not one.is_good for group in groups for one in group.findings)
        self._head = PlainLabel(self._summary(wanting), tone="muted", wrap=True)
        self._head.setObjectName("security_summary")
        self.content.addWidget(self._head)
        self.content.setSpacing(GROUP)
        for group in groups:
            self.content.addLayout(self._group(group))
        self.content.addStretch(1)
        self.setMinimumWidth(round(WIDTH * theme().text_scale))

    def _summary(self, wanting: int) -> str:
        if not wanting:
            return self.tr("All that this computer offers is in place.")
        return self.tr("%n point(s) to know; all else is in place.", "", wanting)

    def _group(self, group: FindingGroup) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(PlainLabel(group.title, bold=True))
        for finding in group.findings:
            column.addWidget(self._row(finding))
        return column

    def _row(self, finding: Finding) -> QWidget:
        row = QWidget()
        word = self.tr("In place") if finding.is_good else self.tr("To know")
        row.setAccessibleName(f"{word}: {finding.text} {finding.detail}".strip())
        tone = "ok" if finding.is_good else "warn"
        mark = IconLabel("check" if finding.is_good else "warning", tone)
        mark.setToolTip(word)
        mark.setAccessibleName(word)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(finding.text, wrap=True))
        if finding.detail:
            words.addWidget(PlainLabel(finding.detail, tone="muted", wrap=True))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return row
