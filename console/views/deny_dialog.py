"""A refusal: a coded reason, the words that the patient reads, and a note that stays inside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.session import Reason
from console.models.next_step_words import next_step_text
from console.models.reason_words import reason_title
from console.views.choice_list import ChoiceList
from console.views.note_field import NoteWell, Preview, editor
from console.views.plain_label import PlainLabel
from console.views.queues.tick_box import TickBox
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, GROUP, theme

MAX_TEXT = 2000
_Index = QModelIndex | QPersistentModelIndex


def _no_texts(_field: QPlainTextEdit) -> None:
    """The practice has no texts ready."""


def _fixed_words(reason: Reason) -> str:
    return reason.text_to_patient


@dataclass(frozen=True)
class DenyHow:
    """What a refusal knows beside its reasons.

    `barred` says by code why the user may not give a reason. `who` names the person in the sentence
    on the next step; without `takes_next_step` there is none. `templates` makes the button beside
    the field, or nothing, when the practice has texts ready.
    """

    who: str = ""
    barred: Mapping[str, str] = field(default_factory=dict)
    takes_next_step: bool = False
    templates: Callable[[QPlainTextEdit], QWidget | None] = _no_texts


class DenyDialog(Sheet):
    """Denies, declines or recalls. Nothing is denied without a reason and words to the patient.

    `proposal` gives the words for a reason; `practice` signs the preview. With `writes_text` off
    the portal has fixed words for each reason, which are shown and not edited. It may be kept when it
    is closed: `forget` what it was about, and `ask` about the next one.
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
        how: DenyHow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("deny_dialog")
        self._how = how or DenyHow()
        # What one may not give stands last: it is there to be read.
        self._reasons = tuple(sorted(reasons, key=lambda reason: reason.code in self._how.barred))
        self._proposal: Callable[[Reason], str] = _fixed_words
        self._writes_text = writes_text
        self._proposed = ""
        self._ready: QWidget | None = None
        self.accept_button.setProperty("rank", "refuse")
        self._make_fields(practice)
        self._fill_content()
        self.ask(title, proposal, self._how)

    def ask(self, title: str, proposal: Callable[[Reason], str] | None, how: DenyHow) -> None:
        """Ask about an item, with nothing in it of another; `how` bars the same reasons as before."""
        self.forget()
        self.set_title(title)
        self._proposal, self._how = proposal or _fixed_words, how
        self._ready = how.templates(self._text) if self._writes_text else None
        if self._ready is not None:
            self._heading.addWidget(self._ready)
        self._list.setFocus()
        self.resize(round(820 * theme().text_scale), round(560 * theme().text_scale))

    def forget(self) -> None:
        """Let go of the item, of what was chosen and of every word that was written."""
        self.set_title("")
        self._proposal, self._how = _fixed_words, replace(self._how, who="", templates=_no_texts)
        if self._ready is not None:
            self._ready.deleteLater()
            self._ready = None
        self._list.choose(-1)
        self._list.scrollToTop()
        self._proposed = ""
        self._text.clear()
        self._note.clear()
        self._step.setChecked(True)
        self._on_reason_changed()

    def _make_fields(self, practice: str) -> None:
        titles = [reason_title(reason) for reason in self._reasons]
        barred = {
            place: self._how.barred[reason.code]
            for place, reason in enumerate(self._reasons)
            if reason.code in self._how.barred
        }
        self._list = ChoiceList("reason_list", self.tr("Reason"), titles, barred=barred)
        self._list.selectionModel().currentChanged.connect(self._on_reason_changed)
        self._text = editor("text_to_patient", self.tr("What the patient reads"))
        self._text.setReadOnly(not self._writes_text)
        self._text.textChanged.connect(self._on_text_changed)
        self._list.doubleClicked.connect(lambda _index: self._text.setFocus())
        self._restore = QPushButton(self.tr("Use the proposed words"))
        self._restore.setProperty("rank", "link")
        self._restore.setAutoDefault(False)
        self._restore.clicked.connect(self._on_restored)
        self._well = NoteWell()
        self._note = self._well.field
        self._preview = Preview(practice)
        self._code = PlainLabel(tone="muted", wrap=True)
        self._code.setObjectName("external_code")
        self._step = TickBox()
        self._step.setObjectName("next_step")
        self._step.setChecked(True)

    def _fill_content(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(PlainLabel(self.tr("Reason"), bold=True))
        left.addWidget(self._list, 1)
        left.addWidget(self._code)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        self._heading = QHBoxLayout()
        self._heading.addWidget(PlainLabel(self.tr("What the patient reads"), bold=True), 1)
        self._heading.addWidget(self._restore)
        right.addLayout(self._heading)
        right.addWidget(self._text, 3)
        right.addSpacing(GRID)
        right.addWidget(self._preview)
        right.addWidget(self._step)
        right.addSpacing(GAP)
        right.addWidget(self._well, 2)
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        row.addLayout(left, 5)
        row.addLayout(right, 6)
        self.content.addLayout(row)

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
            "internal_note": self._well.text(),
        }
        if self._how.takes_next_step:
            made["next_step"] = self._step.isChecked()
        if self._writes_text:
            made["text_to_patient"] = self._text.toPlainText().strip()
        return made

    def obstacle(self) -> str:
        """What is still missing."""
        text = self._text.toPlainText().strip()
        reason = self.reason()
        if reason is None:
            return self.tr("Choose a reason first.")
        if reason.code in self._how.barred:
            return self._how.barred[reason.code]
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
        self._show_reason(reason)
        self._on_text_changed()
        self.say_wrong("")

    def _show_reason(self, reason: Reason | None) -> None:
        """Name what the reason sets in motion, and the public code it is sent with."""
        code = reason.external_code if reason else ""
        self._code.setText(
            self.tr("Sent on with the code {code}").format(code=code) if code else ""
        )
        self._code.setVisible(bool(code))
        wanted = reason.next_step if reason and self._how.takes_next_step else ""
        sentence = next_step_text(wanted, self._how.who)
        self._step.setText(sentence)
        self._step.setVisible(bool(sentence))

    def _on_text_changed(self) -> None:
        text = self._text.toPlainText().strip()
        hint = self.tr("Choose a reason, or write your own words.")
        self._preview.show_text(text, hint)
        self._restore.setVisible(bool(self._proposed) and text != self._proposed.strip())

    def _on_restored(self) -> None:
        self._text.setPlainText(self._proposed)
        self._text.setFocus()
