"""The race: many processes decide the same items, as a program of its own.

    python -m tests.portal.races.race --url sqlite:////…/portal.db --processes 50 --items 1000 --seed 7

Every process goes through all items in an order of its own, in batches, and decides each on version 1,
whoever was there before. Some commands are sent again later; some are shared by several processes, as
by a console that was started twice; some items are claimed first. A mirror pulls small pages all the
while. The program prints one line of JSON and ends with 1 if anything does not add up. The same seed
gives the same orders and commands; who wins is up to the machine.
"""

import argparse
import json
import os
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from multiprocessing import get_context
from time import monotonic
from typing import Any

from portal.db.engine import Database
from portal.db.tables import decision, feed_entry, item, journal, practice_head
from portal.domain.canonical import digest
from portal.domain.problems import Problem
from portal.security.actors import StaffActor
from portal.security.permissions import Role
from portal.services.claims import claim
from portal.services.commands import Command
from tests.support.desk import QUEUES, Desk, Mirror, Seen

PRACTICE = 1
TEAM = 5  # processes that share a staff member, and some commands with their ids
LARGEST_BATCH = 25
PAGE = 7
KNOWN = {"applied", "replayed", "already_satisfied", "conflict"}


@dataclass(frozen=True)
class Plan:
    """What one run is made of."""

    url: str
    processes: int
    items: int
    seed: int


@dataclass
class Tally:
    """What one process was answered."""

    statuses: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    applied: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    claims: int = 0


class Contender:
    """One process of the race."""

    def __init__(self, plan: Plan, number: int, actor: StaffActor, seen: Sequence[Seen]) -> None:
        self.rng = random.Random(plan.seed * 1000 + number)
        self.plan = plan
        self.number = number
        self.actor = actor
        self.desk = Desk(Database.open(plan.url, threads=1))
        self.order = self.rng.sample(seen, len(seen))
        self.sent: list[Command] = []
        self.tally = Tally()

    def run(self) -> Tally:
        while self.order:
            count = self.rng.randint(1, LARGEST_BATCH)
            batch, self.order = self.order[:count], self.order[count:]
            if self.rng.random() < 0.1:
                self.claim(batch[0])
            commands = [self.command(seen) for seen in batch]
            if self.sent and self.rng.random() < 0.5:
                commands.append(self.rng.choice(self.sent))
            self.send(commands)
        self.desk.database.close()
        return self.tally

    def command(self, seen: Seen) -> Command:
        """A decision on version 1; now and then the very one that the team's others send too."""
        number = int(seen.id[-6:], 16)
        team = self.number // TEAM
        if number % 10 == 0:
            shared = random.Random(f"{self.plan.seed} {team} {seen.id}")
            action = shared.choice(["approve", "deny"])
            made = self.desk.command(seen, action, note=f"team {team}")
            return replace(made, command_id=_id_of(shared))
        note = self.rng.choice(["", "a", "b"])
        made = self.desk.command(seen, self.rng.choice(["approve", "deny"]), note=note)
        return replace(made, command_id=_id_of(self.rng))

    def send(self, commands: list[Command]) -> None:
        """Send until every command is answered for good."""
        while commands:
            results = self.desk.decide(self.actor, *commands)
            again = []
            for command, result in zip(commands, results, strict=True):
                self.tally.statuses[result["status"]] += 1
                if result["status"] == "deferred":
                    again.append(command)
                elif result["status"] not in KNOWN:
                    self.tally.wrong.append(json.dumps(result))
                else:
                    self.note(command, result)
            commands = again

    def note(self, command: Command, result: dict[str, Any]) -> None:
        self.sent.append(command)
        if result["status"] == "applied":
            self.tally.applied.append(command.command_id)
        if "problem" in result:
            self.tally.classes[result["problem"]["class"]] += 1
            if result["current"]["is_open"]:
                self.tally.wrong.append("a conflict about an item that is open")

    def claim(self, seen: Seen) -> None:
        try:
            claim(self.desk.database, QUEUES, self.actor, PRACTICE, seen.kind, seen.id)
        except Problem as problem:
            self.tally.statuses[problem.type.slug] += 1
        else:
            self.tally.claims += 1


def _id_of(rng: random.Random) -> str:
    raw = f"{rng.getrandbits(128):032x}"
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


def watch(plan: Plan, actor: StaffActor, stop: Any) -> dict[str, Any]:
    """Follow the feed in small pages until the race is over, and to its end."""
    desk = Desk(Database.open(plan.url, threads=1))
    mirror = Mirror(desk, actor, PRACTICE, limit=PAGE)
    pulls = 0
    while not stop.is_set():
        mirror.pull()
        pulls += 1
    mirror.pull()
    desk.database.close()
    return {"pulls": pulls, "hash": digest(json.dumps(sorted(mirror.entities.items())))}


