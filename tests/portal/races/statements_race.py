"""Desks publish, void and resend, a guarantor pays, mails go out: all at once, as a program of its own.

    python -m tests.portal.races.statements_race --url sqlite:////…/portal.db --folder /…/race --sequences 1000

Each sequence is one guarantor's account with a few files that are ready. Every process goes through all
sequences in step with the others and does random acts on the account; after each act it looks at the
account in one snapshot. Two mail workers empty the outbox meanwhile into a mail server that counts. In
the end the journal is played back: it is the order of the commits, so it says what was payable after
every single one of them (DOMAIN F70, §5.6, I12). The program prints one line of JSON and ends with 1 if
anything does not add up.
"""

import argparse
import json
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import select

from portal.db.billing_tables import statement
from portal.db.engine import Database
from portal.domain.ids import new_id
from portal.domain.problems import Problem
from portal.services.payment_provider import LocalTest
from portal.services.statements.payments import Payments, Wanted
from tests.portal.races.statements_audit import audit
from tests.support.mail_sink import Sink, listening
from tests.support.mailing import Mailing
from tests.support.statement_desk import ONE, Owner, StatementDesk

CONTENDERS, MAILERS = 4, 2
FILES, ACTS = 4, 5  # of one sequence; acts of each process
FIRST = date(2026, 9, 1)
EXPECTED = {
    "NOT_PUBLISHED",
    "NOT_PAYABLE",
    "NOTICE_QUEUED",
    "version-conflict",
    "statement-not-payable",
    "AMOUNT_TOO_HIGH",
    "not-found",
}


@dataclass(frozen=True)
class Plan:
    """What one run is made of."""

    url: str
    folder: str
    sequences: int
    seed: int


@dataclass(frozen=True)
class Case:
    """One account and the files that are ready for it."""

    owner: Owner
    batch_id: str
    files: tuple[str, ...]


@dataclass
class Tally:
    """What one process was answered, and what it saw that must not be."""

    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Contender:
    """One process: a desk, and now and then the guarantor at home."""

    def __init__(self, plan: Plan, number: int, laid: Sequence[Case]) -> None:
        self.rng = random.Random(plan.seed * 1000 + number)
        self.laid = laid
        self.desk = StatementDesk.at(Database.open(plan.url, threads=1))
        self.payments = Payments(self.desk.database, LocalTest(Path(plan.folder) / "payments"))
        self.tally = Tally()
        self.gone: set[str] = set()  # has been superseded, paid or void: never payable again

    def run(self, together: Callable[[], object]) -> Tally:
        for one in self.laid:
            together()
            for _ in range(ACTS):
                try:
                    self.tally.answers[self.rng.choice(_DOINGS)(self, one)] += 1
                except Problem as problem:
                    self._refused(problem)
                self.look(one)
        self.desk.database.close()
        return self.tally

    def publish(self, one: Case) -> str:
        wanted = self.rng.sample(one.files, self.rng.choice([1, 1, 2]))
        version = self.rng.choice([1, 1, 1, 2])
        more = {"quietly": "A correction"} if self.rng.random() < 0.1 else {}
        seen = [(key, version) for key in wanted]
        results = self.desk.publish_seen(seen, batch_id=one.batch_id, **more)
        return "publish " + "+".join(sorted({result.outcome for result in results}))

    def void(self, one: Case) -> str:
        self.desk.void(self.rng.choice(one.files))
        return "void"

    def resend(self, one: Case) -> str:
        payable = [row.id for row in self.rows(one) if row.state == "payable"]
        return "resend " + self.desk.resend(self.rng.choice(payable or one.files))

    def pay(self, one: Case) -> str:
        rows = [row for row in self.rows(one) if row.state in ("payable", "superseded", "paid")]
        if not rows:
            return "nothing to pay"
        payable = [row for row in rows if row.state == "payable"]
        row = self.rng.choice(payable or rows)
        cents = self.rng.choice([5_000, 12_000])
        method = self.rng.choice(["ok", "ok", "declined", "lost"])
        wanted = Wanted(new_id(), row.id, row.version, cents, method)
        assert one.owner.login is not None
        made = self.payments.pay(one.owner.login, 1, wanted)
        again = self.payments.pay(one.owner.login, 1, wanted)  # the browser asks once more
        if made["id"] != again["id"]:
            self.tally.wrong.append("a repeated payment is another one")
        return f"pay {again['state']}"

    def rows(self, one: Case) -> Sequence[Any]:
        query = select(statement).where(statement.c.billing_account_id == one.owner.id)
        with self.desk.database.read(ONE) as reader:
            return reader.execute(query).all()

    def look(self, one: Case) -> None:
        """Hold the account, as it is at this moment, against I12."""
        rows = self.rows(one)
        payable = [row for row in rows if row.state == "payable"]
        if len(payable) > 1:
            self.tally.wrong.append(f"{len(payable)} are payable at once")
        living = [row for row in rows if row.state in ("payable", "superseded", "paid")]
        latest = max(living, key=lambda row: (row.statement_date, row.upload_seq), default=None)
        if payable and payable[0].id != getattr(latest, "id", None):
            self.tally.wrong.append("another one than the latest is payable")
        if any(row.id in self.gone for row in payable):
            self.tally.wrong.append("an old one has become payable again")
        self.gone |= {row.id for row in rows if row.state in ("superseded", "paid", "void")}

    def _refused(self, problem: Problem) -> None:
        code = str(problem.extra.get("rule", problem.type.slug))
        self.tally.answers[code] += 1
        if code not in EXPECTED:
            self.tally.wrong.append(f"refused with {code}: {problem.detail}")


