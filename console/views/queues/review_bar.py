"""What a clinician makes of a result; a fact of its own beside its release (PEERS K102)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.domain.items import ItemKey
from console.models.when import Calendar, ms_of
from console.views.queues.beside import Beside
from console.views.queues.reading import line, part, prose
from console.views.queues.result_words import assessment_chip
from console.views.queues.section import Section, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel

MOST_NOTE = 2000


class ReviewBar(Section):
    """Shows who has reviewed, and takes a review. Signals: `reviewed` with `params` filled."""

    reviewed = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("")
        self.set_title(self.tr("Review"))
        self._calendar, self._assessment = calendar, ""
        self._about: tuple[ItemKey | None, str] = (None, "")  # the item, and when it was reviewed
        self._told, self._tag, self._note_told = WrappedLabel(), Tag(), WrappedLabel(tone="muted")
        self._note = QLineEdit()
        self._note.setObjectName("review_note")
        self._note.setAccessibleName(self.tr("Note to colleagues"))
        self._note.setPlaceholderText(self.tr("Note to colleagues; no patient reads it"))
        self._note.setMaxLength(MOST_NOTE)
        self.content.addWidget(Beside(self._told, self._tag))
        self.content.addWidget(self._note_told)
        self.content.addWidget(self._note)
        self.content.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        for assessment in ("normal", "abnormal", "follow_up"):
            chip = assessment_chip(assessment)
            button = QPushButton(chip.text if chip else assessment)
            button.setObjectName(f"review_{assessment}")
            button.setAccessibleName(self.tr("Reviewed: {word}").format(word=button.text()))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, one=assessment: self._on_reviewed(one))
            row.addWidget(button)
        row.addStretch(1)
        return box

    def show_review(self, key: ItemKey, review: Mapping[str, Any], *, wanted: bool) -> None:
        """Show the last review; `wanted` is whether one can still be given.

        A note that is being written stays until the review it belongs to is there.
        """
        self._assessment = ""
        by = line(part(review, "by"), "name")
        when = self._calendar.moment(ms_of(line(review, "at")))
        text = self.tr("Reviewed by {name}, {when}").format(name=by, when=when)
        self._told.say(text if review else self.tr("Nobody has reviewed it yet."))
        self._tag.show_chip(assessment_chip(line(review, "assessment")))
        self._note_told.say(prose(review, "note"))
        reveal(self._note_told, shown=bool(prose(review, "note")))
        about = (key, line(review, "at"))
        if self._about != about:
            self._about = about
            self._note.setText("")
        self._note.setEnabled(wanted)

    def params(self) -> dict[str, Any]:
        """Give the review under the portal's names; empty until a button was pressed."""
        if not self._assessment:
            return {}
        return {"assessment": self._assessment, "note": self._note.text().strip()}

    def _on_reviewed(self, assessment: str) -> None:
        self._assessment = assessment
        self.reviewed.emit()
