"""A month's batch to try the upload with: statements as PDF files and the manifest beside them.

Made from what is in the demo's database, at any time, for its first practice: most files are clean, and
of each thing that goes wrong in practice there is one. No file name names anybody.
"""

import csv
import io
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.db.billing_tables import billing_account
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope
from portal.demo.practices import SITES
from portal.demo.statement_bills import Payee, bill_of, month_before
from portal.demo.statement_faults import encrypted, scanned
from portal.demo.statement_paper import Bill, draw, money
from portal.services import billing_accounts

FILES = 24
MANIFEST = "manifest.csv"
HEADS = ("file", "account_number", "amount", "statement_date", "due_date", "period", "pages")
STRANGER = "Wilhelmina Zacharias"
NOBODY = "9900471"  # an account that no practice of the demo has
SITE = SITES[0]
# which file of the folder is what; all others are clean
SCAN, MERGED, LOCKED, AMOUNT, UNKNOWN, NAME = 4, 8, 12, 15, 18, 21


class TooFewAccountsError(Exception):
    """The demo has too few accounts for a folder: it was built without items."""


@dataclass(frozen=True)
class Made:
    """A file, and the row of the manifest that speaks of it."""

    name: str
    content: bytes
    row: tuple[str, ...]


def write(database: Database, folder: Path, seed: int) -> Path:
    """Write the files into a folder, which is made, and give it; what is there of them is replaced.

    Raises TooFewAccountsError, OSError.
    """
    with database.read(Scope.of([SITE.id])) as reader:
        payees = _payees(reader)
        today = reader.now.astimezone(ZoneInfo(SITE.time_zone)).date()
    if len(payees) < FILES:
        raise TooFewAccountsError
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = list(_files(payees, today, seed))
    for one in made:
        _put(folder / one.name, one.content)
    table = io.StringIO()
    csv.writer(table).writerows([HEADS, *(one.row for one in made)])
    _put(folder / MANIFEST, table.getvalue().encode())
    return folder


def _payees(reader: Reader) -> list[Payee]:
    """Give the first accounts by number that pay for somebody."""
    rows = reader.execute(
        select(billing_account)
        .where(billing_account.c.practice_id == SITE.id)
        .order_by(billing_account.c.number_key)
        .limit(FILES * 2)
    ).mappings()
    found = [dict(row) for row in rows]
    people = billing_accounts.people_of(reader, SITE.id, [row["id"] for row in found])
    return [
        Payee(
            row["account_number"],
            f"{row['given_name']} {row['family_name']}",
            row["address"].split("\n")[1:],
            [f"{one['given_name']} {one['family_name']}" for one in people[row["id"]]],
        )
        for row in found
        if people[row["id"]]
    ]


def _files(payees: Sequence[Payee], today: date, seed: int) -> Iterator[Made]:
    chance = random.Random(f"folder:{seed}:{today}")  # noqa: S311 - made-up data
    period = month_before(today, 0)
    bills = [bill_of(SITE, payee, chance, issued=today, period=period) for payee in payees[:FILES]]
    for number, meant in enumerate(bills):
        name = f"stmt-{period:%Y-%m}-{number + 1:04}.pdf"
        bill = _printed(number, meant)
        told = bill if number == UNKNOWN else meant
        row = _row(name, told, 1 + (number == MERGED))
        yield Made(name, _content(number, bill, bills), row)


def _printed(number: int, told: Bill) -> Bill:
    """Give what stands in a file, where that is not what the practice's system meant."""
    first, *others = told.charges
    if number == AMOUNT:
        return replace(told, charges=[replace(first, cents=first.cents + 1000), *others])
    if number == UNKNOWN:
        return replace(told, number=NOBODY)
    if number == NAME:
        charges = [replace(one, who=STRANGER) for one in told.charges]
        return replace(told, name=STRANGER, charges=charges)
    return told


def _content(number: int, bill: Bill, bills: Sequence[Bill]) -> bytes:
    content = draw(bill, bills[number - 1]).content if number == MERGED else draw(bill).content
    if number == SCAN:
        return scanned(content)
    return encrypted(content, bill.number) if number == LOCKED else content


def _row(name: str, bill: Bill, pages: int) -> tuple[str, ...]:
    amount = money(bill.cents).lstrip("$").replace(",", "")
    days = bill.issued.isoformat(), bill.due.isoformat()
    return (name, bill.number, amount, *days, f"{bill.period:%Y-%m}", str(pages))


def _put(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
