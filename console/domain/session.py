"""Who is signed in, and what they may do: `/v1/me` as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reason:
    """A coded reason for a refusal, with the words proposed to the patient."""

    code: str
    title: str
    text_to_patient: str
    permission: str = ""
    next_step: str = ""  # what the refusal sets in motion (PEERS B16)
    external_code: str = ""  # a public table's code, NCPDP for instance


@dataclass(frozen=True)
class ActionRule:
    """One action of a queue as the portal describes it; buttons and offline rules come from it."""

    kind: str
    action: str
    from_states: frozenset[str]
    permission: str
    step_up: bool
    bulk: bool
    offline_age_s: int | None
    params_schema: Mapping[str, Any] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    decides: bool = True  # False: work on an item, such as a note, that decides nothing
    delegable: bool = True  # whether a delegate may take it for a colleague at all


@dataclass(frozen=True)
class Colleague:
    """Another staff member of the practice."""

    id: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class OfflineReview:
    """What of a practice may be reviewed without a line, by this staff member (DOMAIN §5.8)."""

    allowed: bool = False
    kinds: frozenset[str] = frozenset()  # the queues
    whole: bool = False  # False: what a row of the list shows; nothing can be decided by that
    keep_s: int = 0  # how old the copy may get
    most_items: int = 0
    may_pin: bool = False  # documents


@dataclass(frozen=True)
class Practice:
    """A practice the staff member belongs to."""

    id: int
    name: str
    time_zone: str
    roles: tuple[str, ...]
    permissions: frozenset[str]
    colleagues: tuple[Colleague, ...] = ()
    phone: str = ""
    offline: OfflineReview = OfflineReview()


@dataclass(frozen=True)
class Me:
    """The signed-in staff member."""

    staff_id: str
    username: str
    name: str
    practices: tuple[Practice, ...]
    actions: tuple[ActionRule, ...]
    policies: Mapping[str, Any] = field(default_factory=dict)

    def practice(self, practice_id: int) -> Practice:
        """The practice with this id; KeyError when the staff member does not belong to it."""
        for practice in self.practices:
            if practice.id == practice_id:
                return practice
        raise KeyError(practice_id)

    def rule(self, kind: str, action: str) -> ActionRule | None:
        """The rule of one action, or None when the portal does not offer it."""
        for rule in self.actions:
            if rule.kind == kind and rule.action == action:
                return rule
        return None

    def may(self, practice_id: int, permission: str) -> bool:
        """Whether the staff member holds the permission; nobody does in a practice not their own."""
        return any(
            practice.id == practice_id and permission in practice.permissions
            for practice in self.practices
        )


@dataclass(frozen=True)
class DemoAccount:
    """A staff account of the demo practice, offered for one click in the sign-in window."""

    username: str
    practice: str
