"""Who may act for me, for whom I may act, and when I am away."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.domain.desk import AWAY, Absence, Delegation, DeskSettings
from console.domain.desk_wish import Change, DeskWish
from console.messages import Message
from console.models.queue_faces import FACES
from console.models.when import Calendar, ms_of
from console.views.dated_rows import EndableRow, choice, moment_field, moment_of, put_rows
from console.views.flow_layout import Flow
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.tab_order import order_tabs
from console.views.theme import TARGET, theme

People = Sequence[tuple[str, str]]


class DelegationsView(Sheet):
    """Delegates, ends and announces; each takes effect when the portal has taken it.

    `kinds` are the queues in which the user decides; without colleagues or kinds nothing can be
    delegated. `why_not` says why nothing can be changed now. Signal: `wished(DeskWish)`.
    """

    wished = Signal(object)

    def __init__(
        self,
        staff_id: str,
        colleagues: People,
        kinds: Sequence[str],
        calendar: Calendar,
        why_not: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Standing in for one another"))
        self.setObjectName("delegations_view")
        self._staff_id, self._calendar, self._why_not = staff_id, calendar, why_not
        self._mine, self._theirs, self._away = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._notice = Notice()
        self._colleague = choice(self.tr("Colleague"), colleagues)
        self._kind = choice(self.tr("Queue"), [(kind, FACES[kind].title()) for kind in kinds])
        always = ("always", self.tr("always"))
        self._mode = choice(self.tr("When"), [(AWAY, self.tr("while I am away")), always])
        begin, end = (calendar.now() + ahead for ahead in (timedelta(hours=1), timedelta(days=1)))
        self._from = moment_field(self.tr("Away from"), begin, calendar)
        self._until = moment_field(self.tr("Away until"), end, calendar)
        self._delegate = self._button("delegate_button", self.tr("Delegate"), self._on_delegate)
        self._announce = self._button("announce_button", self.tr("Set"), self._on_announce)
        self._can_delegate = bool(colleagues) and bool(kinds)
        self._fill_content()

    def _fill_content(self) -> None:
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        add = Flow()
        for part in (self._colleague, self._kind, self._mode, self._delegate):
            add.flow.addWidget(part)
        away = Flow()
        until = PlainLabel(self.tr("until"))
        until.setMinimumHeight(TARGET)
        for each in (self._from, until, self._until, self._announce):
            away.flow.addWidget(each)
        self.content.addWidget(PlainLabel(self.tr("These may act for me"), bold=True))
        self.content.addLayout(self._mine)
        if self._can_delegate:
            self.content.addWidget(add)
        self.content.addWidget(PlainLabel(self.tr("I may act for"), bold=True))
        self.content.addLayout(self._theirs)
        self.content.addWidget(PlainLabel(self.tr("I am away"), bold=True))
        self.content.addLayout(self._away)
        self.content.addWidget(away)
        sentence = self.tr(
            "A colleague acts in their own name, on your behalf; both names are recorded. Controlled"
            " drugs can not be delegated."
        )
        self.content.addWidget(PlainLabel(sentence, tone="muted", wrap=True))
        self.content.addStretch(1)
        self.content.addWidget(self._notice)
        self.resize(round(640 * theme().text_scale), round(540 * theme().text_scale))
        (self._colleague if self._can_delegate else self._from).setFocus()
        for button in (self._delegate, self._announce):
            button.setDisabled(bool(self._why_not))
        if self._why_not:
            self._notice.say(Message(self._why_not, tone="info"), aloud=False)

    def show_desk(self, desk: DeskSettings) -> None:
        """Show who stands in for whom now."""
        mine = [one for one in desk.delegations if one.giver.id == self._staff_id]
        theirs = [one for one in desk.delegations if one.taker.id == self._staff_id]
        away = [one for one in desk.absences if one.person.id == self._staff_id]
        put_rows(self._mine, [self._given(one) for one in mine], self.tr("Nobody."))
        taken = [PlainLabel(self._words(one, one.giver.name, desk), wrap=True) for one in theirs]
        put_rows(self._theirs, taken, self.tr("Nobody."))
        put_rows(self._away, [self._absent(one) for one in away], self.tr("No dates are set."))
        chosen = (self._colleague, self._kind, self._mode, self._delegate)
        dates = (self._from, self._until, self._announce, self.cancel_button)
        order_tabs(*_in(self._mine), *chosen, *_in(self._away), *dates)

    def show_done(self) -> None:
        """Say that the portal has taken it."""
        self._notice.say(Message(self.tr("Done."), tone="ok"))

    def show_problem(self, message: Message) -> None:
        """Say why it was not taken."""
        self._notice.say(message)

    # Inside

    def _given(self, one: Delegation) -> QWidget:
        row = EndableRow(self._words(one, one.taker.name, None))
        label = self.tr("End: {what}").format(what=row.text)
        wish = DeskWish(Change.END_DELEGATION, one.id)
        row.add(self._button("end_delegation", self.tr("End"), lambda: self._ask(wish)), label)
        return row

    def _absent(self, one: Absence) -> QWidget:
        moments = [self._calendar.moment(ms_of(at)) for at in (one.away_from, one.away_until)]
        row = EndableRow(
            self.tr("from {begin} until {end}").format(begin=moments[0], end=moments[1])
        )
        wish = DeskWish(Change.END_ABSENCE, one.id)
        back = self._button("end_absence", self.tr("I am here"), lambda: self._ask(wish))
        row.add(back, self.tr("I am here: {what}").format(what=row.text))
        return row

    def _words(self, one: Delegation, name: str, desk: DeskSettings | None) -> str:
        face = FACES.get(one.kind)
        when = self.tr("always") if one.mode != AWAY else self.tr("while away")
        words = f"{name} · {face.title() if face else one.kind} · {when}"
        if one.valid_until:
            until = self.tr("until {day}").format(day=self._calendar.moment(ms_of(one.valid_until)))
            words += f" · {until}"
        if desk is not None and desk.holds(one, self._calendar.now()):
            words += " · " + self.tr("now")
        return words

    def _button(self, name: str, label: str, pressed: object) -> QPushButton:
        made = QPushButton(label)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET)
        made.setDisabled(bool(self._why_not))
        made.clicked.connect(pressed)
        return made

    def _ask(self, wish: DeskWish) -> None:
        if not self._why_not:
            self._notice.clear()
            self.wished.emit(wish)

    def _on_delegate(self) -> None:
        fields = {
            "delegate_id": self._colleague.currentData(),
            "kind": self._kind.currentData(),
            "mode": self._mode.currentData(),
        }
        self._ask(DeskWish(Change.MAKE_DELEGATION, fields=fields))

    def _on_announce(self) -> None:
        begin, end = (moment_of(one, self._calendar) for one in (self._from, self._until))
        if end <= begin:
            self.show_problem(Message(self.tr("It has to end after it begins."), tone="warn"))
            return
        fields = {"away_from": begin.isoformat(), "away_until": end.isoformat()}
        self._ask(DeskWish(Change.ANNOUNCE_ABSENCE, fields=fields))


def _in(rows: QVBoxLayout) -> list[QWidget]:
    """The rows that stand there now."""
    places = (rows.itemAt(place) for place in range(rows.count()))
    return [found for place in places if place and (found := place.widget())]
