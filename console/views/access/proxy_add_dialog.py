"""Adding a care manager: who it is, on what basis, what was seen, how much and until when (F47)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.domain.access import FoundChart
from console.domain.proxies import BASES, EVIDENCE, RELATIONSHIPS
from console.messages import Message
from console.models.one_line import isolated, one_line
from console.models.proxy_words import words
from console.models.when import Calendar
from console.views.access.proxy_dialogs import give_years, scope_choice
from console.views.choice_list import ChoiceList
from console.views.dated_rows import choice
from console.views.flow_layout import Flow
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.section import column
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, MARGIN, TARGET, theme
from console.views.until_day import UntilDay

WIDTH, SHOWN = 620, 4
ADULT_AGE = 18  # years; the portal decides, this only puts the likely basis first
TYPED_MOST = 200
_OF_MINORS = ("parental", "court_order")
_OF_ADULTS = tuple(one for one in BASES if one != "parental")


class ProxyAddDialog(Sheet):
    """Asks for everything a link says; the portal decides whether it may be.

    The care manager is a chart of the practice, found by what is typed, or a login by its user name.
    Signals: `search_wanted(str)`; `prepared(dict)` with the fields, the dialog stays open until
    `end()` or `show_problem(...)`.
    """

    search_wanted = Signal(str)
    prepared = Signal(object)

    def __init__(
        self, patient: Mapping[str, Any], calendar: Calendar, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Add a care manager"))
        self.setObjectName("proxy_add_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self._patient, self._calendar = patient, calendar
        years = calendar.years(str(patient.get("birth_date") or ""))
        self._is_minor = years is not None and years < ADULT_AGE
        self.accept_button.setText(self.tr("Make the link"))
        self._charts: tuple[FoundChart, ...] = ()
        self.typed, self.username = QLineEdit(), QLineEdit()
        self._found_room = column()
        self.found: ChoiceList | None = None
        self.notice = Notice()
        self._ask_who()
        self._ask_why()
        self._ask_how_long()
        self.content.addWidget(self.notice)
        self.content.addStretch(1)
        self.typed.setFocus()

    # Parts

    def _ask_who(self) -> None:
        who = self.tr("Who is to act for {patient}?").format(
            patient=isolated(str(self._patient.get("name") or ""))
        )
        self.content.addWidget(WrappedLabel(who, bold=True))
        hint = self.tr("Name, birth date, phone or record number of the care manager")
        self._prepare(self.typed, "proxy_typed", hint)
        self.search_button = QPushButton(self.tr("Search"))
        self.search_button.setObjectName("proxy_search")
        self.search_button.setAutoDefault(False)
        self.search_button.setMinimumHeight(TARGET)
        self.search_button.clicked.connect(self._search)
        self.typed.returnPressed.connect(self._search)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.typed, 1)
        row.addWidget(self.search_button)
        self.content.addLayout(row)
        self.content.addLayout(self._found_room)
        hint = self.tr("Or the user name of a login, for somebody who is no patient here")
        self._prepare(self.username, "proxy_username", hint)
        self.content.addWidget(self.username)

    def _prepare(self, field: QLineEdit, name: str, hint: str) -> None:
        field.setObjectName(name)
        field.setAccessibleName(hint)
        field.setPlaceholderText(hint)
        field.setMaxLength(TYPED_MOST)
        field.setMinimumHeight(TARGET)

    def _ask_why(self) -> None:
        bases = _OF_MINORS if self._is_minor else _OF_ADULTS
        self.relationship = self._choice(
            "proxy_relationship", self.tr("Is the patient's"), RELATIONSHIPS
        )
        self.basis = self._choice("proxy_basis", self.tr("On the basis of"), bases)
        if self._is_minor:
            self.relationship.setCurrentIndex(self.relationship.findData("parent"))
        pair = Flow()
        for part in (self.relationship, self.basis):
            pair.flow.addWidget(part)
        self.content.addWidget(pair)
        self.content.addWidget(
            PlainLabel(self.tr("What you have seen (never write down its number)"), bold=True)
        )
        self.evidence = {code: TickBox(words(code)) for code in EVIDENCE}
        ticks = Flow()
        for code, box in self.evidence.items():
            box.setObjectName(f"seen_{code}")
            ticks.flow.addWidget(box)
        self.content.addWidget(ticks)

    def _ask_how_long(self) -> None:
        self.scope = scope_choice(self.tr("What for"))
        self.content.addWidget(self.scope)
        today = self._calendar.today()
        self.until = UntilDay("proxy_add", self.tr("It ends on"), self.tr("The day it ends"), today)
        give_years(self.until, today)
        self.content.addWidget(self.until)
        self.mutual = TickBox(self.tr("They act for each other: a second link the other way"))
        self.mutual.setObjectName("proxy_mutual")
        note = self.tr("A minor's link ends with the eighteenth birthday at the latest.")
        if not self._is_minor:
            self.content.addWidget(self.mutual)
            note = self.tr("Access to an adult's record may need a second person's approval.")
        self.content.addWidget(WrappedLabel(note, tone="muted"))

    def _choice(self, name: str, label: str, codes: Sequence[str]) -> QComboBox:
        made = choice(label, [(code, f"{label}: {words(code).lower()}") for code in codes])
        made.setObjectName(name)
        return made

    # What it gets

    def show_found(self, charts: Sequence[FoundChart]) -> None:
        """Show the charts that fit; the only one is chosen."""
        self._charts = tuple(charts)
        while (taken := self._found_room.takeAt(0)) is not None:
            old = taken.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.found = None
        if not charts:
            nobody = self.tr("Nobody fits. Look at the spelling, or take the user name.")
            self._found_room.addWidget(WrappedLabel(nobody, tone="muted"))
            return
        lines = [self._line(one) for one in charts]
        found = self.found = ChoiceList("proxy_found", self.tr("Who fits"), lines)
        found.resize(self.minimumWidth() - 2 * MARGIN, 100)
        found.setFixedHeight(found.height_of(SHOWN) + GRID)
        self._found_room.addWidget(found)
        if len(charts) == 1:
            found.choose(0)
        found.setFocus()

    def show_problem(self, message: Message) -> None:
        """Say why it was not made; everything that was typed stays."""
        self.accept_button.setEnabled(True)
        self.notice.say(message)

    def end(self) -> None:
        """Close: the portal has made it."""
        self.accept()

    # What it gives

    def fields(self) -> dict[str, Any]:
        """What was chosen, under the portal's names."""
        row = self.found.row() if self.found is not None else -1
        typed = self.username.text().strip()
        named = {"account_username": typed} if typed else {}
        if not typed and row >= 0:
            named = {"care_manager_patient_id": self._charts[row].id}
        return {
            **named,
            "relationship": self.relationship.currentData(),
            "basis": self.basis.currentData(),
            "evidence": [code for code, box in self.evidence.items() if box.isChecked()],
            "scope": self.scope.currentData(),
            "ends_on": self.until.day(),
            "mutual": self.mutual.isChecked(),
        }

    def obstacle(self) -> str:
        """What is still missing."""
        chosen = self.fields()
        if "account_username" not in chosen and "care_manager_patient_id" not in chosen:
            return self.tr("Choose who is to act, or type their user name.")
        if not chosen["evidence"]:
            return self.tr("Tick what you have seen.")
        return ""

    def try_accept(self) -> None:
        """Ask the portal, or say what is missing."""
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if not obstacle and self.accept_button.isEnabled():
            self.notice.clear()
            self.accept_button.setEnabled(False)
            self.prepared.emit(self.fields())

    def _search(self) -> None:
        self.notice.clear()
        self.search_wanted.emit(self.typed.text())

    def _line(self, one: FoundChart) -> str:
        parts = (one_line(one.name), self._calendar.day(one.birth_date), one.record_number)
        none = "" if one.account_status == "active" else self.tr("no login yet")
        return " · ".join(part for part in (*parts, none) if part)
