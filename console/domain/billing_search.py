"""What is asked of the billing accounts: what was typed, and the usual questions as filters (F72)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from console.domain import person_search

ACCOUNT_PAGE = 50  # rows that are asked for at once


class BillingFilter(StrEnum):
    """Which accounts are listed; its word in the portal's search."""

    ALL = "all"
    OVERDUE = "overdue"
    BOUNCED = "bounced"
    PAPER = "paper"


class BillingBy(StrEnum):
    """What of an account is searched; its word in the portal's search."""

    NAME = "name"
    NUMBER = "number"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True)
class BillingQuery:
    """What is listed; an answer to another query than the one on show is let go."""

    filter: BillingFilter = BillingFilter.ALL
    by: BillingBy = BillingBy.NAME
    text: str = ""

    def body(self, after: str = "") -> dict[str, Any]:
        """The terms as the portal takes them; they travel in the body, where no log sees them."""
        terms: dict[str, Any] = {"limit": ACCOUNT_PAGE}
        if self.filter is not BillingFilter.ALL:
            terms[self.filter.value] = True
        if self.text.strip():
            terms[self.by.value] = self.text.strip()
        if after:
            terms["after"] = after
        return terms


def query_of(typed: str, chosen: BillingFilter, today: date) -> BillingQuery:
    """Understand what was typed: a birth date, else an account number if it has digits, else a name.

    `today` tells which century a short year is of.
    """
    text = " ".join(typed.split())
    digits_alone = text.isdigit()  # which is a number, though "20260412" could be a day
    for reading in () if digits_alone else person_search.read(text, today).readings:
        if reading.birth_date is not None:
            return BillingQuery(chosen, BillingBy.BIRTH_DATE, reading.birth_date.isoformat())
    has_digits = any(letter.isdigit() for letter in text)
    return BillingQuery(chosen, BillingBy.NUMBER if has_digits else BillingBy.NAME, text)
