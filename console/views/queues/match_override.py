"""Why a result is of a chart although something speaks against it: asked in words, kept for ever."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.views.queues.section import card, column, padded, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP

MOST = 500  # letters, as the portal takes them


class MatchOverride(QWidget):
    """Asks only where the portal refuses without words. Signals: `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about, self._against = "", ""
        frame = card("warn")
        column(self).addWidget(frame)
        inside = padded(frame, space=GAP)
        self._why = WrappedLabel(bold=True)
        self._words = QLineEdit()
        self._words.setObjectName("match_override")
        self._words.setMaxLength(MOST)
        hint = self.tr("To match it all the same, write why; for colleagues")
        self._words.setAccessibleName(self.tr("Why it is this patient's all the same"))
        self._words.setPlaceholderText(hint)
        self._words.setToolTip(hint)  # where it is cut
        self._words.textChanged.connect(self.changed)
        inside.addWidget(self._why)
        inside.addWidget(self._words)
        reveal(self, shown=False)

    def ask(self, about: str, against: str) -> None:
        """Ask about a chart; `against` says what speaks against it, and nothing asks nothing.

        What was written stays while both are the same.
        """
        if (about, against) != (self._about, self._against):
            self._about, self._against = about, against
            self._words.clear()
        self._why.say(against)
        reveal(self, shown=bool(against))

    def words(self) -> str:
        """Give what was written; nothing where nothing is asked."""
        return self._words.text().strip() if self._against else ""

    def obstacle(self) -> str:
        """Say what is missing; empty when nothing is."""
        if self._against and not self.words():
            return self.tr("Write why it is this patient's all the same.")
        return ""
