"""Every command by its name (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from console.models.command_list import CommandList, PaletteCommand
from console.views.command_delegate import CommandDelegate
from console.views.no_copy import lists_copy_nothing
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID, GROUP, theme

WIDTH, LINES = 560, 9

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class CommandPalette(QDialog):
    """A list that narrows while one types. Recent commands come first while nothing is typed.

    Signals: `chosen(command_id)`, after the palette has closed.
    """

    chosen = Signal(str)

    def __init__(
        self,
        commands: Sequence[PaletteCommand],
        *,
        recent: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("command_palette")
        lists_copy_nothing(self)
        self.setWindowTitle(self.tr("Portal Console"))
        self.setAccessibleName(self.tr("Commands"))
        self._commands = CommandList(commands, recent)
        self._field = QLineEdit()
        self._field.setObjectName("palette_field")
        self._field.setPlaceholderText(self.tr("Type what you want to do"))
        self._field.setAccessibleName(self.tr("Command"))
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_chosen)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setModel(self._commands)
        self._list.setItemDelegate(CommandDelegate(self._commands, self._list))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_chosen)
        self._none = PlainLabel(self.tr("No command has these words."), tone="muted", wrap=True)
        self._none.setObjectName("palette_none")
        self._why = PlainLabel(tone="warn", wrap=True)
        self._why.setObjectName("palette_why")
        self._lay_out()
        theme().changed.connect(self._fit)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._on_typed("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP + GRID, GAP + GRID, GAP + GRID, GAP + GRID)
        column.setSpacing(GAP)
        self._field.setMinimumHeight(32)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        for label in (self._none, self._why):
            label.setContentsMargins(GAP, 0, GAP, GRID)
            column.addWidget(label)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)

    def titles(self) -> list[str]:
        """Give what the list shows, from the top."""
        return [self._commands.command(row).title for row in range(self._commands.rowCount())]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an edge: the window has no frame of the system's."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("card"))
        painter.setPen(theme().color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Come up at the top of the window, where the eye is."""
        self._fit()
        parent = self.parentWidget()
        if parent is not None:
            middle = parent.window().geometry().center().x()
            top = parent.window().geometry().top() + parent.window().height() // 8
            self.move(middle - self.width() // 2, top)
        self._field.setFocus()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the field keeps the focus."""
        if watched is self._field and isinstance(event, QKeyEvent):
            is_move = event.key() in _MOVES and not event.modifiers()
            if is_move and event.type() == QEvent.Type.KeyPress:
                self._move(Qt.Key(event.key()))
            if is_move:
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: Qt.Key) -> None:
        rows = self._commands.rowCount()
        if not rows:
            return
        row, page = self._list.currentIndex().row(), LINES - 1
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            row = (row + (1 if key == Qt.Key.Key_Down else -1)) % rows
        else:
            row = min(max(row + (page if key == Qt.Key.Key_PageDown else -page), 0), rows - 1)
        self._list.setCurrentIndex(self._commands.index(row))

    def _on_typed(self, typed: str) -> None:
        self._commands.find(typed)
        has_any = self._commands.rowCount() > 0
        self._list.setVisible(has_any)
        self._none.setHidden(has_any)
        if has_any:
            self._list.setCurrentIndex(self._commands.index(0))
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        index = self._list.currentIndex()
        spoken = self._commands.data(index, 11) if index.isValid() else self._none.text()
        self._field.setAccessibleDescription(spoken or "")
        why = self._commands.command(index.row()).why_not if index.isValid() else ""
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _on_chosen(self) -> None:
        index = self._list.currentIndex()
        if not index.isValid():
            return
        command = self._commands.command(index.row())
        if command.enabled:
            self.accept()
            self.chosen.emit(command.id)

    def _fit(self) -> None:
        line = self._list.sizeHintForRow(0) if self._commands.rowCount() else theme().row_height()
        height = self._field.sizeHint().height() + (line * LINES) + 2 * GROUP + GAP
        wanted = QSize(round(WIDTH * theme().text_scale), height)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
