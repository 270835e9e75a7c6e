"""What became of several items decided at once, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget


@dataclass(frozen=True)
class BulkOutcome:
    """One item. `refusal` says why it was not offered or saved; empty when it was saved."""

    person: str
    what: str
    refusal: str = ""


class BulkOutcomeDialog(QDialog):
    """A line for each item and a sentence with the counts; can be copied."""

    def __init__(self, outcomes: Sequence[BulkOutcome], parent: QWidget | None = None) -> None:
        super().__init__(parent)
