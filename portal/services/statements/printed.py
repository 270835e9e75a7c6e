"""What a statement says of itself, read from the texts of its pages; knows no account.

Everything has its place: the page from 0, and characters of pdfium's text of that page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from portal.services.statements import labels
from portal.services.statements.items import AMOUNT, DATE, MONTH, NUMBER, Item, Page, read_page
from portal.services.statements.kinds import kind_of
from portal.services.statements.numbers import number_key
from portal.services.statements.pairing import Pair, pair
from portal.services.statements.values import Day

MOST_KEY = 40  # characters of a number; what is longer is none
LEAST_BARE = 4  # a number of three signs without a label says nothing
_MOST_GROUPS = 4
# what is longer than a book says nothing that may be trusted, and is not read: characters
_MOST_OF_PAGE = 30_000
_MOST_TEXT = 300_000
_JOINED = re.compile(r"[ ()]{1,2}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number that the page calls the account's.

    `readings` are the keys that it can mean, the whole of it first: a number printed in groups, or
    broken at the end of a line, may go on or may not. `whole` says that all of it is surely one number.
    """

    readings: tuple[str, ...]
    place: Place
    whole: bool


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a label that says account; `single` when it is printed in one piece."""

    key: str
    place: Place
    single: bool
    labelled_other: bool = False  # an invoice's, a phone's: never the account's


@dataclass(slots=True)
class Printed:
    """All that the pages say. Dates and amounts keep every reading that was found."""

    pages: list[Page] = field(default_factory=list)
    empty_pages: list[int] = field(default_factory=list)
    labelled: list[Labelled] = field(default_factory=list)
    unread: list[Place] = field(default_factory=list)  # "Account #:" and nothing that can be read
    bare: list[Bare] = field(default_factory=list)
    names: list[tuple[Place, bool]] = field(default_factory=list)  # and whether it is explicit
    births: list[tuple[Day, Place]] = field(default_factory=list)
    issued: list[Day] = field(default_factory=list)
    due: list[Day] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    owed: list[tuple[int, Place]] = field(default_factory=list)
    balances: list[tuple[int, Place]] = field(default_factory=list)
    kind: str = "standard"

    def text_of(self, place: Place) -> str:
        """Give what is printed at a place."""
        return self.pages[place.page].text[place.start : place.end]

    @property
    def amount(self) -> tuple[int, Place] | None:
        """Give what is to be paid; None when nothing or more than one thing is said."""
        for found in (self.owed, self.balances):
            if found:
                return found[0] if len({cents for cents, _ in found}) == 1 else None
        return None

    @property
    def all_amounts(self) -> frozenset[int]:
        """Give every amount on the pages, whatever it is."""
        items = (item for page in self.pages for item in page.items)
        return frozenset(item.value for item in items if item.kind == AMOUNT)

    @property
    def day_first(self) -> bool | None:
        """Whether dates are written day first; None when none of the page's dates tells."""
        days = [item.value for page in self.pages for item in page.items if item.kind == DATE]
        first = any(day.month_first is None for day in days)
        month = any(day.day_first is None for day in days)
        return None if first == month else first

    def day_of(self, days: Sequence[Day], *, spanish: bool) -> date | None:
        """Give the one day that several printed dates mean, or None; the month comes first.

        On a page in Spanish it comes first only where another date of the page says so.
        """
        certain = {day.certain for day in days}
        if len(certain) == 1 and None not in certain:
            return certain.pop()
        order = self.day_first
        if order is None and spanish:
            return None
        meant = {day.certain or (day.day_first if order else day.month_first) for day in days}
        return meant.pop() if len(meant) == 1 else None

    @property
    def in_spanish(self) -> bool:
        """Whether the pages name things in Spanish."""
        text = " ".join(page.plain for page in self.pages)
        words = ("cuenta", "fecha", "pagar", "saldo", "paciente", "importe", "vencimiento")
        english = ("account", "statement date", "amount due", "due date", "balance", "patient:")
        return sum(word in text for word in words) >= 2 and not any(one in text for one in english)


def read(texts: Iterable[str]) -> Printed:
    """Read a statement's pages; never raises for what they say."""
    printed = Printed()
    left = _MOST_TEXT
    for number, text in enumerate(texts):
        left -= len(text)
        page = read_page(text if len(text) <= _MOST_OF_PAGE and left >= 0 else "")
        printed.pages.append(page)
        if not page.items:
            printed.empty_pages.append(number)
            continue
        _read_page(printed, number, page)
    printed.kind = kind_of(page.plain for page in printed.pages)
    return printed


