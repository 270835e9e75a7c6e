"""One list of rows in its order, as a table shows it: what changes is placed, the rest stays."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress, repeat
from operator import contains
from typing import Any, TypeAlias

from console.domain.fold import fold
from console.store.ordering import Check, Numbers

SEARCHED_AT_ONCE = 20_000
"""Rows that are searched in one go: about a millisecond of the interpreter's lock."""

Terms: TypeAlias = tuple[str, ...]


def terms_of(text: str) -> Terms:
    """What a row must contain, each of them, to be found by what was typed; the longest first."""
    return tuple(sorted(set(fold(text.replace("\0", " ")).split()), key=len, reverse=True))


class Listing:
    """Slots of a `RowIndex` ordered by a column, and their row numbers and texts where asked for."""

    def __init__(
        self,
        slots: Numbers,
        keys: Sequence[Any],
        all_numbers: Numbers,
        all_texts: Sequence[str],
    ) -> None:
        self.slots = slots
        self._keys = keys
        self._all_numbers, self._all_texts = all_numbers, all_texts
        self._numbers: Numbers | None = None
        self._texts: list[str] | None = None
        self._found: tuple[Terms, Numbers, list[str]] | None = None

    @property
    def numbers(self) -> Numbers:
        """The row numbers, in order; the listing's own, to be copied by who keeps them."""
        if self._numbers is None:
            self._numbers = array("I", map(self._all_numbers.__getitem__, self.slots))
        return self._numbers

    def search(self, terms: Terms, check: Check) -> Numbers:
        """The row numbers, in order, of the rows that contain every term.

        Who types on looks only through what was found before.
        """
        numbers, texts = self._where_to_look(terms)
        for term in terms:
            numbers, texts = _containing(term, numbers, texts, check)
        self._found = (terms, numbers, texts)
        return numbers

    def _where_to_look(self, terms: Terms) -> tuple[Numbers, list[str]]:
        if self._found is not None:
            before, numbers, texts = self._found
            if all(any(old in new for new in terms) for old in before):
                return numbers, texts
        if self._texts is None:
            self._texts = list(map(self._all_texts.__getitem__, self.slots))
        return self.numbers, self._texts

    def put_in(self, slot: int) -> None:
        """Place a row that is not in the listing, by the key that it has now."""
        at = self._place(slot)
        self.slots.insert(at, slot)
        if self._numbers is not None:
            self._numbers.insert(at, self._all_numbers[slot])
        if self._texts is not None:
            self._texts.insert(at, self._all_texts[slot])
        self._found = None

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
        if self._texts is not None:
            del self._texts[at]
        self._found = None

    def _place(self, slot: int) -> int:
        keys = self._keys
        return bisect_left(self.slots, (keys[slot], slot), key=lambda one: (keys[one], one))


def _containing(
    term: str, numbers: Numbers, texts: list[str], check: Check
) -> tuple[Numbers, list[str]]:
    found, of_found = array("I"), list[str]()
    for start in range(0, len(texts), SEARCHED_AT_ONCE):
        part = texts[start : start + SEARCHED_AT_ONCE]
        hits = list(map(contains, part, repeat(term)))
        found.extend(compress(numbers[start : start + SEARCHED_AT_ONCE], hits))
        of_found.extend(compress(part, hits))
        check()
    return found, of_found
