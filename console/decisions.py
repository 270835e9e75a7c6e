"""A person's decision on its way into the outbox: the rule, the command, the commit."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from uuid_utils import uuid7

from console.domain.changes import ChangeSet
from console.domain.clock import now_ms
from console.domain.decisions import (
    Command,
    DecisionRefusedError,
    Refusal,
    refusal,
    tells_patient,
)
from console.domain.items import Item, ItemKey
from console.domain.link import Link
from console.domain.session import Me
from console.runtime import Lane
from console.store.outbox import Outbox

DEFAULT_UNDO_S = 5.0


@dataclass(frozen=True)
class Decided:
    """What became of one of several decisions: saved under a command id, or refused."""

    key: ItemKey
    command_id: str = ""
    refusal: Refusal | None = None


class Decisions:
    """Saves decisions, takes them back in time, and files what a person has read.

    `undo_s` is how long a decision rests before it may be sent; the portal's policy when not given.
    After each method tell the window of the `ChangeSet` and wake the sync.
    """

    def __init__(
        self,
        me: Me,
        outbox: Outbox,
        writes: Lane,
        link: Callable[[], Link],
        *,
        undo_s: float | None = None,
        clock_ms: Callable[[], int] = now_ms,
        skew_s: Callable[[], float | None] = lambda: None,
    ) -> None:
        self.me = me  # replaced when the portal says that rights have changed
        self._outbox = outbox
        self._writes = writes
        self._link = link
        self._undo_s = undo_s
        self._clock_ms = clock_ms
        self.skew_s = skew_s  # how far our clock is ahead of the portal's, when that is known

    def refusal(self, item: Item, action: str, *, delegated: bool = False) -> Refusal | None:
        """Why the action can not be taken now; None when it can. For buttons, and checked again."""
        age_s = max(0, self._clock_ms() - self._link().data_as_of_ms) / 1000
        return refusal(
            self.me,
            item,
            action,
            online=not self._is_offline(),
            data_age_s=age_s,
            delegated=delegated,
        )

    def decide(
        self, item: Item, action: str, params: Mapping[str, Any], on_behalf_of: str = ""
    ) -> Coroutine[Any, Any, ChangeSet]:
        """Save one decision; it is on its way to the disk before the window paints anything else.

        Await it: only then it is on the disk, and the window may say so. `on_behalf_of` is the id of
        the colleague for whom it is made, or empty.

        Raises:
            DecisionRefusedError: the rule forbids it now.
        """
        return _the_one(self._save([item], action, params, on_behalf_of=on_behalf_of))

    def decide_many(
        self, items: Sequence[Item], action: str, params: Mapping[str, Any]
    ) -> Coroutine[Any, Any, tuple[ChangeSet, list[Decided]]]:
        """Save the same decision on several items, each for itself, all in one commit; await it.

        It is sent at once: the list that was confirmed stands in the place of taking it back.
        """
        return self._save(items, action, params, bulk=True)

    def _save(
        self,
        items: Sequence[Item],
        action: str,
        params: Mapping[str, Any],
        *,
        on_behalf_of: str = "",
        bulk: bool = False,
    ) -> Coroutine[Any, Any, tuple[ChangeSet, list[Decided]]]:
        now = self._clock_ms()
        delegated = bool(on_behalf_of)
        refused = {item.key: self.refusal(item, action, delegated=delegated) for item in items}
        commands = [
            replace(self._command(item, action, params, now), on_behalf_of=on_behalf_of)
            for item in items
            if refused[item.key] is None
        ]
        if bulk:
            commands = [replace(command, bulk=True, not_before_ms=now) for command in commands]
        keys = [item.key for item in items]
        return _outcomes(keys, refused, self._writes.run(self._outbox.add, commands, now_ms=now))

    async def undo(self, which: ItemKey | str) -> ChangeSet:
        """Take back a decision, named by its item or its command id.

        Empty when it is too late: the decision has left this computer, or there is none.
        """
        command_id = which
        if isinstance(which, ItemKey):
            command_id = await self._writes.run(self._outbox.find, which) or ""
        key = await self._writes.run(self._outbox.withdraw, str(command_id))
        return ChangeSet() if key is None else ChangeSet(frozenset({key}), outbox=True)

    async def acknowledge(self, command_id: str) -> ChangeSet:
        """The person signed in has read why the portal did not accept a decision."""
        key = await self._writes.run(
            self._outbox.acknowledge, command_id, now_ms=self._clock_ms(), by=self.me.name
        )
        return ChangeSet() if key is None else ChangeSet(frozenset({key}), outbox=True)

    def _command(self, item: Item, action: str, params: Mapping[str, Any], now: int) -> Command:
        # Told in the portal's time: a workstation's wrong clock must not make a decision look old.
        decided_at = datetime.fromtimestamp(now / 1000 - (self.skew_s() or 0.0), UTC)
        return Command(
            command_id=str(uuid7()),
            key=item.key,
            expected_version=item.version,
            expected_content_hash=item.content_hash,
            action=action,
            params=params,
            client_decided_at=decided_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            not_before_ms=now + round(self.undo_s(item, action) * 1000),
            label=_label(item),
            offline=self._is_offline(),
            seen=item.entity,
        )

    def _is_offline(self) -> bool:
        """Whether the rule of a time without a line holds; while we connect it does not yet."""
        return self._link().is_down

    def undo_s(self, item: Item, action: str) -> float:
        """How long one action may be taken back, in seconds; 0 for work that tells no patient.

        A note or a colleague's name is sent at once: nothing leaves the practice, and the item is
        free for its decision as soon as the portal has answered.
        """
        rule = self.me.rule(item.key.kind, action)
        is_quiet = rule is not None and not rule.decides and not tells_patient(rule)
        return 0.0 if is_quiet else self.undo_window_s

    @property
    def undo_window_s(self) -> float:
        """How long a decision rests before it may be sent, in seconds."""
        if self._undo_s is not None:
            return self._undo_s
        return float(self.me.policies.get("undo_s", DEFAULT_UNDO_S))


async def _outcomes(
    keys: Sequence[ItemKey],
    refused: Mapping[ItemKey, Refusal | None],
    saving: Awaitable[Sequence[Command]],
) -> tuple[ChangeSet, list[Decided]]:
    ids = {command.key: command.command_id for command in await saving}
    outcomes = [
        Decided(key, command_id=ids[key])
        if key in ids
        else Decided(key, refusal=refused[key] or Refusal.ALREADY_DECIDED_HERE)
        for key in keys
    ]
    return ChangeSet(frozenset(ids), outbox=bool(ids)), outcomes


async def _the_one(saving: Awaitable[tuple[ChangeSet, list[Decided]]]) -> ChangeSet:
    changes, (decided,) = await saving
    if decided.refusal is not None:
        raise DecisionRefusedError(decided.refusal)
    return changes


def _label(item: Item) -> str:
    """Whom and what, for *Needs attention* when the item itself is gone."""
    patient = item.entity.get("patient") or item.entity.get("subject") or {}
    told = dict.fromkeys((patient.get("name"), item.entity.get("summary")))
    return " · ".join(text for text in told if text)
