"""What is needed of one practice's rows to order, filter and search them without the file (ADR 0024).

Folded texts, sort keys and times, a slot each; nothing of what an item contains. Patient data all the
same: it lies in the memory of this process alone and goes with the store (`WholeQueues.forget`).
"""

import sys
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from console.domain.items import QUEUE_KINDS, QueueQuery, QueueView, SortKey
from console.store.listing import Listing, terms_of
from console.store.ordering import Check, Numbers, in_order
from console.store.row_source import Rows
from console.store.texts import Texts

PLACED_SINGLY = 100
"""More changed rows than this are not placed one by one: what is shown is put in order anew."""
LISTINGS_KEPT = 3
_GONE = 255
_IS_THERE = bytes(klass != _GONE for klass in range(256))
_MOST_KINDS = 126
"""A row's class is one byte: its kind, doubled, and whether it is open. Kinds beyond are never shown."""
_WORDS = (SortKey.PATIENT, SortKey.SUMMARY, SortKey.STATE, SortKey.ASSIGNED)
_TIMES = (SortKey.SUBMITTED, SortKey.DUE)


@dataclass(frozen=True)
class Filter:
    """Which rows a listing shows. `closed` are those that wait here though the portal has closed them."""

    kinds: tuple[str, ...]
    view: QueueView
    closed: frozenset[int]


