"""What somebody must say that they do knowingly: late, soon, or at the time of another visit."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.views.queues.banner import Banner
from console.views.queues.section import column, reveal
from console.views.queues.tick_box import TickBox
from console.views.theme import GRID


class _Question(QWidget):
    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=GRID)
        self.banner, self.box = Banner("warn"), TickBox()
        layout.addWidget(self.banner)
        layout.addWidget(self.box)


class Acknowledgements(QWidget):
    """Asks one question for each thing to be done knowingly.

    Signals: `changed` when one was answered.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: dict[str, _Question] = {}
        self._layout = column(self)

    def ask(self, wanted: Mapping[str, tuple[str, str]]) -> None:
        """Ask these: by the portal's parameter, what is the matter and the words of the box."""
        for name, question in self._asked.items():
            reveal(question, shown=name in wanted)
            if name not in wanted:
                question.box.setChecked(False)
        for name, (matter, answer) in wanted.items():
            question = self._asked.get(name) or self._add(name)
            question.banner.say(matter)
            question.box.setText(answer)
            question.box.setAccessibleDescription(matter)
            reveal(question, shown=True)

    def clear(self) -> None:
        """Forget all answers: they were about another item."""
        self.ask({})

    def params(self) -> dict[str, bool]:
        """Give what was answered, under the portal's names."""
        return {
            name: True
            for name, question in self._asked.items()
            if question.box.isChecked() and not question.isHidden()
        }

    def blocker(self) -> str:
        """Give the first matter that nobody has answered yet; empty when there is none."""
        for question in self._asked.values():
            if not question.isHidden() and not question.box.isChecked():
                return question.banner.text()
        return ""

    def _add(self, name: str) -> _Question:
        question = self._asked[name] = _Question()
        self._layout.addWidget(question)
        question.box.toggled.connect(lambda _on: self.changed.emit())
        return question
