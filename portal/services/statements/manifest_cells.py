"""The cells of a manifest: what practice systems and spreadsheets write for an amount or a date.

Each reader gives a value, or none and adds to `wrong` a code and a sentence that says what to do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.services.folding import fold
from portal.services.statements.manifest_table import Line
from portal.services.statements.plain import plain
from portal.services.statements.values import Day, months_in, read_day

Wrong = tuple[str, str]

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{2}|\d+,\d{2}")
_MONTH = re.compile(r"(\d{4})[-/.]?(\d{2})|(\d{1,2})[-/.](\d{4})")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}.*$", re.IGNORECASE)
_LONGEST = 40
_MOST_CENTS = 10**11  # a billion dollars: more is a slip, and the sums have to fit the database
_KINDS = {
    "standard": [
        "standard",
        "normal",
        "regular",
        "initial",
        "first",
        "1",
        "primero",
        "estandar",
        "0",
        "current",
    ],
    "past_due": [
        "past due",
        "pastdue",
        "overdue",
        "reminder",
        "second",
        "second notice",
        "2",
        "vencido",
    ],
    "final": ["final", "final notice", "last", "last notice", "3", "pre collection", "collection"],
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words} | {
    "aviso final": "final"
}


@dataclass(frozen=True, slots=True)
class Totals:
    """What a totals line says of a list; cents are whole."""

    files: int | None
    pages: int | None
    cents: int | None
    line: int = 0


def file_name(cell: str, wrong: list[Wrong]) -> str:
    """Read the name of a file, with or without its folders."""
    if not cell:
        wrong.append(("FILE_MISSING", "The line names no file. Add its name."))
    return cell


def account(cell: str, wrong: list[Wrong]) -> str:
    """Read an account number, letter by letter; a rounded one is none."""
    if not cell:
        wrong.append(("ACCOUNT_MISSING", "The line names no account. Add its number."))
    elif _ROUNDED.fullmatch(cell):
        sentence = "A spreadsheet has rounded the account number. Export that column as text."
        wrong.append(("ACCOUNT_ROUNDED", sentence))
    elif len(cell) > _LONGEST:
        wrong.append(
            ("ACCOUNT_TOO_LONG", "The account number is longer than 40 signs. Correct it.")
        )
    return cell


def amount(cell: str, wrong: list[Wrong]) -> int | None:
    """Read an amount of dollars: `$1,234.56`, `(12.00)`, `12.00-`, `1.234,56`; gives cents."""
    if not cell:
        wrong.append(("AMOUNT_MISSING", "The line names no amount. Add it."))
        return None
    cents = _cents(cell)
    if cents is None:
        sentence = f"“{cell[:30]}” is no amount in dollars. Write it as 1234.56."
        wrong.append(("AMOUNT_UNREADABLE", sentence))
    return cents


def day(cell: str, wrong: list[Wrong], *, day_first: bool | None) -> date | None:
    """Read a date; the list's other dates say whether the day comes first, else the month does."""
    if not cell:
        return None
    found = _day(cell)
    meant = (
        (found.certain or (found.day_first if day_first else found.month_first)) if found else None
    )
    if meant is None:
        sentence = f"“{cell[:30]}” is no date. Write it as 2026-10-31 or 10/31/2026."
        wrong.append(("DATE_UNREADABLE", sentence))
    return meant


def day_first(dates: Iterable[str]) -> bool | None:
    """Whether the dates of a list are written day first; None when none of them tells."""
    found = [one for cell in dates if cell and (one := _day(cell))]
    first = any(one.month_first is None for one in found)
    month = any(one.day_first is None for one in found)
    return first if first != month else None


def period(cell: str, wrong: list[Wrong]) -> str:
    """Read a month: `2026-10`, `10/2026`, `October 2026`; gives `2026-10`."""
    if not cell:
        return ""
    numbers = _MONTH.fullmatch(cell)
    year, month = (numbers[1] or numbers[4], numbers[2] or numbers[3]) if numbers else ("", "")
    if numbers and 1 <= int(month) <= 12:
        return f"{year}-{int(month):02d}"
    worded = list(months_in(plain(cell)))
    if len(worded) == 1:
        return worded[0][2]
    found = _day(cell)
    if found and found.certain:
        return f"{found.certain:%Y-%m}"
    wrong.append(("PERIOD_UNREADABLE", f"“{cell[:30]}” is no month. Write it as 2026-10."))
    return ""


def pages(cell: str, wrong: list[Wrong]) -> int | None:
    """Read a number of pages."""
    if not cell:
        return None
    bare = cell.removesuffix(".0")
    if not (bare.isascii() and bare.isdigit() and len(bare) < 6 and int(bare)):
        wrong.append(("PAGES_UNREADABLE", f"“{cell[:30]}” is no number of pages. Correct it."))
        return None
    return int(bare)


def kind(cell: str, wrong: list[Wrong]) -> str:
    """Read the kind of a statement: standard, past_due or final; "" for none."""
    said = fold(cell)
    if not said:
        return ""
    found = _KIND_OF.get(
        said, _KIND_OF.get(said.removesuffix(" statement").removesuffix(" notice"), "")
    )
    if not found:
        sentence = f"“{cell[:30]}” is no kind of statement. Write standard, past due or final."
        wrong.append(("KIND_UNKNOWN", sentence))
    return found


def totals_of(line: Line) -> tuple[Totals, list[Wrong]]:
    """Read the line that adds the others up: the amount in its column, the files in any other."""
    wrong: list[Wrong] = []
    said = line.cell("amount_cents")
    cents = amount(said, wrong) if said else None
    own = {line.columns[field] for field in ("amount_cents", "pages") if field in line.columns}
    others = [value for place, value in enumerate(line.values) if place not in own]
    counts = [int(word) for value in others for word in fold(value).split() if word.isdigit()]
    files = counts[0] if len(counts) == 1 else None
    return Totals(files, pages(line.cell("pages"), wrong), cents, line.number), wrong


def _cents(cell: str) -> int | None:
    text = plain(cell).replace(" ", "").upper().replace("USD", "").replace("$", "")
    credit = (text.startswith("(") and text.endswith(")")) or text.endswith(("-", "CR"))
    text = text.strip("()").removesuffix("CR").removesuffix("-")
    credit = credit or text.startswith("-")
    text = text.removeprefix("-").removeprefix("+")
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not _AMOUNT.fullmatch(text) or len(text) > 16:
        return None
    whole, _, behind = text.replace(",", "").partition(".")
    cents = int(whole) * 100 + int(behind.ljust(2, "0") or 0)
    if cents > _MOST_CENTS:
        return None
    return -cents if credit else cents


def _day(cell: str) -> Day | None:
    eight = _EIGHT.fullmatch(cell)
    text = "-".join(eight.groups()) if eight else _TIME.sub("", cell)
    return read_day(plain(text))
