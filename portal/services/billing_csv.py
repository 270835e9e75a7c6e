"""Billing accounts from the CSV that practice systems export, whatever they call their columns.

One line is an account, or an account with one of its patients: lines of one number are one account, and
must agree in all but the patient. Days are ISO or month first; amounts may have dollar signs, commas,
brackets or a minus. A line that can not be read is left out and named by its number.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from portal.services.billing_feed import Given, Named
from portal.services.statements.numbers import number_key
from portal.services.statements.values import read_amount, read_day

DELIMITERS = ",;\t|"
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_WHOSE = r"(?:guarantor|guar|resp(?:onsible)? ?party|rp|account holder)"
# what a column is, by its folded name: the first that fits, so what is the patient's comes first
_COLUMNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("patient_birth_date", r"(?:patient|pt) (?:dob|birth ?date|date of birth)"),
        (
            "patient_record_number",
            r"(?:(?:patient|pt) )?(?:mrn|chart|medical record|record|chart id)"
            r"(?: (?:number|no|num|id))?|patient (?:id|number|no)",
        ),
        (
            "guarantor_record_number",
            rf"{_WHOSE} (?:mrn|chart|medical record|record)(?: (?:number|no|num|id))?",
        ),
        (
            "account_number",
            rf"(?:{_WHOSE} |billing |patient )?(?:account|acct)(?: (?:number|no|num|nbr|id))?"
            rf"|{_WHOSE} (?:number|no|id)",
        ),
        ("given_name", rf"(?:{_WHOSE} )?(?:first|given)(?: name)?|{_WHOSE} fname|fname"),
        (
            "family_name",
            rf"(?:{_WHOSE} )?(?:last|family)(?: name)?|(?:{_WHOSE} )?(?:surname|lname)",
        ),
        ("birth_date", rf"(?:{_WHOSE} )?(?:dob|birth ?date|date of birth|birthday)"),
        ("name", rf"(?:{_WHOSE} )?(?:full )?name|{_WHOSE}|bill to"),
        ("line", rf"(?:{_WHOSE} )?(?:mailing )?(?:address|street|addr)(?: line)?(?: ?1)?"),
        ("line2", rf"(?:{_WHOSE} )?(?:mailing )?(?:address|street|addr)(?: line)? ?2"),
        ("city", rf"(?:{_WHOSE} )?city"),
        ("state", rf"(?:{_WHOSE} )?state"),
        ("postal_code", rf"(?:{_WHOSE} )?(?:zip|postal)(?: ?code)?"),
        (
            "delivery",
            r"(?:statement )?(?:delivery|preference|method)(?: method| preference)?"
            r"|e ?statements?|paper ?statements?|paper",
        ),
        ("balance_on", r"(?:balance )?(?:as of|date)|balance (?:as of )?date"),
        (
            "balance",
            r"(?:account |current |total |patient |outstanding )?balance(?: due)?|amount due",
        ),
    )
)
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)")
_PAPER = {"paper", "mail", "postal", "print", "printed", "letter", "us mail", "usps"}
_ELECTRONIC = {
    "electronic",
    "email",
    "e mail",
    "portal",
    "online",
    "e",
    "estatement",
    "e statement",
}
_YES, _NO = {"y", "yes", "true", "1", "x", "t"}, {"n", "no", "false", "0", "f", ""}


@dataclass(frozen=True)
class Fault:
    """A line (from 1) that was left out, and why.

    NO_ACCOUNT_COLUMN, NO_NAME_COLUMN (of the whole file); NO_NUMBER, NO_NAME, BAD_DATE, BAD_AMOUNT,
    BAD_DELIVERY, TOO_LONG, OTHER_THAN_BEFORE.
    """

    line: int
    code: str


@dataclass
class Parsed:
    """The accounts of a file, each with the first line that named it."""

    rows: list[tuple[int, Given]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _FaultError(Exception):
    def __init__(self, code: str) -> None:
        self.code = code


def decoded(raw: bytes) -> str:
    """Give the text of a file as programs write them: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def parse(text: str) -> Parsed:
    """Read a file; never raises for what it holds."""
    found = Parsed()
    lines = _lines(text)
    try:
        columns = _columns(next(lines, (1, []))[1])
    except _FaultError as error:
        found.faults.append(Fault(1, error.code))
        return found
    at: dict[str, int] = {}
    for number, cells in lines:
        values = {
            name: " ".join(cells[place].split())
            for name, place in columns.items()
            if place < len(cells)
        }
        try:
            row = _given(values, columns)
            key = number_key(row.account_number)
            if key in at:
                place = at[key]
                found.rows[place] = (found.rows[place][0], _joined(found.rows[place][1], row))
            else:
                at[key] = len(found.rows)
                found.rows.append((number, row))
        except _FaultError as error:
            found.faults.append(Fault(number, error.code))
    return found


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that hold something, with their numbers."""
    head = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = reader.line_num + 1
    except csv.Error:  # a field without an end: what came before it stands
        yield number, []


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Give the place of each column that is known; raises _FaultError for one that is needed."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        plain = _NOT_WORD.sub(" ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()).strip()
        plain = plain if "#" not in name else f"{plain} number".strip()
        what = next((what for what, fits in _COLUMNS if fits.fullmatch(plain)), None)
        if what is not None:
            found.setdefault(what, place)
            if what == "delivery" and plain.startswith("paper"):
                found.setdefault("says_paper", place)
    if "account_number" not in found:
        raise _FaultError("NO_ACCOUNT_COLUMN")
    if not {"family_name", "name"} & found.keys():
        raise _FaultError("NO_NAME_COLUMN")
    return found


def _given(values: Mapping[str, str], columns: Mapping[str, int]) -> Given:
    number = values.get("account_number", "")
    if not number_key(number):
        raise _FaultError("NO_NUMBER")
    given, family = _names(values)
    address = _address(values)
    if len(number) > 40 or len(given) > 120 or len(family) > 120 or len(address) > 500:
        raise _FaultError("TOO_LONG")
    balance = values.get("balance", "")
    cents = read_amount(balance) if balance else None
    if balance and cents is None:
        raise _FaultError("BAD_AMOUNT")
    on = _day(values.get("balance_on", ""))
    return Given(
        account_number=number,
        given_name=given,
        family_name=family,
        birth_date=_born(values.get("birth_date", "")),
        guarantor_record_number=values.get("guarantor_record_number", ""),
        patients=_patients(values),
        address=address,
        delivery=_delivery(values.get("delivery"), says_paper="says_paper" in columns),
        balance_cents=cents,
        balance_at=None if on is None else datetime.combine(on, time(), UTC),
    )


def _names(values: Mapping[str, str]) -> tuple[str, str]:
    """Give given and family name; a whole name is `Family, Given` or ends with the family's."""
    family, given = values.get("family_name", ""), values.get("given_name", "")
    whole = values.get("name", "")
    if not family and "," in whole:
        family, _, given = (part.strip() for part in whole.partition(","))
    elif not family:
        given, _, family = whole.rpartition(" ")
    if not family:
        raise _FaultError("NO_NAME")
    return given, family


