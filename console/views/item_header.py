"""Whom an item is about: the name, two identifiers, age and sex; at the right what and since when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.domain.items import Item
from console.models.ageing import due_of
from console.models.item_words import person_of
from console.models.one_line import one_line
from console.models.queue_face import Chip, QueueFace
from console.models.when import Calendar, ms_of
from console.views.badge import Badge
from console.views.flow_layout import Flow
from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, PATIENT, theme


class ItemHeader(QWidget):
    """The most visible thing of an item is the patient's name; it wraps and is never cut."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._name = WrappedLabel(size=PATIENT, bold=True)
        self._name.setObjectName("patient_name")
        self._name.set_selectable()
        self._facts = WrappedLabel()
        self._facts.setObjectName("patient_facts")
        self._facts.set_selectable()
        self._queue_icon = IconLabel("info", "muted")
        self._queue = PlainLabel(tone="muted")
        self._queue.setObjectName("item_queue")
        self._age = PlainLabel(tone="muted")
        self._age.setObjectName("item_age")
        self._badges = Flow()
        self._lay_out()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        """Large text needs the width for the name: the queue's icon is enough then."""
        self._queue.setVisible(theme().text_scale < 1.5)

    def _lay_out(self) -> None:
        queue = QHBoxLayout()
        queue.setSpacing(GRID + 2)
        queue.addStretch(1)
        queue.addWidget(self._queue_icon)
        queue.addWidget(self._queue)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addLayout(queue)
        right.addWidget(self._age, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._name)
        left.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addLayout(left, 1)
        row.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP + GRID)
        column.addLayout(row)
        column.addWidget(self._badges)

    def show_item(self, item: Item, face: QueueFace, badges: Sequence[Chip]) -> None:
        """Show whom the item is about."""
        person = person_of(item, self._calendar)
        self._name.say(person.name)
        self._facts.say("  ·  ".join(person.facts))
        self._queue_icon.show_icon(face.icon, "muted")
        self._queue.setText(one_line(face.title()))
        self._queue_icon.setToolTip(face.title())
        submitted = ms_of(str(item.entity.get("submitted_at") or ""))
        due = due_of(item, self._calendar).words
        age = self._calendar.age(submitted)
        self._age.setText(f"{age}  ·  {due}" if age and due else age or due)
        self._age.setToolTip(self._calendar.absolute(submitted))
        self._age.setAccessibleName(
            ", ".join(
                part
                for part in (
                    self.tr("waiting {age}").format(age=self._calendar.age_words(submitted)),
                    due,
                )
                if part
            )
        )
        self._badges.flow.clear()
        for chip in badges:
            self._badges.flow.addWidget(Badge(chip))
        self._badges.setVisible(bool(badges))
