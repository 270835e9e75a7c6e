"""What somebody typed to find a person: name, birth date, phone, e-mail, record number, or a letter.

The portal wants each term under its name, and all that are given must fit. What can be read in two
ways ("03/04/1980", "4711") gives two readings; both are asked, and the list shows which it was.
"""

import itertools
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST_READINGS = 4
LEAST_LETTERS = 2  # of a name; one letter is half the practice
_LEAST_DIGITS = 4  # of a phone number, as with the portal
_PHONE_DIGITS = 7
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_SAME = str.maketrans("ILO", "110")
_TOKEN = 16

_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
    "ene": 1,
    "abr": 4,
    "ago": 8,
    "set": 9,
    "dic": 12,
}
_MONTH_NAMES = (
    *("january", "february", "march", "april", "june", "july", "august", "september", "sept"),
    *("october", "november", "december", "enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "setiembre", "octubre", "noviembre", "diciembre"),
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:de\s+)?([^\W\d_]{3,})\.?,?\s*(?:del?\s+)?(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})(?!\d)", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}")
_PHONE = re.compile(r"\+?[\d(][\d\s().-]{5,}\d")
_RECORD = re.compile(r"(?<![\w-])[^\W\d_]{1,5}-?\d{2,}(?![\w-])|(?<![\w-])\d{2,}(?![\w-])")
_GROUPS = re.compile(r"[0-9A-Za-z]{4}(?:[- ][0-9A-Za-z]{4}){3}")
_GROUPS_BEGUN = re.compile(r"[0-9A-Za-z]{4}(?:-[0-9A-Za-z]{0,4}){1,3}")


@dataclass(frozen=True)
class Terms:
    """One reading: what to look for; everything given must fit."""

    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    record_number: str = ""

    def body(self) -> dict[str, Any]:
        """The terms under the portal's names."""
        given = {"name": self.name, "phone": self.phone, "email": self.email}
        given["record_number"] = self.record_number
        found: dict[str, Any] = {name: value for name, value in given.items() if value}
        if self.birth_date is not None:
            found["birth_date"] = self.birth_date.isoformat()
        return found


@dataclass(frozen=True)
class Wanted:
    """What was typed: readings to ask for, or the token of a letter, or neither yet.

    `unfinished` says that more has to be typed: part of a token is a secret and searched nowhere.
    """

    readings: tuple[Terms, ...] = ()
    token: str = ""
    unfinished: bool = False

    def __repr__(self) -> str:
        """Without the token: what is printed stays somewhere."""
        return f"Wanted({len(self.readings)} readings, {'a token' if self.token else 'no token'})"


def read(typed: str, today: date) -> Wanted:
    """Understand what was typed; `today` tells which century a short year is of."""
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if "://" in text:
        token = _token(text.partition("#")[2])
        return Wanted(token=token, unfinished=not token)
    dates, rest = _dates(text, today)
    if not dates:
        token = _token(text)
        if token or _is_begun(text):
            return Wanted(token=token, unfinished=not token)
    emails = _EMAIL.findall(rest)
    rest = _EMAIL.sub(" ", rest)
    phones, rest = _phones(rest)
    numbers = _RECORD.findall(rest)
    rest = _RECORD.sub(" ", rest)
    if re.search(r"[\d@]", rest):
        return Wanted(unfinished=True)  # a date or an address is being typed
    name = " ".join(re.sub(r"[,;()/]", " ", rest).split())
    if sum(letter.isalpha() for letter in name) < LEAST_LETTERS:
        name = ""
    base = Terms(name=name, phone=next(iter(phones), ""), email=next(iter(emails), ""))
    found = _combined(base, dates, _numbers(numbers, today, has_phone=bool(phones)))
    return Wanted(readings=found, unfinished=not found)


def _combined(base: Terms, dates: list[date], numbers: list[Terms]) -> tuple[Terms, ...]:
    found: list[Terms] = []
    days: list[date | None] = [*dates] or [None]
    for day, number in itertools.product(days, numbers or [Terms()]):
        terms = Terms(
            base.name,
            day or number.birth_date,
            base.phone or number.phone,
            base.email,
            number.record_number,
        )
        if terms != Terms() and terms not in found:
            found.append(terms)
    return tuple(found[:MOST_READINGS])


