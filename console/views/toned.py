"""Words on the ground of a tone: what a notice, the message under the search and the offline line share."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel

_ICONS = {"ok": "check", "info": "info", "warn": "warning", "bad": "stop"}


def icon_of(tone: str) -> str:
    """The icon of a message of this tone."""
    return _ICONS.get(tone, "info")


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet goes by, and let it be seen."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Toned(QFrame):
    """An icon, a bold sentence, and what more there is to say; hidden to begin with.

    `name` begins the names of its parts. Who makes one lays `icon` and `words` out.
    """

    def __init__(self, name: str, spacing: int) -> None:
        super().__init__()
        self.icon = IconLabel("info", "info")
        self._text = PlainLabel(bold=True, wrap=True)
        self._text.setObjectName(f"{name}_text")
        self._detail = PlainLabel(wrap=True)
        self._detail.setObjectName(f"{name}_detail")
        self.words_column = QVBoxLayout()
        self.words_column.setSpacing(spacing)
        self.words_column.addWidget(self._text)
        self.words_column.addWidget(self._detail)
        self.hide()

    def show_words(self, icon: str, tone: str, text: str, detail: str) -> None:
        """Say this on the ground of a tone, in place of what was said before."""
        self.icon.show_icon(icon, tone)
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        mark(self, "surface", tone)

    def told(self) -> str:
        """All that is being said, as one text."""
        return " ".join(one.text() for one in (self._text, self._detail) if one.text())
