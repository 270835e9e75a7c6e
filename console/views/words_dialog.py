"""Words to the patient, or a colleague to hand an item to: the small forms of an action."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme


class WordsDialog(Sheet):
    """Asks for `text_to_patient`. `required` is off where the portal takes an action without."""

    def __init__(
        self,
        title: str,
        accept_label: str,
        sentence: str,
        *,
        required: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("words_dialog")
        self._required = required
        self._text = QPlainTextEdit()
        self._text.setObjectName("text_to_patient")
        self._text.setAccessibleName(self.tr("What the patient reads"))
        self._text.setTabChangesFocus(True)
        self.content.addWidget(PlainLabel(sentence, wrap=True))
        self.content.addWidget(PlainLabel(self.tr("What the patient reads"), bold=True))
        self.content.addWidget(self._text, 1)
        self._text.setFocus()
        self.resize(round(520 * theme().text_scale), round(320 * theme().text_scale))

    def params(self) -> Mapping[str, Any]:
        """What was written, under the portal's names."""
        return {"text_to_patient": self._text.toPlainText().strip()}

    def obstacle(self) -> str:
        """What is still missing."""
        if self._required and not self.params()["text_to_patient"]:
            return self.tr("Write what the patient shall read.")
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
        self._note = QPlainTextEdit()
        self._note.setObjectName("internal_note")
        self._note.setAccessibleName(self.tr("Internal note"))
        self._note.setTabChangesFocus(True)
        self._note.setPlaceholderText(self.tr("For colleagues. The patient never sees it."))
        self.content.addWidget(PlainLabel(self.tr("Colleague"), bold=True))
        self.content.addWidget(self._list, 2)
        self.content.addWidget(PlainLabel(self.tr("Internal note, not for the patient"), bold=True))
        self.content.addWidget(self._note, 1)
        self.resize(round(440 * theme().text_scale), round(400 * theme().text_scale))

    def params(self) -> Mapping[str, Any]:
        """Who was chosen, under the portal's names."""
        row = self._list.row()
        return {
            "assigned_to": self._colleagues[row][0] if row >= 0 else "",
            "internal_note": self._note.toPlainText().strip(),
        }

    def obstacle(self) -> str:
        """What is still missing."""
        if not self._colleagues:
            return self.tr("Nobody else in the practice may decide this.")
        return "" if self.params()["assigned_to"] else self.tr("Choose a colleague first.")