def _token(text: str) -> str:
    """The token in four groups, if the text is one; a name is none: it has no figures."""
    compact = re.sub(r"[\s-]", "", text).upper().translate(_SAME)
    if len(compact) != _TOKEN or not set(compact) <= set(_SYMBOLS):
        return ""
    if not _GROUPS.fullmatch(text.strip()) and not any(sign.isdigit() for sign in text):
        return ""
    if " " in text.strip() and not any(sign.isdigit() for sign in text):
        return ""
    return "-".join(compact[at : at + 4] for at in range(0, _TOKEN, 4))


def _is_begun(text: str) -> bool:
    """Whether this may become a token; a record number ("R-10400") does not look like one."""
    return bool(_GROUPS_BEGUN.fullmatch(text)) and any(sign.isdigit() for sign in text)


def _dates(text: str, today: date) -> tuple[list[date], str]:
    """The days that the first date in the text may mean, and the text without it."""
    for form in (_YEAR_FIRST, _DAY_MONTH, _MONTH_DAY, _YEAR_LAST):
        for match in form.finditer(text):
            days = _days(form, match, today)
            if days:
                return days, f"{text[: match.start()]} {text[match.end() :]}"
    return [], text


def _days(form: re.Pattern[str], match: re.Match[str], today: date) -> list[date]:
    if form is _YEAR_FIRST:
        year, month, day = (int(part) for part in match.groups())
        return _valid([(year, month, day)], today)
    if form is _YEAR_LAST:
        return _figures(match, today)
    first, second, last = match.groups()
    word, number = (second, first) if form is _DAY_MONTH else (first, second)
    found = _month(word)
    return _valid([(_year(last, today), found, int(number))], today) if found else []


def _figures(match: re.Match[str], today: date) -> list[date]:
    """Month before day, as is written here; where both may be either, both, and dots say day first."""
    first, between, second, last = match.groups()
    if between == " " and len(last) == 2:
        return []
    year, one, two = _year(last, today), int(first), int(second)
    order = [(year, one, two), (year, two, one)]
    return _valid(order[::-1] if between == "." else order, today)


def _year(text: str, today: date) -> int:
    """The year; of a short one the last that is not to come."""
    year = int(text)
    if len(text) == 4:
        return year
    year += today.year // 100 * 100
    return year if year <= today.year else year - 100


def _month(word: str) -> int:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if sign.isalpha())
    return _MONTHS.get(plain[:3], 0) if len(plain) == 3 or plain in _MONTH_NAMES else 0


def _valid(parts: list[tuple[int, int, int]], today: date) -> list[date]:
    """Days that exist and on which somebody may have been born."""
    found: list[date] = []
    for year, month, day in parts:
        try:
            born = date(year, month, day)
        except ValueError:
            continue
        if born <= today and born.year > today.year - 130 and born not in found:
            found.append(born)
    return found


def _phones(text: str) -> tuple[list[str], str]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        written = not match.group().isdigit()
        if len(digits) >= _PHONE_DIGITS and (written or len(digits) >= 10):
            return [digits], f"{text[: match.start()]} {text[match.end() :]}"
    return [], text


def _numbers(words: list[str], today: date, *, has_phone: bool) -> list[Terms]:
    """What a number may be: of a record, the end of a phone number, a birth date in one piece."""
    if not words:
        return []
    word = words[0]
    if not word.isdigit():
        plain = re.sub(r"[^0-9A-Za-z]", "", word)
        seam = re.search(r"\d", plain)
        dashed = f"{plain[: seam.start()]}-{plain[seam.start() :]}" if seam else plain
        return [Terms(record_number=one.upper()) for one in dict.fromkeys((word, dashed))]
    found = [Terms(birth_date=day) for day in _whole(word, today)]
    found += [Terms(record_number=word), Terms(record_number=f"R-{word}")]
    if len(word) >= _LEAST_DIGITS and not has_phone:
        found.insert(0, Terms(phone=word))
    return found


def _whole(word: str, today: date) -> list[date]:
    """A birth date without anything between its figures: 02011980 or 19800201."""
    if len(word) != 8:
        return []
    parts = [
        (int(word[4:]), int(word[:2]), int(word[2:4])),
        (int(word[:4]), int(word[4:6]), int(word[6:])),
    ]
    return _valid(parts, today)[:1]
