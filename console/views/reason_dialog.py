"""A refusal that no patient is told of: a coded reason, and a note that stays inside."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from console.domain.session import Reason
from console.models.reason_words import reason_title
from console.views.choice_list import ChoiceList
from console.views.note_field import NOTE, NoteWell
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GRID, MARGIN, theme

WIDTH, MOST = 500, 2000


class ReasonDialog(Sheet):
    """Asks why, in the portal's reasons; says by `title` what will come of it.

    `note` is the portal's name for the words to colleagues.
    """

    def __init__(
        self,
        title: str,
        accept_label: str,
        reasons: Sequence[Reason],
        parent: QWidget | None = None,
        *,
        note: str = NOTE,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("reason_dialog")
        self.accept_button.setProperty("rank", "refuse")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self._reasons, self._note = tuple(reasons), note
        titles = [reason_title(reason) for reason in self._reasons]
        self._list = ChoiceList("reason_list", self.tr("Reason"), titles)
        self._list.resize(self.minimumWidth() - 2 * MARGIN, 100)
        self._list.setFixedHeight(self._list.height_of(len(titles)) + GRID)
        self._list.selectionModel().currentChanged.connect(lambda *_: self.say_wrong(""))
        self._well = NoteWell(note)
        self.content.addWidget(PlainLabel(self.tr("Reason"), bold=True))
        self.content.addWidget(self._list)
        self.content.addWidget(self._well, 1)
        self._list.setFocus()

    def choose(self, code: str) -> None:
        """Choose a reason by its code."""
        codes = [reason.code for reason in self._reasons]
        self._list.choose(codes.index(code))

    def params(self) -> Mapping[str, Any]:
        """What was chosen and written, under the portal's names."""
        row = self._list.row()
        code = self._reasons[row].code if row >= 0 else ""
        return {"reason_code": code, self._note: self._well.text()}

    def obstacle(self) -> str:
        """What is still missing."""
        if self._list.row() < 0:
            return self.tr("Choose a reason first.")
        if len(self._well.text()) > MOST:
            return self.tr("Write at most %n character(s).", "", MOST)
        return ""
