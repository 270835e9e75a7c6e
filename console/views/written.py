"""What somebody has written in a dialog, taken out of it and put into its like."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.domain.session import Reason

_REASON = "reason_code"


@runtime_checkable
class _AsksReason(Protocol):
    """A dialog with a list of coded reasons."""

    def reason(self) -> Reason | None:
        """The chosen one."""

    def choose(self, code: str) -> None:
        """Choose one by its code."""


def written(dialog: QWidget) -> dict[str, str]:
    """The words in the dialog's fields, by the fields' names."""
    return {
        field.objectName(): field.toPlainText()
        for field in dialog.findChildren(QPlainTextEdit)
        if not field.isReadOnly() and field.toPlainText().strip()
    }


def chosen(dialog: QWidget) -> dict[str, str]:
    """The reason that is chosen in the dialog, where it asks for one."""
    reason = dialog.reason() if isinstance(dialog, _AsksReason) else None
    return {_REASON: reason.code} if reason is not None else {}


def write(dialog: QWidget, words: Mapping[str, str]) -> None:
    """Put words back into the fields of the same names; what is not there any more is let go."""
    if _REASON in words and isinstance(dialog, _AsksReason):
        dialog.choose(words[_REASON])  # first, for it proposes words of its own
    for field in dialog.findChildren(QPlainTextEdit):
        if field.objectName() in words and not field.isReadOnly():
            field.setPlainText(words[field.objectName()])
