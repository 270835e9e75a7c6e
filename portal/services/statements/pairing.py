"""Which value belongs to which label: beside it, under it, or in the same place of the next row.

pdfium gives a page line by line and keeps neither columns nor wide spaces, so the order of labels
and the kinds of values are what is left. What can not be paired stays unpaired.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from portal.services.statements import labels
from portal.services.statements.items import AMOUNT, DATE, LABEL, MONTH, NUMBER, WORD, Item, Page

_TAKES = {
    labels.ACCOUNT: {NUMBER},
    labels.OTHER_NUMBER: {NUMBER},
    labels.GUARANTOR: {WORD},
    labels.PERSON: {WORD},
    labels.SALUTATION: set(),
    labels.BIRTH: {DATE},
    labels.ISSUED: {DATE},
    labels.DUE: {DATE},
    labels.OTHER_DATE: {DATE},
    labels.PERIOD: {DATE, MONTH},
    labels.OWED: {AMOUNT},
    labels.BALANCE: {AMOUNT},
    labels.OTHER_AMOUNT: {AMOUNT},
    labels.TITLE: set(),
}
_JOINS = re.compile(r"[ \t:;#.=>|(\[-]*")  # what may stand between a label and its value
_FILLERS = frozenset({"is", "es", "of", "by", "el", "on"})
_NEAR = (
    2  # lines between a label, or a row of them, and the values; a column has its own length more
)
_LONGEST_COLUMN = 40  # labels
_OF_SERVICES = frozenset(
    {
        *("description", "service", "services", "procedure", "code", "cpt", "charge", "charges"),
        *("payments", "adjustments", "descripcion", "servicio", "cargos", "pagos", "visit"),
    }
)
IN_A_NAME = re.compile(r"[ ,.()'-]*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with the value that it names; for a name, all its words."""

    label: Item
    values: tuple[Item, ...]
    beside: bool  # on one line, with nothing but a colon between


@dataclass(frozen=True, slots=True)
class Paired:
    """All pairs of a page, and the labels that name a value which was not found."""

    pairs: tuple[Pair, ...]
    unread: tuple[Item, ...]


def pair(page: Page) -> Paired:
    """Pair the labels of a page with values."""
    lines = [list(line) for _, line in groupby(page.items, key=lambda item: item.line)]
    captions = list(_captions(lines))
    under = {item.start for one in captions for item in (one.label, *one.values)}
    work = _Pairing(page)
    work.pairs += captions
    for line in lines:
        if line[0].start not in under:
            work.take(line)
    work.drop(work.waiting)
    return Paired(tuple(work.pairs), tuple(work.unread))


