"""Care managers' links and the birthdays that change them: the portal's answer as values (F46–F51)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

RELATIONSHIPS = (
    "spouse",
    "partner",
    "parent",
    "stepparent",
    "foster_parent",
    "legal_guardian",
    "adult_child",
    "sibling",
    "relative",
    "caregiver",
    "other",
)
BASES = ("patient_consent", "parental", "power_of_attorney", "court_order")
EVIDENCE = (
    "photo_id",
    "known_to_practice",
    "signed_authorization",
    "patient_present",
    "birth_certificate",
    "insurance_card",
    "power_of_attorney",
    "court_order",
)
END_REASONS = (
    "PATIENT_ASKED",
    "CARE_MANAGER_ASKED",
    "DIVORCE",
    "COURT_ORDER_ENDED",
    "SAFETY",
    "MADE_IN_ERROR",
    "OTHER",
)
REFUSE_REASONS = ("NOT_PROVEN", "NOT_WANTED", "WRONG_PERSON", "SAFETY", "OTHER")
OVER = frozenset({"ended", "revoked", "refused"})
CARE_MANAGER, DEPENDENT = "care_manager", "dependent"


class ProxyAct(StrEnum):
    """What can be done with a link, under the portal's names."""

    APPROVE = "approve"
    REFUSE = "refuse"
    REVOKE = "revoke"
    CHANGE = "change"


@dataclass(frozen=True)
class Side:
    """One of the two people of a link."""

    patient_id: str
    name: str
    record_number: str = ""
    birth_date: str = ""


@dataclass(frozen=True)
class ProxyLink:
    """A link: who may act for whom, as the portal says it stands today."""

    id: str
    version: int
    direction: str
    patient: Side
    care_manager: Side
    relationship: str
    basis: str
    evidence: tuple[str, ...]
    scope: str
    effective_scope: str
    starts_on: str
    ends_on: str
    state: str
    prepared_by: str
    decided_by: str
    ended_by: str
    ended_at: str
    end_reason: str
    mutual_id: str
    actions: tuple[str, ...]
    approve_bar: str

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "ProxyLink":
        """Read one link of an answer."""
        manager, patient = _part(source, "care_manager"), _part(source, "patient")
        texts = ("relationship", "basis", "scope", "effective_scope", "starts_on", "ends_on")
        more = ("state", "ended_at", "end_reason", "mutual_id", "approve_bar", "direction")
        names = ("prepared_by", "decided_by", "ended_by")
        return cls(
            id=_text(source, "id"),
            version=int(source.get("version") or 1),
            patient=Side(
                _text(patient, "id"),
                _text(patient, "name"),
                _text(patient, "record_number"),
                _text(patient, "birth_date"),
            ),
            care_manager=Side(
                _text(manager, "patient_id"),
                _text(manager, "name"),
                _text(manager, "record_number"),
            ),
            evidence=_codes(source, "evidence"),
            actions=_codes(source, "actions"),
            **{name: _text(source, name) for name in (*texts, *more)},
            **{name: _text(_part(source, name), "name") for name in names},
        )

    @property
    def is_over(self) -> bool:
        """Whether it is history."""
        return self.state in OVER

    @property
    def other(self) -> Side:
        """The other person, seen from the chart that was asked about."""
        return self.care_manager if self.direction == CARE_MANAGER else self.patient


@dataclass(frozen=True)
class ProxyList:
    """All links of a chart, and what the practice has set about them."""

    links: tuple[ProxyLink, ...] = ()
    enabled: bool = True
    adults_need_approval: bool = True

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "ProxyList":
        """Read the answer about a chart."""
        return cls(
            read_links(source.get("proxies") or ()),
            bool(source.get("enabled", True)),
            bool(source.get("adults_need_approval", True)),
        )


@dataclass(frozen=True)
class Birthday:
    """A birthday on which it changes who sees a young patient's record."""

    patient: Side
    turns: int
    on: str
    has_login: bool
    links: int
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Birthday":
        """Read one birthday of an answer."""
        patient = _part(source, "patient")
        names = ("id", "name", "record_number", "birth_date")
        return cls(
            Side(*(_text(patient, name) for name in names)),
            int(source.get("turns") or 0),
            _text(source, "on"),
            bool(source.get("has_login")),
            int(source.get("links") or 0),
            _part(source, "before"),
            _part(source, "after"),
        )


@dataclass(frozen=True)
class ProxyWish:
    """Something to be done with a link, with what the portal wants to know."""

    act: ProxyAct
    link_id: str
    fields: Mapping[str, Any]


def read_links(source: Sequence[Mapping[str, Any]]) -> tuple[ProxyLink, ...]:
    """Read the links of an answer."""
    return tuple(ProxyLink.read(one) for one in source)


def _part(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = source.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(source: Mapping[str, Any], name: str) -> str:
    found = source.get(name)
    return "" if found is None else str(found)


def _codes(source: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in source.get(name) or ())