def _read_page(printed: Printed, number: int, page: Page) -> None:
    paired = pair(page)
    printed.unread += [Place(number, label.start, label.end) for label in paired.unread]
    others: set[int] = set()
    for one in paired.pairs:
        if one.label.value == labels.OTHER_NUMBER and not _says_patient(page, one):
            others.update(value.start for value in one.values)
        _keep(printed, number, page, one)
    printed.bare += _bare(page, number, others)


def _says_patient(page: Page, one: Pair) -> bool:
    return "pa" in page.plain[one.label.start : one.label.end]  # patient no., de paciente


def _keep(printed: Printed, number: int, page: Page, one: Pair) -> None:
    first, last = one.values[0], one.values[-1]
    place = Place(number, first.start, last.end)
    name = one.label.value
    if name in {labels.ACCOUNT, labels.GUARANTOR} and first.kind in {NUMBER, DATE}:
        printed.labelled.append(_labelled(page, one, place))
    elif name in {labels.PERSON, labels.GUARANTOR}:
        said = page.plain[one.label.end : first.start]
        alone = not one.beside and _alone_on_its_line(page, one.label)
        printed.names.append((place, (one.beside and (":" in said or ".." in said)) or alone))
    elif name == labels.SALUTATION:
        printed.names.append((place, True))
    elif name == labels.BIRTH:
        printed.births.append((first.value, place))
    elif name == labels.ISSUED:
        printed.issued.append(first.value)
    elif name == labels.DUE:
        printed.due.append(first.value)
    elif name == labels.OWED:
        printed.owed.append((first.value, place))
    elif name == labels.BALANCE:
        printed.balances.append((first.value, place))
    elif name == labels.PERIOD and _month(last):
        printed.periods.append(_month(last))


def _month(item: Item) -> str:
    """Give the month that a period ends in."""
    if item.kind == MONTH:
        return str(item.value)
    day = item.value.certain or item.value.month_first
    return f"{day:%Y-%m}" if day else ""


def _alone_on_its_line(page: Page, label: Item) -> bool:
    return sum(item.line == label.line for item in page.items) == 1


def _labelled(page: Page, one: Pair, place: Place) -> Labelled:
    groups = [_printed_of(page, item) for item in one.values]
    parts = [part for group in groups for part in group.split("\n")]
    joined = ["".join(parts[:most]) for most in range(len(parts), 0, -1)]
    readings = tuple(key for key in map(number_key, joined) if len(key) <= MOST_KEY)
    behind = next((item for item in page.items if item.start >= place.end), None)
    here = one.values[-1].line
    closed = behind is None or behind.line != here or behind.kind not in {"word", NUMBER}
    return Labelled(readings or ("",), place, closed or len(parts) == 1)


def _printed_of(page: Page, item: Item) -> str:
    """Give a number as printed; one that a hyphen breaks at the end of a line has a break in it."""
    printed = page.plain[item.start : item.end]
    rest = str(item.value or "")[len(printed) :] if item.kind == NUMBER else ""
    return f"{printed}\n{rest}" if rest else printed


def _bare(page: Page, number: int, others: set[int]) -> Iterator[Bare]:
    numbers = [item for item in page.items if item.kind == NUMBER]
    for item in numbers:
        printed = page.plain[item.start : item.end]
        place = Place(number, item.start, item.end)
        for text in dict.fromkeys((printed, str(item.value))):
            key = number_key(text)
            if LEAST_BARE <= len(key) <= MOST_KEY:
                yield Bare(key, place, text == printed, item.start in others)
    for _, line in groupby(numbers, key=lambda item: item.line):
        yield from _groups(page, number, list(line), others)


def _groups(page: Page, number: int, line: list[Item], others: set[int]) -> Iterator[Bare]:
    """Give what neighboring numbers make together: `(617) 555-0199`, `4821 1007`."""
    for first, item in enumerate(line):
        key = number_key(str(item.value))
        for last in range(first + 1, min(first + _MOST_GROUPS, len(line))):
            if not _JOINED.fullmatch(page.between(line[last - 1], line[last])):
                break
            key += number_key(str(line[last].value))
            if LEAST_BARE <= len(key) <= MOST_KEY:
                place = Place(number, item.start, line[last].end)
                yield Bare(key, place, single=False, labelled_other=item.start in others)
