"""A match by hand: the account's number and a second identifier, typed as they stand on the page.

The portal checks both against the account (PEERS B10); what does not agree is said at its field. The
page stays beside the form, and the keyboard alone fills it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.domain.billing import BillingAccount
from console.domain.statements import MatchWish, Statement
from console.domain.statements import Signal as Sign
from console.messages import Message
from console.models.money import money
from console.models.statement_words import KINDS, kind_words, period_words, signal_words
from console.models.typed_values import cents_typed, day_typed
from console.models.when import Calendar
from console.views.notice import Notice
from console.views.queues.section import column
from console.views.queues.wrapped import WrappedLabel
from console.views.statements.account_finder import AccountFinder
from console.views.statements.choice_field import ChoiceField
from console.views.statements.typed_field import TypedField
from console.views.tab_order import order_tabs
from console.views.theme import GAP, TARGET, TITLE

SECONDS = (Sign.NAME, Sign.BIRTH_DATE, Sign.AMOUNT)


class MatchForm(QWidget):
    """Asks for what a person reads on the page.

    Signals: `wished(Statement, MatchWish)`, answered by `show_refused` or by closing the form;
    `search_wanted(str name)`, by `show_found`; `left` when nothing is to be changed.
    """

    wished = Signal(object, object)
    search_wanted = Signal(str)
    left = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("match_form")
        self._calendar = calendar
        self._statement: Statement | None = None
        self._is_busy = False
        self.number = TypedField("match_number", self.tr("Account number, as on the page"))
        self.finder = AccountFinder(calendar)
        self.signal = ChoiceField(
            "match_signal",
            self.tr("Second identifier"),
            [(one.value, signal_words(one)) for one in SECONDS],
        )
        self.value = TypedField("match_value", "")
        self.amount = TypedField("match_amount", self.tr("Amount due"), "120.00")
        self.day = TypedField("match_day", self.tr("Date of the statement"), "10/31/2026")
        self.due = TypedField("match_due", self.tr("Due, if the page says so"), "11/30/2026")
        self.period = TypedField("match_period", self.tr("Period, if another month"), "2026-10")
        self.kind = ChoiceField(
            "match_kind", self.tr("Kind"), [(one, kind_words(one)) for one in KINDS]
        )
        self._notice = Notice()
        self._save = QPushButton(self.tr("Check and save"))
        self._back = QPushButton(self.tr("Cancel"))
        self._lay_out()
        self._connect()

    @property
    def _fields(self) -> tuple[TypedField, ...]:
        return (self.number, self.value, self.amount, self.day, self.due, self.period)

    def _lay_out(self) -> None:
        layout = column(self, space=GAP)
        layout.addWidget(WrappedLabel(self.tr("Enter what the page says"), size=TITLE, bold=True))
        layout.addWidget(
            WrappedLabel(
                self.tr(
                    "Read the account number and one more thing on the page itself. The portal compares"
                    " both with the account."
                ),
                tone="muted",
            )
        )
        layout.addWidget(self.number)
        layout.addWidget(self.finder)
        layout.addWidget(self.signal)
        layout.addWidget(self.value)
        for pair in ((self.amount, self.kind), (self.day, self.due)):
            layout.addLayout(_side_by_side(pair))
        layout.addWidget(self.period)
        layout.addWidget(self._notice)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button, name in ((self._back, "match_cancel"), (self._save, "match_save")):
            button.setObjectName(name)
            button.setMinimumHeight(TARGET + GAP)
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self._save.setProperty("rank", "primary")
        layout.addLayout(buttons)
        layout.addStretch(1)
        order_tabs(self)

    def _connect(self) -> None:
        self._save.clicked.connect(self.try_save)
        self._back.clicked.connect(self.left)
        self.signal.changed.connect(self._name_value)
        self.finder.search_wanted.connect(self.search_wanted)
        self.finder.chosen.connect(self._on_found)
        for field in self._fields:
            field.entered.connect(self.try_save)
            field.edited.connect(self._notice.clear)
        QShortcut(QKeySequence("Esc"), self, self.left.emit)
        self._name_value()

    @property
    def is_busy(self) -> bool:
        """Whether the portal is asked just now."""
        return self._is_busy

    def show_statement(self, one: Statement) -> None:
        """Begin anew with what the check has found; the second identifier is always typed."""
        self._statement, self._is_busy = one, False
        printed = [found.found for found in one.evidence if found.signal == Sign.ACCOUNT_NUMBER]
        self.number.put(printed[0] if printed else "")
        self.value.put("")
        self.amount.put(money(one.amount_cents, one.currency))
        self.day.put(one.statement_date)
        self.due.put(one.due_on)
        self.period.put("" if one.statement_date.startswith(one.period) else one.period)
        self.kind.choose(one.kind)
        self.finder.forget()
        self._notice.clear()
        self._enable()
        (self.value if self.number.text() else self.number).edit.setFocus()

    def show_found(self, name: str, accounts: Sequence[BillingAccount]) -> None:
        """Take the accounts that a name has found."""
        self.finder.show_found(name, accounts)

    def show_refused(self, field: str, sentence: str) -> None:
        """Say why the portal has not taken it, at the field it is about, or below them all."""
        self._is_busy = False
        self._enable()
        found = next(
            (one for one in self._fields if one.edit.objectName() == f"match_{field}"), None
        )
        if found is None:
            self._notice.say(Message(sentence, tone="warn"))
            return
        found.say_wrong(sentence)
        found.edit.setFocus()
        found.edit.selectAll()

    def try_save(self) -> None:
        """Send it to the portal to be checked, or say what is missing at the first such field."""
        if self._statement is None or self._is_busy:
            return
        faults = self._faults()
        for field in self._fields:
            field.say_wrong(faults.get(field, ""))
        if faults:
            next(iter(faults)).edit.setFocus()
            return
        self._is_busy = True
        self._enable()
        self._notice.say(Message(self.tr("The portal compares it…"), tone="info"), aloud=False)
        self.wished.emit(self._statement, self._wish())

    # Inside

    def _faults(self) -> dict[TypedField, str]:
        no_day = self.tr("Write a day, as 10/31/2026.")
        missing = self.tr("Read it on the page.")
        value, kind = self.value.text(), self.signal.code()
        bad_value = {
            Sign.BIRTH_DATE.value: no_day if day_typed(value) is None else "",
            Sign.AMOUNT.value: self._no_amount() if cents_typed(value) is None else "",
        }.get(kind, "")
        checks = (
            (self.number, "" if self.number.text() else missing),
            (self.value, bad_value if value else missing),
            (self.amount, "" if cents_typed(self.amount.text()) is not None else self._no_amount()),
            (self.day, "" if day_typed(self.day.text()) else no_day),
            (self.due, no_day if self.due.text() and not day_typed(self.due.text()) else ""),
            (self.period, self._period_fault()),
        )
        return {field: fault for field, fault in checks if fault}

    def _no_amount(self) -> str:
        return self.tr("Write an amount, as 120.00.")

    def _period_fault(self) -> str:
        period = self.period.text()
        fits = not period or period_words(period) != period
        return "" if fits else self.tr("Write year and month, as 2026-10.")

    def _wish(self) -> MatchWish:
        signal, value = self.signal.code(), self.value.text()
        if signal == Sign.BIRTH_DATE:
            value = _iso(value)
        elif signal == Sign.AMOUNT:
            cents = cents_typed(value) or 0
            value = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
        return MatchWish(
            account_number=self.number.text(),
            signal=signal,
            value=value,
            amount_cents=cents_typed(self.amount.text()) or 0,
            statement_date=_iso(self.day.text()),
            period=self.period.text(),
            due_on=_iso(self.due.text()),
            kind=self.kind.code(),
        )

    def _name_value(self) -> None:
        names = {
            Sign.NAME.value: self.tr("Name of the guarantor or a patient, as on the page"),
            Sign.BIRTH_DATE.value: self.tr("Birth date, as on the page"),
            Sign.AMOUNT.value: self.tr("Amount, as on the page"),
        }
        self.value.name(names[self.signal.code()])
        self.value.say_wrong("")

    def _on_found(self, account: BillingAccount) -> None:
        self.number.put(account.account_number)
        self.value.edit.setFocus()

    def _enable(self) -> None:
        self._save.setEnabled(not self._is_busy)


def _side_by_side(parts: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for part in parts:
        row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return row


def _iso(text: str) -> str:
    day = day_typed(text)
    return day.isoformat() if day else ""
