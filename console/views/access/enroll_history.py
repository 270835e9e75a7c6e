"""What was handed out before, with its state; what still works can be revoked, and mail sent again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.access import HandOut, HandOutKind, PatientAccess
from console.models.access_words import hand_out_title, state_chip
from console.models.enroll_sentences import about
from console.models.when import Calendar
from console.views.access.enroll_way import WayButton
from console.views.queues.section import Section, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

MOST = 12
"""Lines on show; older ones are in the journal."""


class EnrollHistory(Section):
    """Signals: `revoke_wanted(HandOut)`; `resend_wanted(HandOut)` for an invitation."""

    revoke_wanted = Signal(object)
    resend_wanted = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("")
        self.setObjectName("enroll_history")
        self.set_title(self.tr("Handed out so far"))
        self._calendar = calendar
        self._rows: list[QWidget] = []

    def show_access(self, access: PatientAccess) -> None:
        """Show what one patient was given, the newest first."""
        self.forget()
        self._rows = [self._row(one) for one in access.hand_outs[:MOST]]
        for row in self._rows:
            self.content.addWidget(row)
        reveal(self, shown=bool(self._rows))

    def forget(self) -> None:
        """Take the lines away."""
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []

    def lines(self) -> list[str]:
        """What is said of each, for who looks for it."""
        return [row.accessibleName() for row in self._rows]

    def _row(self, one: HandOut) -> QWidget:
        row = QWidget()
        chip, title = state_chip(one.state), hand_out_title(one.kind)
        detail = about(one, self._calendar)
        row.setAccessibleName(f"{title}, {chip.text}, {detail}")
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(WrappedLabel(title, bold=one.is_live))
        head.addWidget(Tag(chip))
        head.addStretch(1)
        words.addLayout(head)
        words.addWidget(WrappedLabel(detail, tone="muted"))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, GRID, 0, GRID)
        line.setSpacing(GAP)
        line.addLayout(words, 1)
        if one.kind is HandOutKind.INVITATION and one.is_live:
            line.addWidget(self._button("resend", self.tr("Send again"), one, title))
        if one.is_live:
            line.addWidget(self._button("revoke", self.tr("Revoke…"), one, title))
        return row

    def _button(self, name: str, words: str, one: HandOut, title: str) -> QPushButton:
        button = WayButton(words)
        button.setObjectName(f"{name}_{one.id}")
        button.setProperty("rank", "link")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words} {title}")
        signal = self.revoke_wanted if name == "revoke" else self.resend_wanted
        button.clicked.connect(lambda: signal.emit(one))
        return button
