"""Where files and folders are dropped, or chosen with the keyboard (DOMAIN F68)."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QWidget

from console.views.icons import ButtonIcon, IconLabel
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID
from console.views.toned import mark


class DropArea(QFrame):
    """A line that takes what is dropped; `watch` lets another widget take it too.

    Signals: `chosen(list)` with the paths of files and folders, as they were dropped or chosen.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop_area")
        self.setProperty("surface", "well")
        self.setAcceptDrops(True)
        self._words = PlainLabel(wrap=True)
        self._words.setObjectName("drop_words")
        self.files_button = self._button("add_files", self.tr("Add files…"), "document")
        self.folder_button = self._button("add_folder", self.tr("Add a folder…"), "plus")
        self.files_button.clicked.connect(self.choose_files)
        self.folder_button.clicked.connect(self.choose_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + GRID, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(IconLabel("statement", "muted"))
        row.addWidget(self._words, 1)
        row.addWidget(self.files_button)
        row.addWidget(self.folder_button)
        self._say(over=False)

    def _button(self, name: str, label: str, icon: str) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setMinimumHeight(32)
        ButtonIcon(button, icon, "muted")
        return button

    def watch(self, widget: QWidget) -> None:
        """Take what is dropped on another widget as if it had been dropped here."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def choose_files(self) -> None:
        """Ask for files."""
        self._ask(self.tr("Add statements"), QFileDialog.FileMode.ExistingFiles)

    def choose_folder(self) -> None:
        """Ask for a folder; what lies in it comes with all that is below it."""
        self._ask(self.tr("Add a folder of statements"), QFileDialog.FileMode.Directory)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> None:
        chooser = QFileDialog(self, title)
        chooser.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFiles:
            chooser.setNameFilters([self.tr("Statements (*.pdf)"), self.tr("All files (*)")])
        chooser.filesSelected.connect(lambda paths: self.chosen.emit(list(paths)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand on what is dragged over a widget that is watched."""
        return self._take(event) or super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what letting go would do."""
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking it: unanswered, the system shows that it may not be dropped."""
        self._take(event)

    def dragLeaveEvent(self, event: QEvent) -> None:
        """Say as before."""
        self._take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take files and folders of this computer."""
        self._take(event)

    def _take(self, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):  # entering and moving are drops that have not come down
            paths = [one.toLocalFile() for one in event.mimeData().urls() if one.isLocalFile()]
            if not paths or not self.isEnabled():
                return False
            event.acceptProposedAction()
            is_down = event.type() == QEvent.Type.Drop
            self._say(over=not is_down)
            if is_down:
                self.chosen.emit(paths)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._say(over=False)
        return False

    def _say(self, *, over: bool) -> None:
        words = self.tr("Drop statements or a folder here: one PDF for each account.")
        self._words.setText(self.tr("Let go to add them.") if over else words)
        mark(self, "surface", "info" if over else "well")
