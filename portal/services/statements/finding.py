"""What the check of one statement file found: the answer of `checking`, kept with the statement."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

READY, QUARANTINED, REFUSED = "ready", "quarantined", "refused"
KINDS = ("standard", "past_due", "final")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was read and says whose the statement is.

    `signal` is account_number, name, birth_date or amount; `found` is the text as printed. `start` and
    `length` are characters in pdfium's text of page `page` (from 0); typed or told things have page -1.
    """

    signal: str
    agrees: bool
    found: str
    page: int
    start: int
    length: int

    def as_json(self) -> dict[str, Any]:
        """Give it as a reply and the database hold it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whose a statement is, or why it may not be published.

    `reasons` are the codes, gravest first, and empty only when `state` is ready. An account beside a
    quarantined file is the one whose number the file bears: a proposal to look at, no more. Amounts are
    whole cents; `period` is `2026-10`, or empty where there is no date either.
    """

    state: str
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    billing_account_id: str | None = None
    kind: str = "standard"
    period: str = ""
    statement_date: date | None = None
    due_on: date | None = None
    amount_cents: int | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a biller read on the page: the number and one of name, birth date and amount.

    `signal` is name, birth_date or amount, `value` the text as typed. What the page says and the
    program could not read may be typed, too; None leaves it as it is printed.
    """

    account_number: str
    signal: str
    value: str
    amount_cents: int | None = None
    statement_date: date | None = None
    period: str = ""
    due_on: date | None = None
    kind: str = ""
