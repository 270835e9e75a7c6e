"""One row of a batch: a file on its way, the statement that the portal has made of it, or both."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from console.domain.batch_files import SETTLED, BatchFile
from console.domain.statements import Statement, StatementState
from console.models.chip import Chip
from console.models.money import money
from console.models.one_line import one_line
from console.models.statement_words import period_words, reasons_line, state_chip
from console.models.upload_words import file_chip, percent, trouble_words


class RowColumn(IntEnum):
    """The columns, from left to right."""

    FILE = 0
    ACCOUNT = 1
    GUARANTOR = 2
    AMOUNT = 3
    PERIOD = 4
    STATE = 5
    REASON = 6


class RowFilter(StrEnum):
    """Which rows are on show."""

    ALL = "all"
    READY = "ready"
    QUARANTINED = "quarantined"
    ASKED = "asked"
    REFUSED = "refused"
    PUBLISHED = "published"
    ON_ITS_WAY = "on_its_way"
    NOT_SENT = "not_sent"


@dataclass(slots=True)
class Row:
    """A file, a statement, or both."""

    file: BatchFile | None = None
    statement: Statement | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        if self.statement is not None and self.statement.file_name:
            return self.statement.file_name
        return self.file.name if self.file is not None else ""

    def kind(self) -> RowFilter:
        """Under which filter it is; `ALL` for none but that one."""
        if self.statement is not None:
            return _kind_of(self.statement)
        if self.file is None or self.file.state in SETTLED:
            return RowFilter.ALL
        return RowFilter.ON_ITS_WAY if self.file.is_on_its_way else RowFilter.NOT_SENT

    def chip(self) -> Chip:
        """How it stands."""
        if self.statement is not None:
            return state_chip(self.statement.state, self.statement.question)
        return file_chip(self.file) if self.file is not None else Chip("dash", "", "muted")

    def why(self) -> str:
        """Why it is not ready."""
        if self.statement is not None:
            return reasons_line(self.statement.reasons)
        return trouble_words(self.file) if self.file is not None else ""

    def in_words(self) -> str:
        """How it stands and why, for where its page would be."""
        return " · ".join(words for words in (self.chip().text, self.why()) if words)

    def cell(self, column: int) -> str:
        """The words of a cell; what is not known yet is empty."""
        if column == RowColumn.FILE:
            return one_line(self.name)
        if column == RowColumn.STATE:
            return self.chip().text
        if column == RowColumn.REASON:
            return one_line(self.why())
        return _cell_of(self.statement, column) if self.statement is not None else ""

    def share(self) -> int:
        """How much of the file is read or sent in percent, or -1 when it is not on its way."""
        file = self.file
        if self.statement is not None or file is None or not file.moved or not file.is_on_its_way:
            return -1
        return percent(file)


def _cell_of(statement: Statement, column: int) -> str:
    account = statement.account
    if column == RowColumn.AMOUNT:
        return money(statement.amount_cents, statement.currency)
    if column == RowColumn.PERIOD:
        return period_words(statement.period)
    if account is None:
        return ""
    return one_line(account.account_number if column == RowColumn.ACCOUNT else account.name)


def _kind_of(statement: Statement) -> RowFilter:
    if statement.is_published:
        return RowFilter.PUBLISHED
    if statement.state == StatementState.DISCARDED:
        return RowFilter.ALL
    return RowFilter.ASKED if statement.is_asked else RowFilter(statement.state)
