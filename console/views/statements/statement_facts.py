"""What is known of a statement beside its page: why it is not ready, the evidence, whose it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from console.domain.statements import Statement
from console.models.money import money
from console.models.one_line import isolated, one_line
from console.models.statement_words import (
    kind_words,
    notice_chip,
    notice_reason,
    period_words,
    reason_title,
    reason_words,
    signal_words,
    state_chip,
    told_how,
)
from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import Section, column, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.statements.evidence_row import EvidenceRow
from console.views.theme import GAP, GRID, TITLE

_LEAD = 12  # letters that the names of the facts have room for
_SOUGHT = ("account_number", "name", "birth_date", "amount")


class StatementFacts(QWidget):
    """Shows one statement. `asked` is where others put what a person has to answer first.

    Signals: `evidence_chosen(int)` with its number, to be shown on the page.
    """

    evidence_chosen = Signal(int)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("statement_facts")
        self._calendar = calendar
        self._title = WrappedLabel(size=TITLE, bold=True)
        self._title.setObjectName("statement_title")
        self._tag = Tag()
        self._file = WrappedLabel(tone="muted")
        self._reasons: list[Banner] = []
        self._rows: list[EvidenceRow] = []
        self._group = QButtonGroup(self)
        self._missing = WrappedLabel(tone="muted")
        self._missing.setObjectName("statement_missing")
        self._evidence = Section(self.tr("Found on the page"))
        self._evidence.content.setSpacing(0)
        self._account, self._about = FactList(lead=_LEAD), FactList(lead=_LEAD)
        self._account_part = Section(self.tr("Account"))
        self._account_part.content.addWidget(self._account)
        self._about_part = Section(self.tr("Statement"))
        self._about_part.content.addWidget(self._about)
        self._causes, self.asked = column(space=GRID), column()
        self._lay_out()

    def _lay_out(self) -> None:
        layout = column(self, space=GAP + GRID)
        head = column(space=GRID)
        for widget in (self._title, self._tag, self._file):
            head.addWidget(widget)
        layout.addLayout(head)
        layout.addLayout(self._causes)
        layout.addLayout(self.asked)
        for part in (self._evidence, self._account_part, self._about_part):
            layout.addWidget(part)
        self._evidence.content.addWidget(self._missing)
        layout.addStretch(1)

    def show_statement(self, one: Statement) -> None:
        """Show a statement, or a newer state of it."""
        amount, whose = money(one.amount_cents, one.currency), one.account
        title = (
            isolated(whose.name) if whose is not None and whose.name else one_line(one.file_name)
        )
        self._title.say(" · ".join(part for part in (title, amount) if part))
        self._tag.show_chip(state_chip(one.state, one.question))
        told = self.tr("{file} · %n page(s)", "", one.pages) if one.pages else "{file}"
        self._file.say(told.format(file=one_line(one.file_name)))
        self._show_reasons(one)
        self._show_evidence(one)
        self._account.show_facts(self._account_facts(one))
        reveal(self._account_part, shown=whose is not None)
        self._about.show_facts(self._statement_facts(one))

    def choose(self, number: int) -> None:
        """Mark a piece of evidence as the one that is shown."""
        if 0 <= number < len(self._rows):
            self._rows[number].setChecked(True)

    def rows(self) -> list[EvidenceRow]:
        """The pieces of evidence on show."""
        return [row for row in self._rows if not row.isHidden()]

    def words(self) -> list[tuple[str, str]]:
        """All facts that are on the screen."""
        return [*self._account.shown(), *self._about.shown()]

    # Inside

    def _show_reasons(self, one: Statement) -> None:
        while self._causes.count():
            found = self._causes.takeAt(0)
            widget = found.widget() if found is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        tone = "bad" if one.state == "refused" else "warn"
        for code in one.reasons:
            banner = Banner(tone)
            banner.setObjectName(f"reason_{code}")
            self._causes.addWidget(banner)
            banner.say(reason_title(code), reason_words(code))

    def _show_evidence(self, one: Statement) -> None:
        for number in range(len(self._rows), len(one.evidence)):
            row = EvidenceRow(number)
            row.clicked.connect(lambda _on=False, chosen=number: self.evidence_chosen.emit(chosen))
            self._rows.append(row)
            self._group.addButton(row)
            self._evidence.content.insertWidget(number + 1, row)
        for row, evidence in zip(self._rows, one.evidence, strict=False):
            row.show_evidence(evidence)
        for number, row in enumerate(self._rows):
            reveal(row, shown=number < len(one.evidence))
        found = {evidence.signal for evidence in one.evidence}
        missing = [signal_words(signal) for signal in _SOUGHT if signal not in found]
        told = self.tr("Not compared: {signals}").format(signals=", ".join(missing))
        self._missing.say(told)
        reveal(self._missing, shown=bool(missing))
        reveal(self._evidence, shown=one.state != "refused" or bool(one.evidence))

    def _account_facts(self, one: Statement) -> list[Fact]:
        whose = one.account
        if whose is None:
            return []
        told = Fact(self.tr("Told"), told_how(whose.notice, whose.why))
        if one.notice is not None:
            chip = notice_chip(one.notice.state)
            when = self._calendar.moment(ms_of(one.notice.at))
            why = notice_reason(one.notice.status_code)
            words = " · ".join(part for part in (chip.text, when, why) if part)
            told = Fact(self.tr("Told"), words, chip.icon, chip.tone)
        facts = [
            Fact(self.tr("Number"), one_line(whose.account_number)),
            Fact(self.tr("Guarantor"), isolated(whose.name)),
            Fact(self.tr("Birth date"), self._calendar.day(whose.birth_date)),
            told,
            Fact(self.tr("Matched by"), isolated(one.matched_by) if one.matched_by else ""),
        ]
        return [fact for fact in facts if fact.value]

    def _statement_facts(self, one: Statement) -> list[Fact]:
        day = self._calendar.day
        unknown = self.tr("not found")
        facts = [
            Fact(self.tr("Amount"), money(one.amount_cents, one.currency) or unknown),
            Fact(
                self.tr("Paid so far"),
                money(one.paid_cents, one.currency) if one.paid_cents else "",
            ),
            Fact(self.tr("Date"), day(one.statement_date) or unknown),
            Fact(self.tr("Due"), day(one.due_on)),
            Fact(self.tr("Period"), period_words(one.period)),
            Fact(self.tr("Kind"), kind_words(one.kind)),
            Fact(self.tr("Published"), self._calendar.moment(ms_of(one.published_at))),
            *self._older(one),
        ]
        return [fact for fact in facts if fact.value]

    def _older(self, one: Statement) -> list[Fact]:
        """What can no longer be paid once this is published (F70)."""
        older = one.supersedes
        if older is None:
            return []
        words = self.tr("the statement of {day}, {amount}").format(
            day=self._calendar.day(older.statement_date) or "–",
            amount=money(older.amount_cents, one.currency),
        )
        facts = [Fact(self.tr("Supersedes"), words, "history", "text")]
        if older.in_flight:
            warning = self.tr("A payment of it is on its way.")
            facts.append(Fact(self.tr("Payment"), warning, "warning", "warn"))
        return facts
