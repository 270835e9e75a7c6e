"""One list of rows in its order, as a table shows it: what changes is placed, the rest stays."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any

from console.domain.fold import fold
from console.store.ordering import Check, Numbers
from console.store.texts import Terms, Texts

FEW = 20_000
"""Rows that are sooner looked through than found by what is noted of all."""


def terms_of(text: str) -> Terms:
    """What a row must contain, each of them, to be found by what was typed; the longest first."""
    return tuple(sorted(set(fold(text.replace("\0", " ")).split()), key=len, reverse=True))


class _Searched:
    """What a listing keeps while it is searched: its slots, and those that the search before has found.

    `found` is there where that is not much. A row that comes or goes costs no more than its place.
    """

    def __init__(self, slots: Numbers) -> None:
        self.slots = list(slots)
        self.found: tuple[Terms, list[int]] | None = None
        self._pick: Callable[[bytes], Iterable[int]] | None = None

    def in_order(self, flags: bytes) -> Iterable[int]:
        """The slots' flags out of those of all, taken in one step of C; what follows them is to be ignored."""
        if not self.slots:
            return ()
        self._pick = self._pick or itemgetter(*self.slots, 0)  # of one slot alone it makes no tuple
        return self._pick(flags)

    def before(self, terms: Terms) -> list[int] | None:
        """The slots that were found by less of the same words, if any were."""
        if self.found is not None and all(any(o in t for t in terms) for o in self.found[0]):
            return self.found[1]
        return None

    def put_in(self, at: int, slot: int) -> None:
        """A row has come."""
        self.slots.insert(at, slot)
        self.found = self._pick = None

    def take_out(self, at: int) -> None:
        """A row has gone."""
        del self.slots[at]
        self.found = self._pick = None


class Listing:
    """Slots of a `RowIndex` ordered by a column, and their row numbers where asked for."""

    def __init__(self, slots: Numbers, keys: Sequence[Any], all_numbers: Numbers) -> None:
        self.slots = slots
        self._keys = keys
        self._all_numbers = all_numbers
        self._numbers: Numbers | None = None
        self._searched: _Searched | None = None

    @property
    def numbers(self) -> Numbers:
        """The row numbers, in order; the listing's own, to be copied by who keeps them."""
        if self._numbers is None:
            self._numbers = array("I", map(self._all_numbers.__getitem__, self.slots))
        return self._numbers

    def search(self, terms: Terms, texts: Texts, check: Check) -> Numbers:
        """The row numbers, in order, of the rows that contain every term.

        Who types on looks only through what was found before, once that is not much.
        """
        searched = self._searched = self._searched or _Searched(self.slots)
        slots, doubtful = searched.before(terms), terms
        if slots is None:
            flags = texts.perhaps_with(terms)
            slots = searched.slots
            if flags is not None:
                doubtful = tuple(term for term in terms if not texts.is_surely(term))
                here = searched.in_order(flags)
                if not doubtful and flags.count(1) > FEW:
                    return array("I", compress(self.numbers, here))
                slots = list(compress(slots, here))
        for term in doubtful:
            slots = texts.with_(term, slots, check)
        searched.found = (terms, slots) if len(slots) <= FEW else None
        return array("I", map(self._all_numbers.__getitem__, slots))

    def rest(self) -> None:
        """Let go of what only a search needs: nobody searches here now."""
        self._searched = None

    def put_in(self, slot: int) -> None:
        """Place a row that is not in the listing, by the key that it has now."""
        at = self._place(slot)
        self.slots.insert(at, slot)
        if self._numbers is not None:
            self._numbers.insert(at, self._all_numbers[slot])
        if self._searched is not None:
            self._searched.put_in(at, slot)

    def take_out(self, slot: int) -> None:
        """Take out a row, which still has the key by which it was placed.

        Raises:
            LookupError: it is not where it should be.
        """
        at = self._place(slot)
        if at == len(self.slots) or self.slots[at] != slot:
            raise LookupError("a row is not in its place")
        del self.slots[at]
        if self._numbers is not None:
            del self._numbers[at]
        if self._searched is not None:
            self._searched.take_out(at)

    def _place(self, slot: int) -> int:
        keys = self._keys
        return bisect_left(self.slots, (keys[slot], slot), key=lambda one: (keys[one], one))
