"""The patients' accounts as staff see them, and what staff may do with one (DOMAIN F39–F45)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

READ, MANAGE = "account:read", "account:manage"
RESET_MFA, TEMPORARY = "account:reset_mfa", "credential:temporary"
TOKEN = "credential:token"  # noqa: S105 - the name of a right, not a secret
ACTIVE, PENDING, CLOSED = "active", "pending", "closed"
DENIED, WITHDRAWN = "denied", "withdrawn"
MFA_ON = "on"
PAGE = 100  # rows that are asked for at once


class Act(StrEnum):
    """What can be done with an account; its word in the portal's paths."""

    LOCK = "lock"
    UNLOCK = "unlock"
    PASSWORD_LINK = "password-link"  # noqa: S105 - the name of an act
    VERIFICATION_MAIL = "verification-mail"
    CHANGE_EMAIL = "email"
    RESET_MFA = "reset-mfa"
    TELL_USERNAME = "username"
    CREDENTIALS = "temporary-credentials"
    DEACTIVATE = "deactivate"
    REACTIVATE = "reactivate"


PROVED = frozenset({Act.CHANGE_EMAIL, Act.RESET_MFA, Act.TELL_USERNAME, Act.CREDENTIALS})
"""Acts before which it is recorded how the person proved who they are."""


def right_of(act: Act) -> str:
    """The right that an act asks for."""
    return {Act.RESET_MFA: RESET_MFA, Act.CREDENTIALS: TEMPORARY}.get(act, MANAGE)


class Filter(StrEnum):
    """Which accounts are listed."""

    ALL = "all"
    LOCKED = "locked"
    UNVERIFIED = "unverified"
    BOUNCED = "bounced"
    NEVER = "never_signed_in"


class SearchBy(StrEnum):
    """What of an account is searched."""

    NAME = "name"
    USERNAME = "username"
    EMAIL = "email"


@dataclass(frozen=True)
class AccountQuery:
    """What is listed; an answer to another query than the one on show is let go."""

    filter: Filter = Filter.ALL
    by: SearchBy = SearchBy.NAME
    text: str = ""

    def body(self, after: str = "") -> dict[str, Any]:
        """The terms as the portal takes them; they travel in the body, where no log sees them."""
        terms: dict[str, Any] = {"limit": PAGE}
        if self.filter is not Filter.ALL:
            terms[self.filter.value] = True
        if self.text.strip():
            terms[self.by.value] = self.text.strip()
        if after:
            terms["after"] = after
        return terms


@dataclass(frozen=True)
class Account:
    """One account of the practice; times in RFC 3339, empty for never."""

    id: str
    name: str = ""
    username_hint: str = ""
    status: str = ACTIVE
    email: str = ""
    email_verified_at: str = ""
    email_bounced_at: str = ""
    last_sign_in_at: str = ""
    locked_at: str = ""
    locked_until: str = ""
    lock_reason: str = ""
    created_at: str = ""
    mfa: str = ""  # off, setting_up, on
    password_changed_at: str = ""
    patient: Mapping[str, Any] = field(default_factory=dict)
    last_reset: Mapping[str, Any] = field(default_factory=dict)
    sessions: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Account":
        """Read one account of the portal's answer."""
        more = ("patient", "last_reset", "sessions")
        texts = {
            name: text_of(source, name) for name in cls.__dataclass_fields__ if name not in more
        }
        return cls(
            **texts,
            patient=_map(source.get("patient")),
            last_reset=_map(source.get("last_reset")),
            sessions=int(source.get("sessions") or 0),
        )

    @property
    def patient_id(self) -> str:
        """The chart it is bound to, or nothing."""
        return text_of(self.patient, "id")

    @property
    def has_mfa(self) -> bool:
        """Whether a second factor is asked for at sign-in."""
        return self.mfa == MFA_ON


@dataclass(frozen=True)
class AccountPage:
    """Some accounts, and what to ask for the next ones; empty when these are the last."""

    accounts: tuple[Account, ...] = ()
    next: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "AccountPage":
        """Read the portal's answer."""
        rows = tuple(Account.read(one) for one in source.get("accounts") or ())
        return cls(rows, text_of(source, "next"))


@dataclass(frozen=True)
class AccountWish:
    """One act on one account, with what the person chose for it."""

    act: Act
    account: Account
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Invitation:
    """A mailed invitation that came to nothing: it bounced, expired, or was burnt by wrong tries."""

    id: str
    state: str = "bounced"
    patient_name: str = ""
    email: str = ""
    bounce_reason: str = ""
    bounced_at: str = ""
    expires_at: str = ""
    issued_at: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Invitation":
        """Read one invitation of the portal's answer."""
        patient = source.get("patient")
        name = text_of(patient, "name") if isinstance(patient, Mapping) else ""
        texts = {one: text_of(source, one) for one in cls.__dataclass_fields__}
        return cls(**{**texts, "patient_name": name or texts["patient_name"]})


@dataclass(frozen=True)
class InvitationPage:
    """Some invitations, and what to ask for the next ones."""

    invitations: tuple[Invitation, ...] = ()
    next: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "InvitationPage":
        """Read the portal's answer."""
        rows = tuple(Invitation.read(one) for one in source.get("invitations") or ())
        return cls(rows, text_of(source, "next"))


def _map(found: object) -> Mapping[str, Any]:
    return dict(found) if isinstance(found, Mapping) else {}


def text_of(source: Mapping[str, Any], name: str) -> str:
    """A field as text; empty for none."""
    found = source.get(name)
    return "" if found is None else str(found)
