"""One account: how it stands, what was handed out, who acts for the patient, and what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.domain.access import PatientAccess
from console.domain.accounts import Account, Act, right_of
from console.models.account_act_words import act_face, reason_words
from console.models.account_words import (
    act_bar,
    acts_for,
    email_chip,
    missing_right,
    reset_words,
    status_chip,
)
from console.models.one_line import one_line
from console.models.when import Calendar, ms_of
from console.views.access.enroll_history import EnrollHistory
from console.views.access.enroll_way import WayButton
from console.views.access.proof_dialog import patient_line
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import Section, column, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.tab_order import order_tabs
from console.views.theme import GRID, GROUP, TARGET, TITLE

May = Callable[[str], bool]
"""Whether the staff member has a right."""


class AccountDetail(QWidget):
    """Shows an account and offers what fits; what does not says why below, and in its tool tip.

    `history` lists what was handed out. `extra` is where others put what belongs to the patient.
    Signals: `act_wanted(Act)`.
    """

    act_wanted = Signal(object)

    def __init__(self, calendar: Calendar, may: May) -> None:
        super().__init__()
        self.setObjectName("account_detail")
        self._calendar, self._may = calendar, may
        self._account: Account | None = None
        self._why_not = ""
        self._who = WrappedLabel(size=TITLE, bold=True)
        self._who.setObjectName("account_who")
        self._tag = Tag()
        self._facts = FactList(short=False)
        self._acts = Flow()
        self._acts.setObjectName("account_acts")
        self._buttons: dict[Act, QPushButton] = {}
        self._bars = WrappedLabel(tone="muted")
        self._bars.setObjectName("account_bars")
        self.history = EnrollHistory(calendar)
        self._waiting = WrappedLabel(tone="muted")
        self._waiting.setObjectName("account_waiting")
        self.extra = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        layout = column(self, space=GROUP)
        layout.setContentsMargins(GROUP, 0, GRID, GRID)
        layout.addWidget(self._who)
        layout.addWidget(self._tag)
        layout.addWidget(self._facts)
        acts = self._acts_section = Section(self.tr("What to do"))
        acts.content.addWidget(self._acts)
        acts.content.addWidget(self._bars)
        layout.addWidget(acts)
        layout.addWidget(self._waiting)
        layout.addWidget(self.history)
        layout.addLayout(self.extra)
        layout.addStretch(1)
        for act in Act:
            self._buttons[act] = self._button(act)

    def _button(self, act: Act) -> QPushButton:
        face = act_face(act)
        made = WayButton(face.label, self._acts)  # also while it is not offered
        made.setObjectName(f"act_{act.name.lower()}")
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET + GRID)
        if face.is_refusal:
            made.setProperty("rank", "refuse")
        ButtonIcon(made, face.icon, "bad" if face.is_refusal else "muted")
        made.clicked.connect(lambda: self.act_wanted.emit(act))
        return made

    # What it gets

    def account(self) -> Account | None:
        """The account on show."""
        return self._account

    def show_account(self, account: Account, why_not: str = "") -> None:
        """Show an account; `why_not` bars every act, for instance while the line is down."""
        is_other = self._account is None or self._account.id != account.id
        self._account, self._why_not = account, why_not
        who = patient_line(account.patient, self._calendar) or one_line(account.name)
        self._who.say(who)
        self._tag.show_chip(status_chip(account, self._calendar))
        self._facts.show_facts(self._facts_of(account))
        self._offer(account)
        if is_other:
            reveal(self.history, shown=False)
            self.say_waiting(self.tr("Looking for what was handed out…"))

    def show_access(self, access: PatientAccess) -> None:
        """Show what the patient was given, of this account's chart."""
        self.say_waiting("" if access.hand_outs else self.tr("Nothing was handed out yet."))
        self.history.show_access(access)
        order_tabs(self)

    def say_waiting(self, words: str) -> None:
        """Say in place of the history why there is none."""
        self._waiting.say(words)
        reveal(self._waiting, shown=bool(words))

    # Inside

    def _offer(self, account: Account) -> None:
        wanted = acts_for(account, self._calendar)
        focused = next((one for one in self._buttons.values() if one.hasFocus()), None)
        while self._acts.flow.count():
            self._acts.flow.takeAt(0)
        for act in wanted:
            button, face = self._buttons[act], act_face(act)
            bar = self._why_not or self._right_bar(act) or act_bar(act, account)
            button.setEnabled(not bar)
            button.setToolTip(bar)
            button.setAccessibleDescription(bar)
            button.setAccessibleName(face.label)
            self._acts.flow.addWidget(button)
            reveal(button, shown=True)
        for act, button in self._buttons.items():
            if act not in wanted:
                reveal(button, shown=False)
        self._acts.updateGeometry()
        self._say_bars(account, wanted)
        reveal(self._acts_section, shown=bool(wanted))
        if wanted and focused is not None and not focused.isVisibleTo(self):
            self._buttons[wanted[0]].setFocus()

    def _say_bars(self, account: Account, wanted: Sequence[Act]) -> None:
        """What bars an act of this account, in sight: the keyboard reaches no disabled button."""
        said = {act: act_bar(act, account) for act in wanted if self._buttons[act].toolTip()}
        lines = [f"{act_face(act).label.rstrip('…')}: {bar}" for act, bar in said.items() if bar]
        self._bars.say("" if self._why_not else "\n".join(lines))
        reveal(self._bars, shown=bool(self._bars.text()))

    def _right_bar(self, act: Act) -> str:
        right = right_of(act)
        return "" if self._may(right) else missing_right(right)

    def _facts_of(self, one: Account) -> list[Fact]:
        calendar, never = self._calendar, self.tr("never")
        chip = email_chip(one)
        email = " · ".join(part for part in (one_line(one.email), chip.text) if part)
        facts = [
            Fact(self.tr("User name"), one_line(one.username_hint)),
            Fact(self.tr("E-mail"), email, chip.icon, chip.tone if chip.tone == "bad" else "text"),
            Fact(self.tr("Last sign-in"), calendar.absolute(ms_of(one.last_sign_in_at)) or never),
            Fact(self.tr("Second factor"), self.tr("on") if one.has_mfa else self.tr("off")),
            Fact(self.tr("Password link"), reset_words(one, calendar)),
            Fact(self.tr("Opened"), calendar.absolute(ms_of(one.created_at))),
        ]
        if one.locked_at:
            locked = calendar.absolute(ms_of(one.locked_at))
            if one.lock_reason:
                locked = f"{locked} · {reason_words(one.lock_reason)}"
            facts.append(Fact(self.tr("Locked by staff"), locked, "lock", "bad"))
        elif ms_of(one.locked_until) > calendar.now_ms():
            until = self.tr("too many wrong tries; until {time}").format(
                time=calendar.moment(ms_of(one.locked_until))
            )
            facts.append(Fact(self.tr("Locked by itself"), until, "lock", "warn"))
        return [fact for fact in facts if fact.value]
