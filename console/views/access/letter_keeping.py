"""Letters as a file: only when the person asks for one, and only where they choose."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from console.views.confirm_dialog import ConfirmDialog

_OWNER_ALONE = 0o600


def ask_where(name: str, parent: QWidget, chosen: Callable[[str], None]) -> ConfirmDialog:
    """Say that the file holds a secret, then let the person choose its place.

    `name` proposes a file name that says nothing of a patient; `chosen` gets the path, and is not
    called when the person turns back.
    """
    warning = ConfirmDialog(
        QCoreApplication.translate("LetterKeeping", "The file holds a secret"),
        QCoreApplication.translate(
            "LetterKeeping",
            "Whoever has the file and knows the birth date and last name can open the patient's "
            "records. Save it where nobody else can read it, do not send it by e-mail, and delete it "
            "once it is printed.",
        ),
        QCoreApplication.translate("LetterKeeping", "Choose a place…"),
        parent=parent,
    )
    warning.accepted.connect(lambda: _choose(name, parent, chosen))
    warning.finished.connect(warning.deleteLater)
    warning.open()
    return warning


def write_secret(path: str, content: bytes) -> bool:
    """Write a file that its owner alone may read; False when it can not be written there."""
    place = Path(path)
    try:
        place.touch(mode=_OWNER_ALONE)
        if place.is_file():  # a device is everybody's, and stays so
            place.chmod(_OWNER_ALONE)  # one that was there already may have been open to others
        place.write_bytes(content)
    except OSError:
        return False
    return True


def _choose(name: str, parent: QWidget, chosen: Callable[[str], None]) -> None:
    chooser = QFileDialog(parent, QCoreApplication.translate("LetterKeeping", "Save letter"))
    chooser.setObjectName("letter_chooser")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("pdf")
    chooser.selectFile(name)
    chooser.fileSelected.connect(chosen)
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
