"""Where the policies of a practice are kept: every version, who made it, when and why (DOMAIN F3).

A practice that never changed a policy has the model's defaults, which are version 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, bindparam, select

from portal.db.tables import policy, practice
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.canonical import canonical, digest
from portal.domain.problems import Problem, ProblemType
from portal.services import desk_entity

_newest = (
    select(policy.c.version, policy.c.body)
    .where(
        and_(
            policy.c.practice_id == bindparam("practice"),
            policy.c.name == bindparam("model"),
        )
    )
    .order_by(policy.c.version.desc())
    .limit(1)
)


class Warned(NamedTuple):
    """What is lawful to set but should be thought over; `detail` is shown beside the setting."""

    code: str
    detail: str


class Policy(BaseModel):
    """Base of all policies: closed and frozen, and every field has a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    NAME: ClassVar[str]

    def warnings(self) -> Sequence[Warned]:
        """Say what is lawful to set but likely wrong."""
        return ()

    def changed(self, uow: UnitOfWork, practice_id: int, version: int) -> None:
        """Do what follows from this version's having been set, in the same transaction."""


P = TypeVar("P", bound=Policy)


@dataclass(frozen=True)
class Held(Generic[P]):
    """A policy as it holds now; version 0 is the default that nobody has changed."""

    version: int
    policy: P


def held(reader: Reader, practice_id: int, model: type[P]) -> Held[P]:
    """Give the policy that holds in the practice, with its version."""
    bound = {"practice": practice_id, "model": model.NAME}
    row = next(iter(reader.rows(_newest, bound)), None)
    if row is None:
        return Held(0, _read(model, "{}"))
    return Held(row.version, _read(model, row.body))


@lru_cache(maxsize=256)  # a policy is frozen, and asked for by every page and decision
def _read(model: type[P], body: str) -> P:
    return model.model_validate_json(body)


def current(reader: Reader, practice_id: int, model: type[P]) -> P:
    """Give the policy that holds in the practice."""
    return reader.once(
        ("policy", practice_id, model.NAME), lambda: held(reader, practice_id, model).policy
    )


def versions(reader: Reader, practice_id: int, name: str, count: int) -> Sequence[Any]:
    """Read the newest versions of a policy, newest first; none while it is the default."""
    return (
        reader.execute(
            select(policy)
            .where(and_(policy.c.practice_id == practice_id, policy.c.name == name))
            .order_by(policy.c.version.desc())
            .limit(count)
        )
        .mappings()
        .all()
    )


def change(
    uow: UnitOfWork,
    practice_id: int,
    wanted: Policy,
    *,
    expected_version: int,
    actor_id: str | None,
    reason: str,
) -> int:
    """Make `wanted` the policy from now on; gives its version.

    Raises Problem(version-conflict), with the version that holds as `current`, when somebody else has
    changed it meanwhile. What stays as it was makes no new version.
    """
    # one at a time: the loser of two equal numbers is to read the winner's version, not an error
    uow.execute(select(practice.c.id).where(practice.c.id == practice_id).with_for_update())
    before = held(uow, practice_id, type(wanted))
    if before.version != expected_version:
        raise Problem(
            ProblemType.VERSION_CONFLICT,
            "The policy has been changed meanwhile.",
            extra={"current": {"name": wanted.NAME, "version": before.version}},
        )
    if before.policy == wanted:
        return before.version
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
    wanted.changed(uow, practice_id, before.version + 1)
    desk_entity.touch(uow, practice_id)
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action="policy.changed",
        target=("policy", wanted.NAME),
        detail={"policy": wanted.NAME, "version": before.version + 1, "digest": digest(body)},
    )
    return before.version + 1
