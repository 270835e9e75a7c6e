"""Sends what is due and puts every answer where it belongs."""

import contextlib
from collections.abc import Iterator, Sequence

from console.domain.changes import ChangeSet
from console.domain.decisions import Attention, Command, CommandResult
from console.domain.errors import (
    ConsoleError,
    PortalBusyError,
    PortalUnreachableError,
    RequestRefusedError,
)
from console.domain.retry import delay_s
from console.sync.outcome import Outcome, outcome_of, refused_alone
from console.sync.parts import Parts

BATCH = 100  # the most commands that the portal takes at once
STUBBORN = 3  # after so many attempts a decision travels alone, lest it drag others down
_TRIES_ALONE = 3  # so many failures of lone decisions in a row, and it is the portal, not they


class Push:
    """The way from the outbox to the portal."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run(self) -> None:
        """Send every due decision. Returns when none is due.

        Raises:
            ConsoleError: the line or the portal failed; what was being sent is queued again.
        """
        parts = self._parts
        while commands := await parts.lanes.writes.run(
            parts.outbox.claim_due, now_ms=parts.now_ms(), limit=BATCH
        ):
            with self._let_go_of(commands):
                fresh = [command for command in commands if command.attempts < STUBBORN]
                alone = [command for command in commands if command.attempts >= STUBBORN]
                if fresh:
                    await self._send(fresh)
                await self._send_alone(alone)

    @contextlib.contextmanager
    def _let_go_of(self, commands: Sequence[Command]) -> Iterator[None]:
        try:
            yield
        finally:
            self._parts.outbox.let_go(commands)

    async def _send(self, commands: Sequence[Command]) -> None:
        """One request. One that is refused whole is sent again in single decisions."""
        parts = self._parts
        try:
            results = await parts.lanes.network.run(parts.client.decide, commands)
        except RequestRefusedError as error:
            if len(commands) > 1:
                for command in commands:
                    await self._send([command])
                return
            results = [refused_alone(commands[0].command_id, dict(error.problem))]
        except ConsoleError as error:
            await self._postpone(commands, error)
            raise
        await self._take(list(zip(commands, results, strict=True)))

    async def _send_alone(self, commands: Sequence[Command]) -> None:
        failed = 0
        for number, command in enumerate(commands):
            try:
                await self._send([command])
                failed = 0
            except PortalBusyError as error:
                failed += 1
                if failed == _TRIES_ALONE:
                    await self._postpone(commands[number + 1 :], error)
                    raise

    async def _take(self, answers: Sequence[tuple[Command, CommandResult]]) -> None:
        """Store the answers: the cache first, then the outbox; tell the window once, after both."""
        changes, refused = await self._parts.lanes.writes.run(self._store, answers)
        self._parts.announce.store_changed(changes)
        for attention in refused:
            self._parts.announce.decision_refused(attention)

    def _store(
        self, answers: Sequence[tuple[Command, CommandResult]]
    ) -> tuple[ChangeSet, list[Attention]]:
        parts, now = self._parts, self._parts.now_ms()
        sorted_out: dict[Outcome, list[tuple[Command, CommandResult]]] = {
            outcome: [] for outcome in Outcome
        }
        for command, result in answers:
            sorted_out[outcome_of(command, result)].append((command, result))
        changes = parts.cache.settle(answers)
        changes |= parts.outbox.settle(sorted_out[Outcome.SETTLE], now_ms=now)
        refused = parts.outbox.attend(sorted_out[Outcome.ATTENTION], now_ms=now)
        for command, _ in sorted_out[Outcome.POSTPONE]:
            pause = delay_s(command.attempts + 1, parts.chance())
            parts.outbox.postpone(
                [command], error="Deferred", next_try_ms=now + round(pause * 1000)
            )
        return changes, refused

    async def _postpone(self, commands: Sequence[Command], error: ConsoleError) -> None:
        """No answer: keep them queued. The loop paces itself; only a stubborn one gets a time."""
        parts = self._parts
        arrived = not isinstance(error, PortalUnreachableError) or error.may_have_arrived
        stubborn = len(commands) == 1 and commands[0].attempts >= STUBBORN
        pause = delay_s(commands[0].attempts, parts.chance()) if stubborn else 0.0
        changes = await parts.lanes.writes.run(
            parts.outbox.postpone,
            commands,
            error=type(error).__name__,
            next_try_ms=parts.now_ms() + round(pause * 1000) if stubborn else 0,
            may_have_arrived=arrived,
        )
        parts.announce.store_changed(changes)
