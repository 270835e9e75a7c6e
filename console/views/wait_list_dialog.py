"""Putting a request on the wait list: until which day at most, and what the patient reads of it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.views.until_day import UntilDay
from console.views.words_dialog import WordsDialog


class WaitListDialog(WordsDialog):
    """Asks for `text_to_patient`, and for the day until which somebody wants to wait, if any."""

    def __init__(
        self,
        title: str,
        accept_label: str,
        sentence: str,
        today: date,
        *,
        practice: str = "",
        templates: Callable[[QPlainTextEdit], QWidget | None] = lambda _field: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title, accept_label, sentence, practice=practice, templates=templates, parent=parent
        )
        self.setObjectName("wait_list_dialog")
        self._until = UntilDay(
            "wait_list", self.tr("Only until"), self.tr("On the wait list until"), today
        )
        self.content.addWidget(self._until)

    def params(self) -> Mapping[str, Any]:
        """What was written and chosen, under the portal's names."""
        return {**super().params(), "until": self._until.day()}
