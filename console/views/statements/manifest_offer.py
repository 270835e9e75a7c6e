"""A table lay among the files: whether it says what the batch must contain (PEERS B10)."""

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from console.models.one_line import isolated
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID


class ManifestOffer(QFrame):
    """Hidden while nothing is offered. Signals: `taken(str)` with the table's path."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manifest_offer")
        self.setProperty("surface", "info")
        self._path = ""
        self._words = PlainLabel(wrap=True)
        self._words.setObjectName("manifest_words")
        self.yes = QPushButton(self.tr("Use it"))
        self.yes.setObjectName("manifest_yes")
        self.no = QPushButton(self.tr("It is none"))
        self.no.setObjectName("manifest_no")
        for button in (self.yes, self.no):
            button.setAutoDefault(False)
            button.setMinimumHeight(32)
        self.yes.clicked.connect(self._on_taken)
        self.no.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + GRID, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def offer(self, path: str) -> None:
        """Offer a table as the manifest."""
        self._path = path
        words = self.tr(
            "{name} lay among the files. Is it the list of what the batch must contain?"
        )
        self._words.setText(words.format(name=isolated(PurePath(path).name)))
        self.show()

    def _on_taken(self) -> None:
        self.hide()
        self.taken.emit(self._path)
