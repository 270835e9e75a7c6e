"""The decisions that the portal has not answered yet. Called on the writes lane.

A row comes by a person's decision and goes by the portal's answer. Before a command leaves, the file
says so (`handed_ms`): from then on the portal may know it, whatever happens here.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from console.domain.changes import ChangeSet
from console.domain.decisions import (
    TIME_OFFLINE_MS,
    Attention,
    Command,
    CommandResult,
)
from console.domain.items import DecisionState, ItemKey
from console.store.outbox_rows import (
    COMMAND_COLUMNS,
    OFFLINE_GOES_ON,
    OFFLINE_SINCE,
    command_of,
)
from console.store.schema import history, kept, outbox
from console.store.writing import Writer

Answered = tuple[Command, CommandResult]
_QUEUED = DecisionState.QUEUED.value
_ATTENTION = DecisionState.ATTENTION.value
_CLOCK_MS = 60_000  # a step back by less than this only lengthens the undo window by as much
_LONGEST_MS = 10 * 60 * 1000  # longer than any pause that a portal is granted (domain/retry)
_NOT_NAMED = "-"


class Outbox:
    """`outbox.db`: precious, and synced to the disk at every change."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._sending: dict[
            str, bool
        ] = {}  # command → whether it was handed over for the first time

    def add(self, commands: Sequence[Command], *, now_ms: int) -> list[Command]:
        """Save decisions for good; when this returns, a power cut does not lose them.

        Gives the ones saved: an item that has an open decision already does not get a second one.
        """
        with self._writer.transaction() as connection:
            since = (now_ms - TIME_OFFLINE_MS,)
            is_new = not connection.exec_driver_sql(OFFLINE_GOES_ON, since).scalar_one()
            if commands:
                connection.execute(_ADD, [_row(command, now_ms) for command in commands])
            wanted = json.dumps([command.command_id for command in commands])
            there = {name for (name,) in connection.exec_driver_sql(_THERE, (wanted,))}
            added = [command for command in commands if command.command_id in there]
            if is_new and any(command.offline for command in added):
                _begin_time_offline(connection, now_ms)
            return added

    def claim_due(self, *, now_ms: int, limit: int = 100) -> list[Command]:
        """The decisions to send now, oldest first, marked as handed over before they leave."""
        if not self.pending():  # as at almost every pull
            return []
        with self._writer.transaction() as connection:
            found = connection.execute(_DUE, {"now": now_ms, "most": limit}).all()
            commands = [command_of(row) for row in found]
            names = [command.command_id for command in commands]
            if names:
                connection.exec_driver_sql(_HAND_OVER, (now_ms, json.dumps(names)))
        self._sending.update((row[0], row[-1] is None) for row in found)
        return commands

    def settle(self, answers: Sequence[Answered], *, now_ms: int) -> ChangeSet:
        """The portal has accepted decisions: note them in the history and let them go.

        Call this after the cache has the answers, never before.
        """
        if not answers:
            return ChangeSet(outbox=True)
        with self._writer.transaction() as connection:
            noted = [
                _noted(command, result.status.value, result.state or "", now_ms)
                for command, result in answers
            ]
            connection.execute(_NOTE, noted)
            _delete(connection, [command.command_id for command, _ in answers])
        self.let_go(command for command, _ in answers)
        return ChangeSet(frozenset(command.key for command, _ in answers), outbox=True)

    def attend(self, answers: Sequence[Answered], *, now_ms: int) -> list[Attention]:
        """The portal has not accepted decisions: keep them until a person has read why."""
        if not answers:
            return []
        wanted = [
            Attention(command, result.status, dict(result.problem), result.current, now_ms)
            for command, result in answers
        ]
        with self._writer.transaction() as connection:
            for attention in wanted:
                _keep(connection, attention)
        self.let_go(command for command, _ in answers)
        return wanted

    def let_go(self, commands: Iterable[Command]) -> None:
        """These are not on their way any more, however that ended."""
        for command in commands:
            self._sending.pop(command.command_id, None)

    def postpone(
        self,
        commands: Sequence[Command],
        *,
        error: str,
        next_try_ms: int = 0,
        may_have_arrived: bool = True,
    ) -> ChangeSet:
        """No answer: keep the decisions queued and try again, at the soonest at `next_try_ms`.

        `error` is the name of what went wrong, for the screen and the log; no text of the portal's.
        """
        names = [command.command_id for command in commands]
        # Surely not with the portal, now or earlier: a person may still take it back.
        free = [name for name in names if self._sending.get(name) and not may_have_arrived]
        with self._writer.transaction() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.command_id.in_(names))
                .values(attempts=outbox.c.attempts + 1, last_error=error, next_try_ms=next_try_ms)
            )
            connection.execute(
                update(outbox).where(outbox.c.command_id.in_(free)).values(handed_ms=None)
            )
        self.let_go(commands)
        return ChangeSet(frozenset(command.key for command in commands), outbox=True)

    def withdraw(self, command_id: str) -> ItemKey | None:
        """Take back a decision that has never left this computer; None when it is too late."""
        with self._writer.transaction() as connection:
            row = connection.execute(
                delete(outbox)
                .where(
                    outbox.c.command_id == command_id,
                    outbox.c.state == _QUEUED,
                    outbox.c.handed_ms.is_(None),
                )
                .returning(outbox.c.practice_id, outbox.c.kind, outbox.c.item_id)
            ).one_or_none()
        return None if row is None else ItemKey(*row)

    def acknowledge(self, command_id: str, *, now_ms: int, by: str = "") -> ItemKey | None:
        """A person, `by` name, has read why the decision was not accepted; the history has it."""
        with self._writer.transaction() as connection:
            row = connection.execute(
                _commands()
                .add_columns(outbox.c.status)
                .where(outbox.c.command_id == command_id, outbox.c.state == _ATTENTION)
            ).one_or_none()
            if row is None:
                return None
            command = command_of(row)
            noted = _noted(command, row[-1], "", now_ms, acknowledged_by=by or _NOT_NAMED)
            connection.execute(_NOTE, [noted])
            _delete(connection, [command_id])
        return command.key

    def find(self, key: ItemKey) -> str | None:
        """The command that waits, or wants attention, for the item."""
        with self._writer.transaction() as connection:
            return connection.execute(
                select(outbox.c.command_id).where(
                    outbox.c.practice_id == key.practice_id,
                    outbox.c.kind == key.kind,
                    outbox.c.item_id == key.id,
                )
            ).scalar_one_or_none()

    def pending(self) -> int:
        """How many decisions the portal has not answered."""
        return int(self._writer.read(_PENDING)[0][0])

    def standing(self) -> tuple[int, int | None]:
        """How many decisions the portal has not answered, and when the next may be sent, if any may."""
        ((waiting, due),) = self._writer.read(_STANDING, (json.dumps(list(self._sending)),))
        return int(waiting), None if due is None else int(due)


