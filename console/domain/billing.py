"""Guarantors' billing accounts as staff see them, and what is searched of them (DOMAIN F69–F73)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.domain.statements import Statement, number_of, text_of

ACCOUNT_PAGE = 50  # rows that are asked for at once


@dataclass(frozen=True)
class BillingQuery:
    """What is listed; the terms travel in the body, where no log sees them."""

    number: str = ""
    name: str = ""
    birth_date: str = ""
    overdue: bool = False
    bounced: bool = False
    paper: bool = False

    def body(self, after: str = "") -> dict[str, Any]:
        """The terms as the portal takes them."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        terms = {name: value for name, value in found.items() if value}
        return {**terms, "limit": ACCOUNT_PAGE, **({"after": after} if after else {})}


@dataclass(frozen=True)
class BillingAccount:
    """A guarantor's account of one practice; `balance_cents` None where the practice sent none."""

    id: str
    account_number: str = ""
    name: str = ""
    birth_date: str = ""
    delivery: str = ""
    notice: str = ""
    why: str = ""
    guarantor_patient_id: str = ""
    balance_cents: int | None = None
    people: tuple[Mapping[str, Any], ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)  # the portal's row, as it came

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillingAccount":
        """Read one account of the portal's answer."""
        names = ("id", "account_number", "name", "birth_date", "delivery", "notice", "why")
        return cls(
            **{name: text_of(source, name) for name in names},
            guarantor_patient_id=text_of(source, "guarantor_patient_id"),
            balance_cents=number_of(source, "balance_cents"),
            people=tuple(dict(one) for one in source.get("people") or ()),
            more=dict(source),
        )


@dataclass(frozen=True)
class BillingPage:
    """Some accounts, and what to ask for the next ones; empty when these are the last."""

    accounts: tuple[BillingAccount, ...] = ()
    next: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillingPage":
        """Read the portal's answer."""
        rows = tuple(BillingAccount.read(one) for one in source.get("accounts") or ())
        return cls(rows, text_of(source, "next"))


@dataclass(frozen=True)
class BillingView:
    """All that the portal has of one account; notices, payments and requests as it says them."""

    account: BillingAccount
    statements: tuple[Statement, ...] = ()
    notices: tuple[Mapping[str, Any], ...] = ()
    payments: tuple[Mapping[str, Any], ...] = ()
    requests: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BillingView":
        """Read the portal's answer; the account may stand beside its lists or in a field."""
        nested = source.get("account")
        account = dict(nested) if isinstance(nested, Mapping) else dict(source)
        if "people" not in account and source.get("people"):
            account["people"] = source["people"]

        def rows(name: str) -> tuple[Mapping[str, Any], ...]:
            return tuple(dict(one) for one in source.get(name) or ())

        return cls(
            BillingAccount.read(account),
            tuple(Statement.read(one) for one in rows("statements")),
            rows("notices"),
            rows("payments"),
            rows("requests"),
        )
