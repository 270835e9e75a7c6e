"""A staff member's attempt at one command, and the reasons for which it may not be made."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import orjson
from pydantic import ValidationError

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import ActionParams, ActionSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.security.sessions import require_step_up
from portal.services import waiting
from portal.services.commands import Command
from portal.services.delegations import active_for
from portal.services.entities import Row
from portal.services.feed import Queues
from portal.services.rules import refused

# A decision "made online" may have waited for undo and for a slow line; older, it was made offline.
# A clock may be off by as much; the age of what lies further ahead is unknown.
ONLINE = timedelta(minutes=5)


class Attempt:
    """A staff member's attempt at one command."""

    def __init__(self, actor: StaffActor, queues: Queues, command: Command) -> None:
        """Look up what the command asks for; a kind or an action that is none stays None."""
        self.actor = actor
        self.queues = queues
        self.command = command
        self.queue = queues.get(command.kind)
        self.action: ActionSpec | None = None
        if self.queue is not None:
            self.action = self.queue.actions.get(command.action)
        self.outrun = False  # a decision was found that stands in its way for ever

    def of(self, actor: StaffActor) -> "Attempt":
        """Give the same attempt with the actor's rights as they are now."""
        return Attempt(actor, self.queues, self.command)

    @property
    def permitted(self) -> bool:
        """Whether the actor may do this in the practice, now."""
        practice_id = self.command.practice_id
        return self.action is not None and self.actor.may(practice_id, self.action.permission)

    @property
    def open_states(self) -> frozenset[str]:
        """The states in which an item of the queue waits."""
        return frozenset() if self.queue is None else self.queue.open_states

    def deciding(self, history: Sequence[Row]) -> list[Row]:
        """Leave of an item's history what decided something: no notes, no assignments."""
        actions = {} if self.queue is None else self.queue.actions
        return [
            row for row in history if row["action"] in actions and actions[row["action"]].decides
        ]

    @cached_property
    def fingerprint(self) -> str:
        """The hash of what is asked and by whom; "" for parameters that no decision can have had."""
        try:
            return self.command.fingerprint(self.actor.staff_id)
        except TypeError:  # too large a number, too deep a list, half a character
            return ""

    @cached_property
    def params(self) -> ActionParams | Problem:
        """The action's parameters, or the problem with them."""
        assert self.action is not None  # noqa: S101 - asked only for actions that exist
        try:
            return self.action.params.model_validate(self.command.params)
        except ValidationError as error:
            errors = [
                {"pointer": "/".join(["/params", *map(str, one["loc"])]), "code": one["type"]}
                for one in error.errors(include_url=False, include_input=False)
            ]
            return Problem(ProblemType.VALIDATION, extra={"errors": errors})

    @property
    def params_text(self) -> str | None:
        """The parameters as they are stored and compared; None when they do not fit."""
        if self.action is None or isinstance(self.params, Problem):
            return None
        return canonical(self.params.model_dump(mode="json"))

    def outcome_text(self) -> str:
        """Write what the patient and the colleagues read of the decision later."""
        params = self.params
        kept = ("reason_code", "text_to_patient")
        return canonical({name: getattr(params, name) for name in kept if hasattr(params, name)})

    def credit(self, reader: Reader, row: Mapping[str, Any]) -> dict[str, Any]:
        """Give the columns of an item that has been decided: by whom, for whom; it waits no more."""
        assert self.queue is not None  # noqa: S101 - asked only for actions that exist
        return waiting.ended(reader, row, self.queue.policy) | {
            "claimed_by": None,
            "claimed_until": None,
            "decided_by": self.actor.staff_id,
            "decided_at": reader.now,
            "decided_action": self.command.action,
            "on_behalf_of": self.command.on_behalf_of,
            "outcome": self.outcome_text(),
        }

    def check_right(self, uow: UnitOfWork) -> ActionSpec:
        """Give the action, or refuse what the actor may not do, before anything is looked up."""
        if self.queue is None:
            raise Problem(ProblemType.NOT_FOUND, "There is no such queue")
        if self.action is None:
            raise Problem(ProblemType.VALIDATION, extra=_at("/action", "unknown_action"))
        if self.action.permission not in self.rights(uow):
            raise Problem(ProblemType.NOT_PERMITTED)
        if self.action.step_up:
            require_step_up(self.actor, uow.now)
        return self.action

    def rights(self, reader: Reader) -> frozenset[Permission]:
        """Give the rights by which this is decided: the actor's, or those of whom they act for.

        Who acts for a colleague sees the queue by a right of their own (PEERS K12); whom they act
        for has to hold the right to the action now.
        """
        practice_id, delegator = self.command.practice_id, self.command.on_behalf_of
        own = self.actor.permissions.get(practice_id, frozenset())
        if delegator is None:
            return frozenset(own)
        if self.queue is None or self.queue.read_permission not in own:
            return frozenset()
        for one in active_for(
            reader, practice_id, self.actor.staff_id, self.queue.kind, reader.now
        ):
            if one.id == delegator:
                return one.permissions
        return frozenset()

    def check_delegable(self, action: ActionSpec, row: Row) -> None:
        """Refuse to act for a colleague where everybody acts for themselves, as for controlled drugs."""
        if self.command.on_behalf_of is None:
            return
        if action.delegable is None or not action.delegable(orjson.loads(row["content"])):
            raise refused("NOT_DELEGABLE", "This is decided by whose right it is, for nobody else.")

    def check_reason(self, reader: Reader, action: ActionSpec) -> None:
        """Refuse a coded reason that needs a right beyond the action's own."""
        code = self.command.params.get("reason_code")
        for reason in action.reasons:
            if reason.code != code or reason.permission is None:
                continue
            if reason.permission not in self.rights(reader):
                raise Problem(ProblemType.NOT_PERMITTED, "This reason is not yours to give")

    def check_age(self, action: ActionSpec, row: Row, now: datetime) -> None:
        """Refuse what was decided too long ago to hold for the facts of today, or nobody knows when.

        The problem says how old it was, and how long such a decision holds: null for never.
        """
        allowed = action.offline_age_of(orjson.loads(row["content"]))
        age = now - self.command.client_decided_at
        if age < -ONLINE:
            raise Problem(ProblemType.DECISION_STALE, "It bears a time that is yet to come.")
        if age > (ONLINE if allowed is None else allowed):
            told = {
                "age_s": round(age.total_seconds()),
                "allowed_s": None if allowed is None else round(allowed.total_seconds()),
            }
            raise Problem(ProblemType.DECISION_STALE, extra=told)


def _at(pointer: str, code: str) -> dict[str, Any]:
    return {"errors": [{"pointer": pointer, "code": code}]}
