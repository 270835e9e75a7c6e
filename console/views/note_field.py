"""The two kinds of words, never to be taken for one another: the patient's, and the staff's."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET, theme

NOTE = "internal_note"
"""The name of the field for words to colleagues."""


class _Editor(QPlainTextEdit):
    """Asks for no more room than its lines: what a dialog has to spare comes by the layout."""

    def sizeHint(self) -> QSize:
        """Ask for the lines that it was made for."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def editor(name: str, label: str, *, lines: int = 3) -> QPlainTextEdit:
    """A field for words, at least so many lines high; Tab leaves it."""
    field = _Editor()
    field.setObjectName(name)
    field.setAccessibleName(label)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(round(lines * TARGET * 0.8 * theme().text_scale))
    return field


class NoteWell(QFrame):
    """A field on a ground of its own, with a lock: what stands here stays in the practice."""

    def __init__(self, name: str = NOTE, *, lines: int = 2) -> None:
        super().__init__()
        self.setProperty("surface", "well")
        self._label = PlainLabel(self.tr("Internal note"), bold=True)
        self.field = editor(name, self.tr("Internal note, staff only"), lines=lines)
        self.field.setPlaceholderText(self.tr("For colleagues. The patient never sees it."))
        self._label.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP + GRID)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(IconLabel("lock", "muted"))
        top.addWidget(self._label)
        top.addStretch(1)
        only = PlainLabel(self.tr("Staff only"), tone="muted")
        only.setObjectName("staff_only")
        top.addWidget(only)
        column.addLayout(top)
        column.addWidget(self.field)

    def text(self) -> str:
        """What was written."""
        return self.field.toPlainText().strip()


class Preview(QFrame):
    """What the patient will read, as it arrives: signed by the practice."""

    def __init__(self, practice: str) -> None:
        super().__init__()
        self.setProperty("surface", "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(IconLabel("mail", "info"))
        top.addWidget(PlainLabel(practice, bold=True), 1)
        top.addWidget(PlainLabel(self.tr("as it arrives"), tone="muted"))
        column.addLayout(top)
        self._text = WrappedLabel()
        self._text.setObjectName("preview_text")
        column.addWidget(self._text)

    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def show_text(self, text: str, hint: str) -> None:
        """Show the words, or a hint in a quieter tone while there are none."""
        self._text.say(text or hint, "text" if text else "muted")
