"""What a practice may set about its workstations: when they lock, what may be read without a line.

Review without a line is off until a practice turns it on: what lies on a computer can be stolen with it,
and against a copied disk only the passphrase holds (DOMAIN §5.8, reference/security T1, T4, §3.1).
"""

from collections.abc import Collection
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from portal.services.policies.store import Policy

Queue = Literal["enrollment", "appointment", "refill", "result", "document", "task"]
# every role that sees one of these queues
Reviewer = Literal["front_desk", "nurse", "provider", "admin"]


def _each_once(named: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the first of equal ones; what is said twice is meant once."""
    return tuple(dict.fromkeys(named))


class WorkstationPolicy(Policy):
    """Locks, and review without the portal. The strictest practice of a person sets their locks."""

    NAME: ClassVar[str] = "workstation"
    lock_soft_min: Annotated[
        int,
        Field(
            ge=1,
            le=15,
            title="The window locks after",
            description="Without a key or a click. The password unlocks it.",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 5
    lock_hard_min: Annotated[
        int,
        Field(
            ge=5,
            le=20,
            title="The program forgets everything and asks for a sign-in after",
            description="HIPAA 45 CFR 164.312(a)(2)(iii) asks for automatic logoff and names no time.",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 15
    offline: Annotated[
        bool,
        Field(
            title="Items may be reviewed while the portal can not be reached",
            description="A copy of open items lies on the computer, encrypted under a passphrase.",
        ),
    ] = False
    offline_kinds: Annotated[
        tuple[Queue, ...],
        AfterValidator(_each_once),
        Field(
            max_length=6,
            title="Of these queues",
            json_schema_extra={"empty": "no queue"},
        ),
    ] = ("enrollment", "appointment", "refill")
    offline_fields: Annotated[
        Literal["whole", "row"],
        Field(
            title="Of an item the copy holds",
            description="Row: only what the list shows; it can be read, not decided on.",
        ),
    ] = "whole"
    offline_hours: Annotated[
        int,
        Field(
            ge=1,
            le=72,
            title="The copy may be read for",
            description="Counted from the last contact with the portal; then it is deleted.",
            json_schema_extra={"unit": "hours"},
        ),
    ] = 12
    offline_items: Annotated[
        int,
        Field(
            ge=50,
            le=500,
            title="The copy holds at most",
            description="What is overdue first, then what has waited longest.",
            json_schema_extra={"unit": "items"},
        ),
    ] = 500
    offline_roles: Annotated[
        tuple[Reviewer, ...],
        AfterValidator(_each_once),
        Field(
            max_length=4,
            title="By these roles",
            json_schema_extra={"empty": "nobody"},
        ),
    ] = ("front_desk", "nurse", "provider", "admin")
    pin_documents: Annotated[
        bool,
        Field(
            title="Documents may be kept for reading without the portal",
            description="Only those that a person has chosen one by one.",
        ),
    ] = False

    @model_validator(mode="after")
    def _covers_before_it_forgets(self) -> Self:
        if self.lock_hard_min < self.lock_soft_min:
            msg = "the window locks before the program forgets everything, not after"
            raise ValueError(msg)
        return self

    def kinds_for(self, roles: Collection[str], readable: Collection[str]) -> list[str]:
        """List the queues that somebody with these roles, who reads these queues, may take along."""
        if not self.offline or not set(roles) & set(self.offline_roles):
            return []
        return sorted(set(self.offline_kinds) & set(readable))