def _commands() -> Select[Any]:
    return select(*(outbox.c[name] for name in COMMAND_COLUMNS))


def _due() -> Select[Any]:
    """What may leave now, oldest first; prepared once, for the loop asks all the time.

    The clock may have been set back since a row was written. Its times then lie where no waiting of
    ours reaches, and it is due: a corrected clock holds no decision back for a day.
    """
    now: BindParameter[int] = bindparam("now")
    waited = and_(outbox.c.not_before_ms <= now, outbox.c.next_try_ms <= now)
    set_back = or_(outbox.c.created_ms > now + _CLOCK_MS, outbox.c.next_try_ms > now + _LONGEST_MS)
    return (
        _commands()
        .add_columns(outbox.c.handed_ms)
        .where(outbox.c.state == _QUEUED, or_(waited, set_back))
        .order_by(outbox.c.created_ms, outbox.c.command_id)
        .limit(bindparam("most"))
    )


_DUE = _due()
_ADD = insert(outbox).on_conflict_do_nothing()
_THERE = "SELECT command_id FROM main.outbox WHERE command_id IN (SELECT value FROM json_each(?))"
_HAND_OVER = """
UPDATE main.outbox SET handed_ms = ?
 WHERE command_id IN (SELECT value FROM json_each(?)) AND handed_ms IS NULL
"""
_STANDING = """
SELECT count(*), min(max(not_before_ms, next_try_ms))
       FILTER (WHERE command_id NOT IN (SELECT value FROM json_each(?)))
  FROM main.outbox WHERE state = 'queued'
"""
_PENDING = "SELECT count(*) FROM main.outbox WHERE state = 'queued'"
_NOTE = insert(history).prefix_with("OR REPLACE")
_DELETE = "DELETE FROM main.outbox WHERE command_id IN (SELECT value FROM json_each(?))"


def _row(command: Command, now_ms: int) -> dict[str, Any]:
    return {
        "command_id": command.command_id,
        "practice_id": command.key.practice_id,
        "kind": command.key.kind,
        "item_id": command.key.id,
        "expected_version": command.expected_version,
        "expected_content_hash": command.expected_content_hash,
        "action": command.action,
        "params": json.dumps(dict(command.params)),
        "client_decided_at": command.client_decided_at,
        "label": command.label,
        "on_behalf_of": command.on_behalf_of,
        "bulk": int(command.bulk),
        "offline": int(command.offline),
        "seen": None if command.seen is None else json.dumps(command.seen),
        "created_ms": now_ms,
        "not_before_ms": command.not_before_ms,
        "state": _QUEUED,
    }


def _begin_time_offline(connection: Connection, now_ms: int) -> None:
    """From here on decisions made without a line are counted together (`QueueReader.time_offline`)."""
    value = {"name": OFFLINE_SINCE, "value": str(now_ms)}
    connection.execute(insert(kept).prefix_with("OR REPLACE").values(value))


def _keep(connection: Connection, attention: Attention) -> None:
    current = attention.current
    connection.execute(
        update(outbox)
        .where(outbox.c.command_id == attention.command.command_id)
        .values(
            state=_ATTENTION,
            status=attention.status.value,
            problem=json.dumps(attention.problem),
            current=None if current is None else json.dumps(current),
            answered_ms=attention.at_ms,
        )
    )


def _delete(connection: Connection, names: Sequence[str]) -> None:
    connection.exec_driver_sql(_DELETE, (json.dumps(names),))


def _noted(
    command: Command, status: str, state: str, now_ms: int, acknowledged_by: str = ""
) -> dict[str, Any]:
    return {
        "command_id": command.command_id,
        "practice_id": command.key.practice_id,
        "kind": command.key.kind,
        "item_id": command.key.id,
        "action": command.action,
        "status": status,
        "state": state,
        "label": command.label,
        "decided_at": command.client_decided_at,
        "answered_ms": now_ms,
        "acknowledged_ms": now_ms if acknowledged_by else None,
        "acknowledged_by": acknowledged_by,
        "offline": int(command.offline),
    }
