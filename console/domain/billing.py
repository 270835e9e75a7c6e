"""Billing accounts as billing staff see them: who owes, which statement can be paid (DOMAIN F70–F73).

An account here is a guarantor's with the practice, not a login. Amounts are whole cents; dates are in
ISO form, times in RFC 3339, empty for none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.domain.statements import StatementState

PENDING = "pending"  # of a payment: on its way
QUEUED, SENT, BOUNCED, FAILED, PAPER = "queued", "sent", "bounced", "failed", "paper"


@dataclass(frozen=True)
class Bill:
    """One published statement of an account, with who did what to it."""

    id: str
    state: str = ""
    kind: str = "standard"
    period: str = ""
    statement_date: str = ""
    due_on: str = ""
    amount_cents: int | None = None
    paid_cents: int = 0
    currency: str = "USD"
    pages: int = 0
    published_at: str = ""
    published_by: str = ""
    quiet_reason: str = ""  # why nobody was told
    superseded_at: str = ""
    paid_at: str = ""
    voided_at: str = ""
    voided_by: str = ""
    void_reason: str = ""
    void_note: str = ""
    version: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Bill":
        """Read one statement of the portal's answer."""
        other = {"pages", "paid_cents", "version", "amount_cents", "published_by", "voided_by"}
        names = (name for name in cls.__dataclass_fields__ if name not in other)
        texts = {name: _text(source, name) for name in names}
        texts["currency"] = texts["currency"] or "USD"
        return cls(
            **texts,
            published_by=_name(source, "published_by"),
            voided_by=_name(source, "voided_by"),
            pages=_number(source, "pages") or 0,
            paid_cents=_number(source, "paid_cents") or 0,
            version=_number(source, "version") or 0,
            amount_cents=_number(source, "amount_cents"),
        )

    @property
    def is_payable(self) -> bool:
        """Whether it is the one that can be paid (F70)."""
        return self.state == StatementState.PAYABLE

    @property
    def is_void(self) -> bool:
        """Whether somebody has withdrawn it."""
        return self.state == StatementState.VOID

    @property
    def open_cents(self) -> int:
        """What is still to be paid of it."""
        return max(0, (self.amount_cents or 0) - self.paid_cents)


@dataclass(frozen=True)
class BillNotice:
    """One mail that a statement is there; ordinal 0 is the one of its publication (F69)."""

    statement_id: str = ""
    ordinal: int = 0
    state: str = ""
    status_code: str = ""
    created_at: str = ""
    created_by: str = ""
    settled_at: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillNotice":
        """Read one notice of the portal's answer."""
        return cls(
            _text(source, "statement_id"),
            _number(source, "ordinal") or 0,
            _text(source, "state"),
            _text(source, "status_code"),
            _text(source, "created_at") or _text(source, "at"),
            _name(source, "created_by"),
            _text(source, "settled_at"),
        )


@dataclass(frozen=True)
class BillPayment:
    """One payment of one statement; of cards and banks the practice knows nothing (F73)."""

    id: str
    statement_id: str = ""
    currency: str = "USD"
    state: str = ""  # pending, succeeded, declined
    created_at: str = ""
    settled_at: str = ""
    decline_code: str = ""
    paid_by: str = ""
    late: str = (
        ""  # superseded, void: what the statement had become before the payment came through
    )
    amount_cents: int | None = None

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillPayment":
        """Read one payment of the portal's answer."""
        names = (name for name in cls.__dataclass_fields__ if name != "amount_cents")
        texts = {name: _text(source, name) for name in names}
        texts["currency"] = texts["currency"] or "USD"
        return cls(**texts, amount_cents=_number(source, "amount_cents"))


