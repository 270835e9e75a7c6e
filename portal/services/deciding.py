"""One command in its transaction: from the item's lock to the decision's row.

The order is that of reference/backend §6.2. Whoever raises Problem in here undoes all that the
transaction has done; whoever answers has done nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.db.unit_of_work import FeedTicket, JournalTicket, UnitOfWork
from portal.domain.canonical import canonical, content_hash, digest
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import ActionSpec, Outcome
from portal.services import bulk, next_steps, refused_decisions, told_refusals
from portal.services import decision_records as records
from portal.services.answers import answer_conflict, answer_known, answer_refused
from portal.services.attempt import Attempt
from portal.services.commands import APPLIED, Command, Result
from portal.services.conflicts import Conflict, as_seen, still_fits
from portal.services.entities import Row, rows_of


@dataclass(frozen=True)
class Done:
    """What a transaction came to; the numbers are known once it has committed."""

    answer: Result
    feed: FeedTicket | None = None
    journal: JournalTicket | None = None

    def result(self) -> Result:
        """Give the answer with its numbers."""
        if self.feed is None or self.journal is None:
            return self.answer
        return {**self.answer, "seq": self.feed.seq, "journal_seq": self.journal.seq}


@dataclass(frozen=True)
class Ahead:
    """What was read for several commands at once, behind the locks of their items; None where nothing is."""

    items: Mapping[str, Row | None] = field(default_factory=dict)
    told: Mapping[str, Row | None] = field(default_factory=dict)

    def item(self, uow: UnitOfWork, command: Command) -> Row | None:
        """Give the item, locked."""
        if command.item_id in self.items:
            return self.items[command.item_id]
        bound = {"practice": command.practice_id, "id": command.item_id}
        return uow.execute(records.LOCKED_ITEM, bound).mappings().one_or_none()

    def refused(self, uow: UnitOfWork, command: Command) -> Row | None:
        """Give what the command was told before, when it was refused; behind the item's lock."""
        name = command.command_id
        if name in self.told:
            return self.told[name]
        return told_refusals.known(uow, command.practice_id, [name]).get(name)


_NOTHING = Ahead()


def decide(uow: UnitOfWork, attempt: Attempt, ahead: Ahead = _NOTHING) -> Done:
    """Decide, or answer why not; raises Problem to undo what was begun."""
    command = attempt.command
    try:
        action = attempt.check_right(uow)
    except Problem:
        # who has lost a right since may still ask what became of a decision
        known = records.known(uow, command.practice_id, [command.command_id])
        if known:
            return Done(answer_known(uow, attempt, known[command.command_id]))
        raise
    row = ahead.item(uow, command)
    # also only now: an equal command may have been refused while this one waited, or a wipe saved it
    refused = ahead.refused(uow, command)
    if refused is not None:
        return Done(answer_refused(uow, attempt, refused))
    history: Sequence[Row] = ()
    if row is None or not as_seen(row, command):
        # only now, behind the item's lock, is the winner of two equal commands to be seen
        known = records.known(uow, command.practice_id, [command.command_id])
        if known:
            return Done(answer_known(uow, attempt, known[command.command_id]))
        history = records.history(uow, command.practice_id, [command.item_id])[command.item_id]
    if row is None or row["kind"] != command.kind:
        raise Problem(ProblemType.NOT_FOUND)
    if not still_fits(row, history, command, action):
        rows = rows_of(uow, command.practice_id, [command.item_id])
        return Done(answer_conflict(uow, attempt, rows[0], history))
    return _apply(uow, attempt, action, dict(row))


def decide_anew(uow: UnitOfWork, attempt: Attempt) -> Done:
    """Decide a command whose id is likely known, for a key was found taken."""
    command = attempt.command
    known = records.known(uow, command.practice_id, [command.command_id])
    if known:
        return Done(answer_known(uow, attempt, known[command.command_id]))
    return decide(uow, attempt)


def journal_refusal(uow: UnitOfWork, attempt: Attempt) -> None:
    """Remember that somebody tried what they may not."""
    command = attempt.command
    uow.journal(
        command.practice_id,
        actor_id=attempt.actor.staff_id,
        action=records.REFUSED_ACTION,
        subject_id=command.command_id,
        target=(command.kind, command.item_id),
        detail={"action": command.action, "problem": ProblemType.NOT_PERMITTED.slug},
    )


