"""The question whether a statement takes the place of a published one of the same period (F70)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.statements import Statement, StatementRef
from console.models.money import money
from console.models.statement_words import period_words, state_chip
from console.models.when import Calendar
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP, TARGET


class ReplacesForm(QFrame):
    """Shows both statements and asks; hidden where nothing is asked.

    Signals: `answered(bool)`; `other_wanted(bool)` to look at the pages of the published one, or of
    this one again.
    """

    answered = Signal(bool)
    other_wanted = Signal(bool)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("replaces_form")
        self.setProperty("surface", "info")
        self._calendar = calendar
        self._question = WrappedLabel(bold=True)
        self._question.setObjectName("replaces_question")
        self._then = WrappedLabel()
        self._then.setObjectName("replaces_then")
        self._both = _Both((self.tr("Published"), self.tr("This file")))
        self._yes = self._button("replaces_yes", self.tr("Yes, it replaces it"), "check")
        self._no = self._button("replaces_no", self.tr("No, leave this file out"), "cross")
        self._look = self._button("replaces_look", self.tr("Show the published one"), "eye")
        self._look.setCheckable(True)
        self._lay_out()
        self._yes.clicked.connect(lambda: self.answered.emit(True))
        self._no.clicked.connect(lambda: self.answered.emit(False))
        self._look.toggled.connect(self.other_wanted)
        reveal(self, shown=False)

    def _button(self, name: str, label: str, icon: str) -> QPushButton:
        made = QPushButton(label)
        made.setObjectName(name)
        made.setMinimumHeight(TARGET + GAP)
        made.setAutoDefault(False)
        ButtonIcon(made, icon)
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self._question)
        layout.addWidget(self._both)
        layout.addWidget(self._then)
        acts = Flow()
        for button in (self._yes, self._no, self._look):
            acts.flow.addWidget(button)
        layout.addWidget(acts)

    def show_statement(self, one: Statement) -> None:
        """Ask about a statement, or be hidden where the portal asks nothing."""
        old = one.replaces
        asked = one.is_asked and old is not None and not one.is_published
        reveal(self, shown=asked)
        self._look.blockSignals(True)
        self._look.setChecked(False)
        self._look.blockSignals(False)
        if old is None or not asked:
            return
        self._question.say(replaces_question(one, old))
        self._then.say(self._consequence(old))
        new = StatementRef(one.id, one.amount_cents, one.statement_date, one.period)
        self._both.show_rows(
            list(zip(self._names(), self._cells(old, one), self._cells(new, one), strict=True))
        )

    def bar(self, why_not: str) -> None:
        """Let nobody answer, and say why; an empty sentence lets them."""
        for button in (self._yes, self._no):
            button.setEnabled(not why_not)
            button.setToolTip(why_not)
            button.setAccessibleDescription(why_not)

    def compared(self) -> list[str]:
        """The words of the comparison, row by row: name, published, this file."""
        return self._both.shown()

    def question(self) -> str:
        """What is asked, or nothing."""
        return "" if self.isHidden() else self._question.text()

    def _names(self) -> tuple[str, ...]:
        return (
            *(self.tr("Amount"), self.tr("Date"), self.tr("Period"), self.tr("State")),
            self.tr("Payment"),
        )

    def _cells(self, ref: StatementRef, one: Statement) -> tuple[str, ...]:
        return (
            money(ref.amount_cents, one.currency),
            self._calendar.day(ref.statement_date),
            period_words(ref.period),
            state_chip(ref.state).text if ref.state else "",
            self.tr("on its way") if ref.in_flight else "",
        )

    def _consequence(self, old: StatementRef) -> str:
        """What either answer does."""
        if old.state == "paid":
            yes = self.tr("Yes: it is published beside the one that is paid already.")
        else:
            yes = self.tr("Yes: once it is published, the older one can no longer be paid.")
        no = self.tr("No: this file is left out, and nothing changes for the guarantor.")
        return f"{yes} {no}"


class _Both(QWidget):
    """Two columns of values under their heads; what differs is strong."""

    def __init__(self, heads: tuple[str, str]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GROUP)
        self._grid.setVerticalSpacing(GRID)
        for place, head in enumerate(heads, start=1):
            self._grid.addWidget(WrappedLabel(head, tone="muted"), 0, place)
            self._grid.setColumnStretch(place, 1)
        self._labels: list[WrappedLabel] = []

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show the name of each row and both values; a row without values is left out."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        shown = [row for row in rows if row[1] or row[2]]
        for number, (name, old, new) in enumerate(shown, start=1):
            cells = (
                WrappedLabel(name, tone="muted"),
                WrappedLabel(old),
                WrappedLabel(new, bold=new != old),
            )
            for place, label in enumerate(cells):
                self._labels.append(label)
                self._grid.addWidget(label, number, place, Qt.AlignmentFlag.AlignTop)

    def shown(self) -> list[str]:
        """All words on show, row by row."""
        return [label.text() for label in self._labels]


def replaces_question(one: Statement, old: StatementRef) -> str:
    """The question in one sentence, with what it would take the place of."""
    period = period_words(old.period or one.period)
    amount = money(old.amount_cents, one.currency)
    return QCoreApplication.translate(
        "ReplacesForm", "Replaces the {period} statement of {amount}?"
    ).format(period=period, amount=amount)
