"""The first filling of the cache: a number as soon as there is one, and a way out."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GROUP


class FirstLoad(QFrame):
    """Says how many rows have come so far.

    Signals: `cancelled` when the user stops it; what has come stays.
    """

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("first_load")
        self.setProperty("surface", "head")
        self._words = PlainLabel(wrap=True)
        self._words.setObjectName("first_load_words")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the first load"))
        self._progress.setMaximumWidth(240)
        self._cancel = QPushButton(self.tr("Stop"))
        self._cancel.setObjectName("first_load_cancel")
        self._cancel.setAccessibleName(self.tr("Stop the first load"))
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP, GROUP, GAP)
        row.setSpacing(GROUP)
        row.addWidget(self._words, 1)
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        self.hide()

    def show_rows(self, rows: int) -> None:
        """Say how many rows have come; 0 when no first load is running."""
        self.setVisible(rows > 0)
        self._words.setText(
            self.tr("Reading the queues for the first time: {rows} rows so far").format(
                rows=QLocale().toString(rows)
            )
        )
