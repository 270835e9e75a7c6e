"""Birth dates as people type them, and how two of them differ.

A birth date is kept as text, `1980-02-01`; of a chart that knows no more, `1980-02` or `1980`. The
empty text is none: unreadable, a placeholder such as 1900-01-01, or not yet lived.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[t ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_EIGHT = re.compile(r"(\d{4})(\d{4})")
_WORDED = re.compile(
    r"(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[\- ]([a-z]{3})[a-z]*[\- ](\d{4}|\d{2})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PLACEHOLDERS = {"1900-01-01", "1901-01-01", "1800-01-01", "0001-01-01", "9999-12-31", "1111-11-11"}
_OLDEST = 1880
_GENERATION = 15  # years that lie between a parent and a child of one name, at least


def read_birth_date(text: str, today: date) -> str:
    """Read a birth date; the order month, day, year is meant where both could be."""
    typed = " ".join(text.casefold().split())
    for year, month, day in _readings(typed, today):
        said = _spelled(year, month, day)
        if said and said not in _PLACEHOLDERS and year >= _OLDEST and said <= today.isoformat():
            return said
    return ""


def birth_dates_like(text: str) -> set[date]:
    """Give a birth date and everything that a slip makes of it: where to look for charts.

    One wrong digit, two neighbours swapped, day and month swapped, the day or month before or after.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return set()
    iso = day.isoformat()
    spelled = [iso, f"{iso[:4]}-{iso[8:]}-{iso[5:7]}"]
    for place, digit in enumerate(iso):
        if digit == "-":
            continue
        spelled += [iso[:place] + other + iso[place + 1 :] for other in "0123456789"]
        after = place + (2 if iso[place + 1 : place + 2] == "-" else 1)
        if after < len(iso):
            middle = iso[place + 1 : after]
            spelled.append(iso[:place] + iso[after] + middle + digit + iso[after + 1 :])
    found = {day + timedelta(days=1), day - timedelta(days=1)} if day.year > 1 else set()
    for one in (*spelled, *_a_month_off(day), *_a_year_off(day)):
        try:
            found.add(date.fromisoformat(one))
        except ValueError:
            continue
    return found


def compare_birth_dates(one: str, other: str) -> str:
    """Give `exact`, `partial`, `swapped`, `slip`, `part`, `generation`, `differ` or `missing`.

    `slip` is one wrong digit, two swapped neighbours, or a day, month or year off by one; `part` is
    two of day, month and year; `generation` is a difference of fifteen years and more.
    """
    if not one or not other:
        return "missing"
    if one == other:
        return "exact"
    if len(one) < 10 or len(other) < 10:
        short, long = sorted((one, other), key=len)
        return "partial" if long.startswith(short) else "differ"
    return _differing(one, other)


def _differing(one: str, other: str) -> str:
    first, second = date.fromisoformat(one), date.fromisoformat(other)
    if first.year == second.year and (first.month, first.day) == (second.day, second.month):
        return "swapped"
    if abs(first.year - second.year) >= _GENERATION:
        return "generation"
    if _is_slip(one, other, first, second):
        return "slip"
    agreeing = (first.year == second.year, first.month == second.month, first.day == second.day)
    return "part" if sum(agreeing) == 2 else "differ"


def _is_slip(one: str, other: str, first: date, second: date) -> bool:
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1 or abs((first - second).days) == 1:
        return True
    if len(wrong) == 2 and one[wrong[0] + 1 : wrong[1]] in {"", "-"}:
        swapped = one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        if swapped:
            return True
    months = 12 * (first.year - second.year) + first.month - second.month
    return abs(months) in {1, 12} and abs(first.day - second.day) <= (0 if first.day < 28 else 3)


def _a_month_off(day: date) -> Iterator[str]:
    for months in (-1, 1):
        year, month = divmod(12 * day.year + day.month - 1 + months, 12)
        yield from (f"{year:04}-{month + 1:02}-{d:02}" for d in _days_like(day.day))


def _a_year_off(day: date) -> Iterator[str]:
    yield from (f"{day.year + years:04}-{day:%m-%d}" for years in (-1, 1))


def _days_like(day: int) -> tuple[int, ...]:
    return (day,) if day < 28 else (28, 29, 30, 31)


def _readings(typed: str, today: date) -> Iterator[tuple[int, int | None, int | None]]:
    if found := _EIGHT.fullmatch(typed):
        yield int(typed[:4]), int(typed[4:6]), int(typed[6:])
        yield int(typed[4:]), int(typed[:2]), int(typed[2:4])
    elif found := _ISO.fullmatch(typed):
        year, month, day = (int(part) if part else 0 for part in found.groups())
        yield year, month or None, day or None
    elif found := _YEAR_FIRST.fullmatch(typed):
        yield int(found[1]), int(found[2]), int(found[3])
    elif found := _SLASHED.fullmatch(typed):
        year_number = _year(found[3], today)
        yield year_number, int(found[1]), int(found[2])
        yield year_number, int(found[2]), int(found[1])
    elif (found := _DAY_MONTH_YEAR.fullmatch(typed)) and found[2] in _MONTHS:
        yield _year(found[3], today), _MONTHS.index(found[2]) + 1, int(found[1])
    elif (found := _WORDED.fullmatch(typed)) and found[2] in _MONTHS and (found[1] or found[3]):
        yield int(found[4]), _MONTHS.index(found[2]) + 1, int(found[1] or found[3])


def _year(text: str, today: date) -> int:
    if len(text) == 4:
        return int(text)
    century = today.year // 100 * 100
    return century + int(text) - (100 if century + int(text) > today.year else 0)


def _spelled(year: int, month: int | None, day: int | None) -> str:
    try:
        full = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return full if day else full[:7] if month else full[:4]
