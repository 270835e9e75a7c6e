"""Dates and amounts of money as bills print them, found with their places in a plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name[:3]: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), 1)
} | {"set": 9}
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero?|febrero|marzo|abr(?:il)?|mayo"
    r"|junio|julio|ago(?:sto)?|sep?tiembre|octubre|noviembre|dic(?:iembre)?|ene)\.?"
)
_DATE = re.compile(
    r"(?<![\w/])(?:"
    r"(?P<iso>\d{4}([-/.])\d{1,2}\2\d{1,2})"
    r"|(?P<parts>\d{1,2}([-/.])\d{1,2}\4(?:\d{4}|\d{2}))"
    rf"|(?P<month_first>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
    rf"|(?P<day_first>\d{{1,2}}[ -](?:de )?{_MONTH},?[ -](?:de |del )?\d{{4}})"
    r")(?![\w/]|[-.]\d)"
)
_MONTH_ALONE = re.compile(rf"(?<!\w)({_MONTH}),? (?:de |del )?(\d{{4}})(?!\w)")
_AMOUNT = re.compile(
    r"(?<![\w.,$-])(?P<open>\()?(?P<minus>-)? ?(?:usd ?)?(?P<sign>\$)? ?(?P<inner>-)?"
    r"(?P<whole>\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?P<cents>\.\d{2})?(?P<close>\))?"
    r"(?P<behind>-| ?cr(?!\w))?(?![\w%]|[.,]\d)"
)
_CENTURY = 2000
_TURN = 70  # a year of two digits above it is of the century before


@dataclass(frozen=True, slots=True)
class Day:
    """A date as printed: what it means, month first and day first; one of them where only one can be."""

    month_first: date | None
    day_first: date | None

    @property
    def certain(self) -> date | None:
        """Give the day when both orders mean the same, or only one of them is a date."""
        if self.month_first and self.day_first and self.month_first != self.day_first:
            return None
        return self.month_first or self.day_first

    @property
    def readings(self) -> frozenset[date]:
        """Give every day that it can mean."""
        return frozenset(day for day in (self.month_first, self.day_first) if day)


def dates_in(text: str) -> Iterator[tuple[int, int, Day]]:
    """Give start, end and meaning of every date in a plain text."""
    for found in _DATE.finditer(text):
        day = _day(found)
        if day.readings:
            yield found.start(), found.end(), day


def months_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and `2026-10` of every month with its year and without a day."""
    for found in _MONTH_ALONE.finditer(text):
        yield found.start(), found.end(), f"{found[2]}-{_MONTHS[found[1][:3]]:02d}"


def amounts_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Give start, end and cents of every amount: with a dollar sign, or with two decimals.

    A minus before or behind, brackets and `CR` mean a credit. What has more than twelve digits before
    the decimals is no amount: the database could not hold it, and nobody owes it.
    """
    for found in _AMOUNT.finditer(text):
        if not found["sign"] and not found["cents"]:
            continue
        cents = int(found["whole"].replace(",", "")) * 100 + int((found["cents"] or ".00")[1:])
        credit = found["minus"] or found["inner"] or found["behind"]
        credit = credit or (found["open"] and found["close"])
        start = found.end() - len(found[0].lstrip())
        yield start, found.end(), -cents if credit else cents


def read_amount(text: str) -> int | None:
    """Give the cents of a text that is one amount and nothing else; whole dollars are allowed."""
    bare = text.strip().lower()
    found = _AMOUNT.match(bare)
    if found is None or found.end() != len(bare):
        return None
    (amount,) = [cents for _, _, cents in amounts_in(bare)] or [int_of_dollars(found)]
    return amount


def int_of_dollars(found: re.Match[str]) -> int:
    """Give the cents of an amount in whole dollars without a sign."""
    cents = int(found["whole"].replace(",", "")) * 100
    return -cents if found["minus"] or found["behind"] or found["open"] else cents


def read_day(text: str) -> Day | None:
    """Give the meaning of a text that is one date and nothing else."""
    found = _DATE.fullmatch(" ".join(text.strip().lower().split()))
    day = _day(found) if found else None
    return day if day and day.readings else None


def _day(found: re.Match[str]) -> Day:
    text = found[0]
    if found["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", text))
        return _sure(year, month, day)
    if found["parts"]:
        one, other, behind = re.split(r"[-/.]", text)
        year = int(behind) if len(behind) == 4 else _year(int(behind))
        return Day(_date(year, int(one), int(other)), _date(year, int(other), int(one)))
    month_name = re.search(_MONTH, text)
    digits = re.findall(r"\d+", text)
    month = _MONTHS[month_name[0][:3]] if month_name else 0
    return _sure(int(digits[1]), month, int(digits[0]))


def _year(short: int) -> int:
    return _CENTURY + short - (100 if short > _TURN else 0)


def _sure(year: int, month: int, day: int) -> Day:
    one = _date(year, month, day)
    return Day(one, one)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
