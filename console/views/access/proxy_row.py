"""One link of a care manager: who, how it stands, what it says, and what can be done with it."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from console.domain.proxies import ProxyAct, ProxyLink
from console.models.chip import Chip
from console.models.one_line import isolated
from console.models.proxy_words import bar_words, headline, history, state_chip, terms
from console.models.when import Calendar
from console.views.flow_layout import Flow
from console.views.queues.section import padded
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET

_ORDER = (ProxyAct.APPROVE, ProxyAct.REFUSE, ProxyAct.CHANGE, ProxyAct.REVOKE)


class ProxyRow(QFrame):
    """Shows a link. With `both` the row names the two people: for lists of many charts.

    `why_not` bars every act. Signals: `act_wanted(ProxyLink, ProxyAct)`.
    """

    act_wanted = Signal(object, object)

    def __init__(
        self, link: ProxyLink, calendar: Calendar, *, both: bool = False, why_not: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(f"proxy_{link.id}")
        self.setProperty("surface", "framed")
        self.link, self._why_not = link, why_not
        chip = state_chip(link)
        self.title = self._pair() if both else headline(link)
        detail, past = terms(link, calendar), history(link, calendar)
        self.setAccessibleName(f"{self.title}, {chip.text}, {detail}")
        self.setAccessibleDescription(past)
        layout = padded(self)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(WrappedLabel(self.title, bold=not link.is_over))
        head.addWidget(Tag(chip))
        if link.mutual_id:
            head.addWidget(Tag(Chip("link", self.tr("Mutual"), "info")))
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(WrappedLabel(detail))
        if past:
            layout.addWidget(WrappedLabel(past, tone="muted"))
        bar = bar_words(link.approve_bar)
        if bar:
            layout.addWidget(WrappedLabel(bar, tone="warn"))
        if link.actions:
            layout.addWidget(self._buttons())

    def _pair(self) -> str:
        one = self.link
        return QCoreApplication.translate("Proxies", "{manager} acts for {patient}").format(
            manager=isolated(one.care_manager.name), patient=isolated(one.patient.name)
        )

    def _buttons(self) -> Flow:
        flow = Flow()
        for act in _ORDER:
            if act.value in self.link.actions:
                flow.flow.addWidget(self._button(act))
        flow.setContentsMargins(0, GRID, 0, 0)
        return flow

    def _button(self, act: ProxyAct) -> QPushButton:
        label = {
            ProxyAct.APPROVE: self.tr("Approve…"),
            ProxyAct.REFUSE: self.tr("Refuse…"),
            ProxyAct.CHANGE: self.tr("Change…"),
            ProxyAct.REVOKE: self.tr("Take back…")
            if self.link.state == "waiting"
            else self.tr("End at once…"),
        }[act]
        made = QPushButton(label)
        made.setObjectName(act.value)
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET)
        made.setAccessibleName(f"{label.rstrip('…')}: {self.title}")
        made.setDisabled(bool(self._why_not))
        made.setToolTip(self._why_not)
        if act in {ProxyAct.REFUSE, ProxyAct.REVOKE}:
            made.setProperty("rank", "refuse")
        made.clicked.connect(lambda: self.act_wanted.emit(self.link, act))
        return made
