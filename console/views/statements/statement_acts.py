"""What a person can do with a file that is not published: enter it by hand, or leave it out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from console.domain.statements import Statement, StatementState
from console.views.access.enroll_way import WayButton
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.queues.section import reveal
from console.views.theme import GAP, GRID, TARGET

_BY_HAND = (StatementState.QUARANTINED, StatementState.READY)
_LEFT_OUT = (StatementState.QUARANTINED, StatementState.READY, StatementState.REFUSED)


class StatementActs(QFrame):
    """Buttons at the foot of the facts. Signals: `match_pressed`, `discard_pressed`."""

    match_pressed = Signal()
    discard_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statement_acts")
        self.setProperty("surface", "foot")
        self._match = self._button("match_by_hand", self.tr("Enter by hand…"))
        self._discard = self._button("leave_out", self.tr("Leave this file out"))
        self._pen = ButtonIcon(self._match, "edit")
        ButtonIcon(self._discard, "cross")
        self._match.clicked.connect(self.match_pressed)
        self._discard.clicked.connect(self.discard_pressed)
        acts = Flow()
        for button in (self._match, self._discard):
            acts.flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GRID)
        layout.addWidget(acts)

    def _button(self, name: str, label: str) -> QPushButton:
        made = WayButton(label)
        made.setObjectName(name)
        made.setMinimumHeight(TARGET + GAP)
        made.setAutoDefault(False)
        return made

    def show_statement(self, one: Statement) -> None:
        """Offer what fits how the statement stands."""
        fixed = one.state == StatementState.QUARANTINED
        self._match.setProperty("rank", "primary" if fixed else "")
        self._pen.show("edit", "on_accent" if fixed else "text")
        self._match.style().unpolish(self._match)
        self._match.style().polish(self._match)
        reveal(self._match, shown=one.state in _BY_HAND)
        reveal(self._discard, shown=one.state in _LEFT_OUT)
        reveal(self, shown=one.state in _LEFT_OUT)

    def bar(self, why_not: str) -> None:
        """Let nobody press them, and say why; an empty sentence lets them."""
        for button in (self._match, self._discard):
            button.setEnabled(not why_not)
            button.setToolTip(why_not)
            button.setAccessibleDescription(why_not)

    def take_focus(self) -> None:
        """Come back from the form."""
        if self._match.isVisible():
            self._match.setFocus()
