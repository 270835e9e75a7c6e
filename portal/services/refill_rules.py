"""Dates and counts of a renewal as pure rules: plain values in, days and numbers out.

Federal limits of controlled substances: 21 CFR 1306.12 (II), 1306.22 (III and IV), 1306.23 (partial
fills). A supply that is missing, negative or absurd is unknown, never a guess.
"""

import math
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

TOO_SOON_SHARE = 0.80  # of the supply, used up before a renewal is due
NEVER_RENEWED = frozenset({"I", "II"})
COUNTED = frozenset({"III", "IV"})
CONTROLLED = NEVER_RENEWED | COUNTED | {"V"}
MAX_REFILLS = 5
MONTHS_VALID = 6
_LONGEST_SUPPLY = 1000  # days; more is a slip of the pen
_WHOLE = 1 - 1e-6  # quantities of up to fifteen decimals are compared with a grain of tolerance


@dataclass(frozen=True)
class Fill:
    """One time the pharmacy handed the medicine out."""

    on: date
    quantity: float | None
    days_supply: int | None


@dataclass(frozen=True)
class Supply:
    """What was handed out as one: a fill, or partial fills that follow one another closely."""

    on: date
    days: int
    quantity: float | None


def add_months(day: date, months: int) -> date:
    """Give the same day of another month, or its last where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def valid_until(prescribed_on: date, months: int = MONTHS_VALID) -> date:
    """Give the last day on which a prescription may be filled; six months for schedule III–IV."""
    return add_months(prescribed_on, months)


def known_days(days: int | None) -> int | None:
    """Give a number of days that can be true, else None."""
    return days if days is not None and 0 < days <= _LONGEST_SUPPLY else None


def known_quantity(quantity: float | None) -> float | None:
    """Give a quantity that can be true, else None."""
    if quantity is None or not math.isfinite(quantity) or quantity <= 0:
        return None
    return quantity


def supplies(
    fills: Iterable[Fill], days_supply: int | None, quantity: float | None = None
) -> list[Supply]:
    """Give what was handed out, oldest first; `days_supply` and `quantity` are the prescription's.

    A partial fill lasts for its share. It makes one supply with the part before it if that one was
    not used up yet (21 CFR 1306.23 calls each a fill; their sum is one). Fills that last for
    nobody knows how long are left out.
    """
    whole = known_quantity(quantity)
    made: list[Supply] = []
    for fill in sorted(fills, key=lambda fill: fill.on):
        amount = known_quantity(fill.quantity)
        days = known_days(fill.days_supply) or _share(known_days(days_supply), amount, whole)
        if days is None:
            continue
        last = made[-1] if made else None
        if last is not None and _completes(last, fill.on, amount, whole):
            total = None if last.quantity is None or amount is None else last.quantity + amount
            made[-1] = replace(last, days=last.days + days, quantity=total)
        else:
            made.append(Supply(fill.on, days, amount))
    return made


def _share(days: int | None, amount: float | None, whole: float | None) -> int | None:
    if days is None or amount is None or whole is None or amount >= whole * _WHOLE:
        return days
    return max(1, math.floor(days * amount / whole))


def _completes(last: Supply, on: date, amount: float | None, whole: float | None) -> bool:
    """Whether a fill hands out what an earlier, partial one left owing."""
    if whole is None or amount is None or last.quantity is None:
        return False
    if last.quantity >= whole * _WHOLE or last.quantity + amount > whole / _WHOLE:
        return False
    return on <= last.on + timedelta(days=last.days)


def eligible_on(
    fills: Sequence[Fill],
    days_supply: int | None,
    quantity: float | None = None,
    share: float = TOO_SOON_SHARE,
) -> date | None:
    """Give the first day a renewal is due: most of the last supply is used up. None: not known."""
    made = supplies(fills, days_supply, quantity)
    if not made:
        return None
    # as a fraction: 0.55 of 100 days are 55, which a float makes 55.00000000000001
    used = math.ceil(Fraction(str(share)) * made[-1].days)
    return made[-1].on + timedelta(days=used)


def refills_used(fills: Iterable[Fill], quantity: float | None, since: date) -> int:
    """Count the refills handed out since a prescription was issued; the first fill is none.

    Partial fills count by their sum, so that three thirds are one.
    """
    whole = known_quantity(quantity)
    filled = Fraction(0)
    for fill in fills:
        if fill.on < since:
            continue
        amount = known_quantity(fill.quantity)
        share = 1.0 if whole is None or amount is None else min(1.0, amount / whole)
        filled += Fraction(share)
    return max(0, math.ceil(filled - Fraction(1, 10**6)) - 1)


def refills_left_in_law(
    schedule: str, prescribed_on: date, allowed: int, today: date, used: int = 0
) -> int | None:
    """How many more refills the law lets a provider grant; None where it sets no number.

    `allowed` counts what was granted, `used` what the pharmacy handed out: the greater counts.
    """
    if schedule in NEVER_RENEWED:
        return 0
    if schedule not in COUNTED:
        return None
    if today > valid_until(prescribed_on):
        return 0
    return max(0, MAX_REFILLS - max(0, allowed, used))


def is_long_inactive(stopped_on: date | None, today: date, most_days: int) -> bool:
    """Whether a medicine was stopped too long ago to be asked for; not, if nobody knows when."""
    return stopped_on is not None and (today - stopped_on).days > most_days
