"""What is said instead of a window where the program can keep no files."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from console.messages import workstation_texts


def no_place_box(folder: Path) -> QMessageBox:
    """Say so to who has started us from a command line; gives what says it on the screen."""
    message = workstation_texts.no_place(str(folder))
    sentence = " ".join((message.text, message.detail, message.action))
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no log, and may be no screen
    box = QMessageBox(QMessageBox.Icon.Critical, "Portal Console", sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
