"""The frame that all dialogs share: a title, a content, a line for what is wrong, buttons."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.no_copy import lists_copy_nothing
from console.views.plain_label import PlainLabel
from console.views.sheet_room import SheetRoom
from console.views.theme import GAP, GRID, GROUP, MARGIN, TITLE


class Sheet(QDialog):
    """A window-modal dialog; shown with `open()`, never run in a loop of its own.

    `content` is the layout to fill. `accept_button` is the one primary act; Ctrl+Enter presses it.
    It is never larger than the screen: the title and the buttons stay, what is between scrolls.
    """

    def __init__(self, title: str, accept_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Portal Console"))  # titles never name a patient
        self.setAccessibleName(title)
        self.setModal(True)
        self._title = PlainLabel(title, size=TITLE, bold=True, wrap=True)
        self._title.setObjectName("sheet_title")
        self._room = SheetRoom()
        self._room.wants_changed.connect(self._grow)
        self.content = QVBoxLayout(self._room.inside)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(GAP + GRID)
        self._wrong = QFrame()
        self._wrong.setProperty("surface", "bad")
        self._wrong_text = PlainLabel(wrap=True)
        self._wrong_text.setObjectName("wrong_text")
        self.accept_button = QPushButton(accept_label)
        self.accept_button.setObjectName("accept_button")
        self.accept_button.setProperty("rank", "primary")
        self.accept_button.setMinimumHeight(32)
        self.accept_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setObjectName("cancel_button")
        self.cancel_button.setMinimumHeight(32)
        self.cancel_button.setAutoDefault(False)
        self.accept_button.clicked.connect(self.try_accept)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.try_accept)
        self.copy_keys = lists_copy_nothing(self)
        self._lay_out()

    def _lay_out(self) -> None:
        wrong = QHBoxLayout(self._wrong)
        wrong.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        wrong.addWidget(IconLabel("warning", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        wrong.addWidget(self._wrong_text, 1)
        self._wrong.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GAP)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GROUP)
        column.setSpacing(GROUP)
        column.addWidget(self._title)
        column.addWidget(self._room, 1)
        column.addWidget(self._wrong)
        column.addLayout(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the content wants, as far as the screen goes."""
        self._fit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page keys show what the screen has no room for, wherever the keyboard is."""
        bar = self._room.verticalScrollBar()
        by = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        step = by.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    @Slot()
    def _grow(self) -> None:
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        most, layout = self._most(), self.layout()
        if layout is None:
            return
        width = min(self.width(), most.width())
        self._room.measure(width - 2 * MARGIN, most.width() - 2 * MARGIN)
        layout.invalidate()
        given = self.height() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0
        height = max(
            given, layout.totalHeightForWidth(width)
        )  # not the hint: it is of narrow lines
        self.resize(width, min(height, most.height()))

    def _most(self) -> QSize:
        """The size of the screen, or of a window that is larger."""
        parent = self.parentWidget()
        around = parent.window().size() if parent is not None else QSize(0, 0)
        return self.screen().availableSize().expandedTo(around)

    def set_title(self, title: str) -> None:
        """Say what the dialog is about."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def title(self) -> str:
        """What the dialog is about."""
        return self._title.text()

    def say_wrong(self, sentence: str) -> None:
        """Say in place what is wrong; nothing when the sentence is empty."""
        self._wrong_text.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._grow()

    def wrong(self) -> str:
        """What is said to be wrong."""
        return self._wrong_text.text() if not self._wrong.isHidden() else ""

    def obstacle(self) -> str:
        """A sentence saying what is missing, or nothing when the dialog may be accepted."""
        return ""

    def try_accept(self) -> None:
        """Accept, or say what is missing."""
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if not obstacle:
            self.accept()
