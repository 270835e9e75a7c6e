"""The batches of a practice as a table's model: which are open, and what is still to be sent here."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.domain.batch_files import Remembered
from console.domain.statement_batch import OPEN, Batch
from console.models.chip import Chip
from console.models.one_line import one_line, plain_tip
from console.models.run_words import remembered_words
from console.models.when import Calendar, ms_of

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _ALIGNMENT, _SPOKEN = (
    0,
    3,
    7,
    11,
)  # Qt's roles as integers: quicker than its enumeration
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class BatchColumn(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    STATE = 1
    READY = 2
    QUARANTINED = 3
    REFUSED = 4
    PUBLISHED = 5
    BEGUN = 6
    BY = 7


COUNTS = frozenset(
    {BatchColumn.READY, BatchColumn.QUARANTINED, BatchColumn.REFUSED, BatchColumn.PUBLISHED}
)
"""Columns of numbers, which stand at the right."""


class BatchRows(QAbstractTableModel):
    """Open batches first, each group as the portal orders it."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._batches: list[Batch] = []
        self._remembered: dict[str, Remembered] = {}

    def show_batches(self, batches: Sequence[Batch], remembered: Sequence[Remembered]) -> None:
        """Take all batches, and which of them this computer has files of."""
        self.beginResetModel()
        self._batches = sorted(batches, key=lambda one: one.state != OPEN)
        self._remembered = {one.batch_id: one for one in remembered}
        self.endResetModel()

    def batch(self, row: int) -> Batch | None:
        """The batch of a row."""
        return self._batches[row] if 0 <= row < len(self._batches) else None

    def chip(self, row: int) -> Chip:
        """How a batch stands."""
        translate, batch = QCoreApplication.translate, self._batches[row]
        left = self._remembered.get(batch.id)
        if batch.state != OPEN:
            return Chip("check", translate("StatementBatches", "Closed"), "muted")
        if left is not None and left.is_unfinished:
            return Chip("send", remembered_words(left.here, left.files), "warn")
        return Chip("document", translate("StatementBatches", "Open"), "info")

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Batches."""
        return 0 if parent is not None and parent.isValid() else len(self._batches)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(BatchColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | int | None:
        """Names of the columns; numbers stand at the right."""
        if role == _ALIGNMENT and section in COUNTS:
            return _RIGHT
        if role != _TEXT or orientation != Qt.Orientation.Horizontal:
            return None
        translate = QCoreApplication.translate
        return (
            translate("StatementBatches", "Batch"),
            translate("StatementBatches", "State"),
            translate("StatementBatches", "Ready"),
            translate("StatementBatches", "In quarantine"),
            translate("StatementBatches", "Refused"),
            translate("StatementBatches", "Published"),
            translate("StatementBatches", "Begun"),
            translate("StatementBatches", "By"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | None:
        """Words of a cell."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        batch, column = self._batches[index.row()], index.column()
        if column == BatchColumn.NAME:
            name = one_line(batch.name)
            return plain_tip(name) if role == _TOOL_TIP else name
        if column == BatchColumn.STATE:
            return self.chip(index.row()).text
        if column == BatchColumn.BEGUN:
            at = ms_of(batch.created_at)
            calendar = self._calendar
            return (calendar.moment(at) if role == _TEXT else calendar.absolute(at)) if at else ""
        if column == BatchColumn.BY:
            return one_line(batch.created_by)
        return QLocale().toString(self._count(batch, column))

    def _count(self, batch: Batch, column: int) -> int:
        counts = batch.counts
        return {
            BatchColumn.READY: counts.ready,
            BatchColumn.QUARANTINED: counts.quarantined,
            BatchColumn.REFUSED: counts.refused,
            BatchColumn.PUBLISHED: counts.published,
        }[BatchColumn(column)]
