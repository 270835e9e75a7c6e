"""A sentence that must not be overlooked, on a ground of its gravity."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.queues.section import card, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

_ICONS = {"bad": "stop", "warn": "warning", "info": "info", "ok": "check"}


class Banner(QWidget):
    """Shows one sentence of one gravity (`bad`, `warn`, `info`, `ok`); hidden while it has none."""

    def __init__(self, tone: str, icon: str = "") -> None:
        super().__init__()
        frame = card(tone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        row.setSpacing(GAP)
        self._tone, self._icon = tone, IconLabel(icon or _ICONS[tone], tone)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = WrappedLabel(bold=True, tone=tone)
        self._detail = WrappedLabel()
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        reveal(self, shown=False)

    def say(self, title: str, detail: str = "", icon: str = "") -> None:
        """Show the sentence, with more words under it; nothing hides the banner."""
        if icon:
            self._icon.show_icon(icon, self._tone)
        self._title.say(title)
        self._detail.say(detail)
        reveal(self._detail, shown=bool(detail))
        reveal(self, shown=bool(title))

    def text(self) -> str:
        """Give what is shown."""
        return self._title.text()
