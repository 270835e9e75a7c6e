"""The rows of the table of messages: when, from whom, what kind, how it ended and why; no patient."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt

from console.domain.intake import IntakeMessage
from console.models.chip import Chip
from console.models.one_line import one_line, plain_tip
from console.models.paged_accounts import Index, PagedAccounts
from console.models.watch_words import outcome_chip, reason_words
from console.models.when import Calendar, ms_of

_TEXT, _TOOL_TIP, _SPOKEN = 0, 3, 11  # Qt's roles as integers


class MessageColumn(IntEnum):
    """The columns, from left to right."""

    TIME = 0
    OUTCOME = 1
    SOURCE = 2
    KIND = 3
    CONTROL = 4
    REASON = 5


class MessageRows(PagedAccounts[IntakeMessage]):
    """What came, newest first."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(len(MessageColumn))
        self._calendar = calendar

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        return outcome_chip(self._rows[row]) if column == MessageColumn.OUTCOME else None

    # Qt's questions

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | int | None:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != _TEXT:
            return None
        translate = QCoreApplication.translate
        return (
            translate("Watch", "Came"),
            translate("Watch", "Outcome"),
            translate("Watch", "Source"),
            translate("Watch", "Type"),
            translate("Watch", "Number"),
            translate("Watch", "Why"),
        )[section]

    def data(self, index: Index, role: int = _TEXT) -> str | int | None:
        """Words of a cell; the tip has the time in full."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        message = self._rows[index.row()]
        text = self._text(message, index.column())
        if role == _TEXT:
            return text
        if index.column() == MessageColumn.TIME:
            text = self._calendar.absolute(ms_of(message.received_at))
        return plain_tip(text) if role == _TOOL_TIP else text

    def _text(self, message: IntakeMessage, column: int) -> str:
        if column == MessageColumn.TIME:
            return self._calendar.moment(ms_of(message.received_at))
        if column == MessageColumn.OUTCOME:
            return self._outcome(message)
        if column == MessageColumn.SOURCE:
            return one_line(message.source)
        if column == MessageColumn.KIND:
            return one_line(message.message_type)
        if column == MessageColumn.CONTROL:
            return one_line(message.control_id)
        return reason_words(message)

    def _outcome(self, message: IntakeMessage) -> str:
        words = outcome_chip(message).text
        if not message.repeats:
            return words
        again = QCoreApplication.translate("Watch", "{outcome} · again ×{count}")
        return again.format(outcome=words, count=message.repeats)
