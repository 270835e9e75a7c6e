"""What somebody has written in a dialog, taken out of it and put into its like."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPlainTextEdit, QWidget


def written(dialog: QWidget) -> dict[str, str]:
    """The words in the dialog's fields, by the fields' names."""
    return {
        field.objectName(): field.toPlainText()
        for field in dialog.findChildren(QPlainTextEdit)
        if not field.isReadOnly() and field.toPlainText().strip()
    }


def write(dialog: QWidget, words: Mapping[str, str]) -> None:
    """Put words back into the fields of the same names; what is not there any more is let go."""
    for field in dialog.findChildren(QPlainTextEdit):
        if field.objectName() in words and not field.isReadOnly():
            field.setPlainText(words[field.objectName()])
