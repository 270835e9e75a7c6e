"""The record of a call about a critical value: whom, as what, when, and whether it was read back."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QDateTime, QTime, Signal, Slot
from PySide6.QtWidgets import QDateTimeEdit, QFormLayout, QLineEdit, QPushButton

from console.domain.items import ItemKey
from console.models.when import Calendar, ms_of
from console.views.queues.facts import Fact, FactList
from console.views.queues.reading import flag, line, part
from console.views.queues.section import Section, reveal
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.spin_room import give_room

MOST_NAME, MOST_ROLE = 200, 80


class ContactForm(Section):
    """Shows the calls that were made, and takes one more. Signals: `changed`, `recorded`."""

    changed = Signal()
    recorded = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("")
        self.set_title(self.tr("Who has been told"))
        self._calendar = calendar
        self._about: tuple[ItemKey | None, int] = (None, 0)  # the item, and how many calls it had
        self._calls = FactList(lead=18)
        self._hint = WrappedLabel(tone="muted")
        self._name, self._role = QLineEdit(), QLineEdit()
        self._at, self._read_back = QDateTimeEdit(), TickBox(self.tr("The value was read back"))
        self._record = QPushButton(self.tr("Record the call"))
        self._lay_out()

    def _lay_out(self) -> None:
        self.content.addWidget(self._calls)
        self.content.addWidget(self._hint)
        form = QFormLayout()
        rows = (
            ("told_name", self.tr("Told"), self._name, MOST_NAME),
            ("told_role", self.tr("Who is that"), self._role, MOST_ROLE),
        )
        for name, label, field, most in rows:
            field.setObjectName(name)
            field.setAccessibleName(label)
            field.setMaxLength(most)
            field.textChanged.connect(self.changed)
            form.addRow(WrappedLabel(label), field)
        self._at.setObjectName("told_at")
        self._at.setAccessibleName(self.tr("When"))
        self._at.setDisplayFormat("d MMM yyyy, HH:mm")
        self._at.setMinimumHeight(32)
        give_room(self._at)
        form.addRow(WrappedLabel(self.tr("When")), self._at)
        self._read_back.setObjectName("read_back")
        self._read_back.setAccessibleName(self._read_back.text())
        form.addRow("", self._read_back)
        self._record.setObjectName("record_contact")
        self._record.setAccessibleName(self._record.text())
        self._record.setAutoDefault(False)
        self._record.clicked.connect(self.recorded)
        form.addRow("", self._record)
        self.content.addLayout(form)
        self.changed.connect(self._on_changed)

    def show_calls(
        self, key: ItemKey, calls: Sequence[Mapping[str, Any]], *, who: str, needed: bool
    ) -> None:
        """Show the calls about a result.

        What is being filled in stays while it is the same result with the same calls: a claim or a
        colleague's slot must not wipe it. For another one, or after a call, the form is empty.
        """
        self._calls.show_facts([self._fact(one) for one in calls])
        self._hint.say(
            "" if calls else self.tr("A critical value is told by voice before it is read.")
        )
        reveal(self._hint, shown=not calls)
        self._name.setPlaceholderText(who)
        self._name.setToolTip(self._name.placeholderText())  # where it is cut
        if self._about != (key, len(calls)):
            self._about = (key, len(calls))
            self._empty()
        self._on_changed()
        reveal(self, shown=needed or bool(calls))

    def _empty(self) -> None:
        self._name.setText("")
        self._role.setText(self.tr("patient"))
        self._read_back.setChecked(False)
        now = self._calendar.local(self._calendar.now_ms())
        self._at.setDateTime(QDateTime(now.year, now.month, now.day, now.hour, now.minute, 0))

    def params(self) -> dict[str, Any]:
        """Give the call under the portal's names; empty while nobody has been named."""
        if not self._name.text().strip() or not self._role.text().strip():
            return {}
        day, time = self._at.date(), self._at.time()
        return {
            "told_name": self._name.text().strip(),
            "told_role": self._role.text().strip(),
            "told_at": self._moment(day.year(), day.month(), day.day(), time),
            "read_back": self._read_back.isChecked(),
        }

    def _moment(self, year: int, month: int, day: int, time: QTime) -> str:
        local = self._calendar.now().astimezone(self._calendar.zone)
        at = local.replace(
            year=year, month=month, day=day, hour=time.hour(), minute=time.minute(), second=0
        )
        return at.replace(microsecond=0).isoformat()

    def _fact(self, call: Mapping[str, Any]) -> Fact:
        name = self.tr("{name}, {role}").format(
            name=line(call, "told_name"), role=line(call, "told_role")
        )
        when = self._calendar.moment(ms_of(line(call, "told_at")))
        by = line(part(call, "by"), "name")
        text = self.tr("told {when} by {name}").format(when=when, name=by)
        back = flag(call, "read_back")
        said = self.tr("read back") if back else self.tr("not read back")
        return Fact(
            name, f"{text}, {said}", "check" if back else "warning", "ok" if back else "warn"
        )

    @Slot()
    def _on_changed(self) -> None:
        self._record.setEnabled(bool(self.params()))
