"""What went wrong, said where it went wrong: inside a dialog instead of on top of it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from console.messages import Message
from console.views.theme import GAP, GRID
from console.views.toned import Toned, icon_of


class Notice(Toned):
    """Shows one message and reads it out to the screen reader; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__("notice", GRID // 2)
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        row.setSpacing(GAP)
        beside = QVBoxLayout()
        beside.addWidget(self.icon)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addLayout(self.words_column, 1)

    def say(self, message: Message, *, aloud: bool = True) -> None:
        """Show a message in place of the one before, and announce it unless `aloud` is off."""
        detail = " ".join(part for part in (message.detail, message.action) if part)
        self.show_words(icon_of(message.tone), message.tone, message.text, detail)
        self.show()
        if aloud:
            self._announce()

    def clear(self) -> None:
        """Say nothing any more."""
        self._text.clear()
        self._detail.clear()
        self.hide()

    def words(self) -> str:
        """All that is being said, or nothing."""
        return self.told()

    def _announce(self) -> None:
        from PySide6.QtGui import (  # noqa: PLC0415 - a hundred roles, and mostly there is nothing to say
            QAccessible,
            QAccessibleAnnouncementEvent,
        )

        event = QAccessibleAnnouncementEvent(self, self.words())
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
