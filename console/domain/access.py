"""How a patient stands with the portal and which ways in there are: the portal's answer as values.

The portal decides what is barred and warned of (DOMAIN F14–F19, F35, F38, F42); nothing is worked out
here. None of these values holds a secret; `Issued` alone does, and is printed without it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TOKEN, INVITATION, SELF_ENROLLMENT = "token", "invitation", "self_enrollment"
CREDENTIALS, PASSWORD_LINK = "temporary_credentials", "password_link"
WAYS = (TOKEN, CREDENTIALS, INVITATION, SELF_ENROLLMENT, PASSWORD_LINK)
LIVE_STATES = frozenset({"issued", "printed", "sent", "opened", "bounced"})
LIVE_TOKEN, LIVE_INVITATION = "LIVE_TOKEN", "LIVE_INVITATION"


class HandOutKind(StrEnum):
    """What was handed out."""

    TOKEN = "token"  # noqa: S105 - the name of a kind
    CREDENTIALS = "temporary_credentials"
    INVITATION = "invitation"


@dataclass(frozen=True)
class FoundChart:
    """A chart that fits a search; `account_status` is the portal's word, or nothing."""

    id: str
    name: str
    birth_date: str
    record_number: str
    email: str = ""
    phone: str = ""
    account_status: str = ""
    deceased_on: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "FoundChart":
        """Read one chart of a search's answer."""
        return cls(**{name: _text(source, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Found:
    """The charts that fit; `more` says that there are others, which were not sent."""

    charts: tuple[FoundChart, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class Way:
    """One way in. `allowed` is the staff member's right; the blockers are the chart's."""

    way: str
    blockers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    allowed: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it can be gone now by this staff member."""
        return self.allowed and not self.blockers


@dataclass(frozen=True)
class Account:
    """The login bound to the chart; times in RFC 3339, empty for never."""

    id: str
    status: str = ""
    username_hint: str = ""
    email: str = ""
    email_verified_at: str = ""
    last_sign_in_at: str = ""
    locked_at: str = ""
    locked_until: str = ""
    mfa: bool = False


@dataclass(frozen=True)
class HandOut:
    """One thing that was handed out, and what has become of it."""

    kind: HandOutKind
    id: str
    state: str
    issued_at: str = ""
    issued_by: str = ""
    expires_at: str = ""
    used_at: str = ""
    email: str = ""
    bounce_reason: str = ""
    channel: str = ""
    printed_at: str = ""
    revoked_at: str = ""
    superseded_at: str = ""
    burnt_at: str = ""
    tries: int = 0

    @property
    def ended_at(self) -> str:
        """When it stopped working before its time; empty where it did not."""
        return self.used_at or self.revoked_at or self.superseded_at or self.burnt_at

    @property
    def is_live(self) -> bool:
        """Whether it still opens the door, or would if its mail arrived."""
        return self.state in LIVE_STATES


@dataclass(frozen=True)
class Choice:
    """What the patient has said about the portal: `declined`, `deferred`, or nothing."""

    choice: str = ""
    reason: str = ""
    ask_again_on: str = ""


@dataclass(frozen=True)
class Proxy:
    """A care manager's link; it lets somebody act only while it `holds` (DOMAIN F46–F51)."""

    name: str
    direction: str = ""
    relationship: str = ""
    state: str = ""
    ends_on: str = ""


@dataclass(frozen=True)
class PatientAccess:
    """One patient's standing. `patient` is as the portal sent it, for whoever goes on with it."""

    patient: Mapping[str, Any]
    standing: str
    account: Account | None = None
    ways: tuple[Way, ...] = ()
    hand_outs: tuple[HandOut, ...] = ()
    proofs: tuple[Mapping[str, Any], ...] = ()
    proxies: tuple[Proxy, ...] = ()
    choice: Choice = field(default_factory=Choice)
    pending_item_id: str = ""
    self_enrollment_url: str = ""

    @property
    def patient_id(self) -> str:
        """Whose it is."""
        return _text(self.patient, "id")

    @property
    def name(self) -> str:
        """The patient's name as the chart has it."""
        return _text(self.patient, "name")

    def way(self, name: str) -> Way | None:
        """One way, or None where the portal does not offer it."""
        return next((way for way in self.ways if way.way == name), None)

    @property
    def has_died(self) -> bool:
        """Whether the chart says that the patient has died."""
        return any("DECEASED" in way.blockers for way in self.ways)

    def acting(self) -> tuple[Proxy, ...]:
        """Who may act for the patient now."""
        return tuple(
            one for one in self.proxies if one.direction != "dependent" and one.state == "holds"
        )

    def live(self, kind: HandOutKind) -> HandOut | None:
        """What of a kind still works: one at most."""
        return next((one for one in self.hand_outs if one.kind is kind and one.is_live), None)

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "PatientAccess":
        """Read the portal's answer."""
        account = source.get("account")
        return cls(
            patient=dict(_map(source.get("patient"))),
            standing=_text(source, "standing"),
            account=_account(account) if isinstance(account, Mapping) else None,
            ways=tuple(_way(one) for one in _maps(source, "ways")),
            hand_outs=_hand_outs(source),
            proofs=tuple(_maps(source, "proofings")),
            proxies=tuple(_proxy(one) for one in _maps(source, "proxies")),
            choice=_choice(_map(source.get("choice"))),
            pending_item_id=_text(source, "pending_item_id"),
            self_enrollment_url=_text(source, "self_enrollment_url"),
        )


@dataclass(frozen=True)
class LetterCheck:
    """What the portal says of a letter that somebody has brought (PEERS B9)."""

    state: str
    patient_id: str = ""
    patient_name: str = ""
    expires_at: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "LetterCheck":
        """Read the portal's answer."""
        return cls(**{name: _text(source, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Issued:
    """A token just made: the one value here that is a secret. Printed, it says nothing."""

    answer: Mapping[str, Any] = field(repr=False)

    @property
    def id(self) -> str:
        """Which token; the id opens nothing."""
        return _text(self.answer, "id")


def _way(source: Mapping[str, Any]) -> Way:
    return Way(
        _text(source, "way"),
        _words(source, "blockers"),
        _words(source, "warnings"),
        allowed=bool(source.get("allowed", True)),
    )


def _account(source: Mapping[str, Any]) -> Account:
    names = [name for name in Account.__dataclass_fields__ if name != "mfa"]
    return Account(**{name: _text(source, name) for name in names}, mfa=bool(source.get("mfa")))


def _hand_outs(source: Mapping[str, Any]) -> tuple[HandOut, ...]:
    found = [
        _hand_out(kind, one)
        for kind, name in (
            (HandOutKind.TOKEN, "tokens"),
            (HandOutKind.CREDENTIALS, "credentials"),
            (HandOutKind.INVITATION, "invitations"),
        )
        for one in _maps(source, name)
    ]
    return tuple(sorted(found, key=lambda one: one.issued_at, reverse=True))


def _hand_out(kind: HandOutKind, source: Mapping[str, Any]) -> HandOut:
    other = {"kind", "issued_by", "tries"}
    return HandOut(
        kind,
        **{name: _text(source, name) for name in HandOut.__dataclass_fields__ if name not in other},
        issued_by=_text(_map(source.get("issued_by")), "name"),
        tries=int(source.get("tries") or 0),
    )


def _proxy(source: Mapping[str, Any]) -> Proxy:
    who = source.get("care_manager") or source.get("account") or {}
    return Proxy(
        _text(_map(who), "name") or _text(source, "name"),
        _text(source, "direction"),
        _text(source, "relationship"),
        _text(source, "state"),
        _text(source, "ends_on"),
    )


def _choice(source: Mapping[str, Any]) -> Choice:
    return Choice(**{name: _text(source, name) for name in Choice.__dataclass_fields__})


def _text(source: Mapping[str, Any], name: str) -> str:
    found = source.get(name)
    return "" if found is None else str(found)


def _map(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _maps(source: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = source.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _words(source: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = source.get(name)
    return tuple(str(one) for one in found) if isinstance(found, list) else ()
