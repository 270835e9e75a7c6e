"""Rows that are nobody's, painted where nobody sees them, so that the first real ones are painted sooner.

What is painted for the first time makes letters, pictures, and enumerations of Qt's: a third of what the first rows
take. A list and a table of their own are painted for that and thrown away: the main window, which nobody's
rights are known of yet, has neither an invented row in it at any time nor a queue.
"""

from array import array
from collections.abc import Sequence

from console.domain.items import ItemKey, QueueQuery, RowText
from console.models.queue_faces import FACES
from console.models.queue_list import QueueListModel
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.models.row_pages import Numbers
from console.models.when import calendar
from console.views.queue_list import QueueList
from console.views.queue_table import QueueTable

_NAME = "Quizzical Box Jumps, Wavy Forklift 0123456789"
_WIDE, _HIGH = 900, 420


async def rehearse_queues() -> None:
    """Paint the names of all queues."""
    model = QueueListModel(FACES, calendar())
    model.show_kinds(tuple(FACES), tuple(FACES))
    queues = QueueList(model)
    queues.choose("morning")
    queues.resize(_WIDE, 2 * _HIGH)
    queues.grab()
    queues.deleteLater()


async def rehearse_rows() -> None:
    """Paint a row of each queue."""
    model = QueueTableModel(_ids, _rows, RowFormat(FACES, calendar()))
    await model.show(QueueQuery(0))
    table = QueueTable(model)
    table.resize(_WIDE, _HIGH)
    table.grab()
    table.deleteLater()


STEPS = (rehearse_queues, rehearse_rows)


async def _ids(_query: QueueQuery) -> "Numbers | None":
    return array("I", range(len(FACES)))


def _rows(numbers: Sequence[int]) -> Sequence[RowText | None]:
    kinds = tuple(FACES)
    return [_row(kinds[number]) for number in numbers]


def _row(kind: str) -> RowText:
    return RowText(
        key=ItemKey(0, kind, ""),
        patient=_NAME,
        birth_date="2000-01-01",
        summary=_NAME,
        requested_by=_NAME,
        submitted_ms=0,
        due_ms=1,
        priority="urgent",
        state="submitted",
        assigned_to="",
        claimed_by="",
        claim_until_ms=0,
        decision_state="",
        decision_action="",
        is_open=True,
    )
