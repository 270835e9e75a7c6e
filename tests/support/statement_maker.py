"""Statements as PDF files, each with what is true of it: seeded, without any clock.

books = Books.make(seed=1, count=120)
books.store(database)                       # accounts and charts of practice 1
for made in statements(books, seed=1, count=500):
    made.content, made.state, made.reason, made.account_number
"""

import io
import random
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pikepdf
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import insert

from portal.db.billing_tables import billing_account, billing_account_patient
from portal.db.engine import Database
from portal.db.tables import patient
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.services.statements.finding import Finding
from portal.services.statements.manifest import ManifestRow
from portal.services.statements.numbers import number_key
from tests.support.statement_layouts import LAYOUTS, Bill, Layout, Who

_GIVEN = """Ada Grace Edith María José Chloé Björn Émile Fatima Jürgen Anne-Marie Tim Noah Olivia
Liam Zoë Renée Hugo Inés Paul Rosa Ken Dai Lucía Ann"""
_FAMILY = """Byron,Hopper,O'Brien,García-López,Smith,Jones,Núñez,D'Angelo,Lee,Smith-Jones,Müller,Ibarra,
Curie,McDonald,Okafor,Nguyen,Peña,Fitzgerald,Van Dyke,de la Cruz"""
GIVEN = _GIVEN.split()
FAMILY = [name.strip() for name in _FAMILY.split(",")]
FIRST_DAY = date(2026, 10, 1)


@dataclass(frozen=True)
class Account:
    """A guarantor's account in the books of practice 1."""

    id: str
    number: str
    guarantor: Who
    patients: tuple[Who, ...]
    cents: int


@dataclass
class Books:
    """The accounts of a practice; numbers in three styles, fathers and sons, twins in name."""

    accounts: list[Account] = field(default_factory=list)

    @classmethod
    def make(cls, seed: int = 1, count: int = 120) -> "Books":
        dice = random.Random(seed)
        books = cls()
        styles = ("{:06d}", "{:02d}-{:05d}", "G{:07d}", "00{:05d}")
        for place in range(count):
            style = styles[place % 4]
            serial = 100_003 + 7919 * place
            split = divmod(serial, 100_000) if "-" in style else (serial,)
            guarantor = somebody(dice)
            if place % 10 == 9:  # the son of the one before, with his name
                father = books.accounts[-1].guarantor
                guarantor = replace(father, born=father.born + timedelta(days=9000))
            children = tuple(
                replace(somebody(dice), family=guarantor.family, born=date(2012 + n, 3, 2 + n))
                for n in range(place % 3)
            )
            number = style.format(*split)
            cents = dice.randrange(500, 250_000)
            books.accounts.append(
                Account(new_id(), number, guarantor, (guarantor, *children), cents)
            )
        return books

    def store(self, database: Database, practice_id: int = 1) -> None:
        """Write the accounts, and a chart for each of their people."""
        now = database.clock()
        charts: list[dict[str, Any]] = []
        links: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        for account in self.accounts:
            who = account.guarantor
            rows.append(
                {
                    "id": account.id,
                    "practice_id": practice_id,
                    "account_number": account.number,
                    "number_key": number_key(account.number),
                    "given_name": who.given,
                    "family_name": who.family,
                    "birth_date": who.born,
                    "balance_cents": account.cents,
                    "updated_at": now,
                }
            )
            for one in account.patients:
                chart = {
                    "id": new_id(),
                    "practice_id": practice_id,
                    "record_number": f"T{len(charts)}",
                    "given_name": one.given,
                    "middle_name": one.middle,
                    "family_name": one.family,
                    "birth_date": one.born,
                }
                charts.append(chart)
                place = {"billing_account_id": account.id, "patient_id": chart["id"]}
                links.append({"practice_id": practice_id} | place)

        def work(uow: UnitOfWork) -> None:
            uow.execute(insert(patient), charts)
            uow.execute(insert(billing_account), rows)
            uow.execute(insert(billing_account_patient), links)

        database.write(Scope.of([practice_id]), work)


@dataclass(frozen=True)
class Made:
    """A file and its truth: `reason` is "" for what is ready; `told` is the manifest's row for it."""

    content: bytes
    bill: Bill
    state: str
    reason: str
    variant: str
    layout: str
    told: ManifestRow

    @property
    def number(self) -> str:
        """The account's, as printed."""
        return self.bill.number

    def proves(self, found: Finding) -> bool:
        """Whether an answer is the true one, with all facts of what is ready."""
        if found.state != self.state:
            return False
        if self.state != "ready":
            return self.reason in found.reasons
        read = (found.amount_cents, found.statement_date, found.due_on, found.kind)
        return read == (self.bill.cents, self.bill.on, self.bill.due, self.bill.kind)


def somebody(dice: random.Random) -> Who:
    born = date(1935, 1, 1) + timedelta(days=dice.randrange(25_000))
    middle = dice.choice(["", "", "Anne", "Lee", "R"])
    street = f"{dice.randrange(1, 99)} {dice.choice(['Elm', 'Harbor', 'Oak'])} Street"
    city = f"{dice.choice(['Boston', 'Quincy'])}, MA {dice.randrange(2101, 2799):05d}"
    return Who(dice.choice(GIVEN), middle, dice.choice(FAMILY), born, street, city)


