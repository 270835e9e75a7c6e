"""What the bills of the demo ask for: visits, what the insurance paid, what was left from before."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.demo.practices import Site
from portal.demo.statement_paper import Bill, Charge

DUE_AFTER = timedelta(days=21)
_DONE = (
    ("Office visit, established patient", 14_500, 0.6),
    ("Office visit, new patient", 21_000, 0.5),
    ("Yearly check", 18_500, 1.0),
    ("Lipid panel", 3_800, 0.4),
    ("Urine analysis", 1_950, 0.0),
    ("Influenza vaccine", 4_200, 1.0),
    ("X-ray of the ankle, two views", 9_600, 0.7),
    ("Removal of a skin tag", 12_750, 0.0),
)


@dataclass(frozen=True)
class Payee:
    """Whose name, number and visits stand on a bill."""

    number: str
    name: str
    lines: Sequence[str]
    patients: Sequence[str]


def month_before(day: date, months: int) -> date:
    """Give the first day of the month that lies some months before a day's."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def bill_of(
    site: Site,
    payee: Payee,
    chance: random.Random,
    *,
    issued: date,
    period: date,
    kind: str = "standard",
    left: Charge | None = None,
) -> Bill:
    """Make a bill for one to three visits in a month; `left` is what was not paid before."""
    charges = [left] if left else []
    for _ in range(chance.randrange(1, 4)):
        what, cents, insured = chance.choice(_DONE)
        on = min(period.replace(day=chance.randrange(2, 28)), issued - timedelta(days=2))
        who = chance.choice(payee.patients)
        charges.append(Charge(on, who, what, cents))
        if insured and chance.random() < 0.7:
            paid = round(cents * insured * 0.8)
            charges.append(Charge(on, who, "Insurance paid", -paid))
    return Bill(
        site=site,
        number=payee.number,
        name=payee.name,
        address=payee.lines,
        charges=charges,
        issued=issued,
        due=issued + DUE_AFTER,
        period=period,
        kind=kind,
    )
