"""A refusal: a coded reason, the words that the patient reads, and a note that stays inside."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.session import Reason
from console.models.reason_words import reason_title
from console.views.choice_list import ChoiceList
from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, GROUP, theme

MAX_TEXT = 2000
_Index = QModelIndex | QPersistentModelIndex


class DenyDialog(Sheet):
    """Denies, declines or recalls. Nothing is denied without a reason and words to the patient.

    `proposal` gives the words for a reason; `practice` signs the preview. With `writes_text` off
    the portal has fixed words for each reason, which are shown and not edited.
    """

    def __init__(
        self,
        title: str,
        accept_label: str,
        reasons: Sequence[Reason],
        practice: str,
        *,
        proposal: Callable[[Reason], str] | None = None,
        writes_text: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("deny_dialog")
        self._reasons, self._practice = tuple(reasons), practice
        self._proposal = proposal or (lambda reason: reason.text_to_patient)
        self._writes_text = writes_text
        self._proposed = ""
        self.accept_button.setProperty("rank", "refuse")
        titles = [reason_title(reason) for reason in self._reasons]
        self._list = ChoiceList("reason_list", self.tr("Reason"), titles)
        self._list.selectionModel().currentChanged.connect(self._on_reason_changed)
        self._text = self._editor("text_to_patient", self.tr("What the patient reads"))
        self._text.setReadOnly(not writes_text)
        self._text.textChanged.connect(self._on_text_changed)
        self._list.doubleClicked.connect(lambda _index: self._text.setFocus())
        self._restore = QPushButton(self.tr("Use the proposed words"))
        self._restore.setProperty("rank", "link")
        self._restore.setAutoDefault(False)
        self._restore.clicked.connect(self._on_restored)
        self._note = self._editor("internal_note", self.tr("Internal note"))
        self._note.setPlaceholderText(self.tr("For colleagues. The patient never sees it."))
        self._preview = WrappedLabel()
        self._preview.setObjectName("preview_text")
        self._fill_content()
        self._list.setFocus()
        self._on_reason_changed()
        self.resize(round(800 * theme().text_scale), round(520 * theme().text_scale))

    def _editor(self, name: str, label: str) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setObjectName(name)
        editor.setAccessibleName(label)
        editor.setTabChangesFocus(True)
        return editor

    def _fill_content(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(PlainLabel(self.tr("Reason"), bold=True))
        left.addWidget(self._list, 1)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        heading = QHBoxLayout()
        heading.addWidget(PlainLabel(self.tr("What the patient reads"), bold=True), 1)
        heading.addWidget(self._restore)
        right.addLayout(heading)
        right.addWidget(self._text, 3)
        right.addSpacing(GRID)
        right.addWidget(self._preview_card())
        right.addSpacing(GAP)
        right.addWidget(self._note_well(), 2)
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        row.addLayout(left, 5)
        row.addLayout(right, 6)
        self.content.addLayout(row)

    def _preview_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "info")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(IconLabel("mail", "info"))
        top.addWidget(PlainLabel(self._practice, bold=True), 1)
        top.addWidget(PlainLabel(self.tr("as it arrives"), tone="muted"))
        column.addLayout(top)
        column.addWidget(self._preview)
        return card

    def _note_well(self) -> QFrame:
        well = QFrame()
        well.setProperty("surface", "well")
        column = QVBoxLayout(well)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP + GRID)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(IconLabel("lock", "muted"))
        top.addWidget(PlainLabel(self.tr("Internal note, not for the patient"), bold=True), 1)
        column.addLayout(top)
        column.addWidget(self._note)
        return well

    def reason(self) -> Reason | None:
        """The chosen reason."""
        row = self._list.row()
        return self._reasons[row] if 0 <= row < len(self._reasons) else None

    def choose(self, code: str) -> None:
        """Choose a reason by its code."""
        for row, reason in enumerate(self._reasons):
            if reason.code == code:
                self._list.choose(row)

    def params(self) -> Mapping[str, Any]:
        """What was chosen and written, under the portal's names."""
        reason = self.reason()
        made: dict[str, Any] = {
            "reason_code": reason.code if reason else "",
            "internal_note": self._note.toPlainText().strip(),
        }
        if self._writes_text:
            made["text_to_patient"] = self._text.toPlainText().strip()
        return made

    def obstacle(self) -> str:
        """What is still missing."""
        text = self._text.toPlainText().strip()
        if self.reason() is None:
            return self.tr("Choose a reason first.")
        if self._writes_text and not text:
            return self.tr("Write what the patient shall read.")
        if self._writes_text and "{" in text:
            return self.tr("Fill in what stands in braces; the patient would read it as it is.")
        if max(len(text), len(self._note.toPlainText())) > MAX_TEXT:
            return self.tr("Write at most %n character(s).", "", MAX_TEXT)
        return ""

    def _on_reason_changed(self, *_indexes: _Index) -> None:
        reason = self.reason()
        proposed = self._proposal(reason) if reason else ""
        unchanged = self._text.toPlainText().strip() in {"", self._proposed.strip()}
        self._proposed = proposed
        if unchanged:
            self._text.setPlainText(proposed)
        self._on_text_changed()
        self.say_wrong("")

    def _on_text_changed(self) -> None:
        text = self._text.toPlainText().strip()
        hint = self.tr("Choose a reason, or write your own words.")
        self._preview.say(text or hint, "text" if text else "muted")
        self._restore.setVisible(bool(self._proposed) and text != self._proposed.strip())

    def _on_restored(self) -> None:
        self._text.setPlainText(self._proposed)
        self._text.setFocus()
