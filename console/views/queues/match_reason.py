"""What makes a person sure that a result is of a chart; in words where something speaks against it."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from console.views.flow_layout import Flow
from console.views.queues.section import card, column, padded, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP

SAME_PERSON, OTHER = "SAME_PERSON", "OTHER"
REASONS = (SAME_PERSON, "LABORATORY_CONFIRMED", "ORDERED_HERE", OTHER)
MOST = 2000


def reason_words(code: str) -> str:
    """Give a reason as words on a button."""
    return {
        SAME_PERSON: QCoreApplication.translate("MatchReason", "What was sent fits"),
        "LABORATORY_CONFIRMED": QCoreApplication.translate(
            "MatchReason", "The laboratory has confirmed it"
        ),
        "ORDERED_HERE": QCoreApplication.translate("MatchReason", "We ordered it for this patient"),
        OTHER: QCoreApplication.translate("MatchReason", "Another reason"),
    }.get(code, code)


class MatchReason(QWidget):
    """Asks once a chart is chosen. Signals: `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._against, self._about = "", ""
        self._frame = card("framed")
        column(self).addWidget(self._frame)
        inside = padded(self._frame, space=GAP)
        self._title, self._why = WrappedLabel(bold=True), WrappedLabel()
        self._flow, self._group = Flow(), QButtonGroup(self)
        self._buttons = {code: self._button(code) for code in REASONS}
        self._words = QLineEdit()
        self._words.setObjectName("match_words")
        self._words.setMaxLength(MOST)
        self._words.setAccessibleName(self.tr("Why it is this patient's"))
        self._words.setPlaceholderText(self.tr("Why it is this patient's; for colleagues"))
        self._words.textChanged.connect(self.changed)
        for part in (self._title, self._why, self._flow, self._words):
            inside.addWidget(part)
        reveal(self, shown=False)

    def _button(self, code: str) -> QPushButton:
        button = QPushButton(reason_words(code))
        button.setObjectName(f"match_{code}")
        button.setProperty("rank", "choice")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        self._flow.flow.addWidget(button)
        return button

    def ask(self, about: str, against: str) -> None:
        """Ask about a chart; `against` is a sentence on what speaks against it, or nothing.

        With nothing against it that what was sent fits is taken for the reason. An empty `about`
        asks nothing. What was chosen and written stays while both are the same.
        """
        if (about, against) != (self._about, self._against):
            self._about, self._against = about, against
            self._words.clear()
            self._choose("" if against else SAME_PERSON)
        self._title.say(
            self.tr("To match it all the same, say why")
            if against
            else self.tr("What makes you sure?")
        )
        reveal(self._buttons[SAME_PERSON], shown=not against)  # it does not
        self._why.say(against)
        reveal(self._why, shown=bool(against))
        self._set_tone("warn" if against else "framed")
        self._show_words()
        reveal(self, shown=bool(about))

    def params(self) -> dict[str, Any]:
        """Give the reason under the portal's names."""
        made = {"chosen_because": self._chosen()}
        words = self._words.text().strip()
        if self._against and words:
            made["override_reason"] = words
        elif self._chosen() == OTHER and words:
            made["internal_note"] = words
        return made

    def obstacle(self) -> str:
        """Say what is missing; empty when nothing is."""
        if not self._about:
            return ""
        if not self._chosen():
            return self.tr("Say what makes you sure.")
        if self._asks_words() and not self._words.text().strip():
            return self.tr("Write why it is this patient's.")
        return ""

    def _chosen(self) -> str:
        return next((code for code, one in self._buttons.items() if one.isChecked()), "")

    def _asks_words(self) -> bool:
        return bool(self._against) or self._chosen() == OTHER

    def _choose(self, chosen: str) -> None:
        self._group.setExclusive(False)
        for code, button in self._buttons.items():
            button.setChecked(code == chosen)
        self._group.setExclusive(True)

    def _set_tone(self, tone: str) -> None:
        if self._frame.property("surface") != tone:
            self._frame.setProperty("surface", tone)
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)

    def _show_words(self) -> None:
        reveal(self._words, shown=self._asks_words())

    def _on_clicked(self) -> None:
        self._show_words()
        self.changed.emit()