class _Pairing:
    """Goes down a page line by line; `waiting` are labels whose values come in later lines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pairs: list[Pair] = []
        self.unread: list[Item] = []
        self.waiting: list[Item] = []
        self._heads: dict[int, list[Item]] = {}  # lines of the labels that wait
        self._far = _NEAR
        self._row: tuple[str, ...] = ()  # the kinds of values in a table's rows
        self._row_label: Item | None = None
        self._row_place = 0  # of the account's among the numbers of a row

    def take(self, line: list[Item]) -> None:
        """Pair what stands on one line, and what it says to labels above it."""
        used: set[int] = set()
        left = [
            item
            for place, item in enumerate(line)
            if item.kind == LABEL and not self._beside(line, place, used)
        ]
        here = line[0].line
        stale = [label for label in self.waiting if here - label.line > self._far]
        self.drop(stale)
        self.waiting = [label for label in self.waiting if label not in stale]
        before = len(self.pairs)
        self._below(line, used)
        answered = self.pairs[before:]
        used.update(value.start for one in answered for value in one.values)
        self._pass_by(line, used, answered=bool(answered))
        if not left:
            return
        # a row of heads stands for itself; single labels may form a column
        is_column = len(left) == 1 and not self._in_a_row
        far = not self.waiting or here - self.waiting[-1].line > _NEAR
        if not is_column or far or len(self.waiting) >= _LONGEST_COLUMN:
            self.drop(self.waiting)
            self.waiting = []
        self.waiting += left
        self._heads[here] = line
        self._far = _NEAR + (0 if self._in_a_row else 2 * len(self.waiting))

    def drop(self, forgotten: list[Item]) -> None:
        """Note the labels that say a number stands here, which was not found."""
        self.unread += [label for label in forgotten if self._names_a_number(label)]

    @property
    def _in_a_row(self) -> bool:
        """Whether the waiting labels are the heads of a table, side by side."""
        return len({label.line for label in self.waiting}) < len(self.waiting)

    def _beside(self, line: list[Item], place: int, used: set[int]) -> bool:
        """Pair a label with what follows on its line; whether nothing is left to wait for."""
        label = line[place]
        behind = place + 1
        if behind < len(line) and self._word(line[behind]) in _FILLERS:
            behind += 1
        if behind >= len(line):
            return bool(not _TAKES[label.value])
        found = line[behind]
        joint = self.page.plain[label.end : found.start]
        explicit = any(sign in joint for sign in (":", "#", ".."))
        if found.kind in _taken_by(label, found, self.page) and self._joined(line, place, behind):
            values = self._all_of(line, behind)
            used.update(value.start for value in values)
            self.pairs.append(Pair(label, values, beside=True))
            return label.kind == LABEL and not (found.kind == WORD and not explicit)
        if found.kind != WORD:
            again = found.kind == LABEL and found.value == label.value and "/" in joint
            return again or not _TAKES[label.value]
        if explicit and self._names_a_number(label, explicit=True):
            self.unread.append(label)
        # "your account number when you call" is no head of a column, "Account Number Provider" is
        return explicit or self.page.text[found.start].islower()

    def _joined(self, line: list[Item], place: int, behind: int) -> bool:
        """Whether nothing but a colon and the like stands between a label and a value."""
        between = self.page.plain[line[place].end : line[behind].start]
        if behind > place + 1:
            between = between.replace(self._word(line[place + 1]), "", 1)
        if line[place].value == labels.SALUTATION:
            return not between.strip(" ,:.")
        if line[behind].kind == WORD and not between.strip(" ("):
            return self.page.text[line[behind].start].isupper()  # or else it goes on in a sentence
        return _JOINS.fullmatch(between) is not None

    def _all_of(self, line: list[Item], place: int) -> tuple[Item, ...]:
        """Give a value with what belongs to it: the words of a name, the groups of a number."""
        kind = line[place].kind
        if kind not in {WORD, NUMBER, DATE}:
            return (line[place],)
        values = [line[place]]
        for item in line[place + 1 :]:
            between = self.page.between(values[-1], item)
            if item.kind != kind or self._is_unknown_label(item):
                break
            if kind == WORD and not IN_A_NAME.fullmatch(between):
                break
            if kind == NUMBER and between != " ":
                break
            if kind == DATE and between.strip() not in {"-", "to", "through", "thru", "al"}:
                break
            values.append(item)
        return tuple(values)

    def _below(self, line: list[Item], used: set[int]) -> None:
        """Pair the values of a line with labels of the lines above."""
        self._same_row_again(line)
        in_a_row = self._in_a_row
        sums = sum(item.kind == AMOUNT for item in line)
        heads = sum(AMOUNT in _TAKES[label.value] for label in self.waiting)
        place = 0
        while place < len(line):
            item = line[place]
            label = self._first_waiting(item)
            if in_a_row and item.kind == AMOUNT and (sums != heads or self._is_ledger):
                label = None  # a table of more columns than are known: which one is it?
            alone = in_a_row or item.kind == WORD or (label and _stands_alone(line, place))
            if label is None or item.start in used or not alone:
                place += 1
                continue
            more = sum(NUMBER in _TAKES[each.value] for each in self.waiting) > 1
            values = (item,) if item.kind == NUMBER and more else self._all_of(line, place)
            self.pairs.append(Pair(label, values, beside=False))
            self.waiting.remove(label)
            place += len(values)
            if label.value == labels.ACCOUNT and in_a_row:
                self._row, self._row_label = _kinds(line), label
                self._row_place = sum(one.kind == NUMBER for one in line[: line.index(item)])

    @property
    def _is_ledger(self) -> bool:
        """Whether the heads that wait are those of a list of services, whose sums are not owed."""
        heads = self._heads.get(self.waiting[0].line, [])
        return any(self.page.plain[item.start : item.end] in _OF_SERVICES for item in heads)

    def _pass_by(self, line: list[Item], used: set[int], *, answered: bool) -> None:
        """Give up an account's number that may be one which was not taken, or that a row left out."""
        row = self._in_a_row
        passed = any(item.kind == NUMBER and item.start not in used for item in line)
        if (answered and row) or (passed and not row):
            gone = [label for label in self.waiting if label.value == labels.ACCOUNT]
            self.drop(gone)
            self.waiting = [label for label in self.waiting if label not in gone]

    def _same_row_again(self, line: list[Item]) -> None:
        """In a table, every row has a number under the head that says account."""
        if self._row_label is None:
            return
        numbers = [item for item in line if item.kind == NUMBER]
        if _kinds(line) != self._row:
            self._row_label = None
            return
        self.pairs.append(Pair(self._row_label, (numbers[self._row_place],), beside=False))

    def _first_waiting(self, item: Item) -> Item | None:
        if item.kind == LABEL:
            return None
        return next((one for one in self.waiting if item.kind in _TAKES[one.value]), None)

    def _is_unknown_label(self, item: Item) -> bool:
        return item.kind == WORD and self.page.plain[item.end : item.end + 2].strip()[:1] == ":"

    def _word(self, item: Item) -> str:
        return self.page.plain[item.start : item.end] if item.kind == WORD else ""

    def _names_a_number(self, label: Item, *, explicit: bool = False) -> bool:
        if label.value != labels.ACCOUNT:
            return False
        said = self.page.plain[label.start : label.end + 2]
        return explicit or re.search(r"no\b|nu?m|nbr|#|id\b|n[o°º]|:", said) is not None