@dataclass(frozen=True)
class BillRequest:
    """What a guarantor asked about a statement: an item of the queue of requests (F71)."""

    id: str
    state: str = ""
    reason: str = ""
    text: str = ""
    submitted_at: str = ""
    statement_id: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillRequest":
        """Read one request of the portal's answer."""
        return cls(**{name: _text(source, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class BillingAccount:
    """One account of a guarantor; a row of a list knows less of it than the account asked for alone.

    `notice` is how the next statement is told, `mail` or `paper`, `why` the code of why on paper; a row
    has the last notice that there was.
    """

    id: str
    account_number: str = ""
    name: str = ""
    birth_date: str = ""
    delivery: str = ""
    notice: str = ""
    why: str = ""
    email: str = ""
    address: str = ""
    balance_at: str = ""
    balance_cents: int | None = None
    is_overdue: bool = False
    payable: Bill | None = None
    last_notice: BillNotice | None = None
    people: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillingAccount":
        """Read one account of the portal's answer."""
        other = {"balance_cents", "is_overdue", "payable", "last_notice", "people"}
        names = (name for name in cls.__dataclass_fields__ if name not in other)
        payable, told = _map(source.get("payable")), _map(source.get("notice"))
        return cls(
            **{name: _text(source, name) for name in names},
            balance_cents=_number(source, "balance_cents"),
            is_overdue=source.get("overdue") is True,
            payable=Bill.read({"state": StatementState.PAYABLE, **payable}) if payable else None,
            last_notice=BillNotice.read(told) if told else None,
            people=tuple(_maps(source.get("people"))),
        )


@dataclass(frozen=True)
class BillingPage:
    """Some accounts, and what to ask for the next ones; empty when these are the last."""

    accounts: tuple[BillingAccount, ...] = ()
    next: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillingPage":
        """Read the portal's answer."""
        rows = tuple(BillingAccount.read(one) for one in _maps(source.get("accounts")))
        return cls(rows, _text(source, "next"))


@dataclass(frozen=True)
class BillingView:
    """One account with all that belongs to it, the newest first.

    `told` is the last notice of each statement, by the statement's id.
    """

    account: BillingAccount
    statements: tuple[Bill, ...] = ()
    notices: tuple[BillNotice, ...] = ()
    payments: tuple[BillPayment, ...] = ()
    requests: tuple[BillRequest, ...] = ()
    told: Mapping[str, BillNotice] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillingView":
        """Read the portal's answer; the account may stand beside its lists or in a field."""
        account = {"people": source.get("people"), **(_map(source.get("account")) or source)}
        notices = [BillNotice.read(one) for one in _maps(source.get("notices"))]
        notices.sort(key=lambda one: (one.created_at, one.ordinal), reverse=True)
        payments = [BillPayment.read(one) for one in _maps(source.get("payments"))]
        return cls(
            BillingAccount.read(account),
            tuple(Bill.read(one) for one in _maps(source.get("statements"))),
            tuple(notices),
            tuple(sorted(payments, key=lambda one: one.created_at, reverse=True)),
            tuple(BillRequest.read(one) for one in _maps(source.get("requests"))),
            {one.statement_id: one for one in reversed(notices)},
        )

    @property
    def payable(self) -> Bill | None:
        """The one statement that can be paid, if there is one (F70)."""
        return next((one for one in self.statements if one.is_payable), None)

    def statement(self, statement_id: str) -> Bill | None:
        """One of its statements."""
        return next((one for one in self.statements if one.id == statement_id), None)

    def in_flight(self, statement_id: str = "") -> tuple[BillPayment, ...]:
        """Payments on their way, of one statement or of all of them (F73)."""
        pending = (one for one in self.payments if one.state == PENDING)
        return tuple(one for one in pending if statement_id in ("", one.statement_id))


def _map(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _maps(found: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _text(source: Mapping[str, Any], name: str) -> str:
    found = source.get(name)
    return "" if found is None or isinstance(found, Mapping | list) else str(found)


def _name(source: Mapping[str, Any], name: str) -> str:
    """The name of a person, sent as `{id, name}` or as the name alone."""
    found = source.get(name)
    return _text(found, "name") if isinstance(found, Mapping) else _text(source, name)


def _number(source: Mapping[str, Any], name: str) -> int | None:
    found = source.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
