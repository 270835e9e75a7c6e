"""Letting an item wait: for whom, until when, and, if for the patient, with which words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from console.views.choice_list import ChoiceList
from console.views.desk_dialogs import MAX_TEXT, too_long
from console.views.note_field import NoteWell, Preview, editor
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, theme
from console.views.until_day import UntilDay

PATIENT, INTERNAL, HOLD = "patient", "internal", "hold"
_Index = QModelIndex | QPersistentModelIndex


class WaitDialog(Sheet):
    """Only who waits for the patient writes to the patient; a note stays with the staff.

    `kinds` are those that the portal takes for this queue: not everything can be asked of a patient.
    """

    def __init__(
        self,
        title: str,
        accept_label: str,
        kinds: Sequence[str],
        practice: str,
        today: date,
        *,
        templates: Callable[[QPlainTextEdit], QWidget | None] = lambda _field: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("wait_dialog")
        words = {
            PATIENT: self.tr("For the patient: a question is sent, and the clock stands"),
            INTERNAL: self.tr("For somebody in the practice"),
            HOLD: self.tr("Put aside until a day"),
        }
        self._kinds = tuple(kind for kind in words if kind in kinds)
        lines = [words[kind] for kind in self._kinds]
        self._list = ChoiceList("wait_list", self.tr("What it waits for"), lines)
        self._until = UntilDay(
            "wait", self.tr("Until"), self.tr("It is to be done again on"), today
        )
        self._text = editor("text_to_patient", self.tr("What the patient reads"))
        self._preview = Preview(practice)
        self._words = self._words_box(templates(self._text))
        self._note = NoteWell("note")
        self._fill_content()
        self._text.textChanged.connect(self._on_text_changed)
        self._list.selectionModel().currentChanged.connect(self._on_kind_changed)
        self._list.choose(0)
        self._list.setFocus()
        self.resize(round(560 * theme().text_scale), round(560 * theme().text_scale))

    def _words_box(self, ready: QWidget | None) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        heading = QHBoxLayout()
        heading.addWidget(PlainLabel(self.tr("What the patient reads"), bold=True), 1)
        if ready is not None:
            heading.addWidget(ready)
        column.addLayout(heading)
        column.addWidget(self._text, 1)
        column.addWidget(self._preview)
        return box

    def _fill_content(self) -> None:
        self.content.addWidget(PlainLabel(self.tr("What it waits for"), bold=True))
        self._list.setFixedHeight(round(len(self._kinds) * 34 * theme().text_scale) + 4)
        self.content.addWidget(self._list)
        self.content.addWidget(self._until)
        self.content.addWidget(self._words, 3)
        self.content.addWidget(self._note, 1)

    def kind(self) -> str:
        """What it is to wait for."""
        row = self._list.row()
        return self._kinds[row] if 0 <= row < len(self._kinds) else ""

    def choose(self, kind: str) -> None:
        """Choose what it waits for."""
        self._list.choose(self._kinds.index(kind))

    def params(self) -> Mapping[str, Any]:
        """What was chosen and written, under the portal's names."""
        made: dict[str, Any] = {
            "on": self.kind(),
            "until": self._until.day(),
            "note": self._note.text(),
        }
        if self.kind() == PATIENT:
            made["text_to_patient"] = self._text.toPlainText().strip()
        return made

    def obstacle(self) -> str:
        """What is still missing."""
        text = self._text.toPlainText().strip()
        if not self.kind():
            return self.tr("Choose what it waits for first.")
        if self.kind() == PATIENT and not text:
            return self.tr("Write what the patient shall read.")
        if too_long(text) or too_long(self._note.text()):
            return self.tr("Write at most %n character(s).", "", MAX_TEXT)
        return ""

    def _on_kind_changed(self, *_indexes: _Index) -> None:
        self._words.setVisible(self.kind() == PATIENT)
        if self.kind() == HOLD:
            self._until.ends.setChecked(True)
        self._on_text_changed()
        self.say_wrong("")

    def _on_text_changed(self) -> None:
        hint = self.tr("Write what you need to know, in words a patient understands.")
        self._preview.show_text(self._text.toPlainText().strip(), hint)
