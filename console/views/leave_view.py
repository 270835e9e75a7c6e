"""When practitioners are away: their free times are not offered, and not booked (DOMAIN §5.5)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.desk_wish import Change, DeskWish
from console.messages import Message
from console.models.when import Calendar, ms_of
from console.views.dated_rows import EndableRow, choice, moment_field, moment_of, put_rows
from console.views.flow_layout import Flow
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import TARGET, theme

REASON_LENGTH = 200  # characters, as the portal takes


class LeaveView(Sheet):
    """Enters and ends leave; each takes effect when the portal has taken it.

    `why_not` says why nothing can be changed now. Signal: `wished(DeskWish)`.
    """

    wished = Signal(object)

    def __init__(
        self, calendar: Calendar, why_not: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Leave of providers"))
        self.setObjectName("leave_view")
        self._calendar, self._why_not = calendar, why_not
        self._rows, self._notice = QVBoxLayout(), Notice()
        self._who = choice(self.tr("Provider"), [])
        morning = calendar.now().astimezone(calendar.zone).replace(hour=0)
        begin = morning + timedelta(days=1)  # leave is of whole days, mostly
        self._from = moment_field(self.tr("Away from"), begin, calendar)
        end = begin + timedelta(days=1)
        self._until = moment_field(self.tr("Away until"), end, calendar)
        self._reason = QLineEdit()
        self._reason.setAccessibleName(self.tr("Reason, for colleagues"))
        self._reason.setPlaceholderText(self.tr("Reason, for colleagues"))
        self._reason.setMaxLength(REASON_LENGTH)
        self._reason.setMinimumHeight(TARGET)
        self._enter = self._button("enter_leave", self.tr("Enter"), self._on_enter)
        self._fill_content()
        self._who.setFocus()

    def _fill_content(self) -> None:
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        until = PlainLabel(self.tr("until"))
        until.setMinimumHeight(TARGET)
        add = Flow()
        for part in (self._who, self._from, until, self._until, self._enter):
            add.flow.addWidget(part)
        self.content.addLayout(self._rows)
        self.content.addWidget(PlainLabel(self.tr("Enter leave"), bold=True))
        self.content.addWidget(add)
        self.content.addWidget(self._reason)
        sentence = self.tr(
            "Free times of that span are not offered and not booked. What is booked stays until"
            " somebody moves it."
        )
        self.content.addWidget(PlainLabel(sentence, tone="muted", wrap=True))
        self.content.addStretch(1)
        self.content.addWidget(self._notice)
        self.resize(round(640 * theme().text_scale), round(460 * theme().text_scale))
        self._put([], self.tr("Looking…"))
        self._enter.setDisabled(True)  # until it is known who there is
        if self._why_not:
            self._notice.say(Message(self._why_not, tone="info"), aloud=False)

    def show_leave(self, found: Mapping[str, Any]) -> None:
        """Take what the portal says: who is away, and who may be given leave."""
        chosen = self._who.currentData()
        self._who.clear()
        for one in found["practitioners"]:
            self._who.addItem(str(one["name"]), str(one["id"]))
        self._who.setCurrentIndex(max(0, self._who.findData(chosen)))
        self._put([self._row(one) for one in found["leave"]], self.tr("Nobody is away."))
        self._enter.setDisabled(bool(self._why_not) or self._who.count() == 0)

    def show_done(self) -> None:
        """Say that the portal has taken it."""
        self._reason.clear()
        self._notice.say(Message(self.tr("Done."), tone="ok"))

    def show_problem(self, message: Message) -> None:
        """Say why it was not taken."""
        self._notice.say(message)

    # Inside

    def _row(self, one: Mapping[str, Any]) -> QWidget:
        moments = [self._calendar.moment(ms_of(one[name])) for name in ("starts_at", "ends_at")]
        span = self.tr("from {begin} until {end}").format(begin=moments[0], end=moments[1])
        parts = [str(one["practitioner"]["name"]), span, str(one["reason"])]
        if one["taken"]:
            parts.append(self.tr("%n time(s) booked or held to be moved", "", int(one["taken"])))
        row = EndableRow(" · ".join(part for part in parts if part))
        wish = DeskWish(Change.END_LEAVE, str(one["id"]))
        end = self._button("end_leave", self.tr("End"), lambda: self._ask(wish))
        row.add(end, self.tr("End: {what}").format(what=row.text))
        return row

    def _put(self, rows: list[QWidget], otherwise: str) -> None:
        put_rows(self._rows, rows, otherwise)

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

    def _on_enter(self) -> None:
        begin, end = (moment_of(one, self._calendar) for one in (self._from, self._until))
        if end <= begin:
            self.show_problem(Message(self.tr("It has to end after it begins."), tone="warn"))
            return
        fields = {
            "practitioner_id": self._who.currentData(),
            "starts_at": begin.isoformat(),
            "ends_at": end.isoformat(),
            "reason": self._reason.text().strip(),
        }
        self._ask(DeskWish(Change.ENTER_LEAVE, fields=fields))
