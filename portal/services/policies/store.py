"""Where the policies of a practice are kept: every version, who made it, when and why (DOMAIN F3).

A practice that never changed a policy has the model's defaults, which are version 0.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, select

from portal.db.tables import policy
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.canonical import canonical, digest
from portal.domain.problems import Problem, ProblemType


class Policy(BaseModel):
    """Base of all policies: closed and frozen, and every field has a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    NAME: ClassVar[str]


P = TypeVar("P", bound=Policy)


@dataclass(frozen=True)
class Held(Generic[P]):
    """A policy as it holds now; version 0 is the default that nobody has changed."""

    version: int
    policy: P


def held(reader: Reader, practice_id: int, model: type[P]) -> Held[P]:
    """Give the policy that holds in the practice, with its version."""
    row = reader.execute(
        select(policy.c.version, policy.c.body)
        .where(and_(policy.c.practice_id == practice_id, policy.c.name == model.NAME))
        .order_by(policy.c.version.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return Held(0, model())
    return Held(row.version, model.model_validate_json(row.body))


def current(reader: Reader, practice_id: int, model: type[P]) -> P:
    """Give the policy that holds in the practice."""
    return held(reader, practice_id, model).policy


def change(
    uow: UnitOfWork,
    practice_id: int,
    wanted: Policy,
    *,
    expected_version: int,
    actor_id: str,
    reason: str,
) -> int:
    """Make `wanted` the policy from now on; gives its version.

    Raises Problem(version-conflict) when somebody else has changed it meanwhile.
    """
    before = held(uow, practice_id, type(wanted))
    if before.version != expected_version:
        raise Problem(ProblemType.VERSION_CONFLICT, "The policy has been changed meanwhile.")
    body = canonical(wanted.model_dump(mode="json"))
    row: dict[str, Any] = {
        "practice_id": practice_id,
        "name": wanted.NAME,
        "version": before.version + 1,
        "body": body,
        "reason": reason,
        "changed_by": actor_id,
        "changed_at": uow.now,
    }
    uow.execute(policy.insert(), row)
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action="policy.changed",
        detail={"policy": wanted.NAME, "version": before.version + 1, "digest": digest(body)},
    )
    return before.version + 1