class RowIndex:
    """The rows of one practice. A row keeps its slot for good; slots are in the order of row numbers."""

    def __init__(self, practice_id: int) -> None:
        self.practice_id = practice_id
        self._numbers: Numbers = array("I")
        self._classes = bytearray()
        self._texts = Texts()
        self._keys: dict[SortKey, Any] = {
            **{sort: list[str]() for sort in _WORDS},
            **{sort: array("q") for sort in _TIMES},
        }
        self._kinds = {kind: code for code, kind in enumerate(QUEUE_KINDS)}
        self._parked: dict[int, int] = {}  # slot: until when, in ms; 0 without end
        self._gone = 0
        self._orders: dict[SortKey, Listing] = {}  # of all rows
        self._listings: OrderedDict[tuple[SortKey, Filter], Listing] = OrderedDict()
        self._now_ms = 0
        self._turns_ms = sys.maxsize  # when the next of the parked rows is work again

    @property
    def last_number(self) -> int:
        """The highest row number so far."""
        return self._numbers[-1] if self._numbers else 0

    @property
    def is_worn(self) -> bool:
        """Whether most slots are of rows that are gone."""
        return self._gone > 1000 + len(self._numbers) // 2

    # What comes in

    def append(self, rows: Rows) -> None:
        """Take rows whose numbers are higher than all before, many at once."""
        first = len(self._numbers)
        self._numbers.extend(rows.numbers)
        self._texts.extend(rows.texts)
        pairs = list(zip(rows.kinds, rows.is_open, strict=True))
        classes = {pair: self._class_of(*pair) for pair in dict.fromkeys(pairs)}
        self._classes.extend(map(classes.__getitem__, pairs))
        for sort, values in _keys_of(rows).items():
            self._keys[sort].extend(values)
        if max(rows.parked_ms, default=-1) >= 0:
            parked = ((slot, until) for slot, until in enumerate(rows.parked_ms, first))
            self._parked |= {slot: until for slot, until in parked if until >= 0}
        self._forget_orders()

    def change(self, touched: Collection[int], rows: Rows) -> None:
        """Bring in rows that were written; those touched that are not among them are gone.

        Raises:
            LookupError: a row is not where it should be; read everything anew.
        """
        if len(touched) > PLACED_SINGLY:
            self._forget_orders()
        keys = _keys_of(rows)
        for at, number in enumerate(rows.numbers):
            self._put(number, rows, at, {sort: values[at] for sort, values in keys.items()})
        for number in set(touched).difference(rows.numbers):
            slot = self._slot(number)
            if slot is not None and self._classes[slot] != _GONE:
                self._remove(slot)

    def _put(self, number: int, rows: Rows, at: int, keys: Mapping[SortKey, Any]) -> None:
        slot = self._slot(number)
        if slot is None:
            slot = self._new_slot(number, keys)
        other_text = self._texts[slot] != rows.texts[at]
        moved = {sort for sort, key in keys.items() if self._keys[sort][slot] != key}
        lists = [
            (listing, only, self._shows(slot, only), other_text or sort in moved)
            for sort, listing, only in self._all_lists()
        ]
        for listing, _only, was_there, moves in lists:
            if was_there and moves:
                listing.take_out(slot)
        self._classes[slot] = self._class_of(rows.kinds[at], rows.is_open[at])
        if other_text:
            self._texts.put(slot, rows.texts[at])
        for sort in moved:
            self._keys[sort][slot] = keys[sort]
        self._park(slot, rows.parked_ms[at])
        for listing, only, was_there, moves in lists:
            is_there = self._shows(slot, only)
            if is_there and (moves or not was_there):
                listing.put_in(slot)
            elif was_there and not is_there and not moves:
                listing.take_out(slot)

    def _remove(self, slot: int) -> None:
        for _sort, listing, only in self._all_lists():
            if self._shows(slot, only):
                listing.take_out(slot)
        self._classes[slot] = _GONE
        self._texts.put(slot, "")
        self._parked.pop(slot, None)
        self._gone += 1

    def _park(self, slot: int, until_ms: int) -> None:
        self._parked.pop(slot, None)
        if until_ms >= 0:
            self._parked[slot] = until_ms
            if until_ms > self._now_ms:
                self._turns_ms = min(self._turns_ms, until_ms)

    def _slot(self, number: int) -> int | None:
        at = bisect_left(self._numbers, number)
        return at if at < len(self._numbers) and self._numbers[at] == number else None

    def _new_slot(self, number: int, keys: Mapping[SortKey, Any]) -> int:
        if number <= self.last_number:
            raise LookupError("a row has come that should have been there")
        self._numbers.append(number)
        self._classes.append(_GONE)
        self._texts.put(len(self._numbers) - 1, "")
        for sort, key in keys.items():
            self._keys[sort].append(key)
        return len(self._numbers) - 1

    def _class_of(self, kind: str, is_open: int) -> int:
        code = self._kinds.get(kind)
        if code is None:
            code = self._kinds[kind] = min(len(self._kinds), _MOST_KINDS)
            self._listings.clear()
        return code * 2 + is_open

    # What is asked

    def ids(self, query: QueueQuery, closed: frozenset[int], now_ms: int, check: Check) -> Numbers:
        """Row numbers of all that the query shows, in order.

        `closed` are the rows that still wait here while a decision of ours on them is unanswered,
        whatever the portal says.
        """
        self._now_ms = now_ms
        if now_ms >= self._turns_ms:
            self._listings.clear()
        kinds = (query.kind,) if query.kind else query.kinds
        listing = self._listing(query.sort, Filter(kinds, query.view, closed), check)
        terms = terms_of(query.search)
        if not terms:
            found = listing.numbers
        else:
            for other in self._listings.values():
                if other is not listing:
                    other.rest()
            found = listing.search(terms, self._texts, check)
        return found[::-1] if query.descending else found[:]

    def rest(self) -> None:
        """Let go of what only the next letter of a search needs: 5 MB for 100,000 rows, made anew in 2 ms."""
        for listing in self._listings.values():
            listing.rest()

    def prepare_more(self, check: Check) -> bool:
        """Put the rows in one of the orders that nobody has asked for yet, or make searching quicker.

        False when nothing is left to be done.
        """
        missing = next((sort for sort in SortKey if sort not in self._orders), None)
        if missing is None:
            return self._texts.note_some(check)
        self._order(missing, check)
        return True

    def _listing(self, sort: SortKey, only: Filter, check: Check) -> Listing:
        listing = self._listings.get((sort, only))
        if listing is None:
            slots = self._order(sort, check).slots
            shown = self._all_that(only)
            listing = self._made(sort, array("I", compress(slots, map(shown.__getitem__, slots))))
            self._listings[sort, only] = listing
            if len(self._listings) > LISTINGS_KEPT:
                self._listings.popitem(last=False)
        self._listings.move_to_end((sort, only))
        return listing

    def _order(self, sort: SortKey, check: Check) -> Listing:
        if sort not in self._orders:
            there = list(compress(range(len(self._classes)), self._classes.translate(_IS_THERE)))
            self._orders[sort] = self._made(sort, in_order(there, self._keys[sort], check))
        return self._orders[sort]

    def _made(self, sort: SortKey, slots: Numbers) -> Listing:
        return Listing(slots, self._keys[sort], self._numbers)

    def _all_that(self, only: Filter) -> bytearray:
        """For each slot whether the listing shows it: by its class, the few special ones one by one."""
        table = bytearray(256)
        for code in self._codes(only):
            table[code * 2] = only.view in {QueueView.DECIDED, QueueView.ALL}
            table[code * 2 + 1] = only.view in {QueueView.WAITING, QueueView.ALL}
        shown = self._classes.translate(table)
        waiting_here = (slot for number in only.closed if (slot := self._slot(number)) is not None)
        for slot in (*self._parked, *waiting_here):
            shown[slot] = self._shows(slot, only)
        later = (until for until in self._parked.values() if until > self._now_ms)
        self._turns_ms = min(later, default=sys.maxsize)
        return shown

    def _shows(self, slot: int, only: Filter | None) -> bool:
        klass = self._classes[slot]
        if klass == _GONE or only is None:
            return klass != _GONE
        if klass // 2 not in self._codes(only):
            return False
        if only.view is QueueView.ALL:
            return True
        is_open, is_closed_but_waits = klass % 2, self._numbers[slot] in only.closed
        if only.view is QueueView.DECIDED:
            return not is_open and not is_closed_but_waits
        until = self._parked.get(slot, -1) if is_open else -1
        is_parked = until == 0 or until > self._now_ms
        if only.view is QueueView.PARKED:
            return is_parked
        return bool(is_open or is_closed_but_waits) and not is_parked

    def _codes(self, only: Filter) -> set[int]:
        return {self._kinds.get(kind, _MOST_KINDS) for kind in only.kinds} - {_MOST_KINDS}

    def _all_lists(self) -> list[tuple[SortKey, Listing, Filter | None]]:
        of_all = [(sort, listing, None) for sort, listing in self._orders.items()]
        return [*of_all, *((sort, one, only) for (sort, only), one in self._listings.items())]

    def _forget_orders(self) -> None:
        self._orders.clear()
        self._listings.clear()


def _keys_of(rows: Rows) -> dict[SortKey, Sequence[Any]]:
    """The sort keys by column. Words that are the same are one object: there are few different ones."""
    return {
        SortKey.PATIENT: list(map(sys.intern, rows.patients)),
        SortKey.SUMMARY: list(map(sys.intern, rows.summaries)),
        SortKey.STATE: list(map(sys.intern, rows.states)),
        SortKey.ASSIGNED: list(map(sys.intern, rows.assigned)),
        SortKey.SUBMITTED: rows.submitted_ms,
        SortKey.DUE: rows.due_ms,
    }