def _patients(values: Mapping[str, str]) -> tuple[Named, ...]:
    number = values.get("patient_record_number", "")
    return (Named(number, _born(values.get("patient_birth_date", ""))),) if number else ()


def _address(values: Mapping[str, str]) -> str:
    """Give the lines of an address in the United States."""
    place = " ".join(part for part in (values.get("state"), values.get("postal_code")) if part)
    last = ", ".join(part for part in (values.get("city"), place) if part)
    return "\n".join(part for part in (values.get("line"), values.get("line2"), last) if part)


def _delivery(said: str | None, *, says_paper: bool) -> str:
    word = _NOT_WORD.sub(" ", (said or "").lower()).strip()
    if word in _PAPER:
        return "paper"
    if word in _ELECTRONIC:
        return "electronic"
    if word in _YES:
        return "paper" if says_paper else "electronic"
    if word in _NO:
        return "paper" if word and not says_paper else "electronic"
    raise _FaultError("BAD_DELIVERY")


def _born(text: str) -> date | None:
    """Give a birth date; of a year in two digits nobody knows the century."""
    if _SHORT_YEAR.search(text):
        raise _FaultError("BAD_DATE")
    return _day(text)


def _day(text: str) -> date | None:
    """Give a day, month first where it could be either; raises _FaultError for what is none."""
    if not text:
        return None
    day = read_day(text.split(" ", 1)[0] if ":" in text else text)
    meant = day and (day.certain or day.month_first)
    if not meant:
        raise _FaultError("BAD_DATE")
    return meant


def _joined(first: Given, more: Given) -> Given:
    """Add the patients of another line of one account; raises _FaultError when it says otherwise."""
    if replace(more, account_number="", patients=()) != replace(
        first, account_number="", patients=()
    ):
        raise _FaultError("OTHER_THAN_BEFORE")
    fresh = tuple(one for one in more.patients if one not in first.patients)
    return replace(first, patients=(*first.patients, *fresh))
