"""What went wrong, said where it went wrong: inside a dialog instead of on top of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from console.messages import Message
from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID

_ICONS = {"ok": "check", "info": "info", "warn": "warning", "bad": "stop"}


class Notice(QFrame):
    """Shows one message and reads it out to the screen reader; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._icon = IconLabel("stop", "bad")
        self._text = PlainLabel(bold=True, wrap=True)
        self._text.setObjectName("notice_text")
        self._detail = PlainLabel(wrap=True)
        self._detail.setObjectName("notice_detail")
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def say(self, message: Message, *, aloud: bool = True) -> None:
        """Show a message in place of the one before, and announce it unless `aloud` is off."""
        detail = " ".join(part for part in (message.detail, message.action) if part)
        self._text.setText(message.text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._icon.show_icon(_ICONS.get(message.tone, "info"), message.tone)
        self.setProperty("surface", message.tone)
        self.style().unpolish(self)
        self.style().polish(self)
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
        return " ".join(label.text() for label in (self._text, self._detail) if label.text())

    def _announce(self) -> None:
        event = QAccessibleAnnouncementEvent(self, self.words())
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
