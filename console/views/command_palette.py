"""Every command by its name (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from console.models.command_list import PaletteCommand


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
        super().__init__(parent)
