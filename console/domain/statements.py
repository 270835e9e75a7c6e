"""Statements as billing staff see them: one bill as PDF, the batch it came in, what publishing does.

Read from the portal's answers and from nothing else (DOMAIN F68–F73); amounts are whole cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PUBLISH = "statement:publish"  # the right of everything about statements
PAGE = 200  # rows that are asked for at once
MOST_PUBLISHED = 100  # statements of one call to publish
LARGEST = 128 * 1024 * 1024  # bytes of one file
ASKED = "replaces"  # the question whether a statement replaces one of the same period


class StatementState(StrEnum):
    """Where a statement stands: first what the check made of the file, then what publishing did."""

    REFUSED = "refused"
    QUARANTINED = "quarantined"
    READY = "ready"
    DISCARDED = "discarded"
    PAYABLE = "payable"
    SUPERSEDED = "superseded"
    PAID = "paid"
    VOID = "void"


PUBLISHED = frozenset(
    {
        StatementState.PAYABLE,
        StatementState.SUPERSEDED,
        StatementState.PAID,
        StatementState.VOID,
    }
)
"""States that only a published statement can be in."""


class Signal(StrEnum):
    """What of a statement can agree with an account (PEERS B10)."""

    ACCOUNT_NUMBER = "account_number"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Evidence:
    """One thing that was read in the file, and whether it agrees with the account.

    `page` counts from 0; `start` and `length` are characters of the page's text as pdfium gives it.
    """

    signal: str
    agrees: bool
    found: str = ""
    page: int = 0
    start: int = 0
    length: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Evidence":
        """Read one piece of the portal's answer."""
        return cls(
            text_of(source, "signal"),
            bool(source.get("agrees")),
            text_of(source, "found"),
            int(source.get("page") or 0),
            int(source.get("start") or 0),
            int(source.get("length") or 0),
        )


@dataclass(frozen=True)
class StatementAccount:
    """The guarantor's billing account that a statement is matched to.

    `notice` is how its holder would be told, `mail` or `paper`, and `why` the code of why on paper.
    """

    id: str
    account_number: str = ""
    name: str = ""
    birth_date: str = ""
    delivery: str = ""
    notice: str = ""
    why: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "StatementAccount":
        """Read the account of a statement."""
        return cls(**{name: text_of(source, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class StatementRef:
    """Another statement of the same account: the one replaced, superseded, or there already."""

    id: str
    amount_cents: int | None = None
    statement_date: str = ""
    period: str = ""
    state: str = ""
    account_number: str = ""
    in_flight: bool = False  # a payment of it is under way

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "StatementRef":
        """Read what is said of the other statement."""
        return cls(
            text_of(source, "id"),
            number_of(source, "amount_cents"),
            text_of(source, "statement_date"),
            text_of(source, "period"),
            text_of(source, "state"),
            text_of(source, "account_number"),
            bool(source.get("in_flight")),
        )


@dataclass(frozen=True)
class StatementNotice:
    """How the holder was told of the statement: `queued, sent, bounced, failed, paper`."""

    state: str
    at: str = ""
    status_code: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "StatementNotice":
        """Read one notice."""
        return cls(*(text_of(source, name) for name in ("state", "at", "status_code")))


@dataclass(frozen=True)
class Statement:
    """One statement as the portal has it; dates as `YYYY-MM-DD`, times in RFC 3339, empty for none."""

    id: str
    state: str = StatementState.READY
    version: int = 0
    batch_id: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    pages: int = 0
    reasons: tuple[str, ...] = ()
    question: str = ""
    evidence: tuple[Evidence, ...] = ()
    account: StatementAccount | None = None
    matched_by: str = ""  # the name of who matched it by hand
    kind: str = ""
    period: str = ""
    statement_date: str = ""
    due_on: str = ""
    amount_cents: int | None = None
    paid_cents: int = 0
    currency: str = "USD"
    replaces: StatementRef | None = None
    supersedes: StatementRef | None = None
    published_at: str = ""
    superseded_at: str = ""
    voided_at: str = ""
    void_reason: str = ""
    notice: StatementNotice | None = None

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Statement":
        """Read one statement of the portal's answer."""
        found: dict[str, Any] = {name: text_of(source, name) for name in _TEXTS}
        found |= {
            name: int(source.get(name) or 0) for name in ("version", "size", "pages", "paid_cents")
        }
        account, notice = source.get("account"), source.get("notice")
        return cls(
            **found,
            reasons=tuple(str(one) for one in source.get("reasons") or ()),
            evidence=tuple(Evidence.read(one) for one in source.get("evidence") or ()),
            account=StatementAccount.read(account) if account else None,
            matched_by=name_of(source.get("matched_by")),
            amount_cents=number_of(source, "amount_cents"),
            replaces=_ref(source.get("replaces")),
            supersedes=_ref(source.get("supersedes")),
            notice=StatementNotice.read(notice) if notice else None,
        )

    @property
    def is_asked(self) -> bool:
        """Whether somebody must say first if it replaces another one (F70)."""
        return bool(self.question)

    @property
    def is_published(self) -> bool:
        """Whether the patient has been able to see it."""
        return self.state in PUBLISHED


_TEXTS = (
    "id",
    "state",
    "batch_id",
    "file_name",
    "sha256",
    "question",
    "kind",
    "period",
    "statement_date",
    "due_on",
    "currency",
    "published_at",
    "superseded_at",
    "voided_at",
    "void_reason",
)


@dataclass(frozen=True)
class StatementPage:
    """Some statements, and what to ask for the next ones; empty when these are the last."""

    statements: tuple[Statement, ...] = ()
    next: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "StatementPage":
        """Read the portal's answer."""
        rows = tuple(Statement.read(one) for one in source.get("statements") or ())
        return cls(rows, text_of(source, "next"))


@dataclass(frozen=True)
class MatchWish:
    """A match by hand: the account's number and a second identifier as read on the page."""

    account_number: str
    signal: str  # name, birth_date or amount
    value: str
    amount_cents: int
    statement_date: str
    period: str = ""
    due_on: str = ""
    kind: str = "standard"

    def body(self, expected_version: int) -> dict[str, Any]:
        """The wish as the portal takes it."""
        return {
            "account_number": self.account_number,
            "second": {"signal": self.signal, "value": self.value},
            "amount_cents": self.amount_cents,
            "statement_date": self.statement_date,
            "period": self.period or None,
            "due_on": self.due_on or None,
            "kind": self.kind,
            "expected_version": expected_version,
        }


def _ref(found: object) -> StatementRef | None:
    return StatementRef.read(found) if isinstance(found, Mapping) else None


def name_of(found: object) -> str:
    """The name of a person who is given as `{id, name}` or as the bare name."""
    if isinstance(found, Mapping):
        return text_of(found, "name")
    return "" if found is None else str(found)


def text_of(source: Mapping[str, Any], name: str) -> str:
    """A field as text; empty for none."""
    found = source.get(name)
    return "" if found is None else str(found)


def number_of(source: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None where none is known."""
    found = source.get(name)
    return None if found is None else int(found)