def _captions(lines: list[list[Item]]) -> Iterator[Pair]:
    """Pair values with captions that stand below them, on a page that has them there.

    Only where every label that is alone on its line fits the value above it, and not every one fits
    the value below: else the labels may just as well stand above.
    """
    above, below = [], []
    for place, line in enumerate(lines):
        if len(line) != 1 or line[0].kind != LABEL or not _TAKES[line[0].value] - {WORD}:
            continue
        above.append(_fits(line[0], lines, place - 1))
        below.append(_fits(line[0], lines, place + 1))
    if len(above) > 1 and all(above) and not all(below):
        yield from filter(None, above)


def _fits(label: Item, lines: list[list[Item]], place: int) -> Pair | None:
    """Give the label with the value of a line that holds nothing else, if it is of its kind."""
    line = lines[place] if 0 <= place < len(lines) else []
    if len(line) == 1 and line[0].kind in _TAKES[label.value]:
        return Pair(label, (line[0],), beside=False)
    return None


def _taken_by(label: Item, found: Item, page: Page) -> set[str]:
    """Give the kinds of values that may stand right behind a label."""
    if label.value == labels.SALUTATION:
        return {WORD}
    if label.value == labels.GUARANTOR:
        return {WORD, NUMBER}
    if label.value == labels.ACCOUNT and "-" in page.plain[found.start : found.end]:
        return {NUMBER, DATE}  # 10-15-26 behind such a label is a number
    return _TAKES[label.value]


def _stands_alone(line: list[Item], place: int) -> bool:
    """Whether no words stand before or behind a value: `12 Harbor Street` is no number."""
    before = any(item.kind == WORD for item in line[:place])
    return not before and (place + 1 == len(line) or line[place + 1].kind != WORD)


def _kinds(line: list[Item]) -> tuple[str, ...]:
    return tuple(item.kind for item in line if item.kind != WORD)
