"""What stands where nothing is: why it is empty, and what comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, MARGIN, TITLE


class EmptyState(QWidget):
    """An icon, a title, a sentence, and at times something to press. `name` begins their names.

    Signals: `pressed` when the button is.
    """

    pressed = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str, button: str = "", *, name: str = "attention"
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_empty")
        self._icon = IconLabel("empty", "muted", 2.0)
        self._title = PlainLabel(size=TITLE, bold=True, wrap=True)
        self._title.setObjectName(f"{name}_empty_title")
        self._sentence = PlainLabel(tone="muted", wrap=True)
        self._sentence.setObjectName(f"{name}_empty_sentence")
        self._button = QPushButton()
        self._button.setObjectName(f"{name}_empty_button")
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addStretch(2)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(icon, title, sentence, button)

    def say(self, icon: str, title: str, sentence: str, button: str = "") -> None:
        """Say why it is empty; an empty `button` shows none."""
        self._icon.show_icon(icon, "muted")
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))

    def text(self) -> str:
        """What is said."""
        return f"{self._title.text()} {self._sentence.text()}".strip()
