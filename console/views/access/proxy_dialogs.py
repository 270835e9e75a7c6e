"""Before something is done with a link: what will happen to whom, and why."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from console.domain.proxies import END_REASONS, REFUSE_REASONS, ProxyAct, ProxyLink, ProxyWish
from console.models.one_line import isolated
from console.models.proxy_words import scope_words, words
from console.models.when import Calendar, day_of
from console.views.choice_list import ChoiceList
from console.views.dated_rows import choice
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import MARGIN, theme
from console.views.until_day import UntilDay

WIDTH = 480
SCOPES = ("full", "limited")


class ProxyActDialog(Sheet):
    """Approve, refuse or end a link; says in a sentence what follows, and asks why it ends."""

    def __init__(self, link: ProxyLink, act: ProxyAct, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setObjectName("proxy_act_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self._link, self._act = link, act
        title, accept, sentence = self._words()
        self.set_title(title)
        self.accept_button.setText(accept)
        if act is not ProxyAct.APPROVE:
            self.accept_button.setProperty("rank", "refuse")
        told = WrappedLabel(sentence, bold=True)
        told.setObjectName("act_sentence")
        self.content.addWidget(told)
        if link.mutual_id and act is ProxyAct.REVOKE:
            stays = self.tr("The link the other way stays; end it on its own if it is to end, too.")
            self.content.addWidget(WrappedLabel(stays, tone="muted"))
        codes = {ProxyAct.REFUSE: REFUSE_REASONS, ProxyAct.REVOKE: END_REASONS}
        self._codes = codes.get(act, ())
        self._reasons = self._ask_reason() if self._codes else None
        self.content.addStretch(1)

    def _words(self) -> tuple[str, str, str]:
        link = self._link
        who = {
            "manager": isolated(link.care_manager.name),
            "patient": isolated(link.patient.name),
            "scope": scope_words(link.scope).lower(),
        }
        if self._act is ProxyAct.APPROVE:
            sentence = self.tr(
                "{manager} may act for {patient} from the link's first day on ({scope}). Both are told."
            )
            return self.tr("Approve the access"), self.tr("Approve"), sentence.format(**who)
        if self._act is ProxyAct.REFUSE:
            sentence = self.tr("{manager} gets no access to the record of {patient}.")
            return self.tr("Refuse the access"), self.tr("Refuse"), sentence.format(**who)
        if link.state == "waiting":
            sentence = self.tr("The link of {manager} to {patient} is taken back; it never held.")
            return self.tr("Take the link back"), self.tr("Take back"), sentence.format(**who)
        sentence = self.tr(
            "From this moment {manager} reads nothing of {patient} and asks for nothing. Both are told."
        )
        return self.tr("End the access at once"), self.tr("End at once"), sentence.format(**who)

    def _ask_reason(self) -> ChoiceList:
        self.content.addWidget(PlainLabel(self.tr("Why"), bold=True))
        made = ChoiceList("proxy_reasons", self.tr("Why"), [words(one) for one in self._codes])
        made.resize(self.minimumWidth() - 2 * MARGIN, 100)
        made.setMinimumHeight(made.height_of(len(self._codes)))
        made.doubleClicked.connect(lambda _index: self.try_accept())
        self.content.addWidget(made)
        made.setFocus()
        return made

    def wish(self) -> ProxyWish:
        """What the portal is asked for."""
        fields: dict[str, Any] = {}
        if self._act is not ProxyAct.REVOKE:
            fields["expected_version"] = self._link.version
        if self._reasons is not None:
            fields["reason"] = self._codes[self._reasons.row()]
        return ProxyWish(self._act, self._link.id, fields)

    def obstacle(self) -> str:
        """What is still missing."""
        if self._reasons is not None and self._reasons.row() < 0:
            return self.tr("Choose a reason first.")
        return ""


class ProxyChangeDialog(Sheet):
    """Another scope or end for a link; more of an adult's record waits for a second person."""

    def __init__(self, link: ProxyLink, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Change the access"))
        self.accept_button.setText(self.tr("Change"))
        self.setObjectName("proxy_change_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self._link = link
        sentence = self.tr("What {manager} may do for {patient}:").format(
            manager=isolated(link.care_manager.name), patient=isolated(link.patient.name)
        )
        self.content.addWidget(WrappedLabel(sentence, bold=True))
        self.scope = scope_choice(self.tr("What for"), link.scope)
        self.content.addWidget(self.scope)
        self.until = UntilDay(
            "proxy_change", self.tr("It ends on"), self.tr("The day it ends"), calendar.today()
        )
        give_years(self.until, calendar.today())
        ends = day_of(link.ends_on)
        if ends is not None:
            self.until.ends.setChecked(True)
            self.until.field.setDate(QDate(ends.year, ends.month, ends.day))
        self.content.addWidget(self.until)
        note = self.tr(
            "Less takes effect at once. More of an adult's record waits for a second person's"
            " approval; the link of now goes on until then."
        )
        self.content.addWidget(WrappedLabel(note, tone="muted"))
        self.content.addStretch(1)

    def wish(self) -> ProxyWish:
        """What the portal is asked for."""
        fields: Mapping[str, Any] = {
            "expected_version": self._link.version,
            "scope": self.scope.currentData(),
            "ends_on": self.until.day(),
        }
        return ProxyWish(ProxyAct.CHANGE, self._link.id, fields)

    def obstacle(self) -> str:
        """A change has to change something."""
        now = (self._link.scope, self._link.ends_on or None)
        if (self.scope.currentData(), self.until.day()) == now:
            return self.tr("That is how it is now.")
        return ""


def scope_choice(label: str, chosen: str = "full") -> Any:
    """Let a scope be chosen."""
    lines = [(one, f"{label}: {scope_words(one).lower()}") for one in SCOPES]
    made = choice(label, lines)
    made.setObjectName("proxy_scope")
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def give_years(until: UntilDay, today: date) -> None:
    """Let the end lie years ahead: a parent's link to a newborn lasts eighteen of them."""
    until.field.setMaximumDate(QDate(today.year + 20, 12, 31))
    until.field.setDate(QDate(today.year + 1, today.month, min(today.day, 28)))
