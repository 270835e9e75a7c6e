"""The commands of the palette: what it finds while one types."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex

from console.domain.fold import fold

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PaletteCommand:
    """One command. `why_not` says why it can not be given now; empty when it can.

    `keywords` are further words by which it is found.
    """

    id: str
    title: str
    shortcut: str = ""
    why_not: str = ""
    icon: str = ""
    keywords: str = ""

    @property
    def enabled(self) -> bool:
        """Whether the command can be given now."""
        return not self.why_not


class CommandList(QAbstractListModel):
    """The commands that fit what was typed, the best first; recent ones lead while nothing is."""

    def __init__(self, commands: Sequence[PaletteCommand], recent: Sequence[str] = ()) -> None:
        super().__init__()
        order = {command_id: place for place, command_id in enumerate(recent)}
        self._commands = sorted(commands, key=lambda one: order.get(one.id, len(order)))
        self._recent = frozenset(order)
        self._shown = list(self._commands)

    def find(self, typed: str) -> None:
        """Show what fits: every word typed must occur in the title or the keywords."""
        words = fold(typed).split()
        ranked = [(_rank(command, words), command) for command in self._commands]
        self.beginResetModel()
        self._shown = [
            command
            for rank, command in sorted(ranked, key=lambda pair: pair[0] or 0)
            if rank is not None
        ]
        self.endResetModel()

    def command(self, row: int) -> PaletteCommand:
        """Give one command."""
        return self._shown[row]

    def is_recent(self, row: int) -> bool:
        """Tell whether the command was given lately."""
        return self._shown[row].id in self._recent

    def rowCount(self, parent: _Index | None = None) -> int:
        """Commands that fit."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = 0) -> str | None:
        """Give the title; for screen readers the shortcut too, and why it can not be given."""
        command = self._shown[index.row()]
        if role == 0:
            return command.title
        if role != 11:
            return None
        parts = [command.title, command.shortcut]
        if command.why_not:
            words = QCoreApplication.translate("CommandList", "not now: {why}")
            parts.append(words.format(why=command.why_not))
        return ", ".join(part for part in parts if part)


def _rank(command: PaletteCommand, words: Sequence[str]) -> int | None:
    """How well a command fits, 0 best; None when it does not."""
    title = fold(command.title)
    text = f"{title} {fold(command.keywords)}"
    if not all(word in text for word in words):
        return None
    if not words or title.startswith(words[0]):
        return 0
    if all(f" {word}" in f" {text}" for word in words):
        return 1
    return 2
