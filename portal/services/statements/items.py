"""A page as a row of things: labels, dates, amounts, numbers, and the words between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.services.statements.labels import ACCOUNT, labels_in
from portal.services.statements.plain import plain
from portal.services.statements.values import amounts_in, dates_in, months_in

LABEL, DATE, MONTH, AMOUNT, NUMBER, WORD = "label", "date", "month", "amount", "number", "word"
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|['&](?=[^\W_])|[-./](?=[^\W_]))*")
_BREAK = re.compile(r"\r\n|\r|\n")
_WRAPPED = re.compile(r"-\n+ *([^\W_]+(?:-[^\W_]+)*)")
_MASK = re.compile(r"[*•●x#]{2,}[ -]?$")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a page: characters `start` to `end` of its text, in line `line` (from 0).

    `value` is a label's name, a `Day`, cents, or the number as printed; None for a word.
    """

    kind: str
    start: int
    end: int
    line: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text as pdfium gives it, made plain, and what stands on it, in order."""

    text: str
    plain: str
    items: tuple[Item, ...]

    def between(self, one: Item, other: Item) -> str:
        """Give what is printed between two things."""
        return self.plain[one.end : other.start]


def read_page(text: str) -> Page:
    """Take a page apart."""
    flat = plain(text)
    breaks = [found.start() for found in _BREAK.finditer(text)]
    found = sorted(_taken(flat), key=lambda one: (one[0], -one[1]))
    items = [
        Item(kind, start, end, bisect_right(breaks, start), value)
        for start, end, kind, value in found
    ]
    return Page(text, flat, tuple(items))


def _taken(flat: str) -> Iterator[tuple[int, int, str, Any]]:
    """Give everything on a page, each character once: dates, labels, months, amounts, words."""
    taken = bytearray(len(flat))

    def free(start: int, end: int) -> bool:
        if any(taken[start:end]):
            return False
        taken[start:end] = b"\1" * (end - start)
        return True

    for kind, each in (
        (DATE, dates_in(flat)),
        (LABEL, labels_in(flat)),
        (MONTH, months_in(flat)),
        (AMOUNT, amounts_in(flat)),
    ):
        for start, end, value in each:
            if free(start, end):
                yield start, end, kind, value
    rest = "".join("\0" if used else char for char, used in zip(flat, taken, strict=True))
    for token in _TOKEN.finditer(rest):
        yield _token(flat, token)


def _token(flat: str, token: re.Match[str]) -> tuple[int, int, str, Any]:
    start, end, printed = token.start(), token.end(), token[0]
    if not any(char.isdigit() for char in printed):
        return start, end, WORD, None
    if _MASK.search(flat[max(0, start - 6) : start]):
        return start, end, WORD, None  # ****4821 says no number
    wrapped = _WRAPPED.match(flat, end)
    if wrapped:
        return start, end, NUMBER, printed + wrapped[1]  # the rest comes again, as a token
    return start, end, NUMBER, printed


def is_account(item: Item) -> bool:
    """Whether it is a label behind which an account's number stands."""
    return item.kind == LABEL and item.value == ACCOUNT
