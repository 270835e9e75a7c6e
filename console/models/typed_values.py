"""What a person types off a page: amounts and days, in the ways that statements print them."""

import re
from datetime import date

from PySide6.QtCore import QLocale

_AMOUNT = re.compile(r"^(-|\u2212|\()?\s*\$?\s*(-|\u2212)?\s*(\d[\d,. \u00a0]*)\s*\)?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_US = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_WORDS = re.compile(
    r"^([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})$|^(\d{1,2})\s+([^\W\d]{3,})\.?,?\s+(\d{4})$"
)
_LONGEST = 40


def cents_typed(text: str) -> int | None:
    """Whole cents of an amount as "1,234.50", "$1234.5" or "(12.00)"; None for what is none.

    The last mark is the decimal one when one or two figures follow it, so that both ways to write
    a thousand are understood; anything that could be read in two ways is not read at all.
    """
    found = _AMOUNT.match(text.strip()[:_LONGEST])
    if found is None:
        return None
    number = found[3].replace(" ", "").replace("\u00a0", "").rstrip(".,")
    whole, mark, rest = number, "", ""
    for place in range(len(number) - 1, -1, -1):
        if number[place] in ".,":
            whole, mark, rest = number[:place], number[place], number[place + 1 :]
            break
    if mark and len(rest) == 3:  # groups of a thousand
        whole, rest = number, ""
    elif mark and len(rest) > 2:
        return None
    groups = re.split(r"[.,]", whole)
    if any(len(group) != 3 for group in groups[1:]) or len(groups[0]) > (3 if groups[1:] else 11):
        return None
    is_negative = bool(found[1] or found[2])
    cents = int("".join(groups) or "0") * 100 + int((rest + "00")[:2])
    return -cents if is_negative else cents


def day_typed(text: str) -> date | None:
    """A day as "2026-10-01", "10/1/2026", "Oct 1, 2026" or "1 October 2026"; None for none.

    Figures alone are month, day, year, as statements in the United States print them.
    """
    said = " ".join(text.split())[:_LONGEST]
    try:
        if found := _ISO.match(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _US.match(said):
            return date(int(found[3]), int(found[1]), int(found[2]))
        if found := _WORDS.match(said):
            name, day, year = (
                (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
            )
            month = _month(name)
            return date(int(year), month, int(day)) if month else None
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    """The number of a month that begins so, in English or in the window's language; 0 for none."""
    wanted = name.casefold()
    for locale in (QLocale(QLocale.Language.English), QLocale()):
        for number in range(1, 13):
            if locale.monthName(number).casefold().startswith(wanted[:3]) and (
                len(wanted) == 3 or locale.monthName(number).casefold().startswith(wanted)
            ):
                return number
    return 0
