"""One of several words is pressed: which part of a list is shown."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton

from console.views.flow_layout import Flow
from console.views.theme import TARGET


class Segments(Flow):
    """Buttons of which the first is pressed to begin with. Signal: `chosen(str)` when another one is."""

    chosen = Signal(str)

    def __init__(self, titles: Mapping[str, str], prefix: str) -> None:
        """`titles` are the words by name; the buttons are called `prefix` and the name ("all" for "")."""
        super().__init__()
        self._group = QButtonGroup(self)
        for name, title in titles.items():
            button = QPushButton(title)
            button.setObjectName(f"{prefix}_{name or 'all'}")
            button.setProperty("rank", "segment")
            button.setProperty("name", name)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(TARGET)
            self._group.addButton(button)
            self.flow.addWidget(button)
        self._group.buttons()[0].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit(self.name))

    @property
    def name(self) -> str:
        """Which one is pressed."""
        pressed = self._group.checkedButton()
        return str(pressed.property("name")) if pressed is not None else ""

    def retitle(self, name: str, title: str, spoken: str) -> None:
        """Give one other words, and to the ear those that say what its number is of."""
        for button in self._group.buttons():
            if button.property("name") == name and button.text() != title:
                button.setText(title)
                button.setAccessibleName(spoken)

    def press(self, name: str) -> None:
        """Press one, as a hand would."""
        for button in self._group.buttons():
            if button.property("name") == name:
                button.setFocus()
                button.click()
