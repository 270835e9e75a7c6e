"""The main window with nothing of anybody's in it: made while the keys are worked out, filled by a desk."""

from array import array
from collections.abc import Sequence

from console.domain.items import QueueQuery, RowText
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.models.row_pages import Numbers
from console.models.when import calendar
from console.reading import Reading
from console.views.main_window import MainWindow


class EmptyWindow:
    """Window and table of one desk to come. No right, practice or row is in it before `read_by`."""

    def __init__(self) -> None:
        self.calendar = calendar()
        self.row_format = RowFormat(FACES, self.calendar)
        self.model = QueueTableModel(
            self._ids, self._rows, self.row_format, self._interrupt, self._first_ids
        )
        self.window = MainWindow(self.model, self.row_format, self.calendar)
        self._reading: Reading | None = None

    def lay_out(self) -> None:
        """Polish and lay out everything, which the first paint then need not."""
        self.window.grab()

    def read_by(self, reading: Reading) -> None:
        """Show what this reads, from now on."""
        self._reading = reading

    def throw_away(self) -> None:
        """Nobody has come to whom it could be shown."""
        self.window.allow_close()
        self.window.deleteLater()

    async def _ids(self, query: QueueQuery) -> "Numbers | None":
        return array("I") if self._reading is None else await self._reading.ids(query)

    async def _first_ids(self, query: QueueQuery, most: int) -> "Numbers | None":
        return None if self._reading is None else await self._reading.first_ids(query, most)

    def _rows(self, numbers: Sequence[int]) -> Sequence[RowText | None]:
        return () if self._reading is None else self._reading.rows(numbers)

    def _interrupt(self) -> None:
        if self._reading is not None:
            self._reading.interrupt()