_DOINGS = (
    *[Contender.publish] * 4,
    *[Contender.pay] * 2,
    Contender.void,
    Contender.resend,
)


def lay_out(plan: Plan) -> list[Case]:
    """Put the accounts and their files there, before anybody forks."""
    rng = random.Random(plan.seed)
    desk = StatementDesk(Database.open(plan.url))
    laid = []
    for _ in range(plan.sequences):
        owner, batch_id = desk.owner(), desk.new_batch()
        days = [FIRST + timedelta(days=rng.randrange(3)) for _ in range(FILES)]
        files = tuple(
            desk.ready(owner, day=day, period=f"2026-{month:02}", batch_id=batch_id)
            for month, day in enumerate(days, 1)
        )
        laid.append(Case(owner, batch_id, files))
    desk.database.close()  # nothing of it may be open in two processes
    return laid


def serve(port: Any, stop: Any) -> list[str]:
    """Be the mail server; gives the Message-ID of every mail that came."""
    with listening() as sink:
        port.put(sink.url)
        stop.wait(3600)
        return [str(message["Message-ID"]) for _, message in sink.messages]


def deliver(plan: Plan, url: str, stop: Any) -> int:
    """Be a mail worker until the desks have gone home and nothing is left."""
    desk = StatementDesk.at(Database.open(plan.url, threads=1))
    sink = Sink()  # it is another process that listens
    sink.url = url
    worker = Mailing(desk, sink).worker
    done = 0
    while True:
        over = stop.is_set()
        worked = worker.run_due()
        done += worked
        if over and not worked:
            break
        if not worked:
            stop.wait(0.02)
    desk.database.close()
    return done


def race(plan: Plan) -> dict[str, Any]:
    """Run it; gives the summary, with everything that does not add up under `wrong`."""
    laid = lay_out(plan)
    context = get_context("fork")
    gate, answers, port = context.Barrier(CONTENDERS), context.Queue(), context.Queue()
    home, closed = context.Event(), context.Event()

    def start(name: str, work: Callable[[], Any]) -> Any:
        process = context.Process(target=_report, args=(answers, name, work))
        process.start()
        return process

    processes = [start("server", lambda: serve(port, closed))]
    url = port.get(timeout=60)
    began = monotonic()
    processes += [start(f"mailer {n}", lambda: deliver(plan, url, home)) for n in range(MAILERS)]
    processes += [
        start(
            f"contender {n}",
            lambda n=n: Contender(plan, n, laid).run(lambda: gate.wait(60)),  # type: ignore[misc]
        )
        for n in range(CONTENDERS)
    ]
    came = dict(answers.get(timeout=3600) for _ in range(CONTENDERS))
    took = monotonic() - began
    home.set()
    came |= dict(answers.get(timeout=600) for _ in range(MAILERS))
    closed.set()
    came |= dict([answers.get(timeout=60)])
    for process in processes:
        process.join(60)
    return _summary(plan, came, took)


def _report(answers: Any, name: str, work: Callable[[], Any]) -> None:
    try:
        answers.put((name, work()))
    except BaseException:  # noqa: BLE001 - told to the parent, which fails the run
        answers.put((name, traceback.format_exc()))


def _summary(plan: Plan, came: Mapping[str, Any], took: float) -> dict[str, Any]:
    wrong = [answer for answer in came.values() if isinstance(answer, str)]
    total: Counter[str] = Counter()
    for answer in came.values():
        if isinstance(answer, Tally):
            total += answer.answers
            wrong += answer.wrong
    if not wrong:
        taken = LocalTest(Path(plan.folder) / "payments").taken_cents()
        wrong = audit(plan.url, came["server"], taken)
    return {
        **asdict(plan),
        "seconds": round(took, 1),
        "answers": dict(sorted(total.items())),
        "mails": len(came["server"]),
        "wrong": wrong[:10],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True, help="a migrated, empty database")
    parser.add_argument("--folder", required=True, help="for what the payment provider keeps")
    parser.add_argument("--sequences", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    summary = race(Plan(given.url, given.folder, given.sequences, given.seed))
    sys.stdout.write(json.dumps(summary) + "\n")
    return 1 if summary["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
