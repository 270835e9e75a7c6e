"""The question whether a statement takes the place of a published one of the same period (F70)."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from console.domain.statements import Statement, StatementRef
from console.models.money import money
from console.models.statement_words import period_words, state_chip
from console.models.when import Calendar
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import column, reveal
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
        self._old, self._new = FactList(short=True, lead=8), FactList(short=True, lead=8)
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
        both = QHBoxLayout()
        both.setSpacing(GROUP)
        heads = (self.tr("Published"), self.tr("This file"))
        for head, facts in zip(heads, (self._old, self._new), strict=True):
            side = column(space=GRID)
            side.addWidget(WrappedLabel(head, tone="muted"))
            side.addWidget(facts)
            side.addStretch(1)
            both.addLayout(side, 1)
        layout.addLayout(both)
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
        self._old.show_facts(self._facts(old, one.currency))
        self._new.show_facts(
            self._facts(
                StatementRef(one.id, one.amount_cents, one.statement_date, one.period), one.currency
            )
        )

    def bar(self, why_not: str) -> None:
        """Let nobody answer, and say why; an empty sentence lets them."""
        for button in (self._yes, self._no):
            button.setEnabled(not why_not)
            button.setToolTip(why_not)
            button.setAccessibleDescription(why_not)

    def question(self) -> str:
        """What is asked, or nothing."""
        return "" if self.isHidden() else self._question.text()

    def _facts(self, one: StatementRef, currency: str) -> list[Fact]:
        facts = [
            Fact(self.tr("Amount"), money(one.amount_cents, currency)),
            Fact(self.tr("Date"), self._calendar.day(one.statement_date)),
            Fact(self.tr("Period"), period_words(one.period)),
            Fact(self.tr("State"), state_chip(one.state).text if one.state else ""),
        ]
        if one.in_flight:
            facts.append(Fact(self.tr("Payment"), self.tr("on its way"), "warning", "warn"))
        return [fact for fact in facts if fact.value]

    def _consequence(self, old: StatementRef) -> str:
        """What either answer does."""
        if old.state == "paid":
            yes = self.tr("Yes: it is published beside the one that is paid already.")
        else:
            yes = self.tr("Yes: once it is published, the older one can no longer be paid.")
        no = self.tr("No: this file is left out, and nothing changes for the guarantor.")
        return f"{yes} {no}"


def replaces_question(one: Statement, old: StatementRef) -> str:
    """The question in one sentence, with what it would take the place of."""
    period = period_words(old.period or one.period)
    amount = money(old.amount_cents, one.currency)
    return QCoreApplication.translate(
        "ReplacesForm", "Replaces the {period} statement of {amount}?"
    ).format(period=period, amount=amount)