def bill_of(account: Account, dice: random.Random) -> Bill:
    on = FIRST_DAY + timedelta(days=dice.randrange(28))
    kind = dice.choice(["standard", "standard", "past_due", "final"])
    due = on + timedelta(days=21)
    return Bill(account.number, account.guarantor, account.patients, account.cents, on, due, kind)


def draw(layout: Layout, *bills: Bill) -> bytes:
    """Bills one behind the other in one file."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=letter, invariant=1)
    for bill in bills:
        layout(pen, bill)
    pen.save()
    return out.getvalue()


def scanned(layout: Layout, bill: Bill) -> bytes:
    """A picture of the first page in the place of its text."""
    import pypdfium2  # noqa: PLC0415 - only here

    picture = pypdfium2.PdfDocument(draw(layout, bill))[0].render(scale=0.6, grayscale=True)
    out = io.BytesIO()
    pen = Canvas(out, pagesize=letter, invariant=1)
    pen.drawImage(ImageReader(picture.to_pil()), 0, 0, *letter)
    pen.showPage()
    pen.save()
    return out.getvalue()


def merged(*contents: bytes) -> bytes:
    """Files of any layouts, made one as a spooler does it."""
    whole = pikepdf.new()
    for content in contents:
        with pikepdf.open(io.BytesIO(content)) as part:
            whole.pages.extend(part.pages)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return out.getvalue()


def another_name(bill: Bill) -> Bill:
    stranger = Who("Wilhelmina", "", "Zacharias", date(1951, 5, 5))
    return replace(bill, guarantor=stranger, patients=(stranger,))


def another_birth_date(bill: Bill) -> Bill:
    people = [replace(who, born=date(1901, 12, 24)) for who in bill.patients]
    guarantor = replace(bill.guarantor, born=date(1901, 12, 24))
    return replace(bill, guarantor=guarantor, patients=tuple(people))


VARIANTS: dict[str, tuple[str, str]] = {  # the state and the reason that are right
    "clean": ("ready", ""),
    "several_patients": ("ready", ""),
    "scanned": ("quarantined", "NO_TEXT"),
    "second_picture": ("quarantined", "NO_TEXT"),
    "two_accounts": ("refused", "SEVERAL_ACCOUNTS"),
    "encrypted": ("refused", "ENCRYPTED"),
    "broken": ("refused", "BROKEN"),
    "another_name": ("quarantined", "NAME_DIFFERS"),
    "another_birth_date": ("quarantined", "BIRTH_DATE_DIFFERS"),
    "unknown_account": ("quarantined", "UNKNOWN_ACCOUNT"),
    "other_amount": ("quarantined", "AMOUNT_DIFFERS"),
    "no_amount": ("quarantined", "NO_AMOUNT"),
}
_ORDER = [*["clean"] * 8, *VARIANTS]  # 20: two of five are clean
_CHANGES: dict[str, Callable[[Bill], Bill]] = {
    "another_name": another_name,
    "another_birth_date": another_birth_date,
    "unknown_account": lambda bill: replace(bill, number="98" + bill.number[:4]),
    "other_amount": lambda bill: replace(bill, cents=(bill.cents or 0) + 1000),
    "no_amount": lambda bill: replace(bill, cents=None),
}
DATED = {"two_columns", "slip", "spanish", "grid"}  # layouts that print a birth date


def statements(
    books: Books,
    *,
    seed: int,
    count: int,
    layouts: Mapping[str, Layout] = LAYOUTS,
    dated: Collection[str] = tuple(DATED),
) -> Iterator[Made]:
    """Give `count` statements of all layouts and variants, in an order that the seed decides."""
    dice = random.Random(seed)
    pairs = [(layout, variant) for layout in layouts for variant in _ORDER]
    dice.shuffle(pairs)
    for place in range(count):
        layout, variant = pairs[place % len(pairs)]
        if variant == "another_birth_date" and layout not in dated:
            variant = "another_name"
        yield _make(books, dice, variant, layout, layouts)


def _make(
    books: Books, dice: random.Random, variant: str, name: str, layouts: Mapping[str, Layout]
) -> Made:
    account, other = dice.sample(books.accounts, 2)
    if variant == "several_patients":
        account = dice.choice([one for one in books.accounts if len(one.patients) > 1])
    bill, change = bill_of(account, dice), _CHANGES.get(variant)
    bill = bill if change is None else change(bill)
    content = draw(layouts[name], bill)
    if variant == "scanned":
        content = scanned(layouts[name], bill)
    elif variant == "two_accounts":
        second = layouts[dice.choice(list(layouts))]
        content = merged(content, draw(second, bill_of(other, dice)))
    elif variant == "second_picture":
        content = merged(content, scanned(layouts[name], bill_of(other, dice)))
    elif variant == "encrypted":
        content = encrypted(content)
    elif variant == "broken":
        content = content[: dice.randrange(len(content) // 3, len(content) * 2 // 3)]
    told = ManifestRow(2, f"{name}.pdf", bill.number, account.cents, statement_date=bill.on)
    return Made(content, bill, *VARIANTS[variant], variant, name, told)
