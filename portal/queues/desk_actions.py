"""What a desk does with an item of any queue, beside deciding it (PEERS B15, DOMAIN §5.1).

Notes, assignment and waiting decide nothing: they leave the state, and who decided, as they are.
A duplicate is closed in favor of another item; what was denied, declined, closed as a duplicate or
expired can be taken up again. What was granted can not: that has reached the patient.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import orjson

from portal.db.unit_of_work import UnitOfWork
from portal.queues.params import (
    Assign,
    MarkDuplicate,
    NoParams,
    Note,
    Reopen,
    Wait,
    WaitInside,
)
from portal.queues.spec import ActionSpec, Apply, Ending, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.security.staff_rights import rights_of
from portal.services import item_changes, notices, targets, waiting
from portal.services.rules import refused

DUPLICATE = "duplicate"
ENROLLMENT = "enrollment"
EXPIRED = "expired"
CLOSED_BY_DESK = frozenset({DUPLICATE, EXPIRED})
REFUSED = frozenset({"denied", "declined"})
PENDING = "pending"
NOTES_KEEP = timedelta(hours=72)
WAITING_KEEPS = timedelta(hours=24)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Desk:
    """What the desk may do with the items of a queue.

    `work` is the right of who prepares, `close` that of who may close and reopen; `reopens` names
    what can be reopened beside what the desk itself closed.
    """

    queue: QueueSpec
    work: Permission
    close: Permission
    ending: Ending
    asks_patient: bool = True
    reopens: frozenset[str] = REFUSED

    def note(self, _uow: UnitOfWork, row: Row, params: Note, _actor: StaffActor) -> Outcome:
        """Leave a note; it stands in the item's history."""
        del params
        return Outcome(row["state"])

    def assign(self, uow: UnitOfWork, row: Row, params: Assign, _actor: StaffActor) -> Outcome:
        """Hand the item on to a colleague, or back to everybody."""
        whom = params.assigned_to
        if whom is not None and self.queue.read_permission not in rights_of(
            uow, row["practice_id"], whom
        ):
            raise refused("NOT_A_COLLEAGUE", "That staff member does not work on this queue here.")
        return Outcome(
            row["state"],
            columns={"assigned_to": whom, "claimed_by": None, "claimed_until": None},
            journal={"assigned_to": whom},
        )

    def wait(
        self, uow: UnitOfWork, row: Row, params: Wait | WaitInside, _actor: StaffActor
    ) -> Outcome:
        """Let the item wait; who is asked is told."""
        columns = waiting.ended(uow, row, self.queue.policy)
        columns |= waiting.begun(uow, row["practice_id"], params.on, params.until)
        if isinstance(params, Wait) and params.on == waiting.PATIENT:
            notices.tell_asker(uow, row, notices.QUESTION, params.text_to_patient)
        until = None if params.until is None else params.until.isoformat()
        return Outcome(
            row["state"], columns=columns, journal={"waiting_on": params.on, "until": until}
        )

    def resume(self, uow: UnitOfWork, row: Row, _params: NoParams, _actor: StaffActor) -> Outcome:
        """Take up what waits; the clock of the target goes on."""
        if not row["waiting_on"]:
            raise refused("NOT_WAITING", "The item does not wait for anybody.")
        return Outcome(row["state"], columns=waiting.ended(uow, row, self.queue.policy))

    def mark_duplicate(
        self, uow: UnitOfWork, row: Row, params: MarkDuplicate, _actor: StaffActor
    ) -> Outcome:
        """Close the item in favor of another one of the same person."""
        other = item_changes.load(uow, row["practice_id"], params.of, lock=True)
        if other is None or other["kind"] != row["kind"] or other["id"] == row["id"]:
            raise refused("NOT_AN_ORIGINAL", "Name another item of this queue.")
        if other["state"] == DUPLICATE:
            raise refused("DUPLICATE_OF_DUPLICATE", "That item is a duplicate itself.")
        if not _one_person(row, other):
            raise refused("ANOTHER_PERSON", "That item is about another person.")
        content = self.ending.close(uow, row, DUPLICATE)
        self._tell(uow, row, notices.DUPLICATE)
        return Outcome(
            DUPLICATE,
            content=content,
            columns={"duplicate_of": params.of},
            journal={"duplicate_of": params.of},
        )

    def reopen(self, uow: UnitOfWork, row: Row, _params: Reopen, actor: StaffActor) -> Outcome:
        """Take the item up again. A refusal that needed a right of its own is undone with it only."""
        code = orjson.loads(row["outcome"]).get("reason_code") if row["outcome"] else None
        reasons = [one for action in self.queue.actions.values() for one in action.reasons]
        needed = {one.permission for one in reasons if one.code == code}
        if any(right and not actor.may(row["practice_id"], right) for right in needed):
            raise refused("CLINICAL_REFUSAL", "Who refused it, or a peer of theirs, reopens it.")
        content = self.ending.reopen(uow, row)
        self._tell(uow, row, notices.REOPENED)
        due = targets.due_at(uow, row["practice_id"], self.queue.policy, uow.now)
        return Outcome(PENDING, content=content, columns={"duplicate_of": None, "due_at": due})

    def _tell(self, uow: UnitOfWork, row: Row, kind: str) -> None:
        if self.ending.tells_patient:
            notices.tell_asker(uow, row, kind)