def keep_refused(uow: UnitOfWork, attempt: Attempt, result: Result) -> Result | None:
    """Keep a refusal before anybody is told of it; gives the answer that holds.

    That is another one when an equal command has been decided, or refused, in between. None where no
    more is kept of this person today: the refusal is none yet. What was decided without a line comes
    into the practice's list.
    """
    command = attempt.command
    bound = {"practice": command.practice_id, "id": command.item_id}
    uow.execute(records.LOCKED_ITEM, bound)
    decided = records.known(uow, command.practice_id, [command.command_id])
    if decided:
        return answer_known(uow, attempt, decided[command.command_id])
    refused = told_refusals.known(uow, command.practice_id, [command.command_id])
    if refused:
        return answer_refused(uow, attempt, refused[command.command_id])
    if not command.offline:
        if told_refusals.is_full(uow, command.practice_id, attempt.actor.staff_id):
            return None
        told_refusals.keep(uow, attempt, result)
        return result
    if refused_decisions.is_full(uow, command.practice_id, attempt.actor.staff_id):
        return None
    refused_decisions.keep(
        uow,
        command,
        staff_id=attempt.actor.staff_id,
        workstation_id=attempt.actor.workstation_id,
        fingerprint=attempt.fingerprint,
        outcome=result["status"],
        problem=result["problem"],
    )
    return result


def _apply(uow: UnitOfWork, attempt: Attempt, action: ActionSpec, row: dict[str, Any]) -> Done:
    command = attempt.command
    if row["state"] not in action.from_states:
        raise Problem(ProblemType.ILLEGAL_TRANSITION)
    if isinstance(attempt.params, Problem):
        raise attempt.params
    attempt.check_reason(uow, action)
    attempt.check_delegable(action, row)
    attempt.check_age(action, row, uow.now)
    if command.bulk:
        bulk.check_bar(uow, action, row, attempt.actor)
    outcome = action.apply(uow, row, attempt.params, attempt.actor)
    following = next_steps.follow(uow, action, row, attempt.params, attempt.actor)
    after = _moved(uow, attempt, action, row, outcome)
    made = _record(uow, attempt, row, after)
    feed = uow.touch(row["practice_id"], row["kind"], row["id"], after["version"], row=after)
    ticket = uow.journal(
        command.practice_id,
        actor_id=attempt.actor.staff_id,
        action=records.APPLIED_ACTION,
        subject_id=command.command_id,
        target=(command.kind, command.item_id),
        detail={**outcome.journal, **following, **_facts(made, after)},
        feed=feed,
    )
    answer: Result = {
        "command_id": command.command_id,
        "status": APPLIED,
        "version": after["version"],
        "state": after["state"],
    }
    if row["version"] != command.expected_version:
        answer["class"] = Conflict.MOVED_ON_METADATA.value
    return Done(answer, feed, ticket)


def _moved(
    uow: UnitOfWork, attempt: Attempt, action: ActionSpec, row: dict[str, Any], outcome: Outcome
) -> dict[str, Any]:
    """Write the item's next version; gives the row as it stands now."""
    after = row | {
        "state": outcome.state,
        "is_open": outcome.state in attempt.open_states,
        "version": row["version"] + 1,
    }
    if action.decides:
        after |= attempt.credit(uow, row)
    after |= outcome.columns
    if outcome.content is not None:
        after["content"] = canonical(outcome.content)
        after["content_hash"] = content_hash(row["kind"], after["content"])
    if outcome.patient_id is not None:
        after["patient_id"] = outcome.patient_id
    if outcome.assigned_to is not None:
        after["assigned_to"] = outcome.assigned_to
    if outcome.due_at is not None:
        after["due_at"] = outcome.due_at
    key = {f"key_{name}": row[name] for name in ("practice_id", "id", "version")}
    uow.gather(records.MOVE_ITEM, key | {name: after[name] for name in records.CHANGES})
    return after


def _record(
    uow: UnitOfWork, attempt: Attempt, row: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    command = attempt.command
    made = {
        "practice_id": command.practice_id,
        "command_id": command.command_id,
        "item_id": command.item_id,
        "kind": command.kind,
        "action": command.action,
        "params": attempt.params_text,
        "fingerprint": attempt.fingerprint,
        "from_state": row["state"],
        "to_state": after["state"],
        "from_version": row["version"],
        "to_version": after["version"],
        "staff_id": attempt.actor.staff_id,
        "session_id": attempt.actor.session_id,
        "client_decided_at": command.client_decided_at,
        "on_behalf_of": command.on_behalf_of,
        "bulk": command.bulk,
        "received_at": uow.now,
    }
    uow.gather(records.ADD, made)
    return made


def _facts(made: dict[str, Any], after: dict[str, Any]) -> dict[str, str | int | bool | None]:
    """Tell the chain what to hold against the tables; digests stand for what patients wrote and read."""
    copied = ("action", "from_state", "to_state", "from_version", "to_version")
    marks = {"on_behalf_of": made["on_behalf_of"], "bulk": made["bulk"]}
    return {
        **{name: made[name] for name in copied},
        **{name: value for name, value in marks.items() if value},
        "content_hash": after["content_hash"],
        "params_digest": digest(made["params"]),
        "decision": records.decision_seal(made),
    }
