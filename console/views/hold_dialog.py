"""A hold: its legal basis, why, and the day on which it is looked at again (45 CFR 171)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from console.domain.session import Reason
from console.models.action_params import MOST_HOLD_DAYS
from console.models.reason_words import reason_title
from console.views.choice_list import ChoiceList
from console.views.hold_demands import HoldDemands
from console.views.note_field import editor
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, theme

USUAL_DAYS = 7


class HoldDialog(Sheet):
    """No hold without a basis, a rationale and an end (DOMAIN invariant 18)."""

    def __init__(
        self,
        title: str,
        bases: Sequence[Reason],
        today: date,
        parent: QWidget | None = None,
        *,
        most_days: int = MOST_HOLD_DAYS,
    ) -> None:
        super().__init__(title, self.tr("Put on hold"), parent)
        self.setObjectName("hold_dialog")
        self._bases, self._most_days = tuple(bases), most_days
        titles = [reason_title(basis) for basis in bases]
        self._list = ChoiceList("basis_list", self.tr("Basis"), titles)
        self._rationale = editor("rationale", self.tr("Rationale"))
        self._rationale.setPlaceholderText(
            self.tr("Why it is needed for this patient, and no broader than needed.")
        )
        self._review = QDateEdit(_qdate(today + timedelta(days=min(USUAL_DAYS, most_days))))
        self._review.setObjectName("review_on")
        self._review.setAccessibleName(self.tr("Look at it again on"))
        self._review.setDateRange(
            _qdate(today + timedelta(days=1)), _qdate(today + timedelta(days=most_days))
        )
        self._review.setCalendarPopup(True)
        self._review.setMinimumHeight(32)
        self._review.setDisplayFormat("d MMM yyyy")
        self._demands = HoldDemands(today)
        self._list.selectionModel().currentChanged.connect(self._on_basis_changed)
        self._fill_content()
        self._on_basis_changed()
        self._list.setFocus()
        self.resize(round(580 * theme().text_scale), round(620 * theme().text_scale))

    def _fill_content(self) -> None:
        self.content.addWidget(PlainLabel(self.tr("Basis"), bold=True))
        self.content.addWidget(self._list, 3)
        hint = self.tr("That a patient may be upset or worried is no basis for a hold.")
        self.content.addWidget(PlainLabel(hint, tone="muted", wrap=True))
        self.content.addWidget(PlainLabel(self.tr("Rationale"), bold=True))
        self.content.addWidget(self._rationale, 2)
        self.content.addWidget(self._demands)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        label = PlainLabel(self.tr("Look at it again on"), bold=True)
        label.setBuddy(self._review)
        row.addWidget(label)
        row.addWidget(self._review, 0, Qt.AlignmentFlag.AlignLeft)
        limit = self.tr("at most %n day(s) off", "", self._most_days)
        row.addWidget(PlainLabel(limit, tone="muted"))
        row.addStretch(1)
        self.content.addLayout(row)

    def choose(self, code: str) -> None:
        """Choose a basis by its code."""
        for row, basis in enumerate(self._bases):
            if basis.code == code:
                self._list.choose(row)

    def params(self) -> Mapping[str, Any]:
        """What was chosen and written, under the portal's names."""
        row = self._list.row()
        day = self._review.date()
        return {
            "basis": self._bases[row].code if row >= 0 else "",
            "rationale": self._rationale.toPlainText().strip(),
            "review_on": date(day.year(), day.month(), day.day()).isoformat(),
            **self._demands.params(),
        }

    def obstacle(self) -> str:
        """What is still missing."""
        params = self.params()
        if not params["basis"]:
            return self.tr("Choose the basis of the hold first.")
        if not params["rationale"]:
            return self.tr("Write why the hold is needed.")
        return self._demands.obstacle()

    def _on_basis_changed(self) -> None:
        row = self._list.row()
        self._demands.show_basis(self._bases[row].code if row >= 0 else "")


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
