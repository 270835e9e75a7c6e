"""The small forms of enrolling: why something is revoked, and what the patient says of the portal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.access import Choice
from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import MARGIN, theme
from console.views.until_day import UntilDay

DECLINED, DEFERRED, NONE = "declined", "deferred", "none"


def revoke_reasons() -> Mapping[str, str]:
    """Why something that was handed out shall not work any more: the portal's codes, in words."""
    translate = QCoreApplication.translate
    return {
        "LOST": translate("Access", "It was lost, or others may have seen it"),
        "WRONG_PERSON": translate("Access", "It was made for the wrong person"),
        "NOT_NEEDED": translate("Access", "It is not needed any more"),
        "OTHER": translate("Access", "For another reason"),
    }


def choice_reasons() -> Mapping[str, str]:
    """Why a patient does not want the portal, or not yet."""
    translate = QCoreApplication.translate
    return {
        "NO_INTERNET": translate("Access", "No computer, phone or internet"),
        "PRIVACY": translate("Access", "Worries about privacy"),
        "PREFERS_PHONE": translate("Access", "Would rather call or come"),
        "OTHERS_HELP": translate("Access", "Somebody else looks after it"),
        "LATER": translate("Access", "Has no time for it now"),
        "OTHER": translate("Access", "Another reason, or none was given"),
    }


class RevokeDialog(Sheet):
    """Says what stops working, and asks why."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Revoke"))
        self.setObjectName("revoke_dialog")
        self.accept_button.setText(self.tr("Revoke"))
        self.accept_button.setProperty("rank", "refuse")
        self._codes = tuple(revoke_reasons())
        self._list = _list(self.tr("Why"), tuple(revoke_reasons().values()))
        said = PlainLabel(sentence, bold=True, wrap=True)
        said.setObjectName("revoke_sentence")
        self.content.addWidget(said)
        self.content.addWidget(PlainLabel(self.tr("Why"), bold=True))
        self.content.addWidget(self._list)
        _fit(self, self._list)
        self._list.choose(0)
        self._list.setFocus()

    def reason(self) -> str:
        """The chosen reason, in the portal's code."""
        row = self._list.row()
        return self._codes[row] if row >= 0 else ""

    def obstacle(self) -> str:
        """What is still missing."""
        return "" if self.reason() else self.tr("Choose a reason first.")


class ChoiceDialog(Sheet):
    """What the patient says: no, later, or neither any more; why, and when to ask again (K56)."""

    def __init__(self, choice: Choice, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("What the patient says"))
        self.setObjectName("choice_dialog")
        self.accept_button.setText(self.tr("Save"))
        words = {
            DEFERRED: self.tr("Will think about it"),
            DECLINED: self.tr("Does not want the portal"),
            **(
                {NONE: self.tr("Wants it after all: take the record back")} if choice.choice else {}
            ),
        }
        self._choices = tuple(words)
        self._list = _list(self.tr("What the patient says"), tuple(words.values()))
        self._list.setObjectName("choice_list")
        self._codes = tuple(choice_reasons())
        self._why = _list(self.tr("Why"), tuple(choice_reasons().values()))
        self._again = UntilDay("ask_again", self.tr("Ask again"), self.tr("Ask again on"), today)
        self.content.addWidget(self._list)
        self.content.addWidget(PlainLabel(self.tr("Why"), bold=True))
        self.content.addWidget(self._why)
        self.content.addWidget(self._again)
        _fit(self, self._list, self._why)
        self._list.selectionModel().currentChanged.connect(self._on_choice)
        self._list.choose(0)
        self._why.choose(len(self._codes) - 1)
        self._again.ends.setChecked(True)
        self._list.setFocus()

    def choice(self) -> str:
        """What the patient has said, in the portal's word."""
        row = self._list.row()
        return self._choices[row] if row >= 0 else ""

    def params(self) -> Mapping[str, Any]:
        """What was chosen, under the portal's names."""
        if self.choice() == NONE:
            return {"choice": NONE, "reason": "", "ask_again_on": ""}
        reason = self._codes[self._why.row()] if self._why.row() >= 0 else ""
        again = self._again.day() if self.choice() == DEFERRED else None
        return {"choice": self.choice(), "reason": reason, "ask_again_on": again or ""}

    def obstacle(self) -> str:
        """What is still missing."""
        return "" if self.choice() else self.tr("Choose what the patient says first.")

    def _on_choice(self) -> None:
        self._why.setEnabled(self.choice() != NONE)
        self._again.setEnabled(self.choice() == DEFERRED)  # who has declined is not asked again
        self.say_wrong("")


def _list(label: str, lines: tuple[str, ...]) -> ChoiceList:
    return ChoiceList("reason_list", label, lines)


def _fit(dialog: Sheet, *lists: ChoiceList) -> None:
    """Be as wide as a sentence, and show every line of the lists."""
    width = round(480 * theme().text_scale ** 0.8)
    dialog.setMinimumWidth(width)
    for one in lists:
        one.resize(width - 2 * MARGIN, 100)
        one.setFixedHeight(one.height_of(one.model().rowCount()))
