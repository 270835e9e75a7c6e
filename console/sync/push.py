"""Sends what is due and puts every answer where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

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
Answer = tuple[Command, CommandResult]
Told = tuple[ChangeSet, list[Attention]]
_TRIES_ALONE = 3  # so many failures of lone decisions in a row, and it is the portal, not they


@dataclass
class _Trip:
    """What is sent together, and what came back: answers that are stored, or why there are none."""

    fresh: Sequence[Command]
    alone: Sequence[Command]
    answers: Sequence[Answer] = ()
    told: Told | None = None
    error: ConsoleError | None = None


class Push:
    """The way from the outbox to the portal.

    Claim, call and storing follow each other from lane to lane: the window may be painting meanwhile.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._claimed: Sequence[Command] = ()

    async def run(self) -> None:
        """Send every due decision. Returns when none is due.

        Raises:
            ConsoleError: the line or the portal failed; what was being sent is queued again.
        """
        lanes = self._parts.lanes
        trip: _Trip | None
        try:
            while trip := await lanes.relay(
                (lanes.writes, self._claim),
                (lanes.network, self._ask),
                (lanes.writes, self._take_home),
            ):
                await self._end(trip)
                self._let_go()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._parts.outbox.let_go(self._claimed)

    # On the lanes

    def _claim(self, _given: None) -> _Trip | None:
        parts = self._parts
        commands = self._claimed = parts.outbox.claim_due(now_ms=parts.now_ms(), limit=BATCH)
        if not commands:
            return None
        fresh = [command for command in commands if command.attempts < STUBBORN]
        alone = [command for command in commands if command.attempts >= STUBBORN]
        return _Trip(fresh, alone)

    def _ask(self, trip: _Trip) -> _Trip:
        if trip.fresh:
            try:
                results = self._parts.client.decide(trip.fresh)
                trip.answers = list(zip(trip.fresh, results, strict=True))
            except ConsoleError as error:
                trip.error = error
        return trip

    def _take_home(self, trip: _Trip) -> _Trip:
        if trip.answers:
            trip.told = self._store(trip.answers)
        return trip

    # On the loop

    async def _end(self, trip: _Trip) -> None:
        if trip.told is not None:
            self._tell(trip.told)
        elif trip.error is not None:
            await self._not_answered(trip.fresh, trip.error)
        await self._send_alone(trip.alone)

    async def _send(self, commands: Sequence[Command]) -> None:
        """One request. One that is refused whole is sent again in single decisions."""
        try:
            results = await self._parts.lanes.network.run(self._parts.client.decide, commands)
        except ConsoleError as error:
            await self._not_answered(commands, error)
        else:
            await self._take(list(zip(commands, results, strict=True)))

    async def _not_answered(self, commands: Sequence[Command], error: ConsoleError) -> None:
        if not isinstance(error, RequestRefusedError):
            await self._postpone(commands, error)
            raise error
        if len(commands) > 1:
            for command in commands:
                await self._send([command])
            return
        result = refused_alone(commands[0].command_id, dict(error.problem))
        await self._take([(commands[0], result)])

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

    async def _take(self, answers: Sequence[Answer]) -> None:
        self._tell(await self._parts.lanes.writes.run(self._store, answers))

    def _tell(self, told: Told) -> None:
        changes, refused = told
        self._parts.announce.store_changed(changes)
        for attention in refused:
            self._parts.announce.decision_refused(attention)

    def _store(self, answers: Sequence[Answer]) -> Told:
        """Store answers: the cache first, then the outbox; the window is told once, after both."""
        parts, now = self._parts, self._parts.now_ms()
        sorted_out: dict[Outcome, list[Answer]] = {outcome: [] for outcome in Outcome}
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
