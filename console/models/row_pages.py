"""The rows that are looked at, read by the page and kept ready to be painted."""

import logging
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from console.domain.errors import ConsoleError
from console.domain.items import ItemKey, RowText
from console.models.row_format import PLACEHOLDER, PaintedRow, RowFormat

log = logging.getLogger(__name__)

Numbers: TypeAlias = "array[int]"
LoadRows = Callable[[Sequence[int]], Sequence[RowText | None]]

PAGE_BITS = 4
PAGE = 1 << PAGE_BITS
"""Rows that are read together. A jump reads those in sight and hardly more: half of a page at either end."""
PAGES_KEPT = 192
FEW = 8
"""Rows that are read at once when they have changed: one decision's, or what a colleague just did."""


class RowPages:
    """Some pages of a table's rows. `load_rows` reads a page of them in about a fifth of a millisecond."""

    def __init__(self, load_rows: LoadRows, row_format: RowFormat) -> None:
        self._load_rows, self._format = load_rows, row_format
        self._pages: OrderedDict[int, list[PaintedRow]] = OrderedDict()

    def clear(self) -> None:
        """Let go of all rows: they are read again when they are next looked at."""
        self._pages.clear()

    def grow(self, had: int) -> None:
        """More rows follow the `had` first ones: a page that ended with them is read again."""
        self._pages.pop(had >> PAGE_BITS, None)

    def row(self, numbers: Numbers, row: int) -> PaintedRow:
        """The row ready to be painted; a placeholder when it can not be read just now."""
        page = self._pages.get(row >> PAGE_BITS)
        if page is None:
            page = self._read(numbers, row >> PAGE_BITS)
        at = row & (PAGE - 1)
        return page[at] if at < len(page) else PLACEHOLDER

    def read_again(self, numbers: Numbers, keys: Collection[ItemKey]) -> Iterable[tuple[int, int]]:
        """Work out anew those rows at hand that changed; of many, when they are next painted.

        Gives the first and the last row of each span that is to be painted: a row that is as it was is not.
        """
        touched = [
            (page << PAGE_BITS) + at
            for page, rows in self._pages.items()
            for at, row in enumerate(rows)
            if row.key is None or row.key in keys
        ]
        painted = self._painted(numbers, touched) if len(touched) <= FEW else None
        if painted is None:
            pages = {row >> PAGE_BITS for row in touched}
            lengths = {page: len(self._pages.pop(page)) for page in pages}
            return [
                (page << PAGE_BITS, (page << PAGE_BITS) + length - 1)
                for page, length in lengths.items()
            ]
        other = []
        for row, now in zip(touched, painted, strict=True):
            page, at = self._pages[row >> PAGE_BITS], row & (PAGE - 1)
            if page[at] != now:
                page[at] = now
                other.append((row, row))
        return other

    def _read(self, numbers: Numbers, page: int) -> list[PaintedRow]:
        first = page << PAGE_BITS
        places = range(first, min(first + PAGE, len(numbers)))
        rows = self._painted(numbers, places)
        if rows is None:
            return [PLACEHOLDER] * len(places)
        self._pages[page] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    def _painted(self, numbers: Numbers, rows: Sequence[int]) -> list[PaintedRow] | None:
        """These rows as the store has them; None when they can not be read just now."""
        try:
            found = self._load_rows([numbers[row] for row in rows]) if rows else ()
        except ConsoleError:
            log.warning("Rows could not be read.", exc_info=True)
            return None
        painted = self._format.painted
        return [PLACEHOLDER if row is None else painted(row) for row in found]
