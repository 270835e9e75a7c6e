"""Words to the patient, or a colleague to hand an item to: the small forms of an action."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from console.views.choice_list import ChoiceList
from console.views.note_field import NoteWell, Preview, editor
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

MAX_TEXT = 2000


class WordsDialog(Sheet):
    """Asks for `text_to_patient`. `required` is off where the portal takes an action without."""

    def __init__(
        self,
        title: str,
        accept_label: str,
        sentence: str,
        *,
        required: bool = True,
        practice: str = "",
        templates: Callable[[QPlainTextEdit], QWidget | None] = lambda _field: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("words_dialog")
        self._required = required
        self._text = editor("text_to_patient", self.tr("What the patient reads"))
        self.content.addWidget(PlainLabel(sentence, wrap=True))
        heading = QHBoxLayout()
        heading.addWidget(PlainLabel(self.tr("What the patient reads"), bold=True), 1)
        ready = templates(self._text)
        if ready is not None:
            heading.addWidget(ready)
        self.content.addLayout(heading)
        self.content.addWidget(self._text, 1)
        if practice:
            self._preview = Preview(practice)
            self.content.addWidget(self._preview)
            self._text.textChanged.connect(self._on_text_changed)
            self._on_text_changed()
        self._text.setFocus()
        self.resize(round(520 * theme().text_scale), round(360 * theme().text_scale))

    def _on_text_changed(self) -> None:
        hint = self.tr("Write it in words a patient understands.")
        self._preview.show_text(self._text.toPlainText().strip(), hint)

    def params(self) -> Mapping[str, Any]:
        """What was written, under the portal's names."""
        return {"text_to_patient": self._text.toPlainText().strip()}

    def obstacle(self) -> str:
        """What is still missing."""
        text = self.params()["text_to_patient"]
        if self._required and not text:
            return self.tr("Write what the patient shall read.")
        if len(text) > MAX_TEXT:
            return self.tr("Write at most %n character(s).", "", MAX_TEXT)
        return ""


class RouteDialog(Sheet):
    """Asks for the colleague who shall decide, and for a note to them."""

    def __init__(
        self,
        title: str,
        accept_label: str,
        colleagues: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("route_dialog")
        self._colleagues = tuple(colleagues)
        names = [name for _id, name in colleagues]
        self._list = ChoiceList("colleague_list", self.tr("Colleague"), names)
        if len(self._colleagues) == 1:
            self._list.choose(0)
        self._note = NoteWell()
        self.content.addWidget(PlainLabel(self.tr("Colleague"), bold=True))
        self.content.addWidget(self._list, 2)
        self.content.addWidget(self._note, 1)
        self.resize(round(440 * theme().text_scale), round(400 * theme().text_scale))

    def params(self) -> Mapping[str, Any]:
        """Who was chosen, under the portal's names."""
        row = self._list.row()
        return {
            "assigned_to": self._colleagues[row][0] if row >= 0 else "",
            "internal_note": self._note.text(),
        }

    def obstacle(self) -> str:
        """What is still missing."""
        if not self._colleagues:
            return self.tr("Nobody else in the practice may decide this.")
        return "" if self.params()["assigned_to"] else self.tr("Choose a colleague first.")
