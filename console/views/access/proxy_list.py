"""Links that end soon or wait for approval, and the birthdays that change who sees what (F51)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.proxies import Birthday, ProxyAct, ProxyLink
from console.messages import Message
from console.models.one_line import isolated
from console.models.proxy_words import scope_words
from console.models.when import Calendar, day_of
from console.views.access.proxy_panel import open_act
from console.views.access.proxy_row import ProxyRow
from console.views.notice import Notice
from console.views.queues.section import Section, card, padded
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.tab_order import order_tabs
from console.views.theme import GAP, GROUP, TARGET, theme

WIDTH, HEIGHT = 760, 620
SHOWN = 100


class ProxyListView(Sheet):
    """Three lists, most urgent first. `why_not` bars every act, while there is no line.

    Signals: `wished(ProxyWish)`; `patient_wanted(dict)` to show one chart's links.
    """

    wished = Signal(object)
    patient_wanted = Signal(object)

    def __init__(
        self, calendar: Calendar, why_not: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Care managers whose access ends soon"))
        self.setObjectName("proxy_list")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._calendar, self._why_not = calendar, why_not
        self.notice = Notice()
        self._waiting = Section(self.tr("Waiting for approval"))
        self._ending = Section(self.tr("Ending soon"))
        self._birthdays = Section(self.tr("Birthdays from 12 to 18"))
        self.content.addWidget(self.notice)
        self._columns: dict[Section, QVBoxLayout] = {}
        for section in (self._waiting, self._ending, self._birthdays):
            inside = self._columns[section] = QVBoxLayout()
            inside.setSpacing(GAP)
            section.content.addLayout(inside)
            self.content.addWidget(section)
            self._put(section, [], self.tr("Looking…"))
        self.content.setSpacing(GROUP)
        self.content.addStretch(1)
        scale = theme().text_scale
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))

    def show_found(
        self,
        waiting: Sequence[ProxyLink],
        ending: Sequence[ProxyLink],
        birthdays: Sequence[Birthday],
    ) -> None:
        """Show what the portal has found."""
        focused = self._focused()
        rows = [self._row(one) for one in waiting[:SHOWN]]
        self._put(self._waiting, rows, self.tr("Nothing waits for approval."))
        rows = [self._row(one) for one in ending[:SHOWN]]
        self._put(self._ending, rows, self.tr("No access ends in the next weeks."))
        days = [self._birthday(one) for one in birthdays[:SHOWN]]
        self._put(self._birthdays, days, self.tr("No birthday changes an access soon."))
        order_tabs(self)
        self._focus_again(focused)

    def show_problem(self, message: Message) -> None:
        """Say why something was not found or done."""
        self.notice.say(message)

    def show_done(self, message: Message) -> None:
        """Say that the portal has done it."""
        self.notice.say(message)

    # Inside

    def _row(self, link: ProxyLink) -> ProxyRow:
        row = ProxyRow(link, self._calendar, both=True, why_not=self._why_not)
        row.act_wanted.connect(self._on_act)
        return row

    def _on_act(self, link: ProxyLink, act: ProxyAct) -> None:
        dialog = open_act(link, act, self._calendar, self)
        dialog.accepted.connect(lambda: self.wished.emit(dialog.wish()))

    def _birthday(self, one: Birthday) -> QWidget:
        frame = card()
        layout = padded(frame)
        on = day_of(one.on)
        day = self._calendar.weekday(on) if on else one.on
        title = self.tr("{who} turns {age} on {day}").format(
            who=isolated(one.patient.name), age=one.turns, day=day
        )
        effect = self._effect(one)
        frame.setObjectName(f"birthday_{one.patient.patient_id}")
        frame.setAccessibleName(f"{title}. {effect}")
        button = QPushButton(self.tr("Care managers…"))
        button.setAutoDefault(False)
        button.setMinimumHeight(TARGET)
        button.setAccessibleName(self.tr("Care managers of {who}").format(who=one.patient.name))
        patient = {
            "id": one.patient.patient_id,
            "name": one.patient.name,
            "birth_date": one.patient.birth_date,
            "record_number": one.patient.record_number,
        }
        button.clicked.connect(lambda: self.patient_wanted.emit(patient))
        line = QHBoxLayout()
        line.addWidget(WrappedLabel(title, bold=True), 1)
        line.addWidget(button)
        layout.addLayout(line)
        layout.addWidget(WrappedLabel(effect, tone="muted"))
        return frame

    def _effect(self, one: Birthday) -> str:
        """What the birthday changes, in a sentence or two."""
        parts = [
            self.tr("%n care manager(s)", "", one.links),
            self.tr("has a login") if one.has_login else self.tr("no login of their own"),
        ]
        if one.turns >= 18:
            parts.append(self.tr("a parent's access ends on that day"))
        elif one.before.get("proxy_scope") != one.after.get("proxy_scope"):
            scope = scope_words(str(one.after.get("proxy_scope") or "")).lower()
            parts.append(self.tr("care managers may from then on: {scope}").format(scope=scope))
        elif one.before.get("blocked") != one.after.get("blocked"):
            parts.append(self.tr("private kinds of results close to care managers"))
        else:
            parts.append(self.tr("nothing changes by the age bands"))
        return " · ".join(parts)

    def _put(self, section: Section, rows: Sequence[QWidget], otherwise: str) -> None:
        inside = self._columns[section]
        while (taken := inside.takeAt(0)) is not None:
            old = taken.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in rows or [WrappedLabel(otherwise, tone="muted")]:
            inside.addWidget(row)

    def _focused(self) -> str:
        part = QApplication.focusWidget()
        rows = self.findChildren(ProxyRow)
        return next((r.objectName() for r in rows if part is not None and r.isAncestorOf(part)), "")

    def _focus_again(self, name: str) -> None:
        row = next((one for one in self.findChildren(ProxyRow, name) if not one.isHidden()), None)
        buttons = row.findChildren(QPushButton) if name and row is not None else []
        if name:
            (buttons[0] if buttons else self.cancel_button).setFocus()