def race(plan: Plan) -> dict[str, Any]:
    """Run it; gives the summary, with everything that does not add up under `wrong`."""
    desk = Desk(Database.open(plan.url))
    desk.practice(PRACTICE)
    seen = desk.items(PRACTICE, plan.items)
    teams = -(-plan.processes // TEAM)
    actors = [desk.staff(f"T{n}", {PRACTICE: [Role.PROVIDER]}) for n in range(teams)]
    desk.database.close()  # nothing of it may be open in two processes
    context = get_context("fork")
    gate, stop, answers = context.Barrier(plan.processes), context.Event(), context.Queue()

    def contend(number: int) -> Any:
        contender = Contender(plan, number, actors[number // TEAM], seen)
        gate.wait(120)
        return contender.run()

    workers = [
        context.Process(target=_report, args=(answers, number, lambda n=number: contend(n)))
        for number in range(plan.processes)
    ]
    watcher = context.Process(
        target=_report, args=(answers, -1, lambda: watch(plan, actors[0], stop))
    )
    watcher.start()
    for worker in workers:
        worker.start()
    started = monotonic()
    came = dict(answers.get(timeout=600) for _ in workers)
    took = monotonic() - started
    stop.set()
    came |= dict([answers.get(timeout=600)])
    for process in [*workers, watcher]:
        process.join(60)
    return _summary(plan, came, took)


def _report(answers: Any, number: int, work: Callable[[], Any]) -> None:
    try:
        answers.put((number, work()))
    except BaseException:  # noqa: BLE001 - told to the parent, which fails the run
        answers.put((number, traceback.format_exc()))


def _summary(plan: Plan, came: dict[int, Any], took: float) -> dict[str, Any]:
    mirrored = came.pop(-1)
    wrong = [answer for answer in (mirrored, *came.values()) if isinstance(answer, str)]
    tallies = [answer for answer in came.values() if isinstance(answer, Tally)]
    total = Tally()
    for tally in tallies:
        total.statuses += tally.statuses
        total.classes += tally.classes
        total.applied += tally.applied
        total.wrong += tally.wrong
        total.claims += tally.claims
    wrong += total.wrong
    if not wrong:
        wrong = _audit(plan, total, mirrored["hash"])
    return {
        **asdict(plan),
        "seconds": round(took, 1),
        "statuses": dict(total.statuses),
        "classes": dict(total.classes),
        "claims": total.claims,
        "pulls": mirrored["pulls"] if isinstance(mirrored, dict) else None,
        "wrong": wrong[:10],
    }


def _audit(plan: Plan, total: Tally, mirrored: str) -> list[str]:
    """Hold what the processes were told against what is stored."""
    desk = Desk(Database.open(plan.url))
    viewer = desk.staff("Viewer", {PRACTICE: [Role.PROVIDER]})
    items, decisions, entries = (desk.all_of(table) for table in (item, decision, journal))
    feed = desk.all_of(feed_entry)
    (head,) = desk.all_of(practice_head)
    fresh = Mirror(desk, viewer, PRACTICE)
    fresh.pull()
    verdict = desk.verify(PRACTICE)
    digest_ = desk.digest(viewer, PRACTICE)["kinds"]["errand"]
    desk.database.close()
    bumps = sum(row["version"] - 1 for row in items)
    facts = {
        "applied answers": (len(total.applied), plan.items),
        "distinct applied commands": (len(set(total.applied)), plan.items),
        "decisions": (len(decisions), plan.items),
        "the same commands": ({row["command_id"] for row in decisions}, set(total.applied)),
        "items decided": (sum(not row["is_open"] for row in items), plan.items),
        "version bumps": (bumps, plan.items + total.claims),
        "feed numbers given": (head["feed_seq"], 2 * plan.items + total.claims),
        "feed places": (len({row["seq"] for row in feed}), plan.items),
        "journal entries": (len(entries), 2 * plan.items + total.claims),
        "mirror": (mirrored, digest(json.dumps(sorted(fresh.entities.items())))),
        "open in the digest": (digest_["open"], 0),
        "faults of the journal": (verdict.faults, ()),
    }
    return [f"{name}: {is_} != {want}" for name, (is_, want) in facts.items() if is_ != want]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True, help="a migrated, empty database")
    parser.add_argument("--processes", type=int, default=50)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=int(datetime.now().timestamp()))  # noqa: DTZ005 - any number
    given = parser.parse_args(arguments)
    summary = race(Plan(given.url, given.processes, given.items, given.seed))
    sys.stdout.write(json.dumps(summary | {"pid": os.getpid()}) + "\n")
    return 1 if summary["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
