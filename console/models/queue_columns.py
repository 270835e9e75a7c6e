"""The columns of a queue's table: their order, titles, texts, and what sorts by them."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from console.domain.items import SortKey
from console.models.row_format import PaintedRow


class Column(IntEnum):
    """The columns, in order."""

    MARK = 0
    PATIENT = 1
    BORN = 2
    REQUEST = 3
    AGE = 4
    HOLDER = 5
    STATUS = 6


SORTS = {
    Column.PATIENT: SortKey.PATIENT,
    Column.REQUEST: SortKey.SUMMARY,
    Column.AGE: SortKey.SUBMITTED,
    Column.HOLDER: SortKey.ASSIGNED,
    Column.STATUS: SortKey.STATE,
}


def text_of(row: PaintedRow, column: int, *, marked: bool) -> str:
    """What a cell says in words."""
    if column == Column.MARK:
        return QCoreApplication.translate("QueueTable", "marked") if marked else ""
    if column == Column.STATUS:
        return row.chip.text
    texts = {
        Column.PATIENT: row.patient,
        Column.BORN: row.born,
        Column.REQUEST: row.summary,
        Column.AGE: row.age,
        Column.HOLDER: row.holder,
    }
    return texts.get(Column(column), "")


def tool_tip_of(row: PaintedRow, column: int) -> str:
    """What a cell says when there is more to say than it shows."""
    if column == Column.REQUEST and row.asked_by:
        return f"{row.summary}\n{row.asked_by}"
    if column == Column.STATUS and row.holder:
        return f"{row.chip.text}\n{row.holder}"
    return text_of(row, column, marked=False)


def titles() -> tuple[str, ...]:
    """The columns' titles in the user's language."""
    return (
        QCoreApplication.translate("QueueTable", "Marked"),
        QCoreApplication.translate("QueueTable", "Patient"),
        QCoreApplication.translate("QueueTable", "Born"),
        QCoreApplication.translate("QueueTable", "Request"),
        QCoreApplication.translate("QueueTable", "Age"),
        QCoreApplication.translate("QueueTable", "With"),
        QCoreApplication.translate("QueueTable", "Status"),
    )
