"""The care managers of a chart, both ways: who may act for the patient, and whom they act for (F46–F51)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from console.domain.proxies import (
    CARE_MANAGER,
    DEPENDENT,
    ProxyAct,
    ProxyLink,
    ProxyList,
    read_links,
)
from console.messages import Message
from console.models.when import Calendar
from console.views.access.proxy_add_dialog import ProxyAddDialog
from console.views.access.proxy_dialogs import ProxyActDialog, ProxyChangeDialog
from console.views.access.proxy_row import ProxyRow
from console.views.icons import ButtonIcon
from console.views.notice import Notice
from console.views.queues.section import Section, column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.tab_order import order_tabs
from console.views.theme import GROUP, TARGET


class ProxyPanel(QWidget):
    """Shows the links of one chart and offers what this staff member may do with each.

    Signals: `wanted(str)` when a patient's links are to be read, `search_wanted(str)` from the dialog that
    adds one, `prepared(str, dict)` with the patient and the fields, `wished(ProxyWish)`. Nothing here is
    done before the portal has done it; `show_done` and `show_problem` say what came of it.
    """

    wanted = Signal(str)
    search_wanted = Signal(str)
    prepared = Signal(str, object)
    wished = Signal(object)

    def __init__(self, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proxy_panel")
        self.setAccessibleName(self.tr("Care managers"))
        self._calendar = calendar
        self._patient: Mapping[str, Any] = {}
        self._may_prepare, self._why_not = True, ""
        self.add_dialog: ProxyAddDialog | None = None
        self._there = Section(self.tr("May act for this patient"))
        self._back = Section(self.tr("This patient may act for"))
        self._over = Section("")
        self._shows_over = False
        self._rows: dict[Section, list[QWidget]] = {}
        self._state = WrappedLabel(tone="muted")
        self._state.setObjectName("proxy_state")
        self._notice = Notice()
        self._add = self._button("proxy_add", self.tr("Add a care manager…"), self._on_add)
        ButtonIcon(self._add, "plus", "muted")
        self._fold = self._button("proxy_fold", "", self._on_fold)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = column(self, space=GROUP)
        for part in (self._notice, self._state, self._there, self._back):
            layout.addWidget(part)
        for button in (self._add, self._fold):
            line = QVBoxLayout()
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            line.setContentsMargins(0, 0, 0, 0)
            layout.addLayout(line)
        layout.addWidget(self._over)
        for section in (self._there, self._back, self._over):
            reveal(section, shown=False)
        self._fold.hide()

    # What it gets

    def patient_id(self) -> str:
        """The chart on show, or nothing."""
        return str(self._patient.get("id") or "")

    def show_patient(self, patient: Mapping[str, Any], *, may_prepare: bool = True) -> None:
        """Begin with a patient (`id`, `name`, `birth_date`); asks for their links."""
        is_other = patient.get("id") != self._patient.get("id")
        self._patient, self._may_prepare = patient, may_prepare
        if is_other:
            self._shows_over = False
            self._notice.clear()
            self._put(())
            self._say_state(self.tr("Looking for care managers…"))
            reveal(self._add, shown=False)
        if self.patient_id():
            self.wanted.emit(self.patient_id())

    def show_links(
        self, links: ProxyList | Sequence[ProxyLink] | Sequence[Mapping[str, Any]]
    ) -> None:
        """Show these links: an answer, its values, or the list of a chart's as the portal gives it."""
        if isinstance(links, ProxyList):
            whole = links
        else:
            values = [one for one in links if isinstance(one, ProxyLink)]
            raw = [one for one in links if isinstance(one, Mapping)]
            whole = ProxyList((*values, *read_links(raw)))
        self._put(whole.links)
        standing = [one for one in whole.links if not one.is_over]
        off = self.tr("Your practice has switched care managers off; what holds goes on.")
        nobody = "" if standing else self.tr("Nobody acts for this patient, nor they for anybody.")
        self._say_state(nobody if whole.enabled else off)
        reveal(self._add, shown=whole.enabled and self._may_prepare)
        order_tabs(self)

    def set_barred(self, why_not: str) -> None:
        """Bar every act, for instance while the line is down; nothing lifts it."""
        self._why_not = why_not
        for button in self.findChildren(QPushButton):
            if button is not self._fold:
                button.setDisabled(bool(why_not))
                button.setToolTip(why_not)

    def show_done(self, message: Message) -> None:
        """Say that the portal has done it."""
        self._notice.say(message)

    def show_problem(self, message: Message) -> None:
        """Say why it was not done; of what the dialog asked for, the dialog itself says it."""
        if not any(self._rows.values()):
            self._say_state("")
        self._notice.say(message)

    # Inside

    def _put(self, links: Sequence[ProxyLink]) -> None:
        focused = self._focused()
        parts = {
            self._there: [
                one for one in links if not one.is_over and one.direction == CARE_MANAGER
            ],
            self._back: [one for one in links if not one.is_over and one.direction == DEPENDENT],
            self._over: [one for one in links if one.is_over],
        }
        for section, found in parts.items():
            for row in self._rows.get(section, []):
                row.hide()
                row.deleteLater()
            self._rows[section] = [self._row(one) for one in found]
            for row in self._rows[section]:
                section.content.addWidget(row)
            reveal(section, shown=bool(found) and (section is not self._over or self._shows_over))
        self._show_fold()
        self._focus_again(focused)

    def _row(self, link: ProxyLink) -> ProxyRow:
        row = ProxyRow(link, self._calendar, why_not=self._why_not)
        row.act_wanted.connect(self._on_act)
        return row

    def _focused(self) -> str:
        """The link whose button has the focus: its rows are made anew with each answer."""
        rows = (row for found in self._rows.values() for row in found)
        part = QApplication.focusWidget()
        return next((r.objectName() for r in rows if part is not None and r.isAncestorOf(part)), "")

    def _focus_again(self, name: str) -> None:
        if not name:
            return
        row = next((one for one in self.findChildren(ProxyRow, name) if not one.isHidden()), None)
        buttons = row.findChildren(QPushButton) if row is not None else []
        (buttons[0] if buttons else self._add).setFocus()

    def _show_fold(self) -> None:
        count = len(self._rows[self._over])
        label = (
            self.tr("Hide what has ended")
            if self._shows_over
            else self.tr("Show %n link(s) that have ended", "", count)
        )
        self._fold.setText(label)
        self._fold.setAccessibleName(label)
        self._fold.setVisible(bool(count))

    def _on_fold(self) -> None:
        self._shows_over = not self._shows_over
        reveal(self._over, shown=self._shows_over)
        self._show_fold()
        order_tabs(self)

    def _on_add(self) -> None:
        dialog = self.add_dialog = ProxyAddDialog(self._patient, self._calendar, self.window())
        dialog.search_wanted.connect(self.search_wanted)
        patient_id = self.patient_id()  # of whom the dialog speaks, whoever is on show by then
        dialog.prepared.connect(lambda fields: self.prepared.emit(patient_id, fields))
        dialog.finished.connect(self._end_dialog)
        dialog.open()

    def _end_dialog(self) -> None:
        if self.add_dialog is not None:
            self.add_dialog.deleteLater()
        self.add_dialog = None
        self._add.setFocus()

    def _on_act(self, link: ProxyLink, act: ProxyAct) -> None:
        dialog = open_act(link, act, self._calendar, self.window())
        dialog.accepted.connect(lambda: self.wished.emit(dialog.wish()))

    def _say_state(self, text: str) -> None:
        self._state.say(text)
        reveal(self._state, shown=bool(text))

    def _button(self, name: str, label: str, pressed: object) -> QPushButton:
        made = QPushButton(label)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET)
        made.clicked.connect(pressed)
        return made


def open_act(
    link: ProxyLink, act: ProxyAct, calendar: Calendar, parent: QWidget
) -> ProxyActDialog | ProxyChangeDialog:
    """Open the dialog that an act on a link begins with; it goes when it is closed."""
    dialog: ProxyActDialog | ProxyChangeDialog
    if act is ProxyAct.CHANGE:
        dialog = ProxyChangeDialog(link, calendar, parent)
    else:
        dialog = ProxyActDialog(link, act, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