def with_desk(queue: QueueSpec, work: Permission, close: Permission, **facts: Any) -> QueueSpec:
    """Give the queue with the desk's actions beside its own, and the states they lead to."""
    ending: Ending = facts.setdefault("ending", SILENT)
    closed = queue.closed_states | CLOSED_BY_DESK
    desk = Desk(replace(queue, closed_states=closed), work, close, **facts)
    actions = {**desk_actions(desk), **queue.actions}
    return replace(queue, closed_states=closed, ending=ending, actions=actions)


def desk_actions(desk: Desk) -> dict[str, ActionSpec]:
    """Give the actions of a desk by name."""
    return {one.name: one for one in (*_work(desk), *_closing(desk))}


def _work(desk: Desk) -> tuple[ActionSpec, ...]:
    """What decides nothing."""

    def action(name: str, params: Any, apply: Apply, keeps: timedelta, **more: Any) -> ActionSpec:
        facts: dict[str, Any] = {"from_states": desk.queue.open_states, "to_state": ""}
        return ActionSpec(
            name=name,
            permission=desk.work,
            params=params,
            apply=apply,
            offline_age=keeps,
            decides=False,
            **facts | more,
        )

    wait = Wait if desk.asks_patient else WaitInside
    return (
        action(
            "note", Note, desk.note, NOTES_KEEP, from_states=desk.queue.states, any_version=True
        ),
        action("assign", Assign, desk.assign, NOTES_KEEP),
        action("wait", wait, desk.wait, WAITING_KEEPS, bulk=False),
        action("resume", NoParams, desk.resume, WAITING_KEEPS),
    )


def _closing(desk: Desk) -> tuple[ActionSpec, ...]:
    """What closes an item, or opens it again: with the portal at hand, and one by one."""

    def action(name: str, start: frozenset[str], to: str, params: Any, apply: Apply) -> ActionSpec:
        return ActionSpec(
            name=name,
            from_states=start,
            to_state=to,
            permission=desk.close,
            params=params,
            apply=apply,
            bulk=False,
        )

    reopens = desk.queue.closed_states & (desk.reopens | CLOSED_BY_DESK)
    return (
        action(
            "mark_duplicate", desk.queue.open_states, DUPLICATE, MarkDuplicate, desk.mark_duplicate
        ),
        action("reopen", reopens, PENDING, Reopen, desk.reopen),
    )


def _one_person(one: Row, other: Row) -> bool:
    """Tell whether two items are about one chart or, where one has none yet, of one account.

    Enrollments are what says who somebody is: whoever signs up twice does so as two. What nobody asked
    for and no chart has yet is about one person where it names one.
    """
    charts = {one["patient_id"], other["patient_id"]}
    if len(charts) == 1 and (None not in charts or one["kind"] == ENROLLMENT):
        return True
    if charts == {None} and one["account_id"] is None and other["account_id"] is None:
        return all(one[told] == other[told] for told in ("subject_name", "subject_birth_date"))
    return None in charts and one["account_id"] == other["account_id"]


def _nothing(_uow: UnitOfWork, _row: Row, _state: str) -> None:
    return None


def _freely(_uow: UnitOfWork, _row: Row) -> None:
    return None


SILENT = Ending(_nothing, _freely, tells_patient=False)
"""Nothing ends with the item, and the patient does not know of it."""
