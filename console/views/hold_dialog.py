"""Withholding a result: on what basis, why, and when it is looked at again."""

from datetime import date

from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.domain.session import ActionRule
from console.views.action_dialog import ActionDialog


class HoldDialog(ActionDialog):
    """Asks for what a hold needs; `values` gives basis, rationale and review_on (ISO date)."""

    def __init__(
        self, rule: ActionRule, item: Item, today: date, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
