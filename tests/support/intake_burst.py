"""Laboratories that send many results at once while the portal is killed and comes back.

    burst = Burst(plan, portal.url, mllp_port, tokens)
    burst.start(); burst.wait_for(1000); portal.kill(); portal.start(); …; burst.finish()

Each connection sends the versions of its own orders, one after the other, and sends each again until it
is told AA. What was told AA is what has to be there in the end.
"""

import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

import requests
from sqlalchemy import func, select

from portal.db.engine import Database
from portal.db.intake_tables import intake_message, unmatched_report
from portal.db.tables import item, lab_report
from portal.db.unit_of_work import Scope
from tests.support.intake_sender import Person, Sender, oru, said
from tests.support.intake_world import IntakeWorld
from tests.support.machines import HL7_HEADERS
from tests.support.until import until_in_thread

STATUSES = "PFC"  # the versions of each order, as they are sent
PAUSE_S = 0.05  # after a refusal, before the same message goes out again
LONGEST_S = 1500.0


@dataclass(frozen=True)
class Plan:
    """How much is sent, over which connections; the seed decides about the rest."""

    messages: int
    mllp: int
    http: int
    seed: int
    patients: int = 20

    @property
    def connections(self) -> int:
        return self.mllp + self.http


@dataclass
class Tally:
    """What the laboratories were told."""

    acknowledged: dict[str, float] = field(default_factory=dict)  # control id → seconds it took
    told: Counter[str] = field(default_factory=Counter)


def people(world: IntakeWorld, count: int) -> list[Person]:
    """Patients of practice 1 with charts, as a laboratory knows them."""
    made = [
        Person(f"MRN-{number}", f"Family{chr(97 + number % 26)}", "Ada", f"197{number % 10}0214")
        for number in range(count)
    ]
    for one in made:
        world.chart(
            record_number=one.number,
            given_name=one.given,
            family_name=one.family,
            birth_date=date.fromisoformat(one.birth_date),
        )
    return made


class Burst:
    """The laboratories, each connection on a thread of its own."""

    def __init__(
        self, plan: Plan, persons: Sequence[Person], url: str, mllp_port: int, token: str
    ) -> None:
        self._plan = plan
        self._persons = persons
        self._url, self._port, self._token = url, mllp_port, token
        self._lock = threading.Lock()
        self._failed: list[BaseException] = []
        self.tally = Tally()
        self.sent = [self._messages(number) for number in range(plan.connections)]
        self._threads = [
            threading.Thread(target=self._send_all, args=(number,))
            for number in range(plan.connections)
        ]
        self.began = 0.0

    def _messages(self, number: int) -> list[tuple[str, bytes]]:
        """What a connection sends: orders one by one, their versions not always together."""
        chance = random.Random(f"{self._plan.seed}-{number}")
        share = self._plan.messages // self._plan.connections
        share += number < self._plan.messages % self._plan.connections
        waiting = [
            (order, status)
            for order in range((share + len(STATUSES) - 1) // len(STATUSES))
            for status in STATUSES
        ][:share]
        made, open_orders = [], waiting
        while open_orders:
            at = 0 if chance.random() < 0.5 else min(chance.randrange(8), len(open_orders) - 1)
            order = open_orders[at][0]
            at = next(i for i, one in enumerate(open_orders) if one[0] == order)
            order, status = open_orders.pop(at)
            person = self._persons[(order * 7 + number) % len(self._persons)]
            run = chr(65 + number)
            message = oru(order, status, person, run=run, minute=10 * STATUSES.index(status))
            made.append((f"{run}{order:06}{status}", message))
        return made

    def start(self) -> None:
        self.began = monotonic()
        for thread in self._threads:
            thread.start()

    def wait_for(self, count: int) -> None:
        """Wait until so many have been acknowledged."""
        until_in_thread(
            lambda: self._failed or len(self.tally.acknowledged) >= count, LONGEST_S, f"{count} AA"
        )
        assert not self._failed, self._failed

    @staticmethod
    def pause(seconds: float) -> None:
        """Let things go on for a moment that chance has chosen."""
        threading.Event().wait(seconds)

    def figures(self, database: Database, took_s: float) -> dict[str, object]:
        """What a report about the run tells."""
        with database.read(Scope.of([1])) as reader:
            repeats = reader.execute(select(func.sum(intake_message.c.repeats))).scalar_one()
        waits = sorted(self.tally.acknowledged.values())
        return {
            "acknowledged": len(waits),
            "seconds": round(took_s, 1),
            "a second": round(len(waits) / took_s, 1),
            "median ms": round(waits[len(waits) // 2] * 1000, 1),
            "longest s": round(waits[-1], 2),
            "told": dict(self.tally.told),
            "came twice": repeats,
        }

    def finish(self) -> float:
        """Wait for the last acknowledgement; gives how many seconds all took."""
        for thread in self._threads:
            thread.join(LONGEST_S)
        assert not self._failed, self._failed
        return monotonic() - self.began

    def _send_all(self, number: int) -> None:
        ask = self._by_mllp if number < self._plan.mllp else self._by_http
        try:
            ask(self.sent[number])
        except BaseException as error:  # noqa: BLE001 - the test's thread is told
            self._failed.append(error)

    def _by_mllp(self, messages: Sequence[tuple[str, bytes]]) -> None:
        with Sender(("127.0.0.1", self._port)) as sender:
            for control_id, message in messages:
                began = monotonic()
                while True:
                    code, answered = sender.ask(message)
                    assert answered == control_id, (answered, control_id)
                    if self._note(control_id, code, began):
                        break

    def _by_http(self, messages: Sequence[tuple[str, bytes]]) -> None:
        with requests.Session() as session:
            session.trust_env = False
            session.headers["Authorization"] = f"Bearer {self._token}"
            for control_id, message in messages:
                began = monotonic()
                while not self._note(control_id, self._post(session, message), began):
                    pass

    def _post(self, session: requests.Session, message: bytes) -> str:
        try:
            reply = session.post(
                f"{self._url}/v1/intake/hl7v2", data=message, headers=HL7_HEADERS, timeout=30
            )
        except requests.RequestException:
            return "away"
        return said(reply.content)[0] if reply.status_code == 200 else str(reply.status_code)

    def _note(self, control_id: str, code: str, began: float) -> bool:
        with self._lock:
            self.tally.told[code] += 1
            if code == "AA":
                self.tally.acknowledged[control_id] = monotonic() - began
        if code != "AA":
            assert monotonic() - began < LONGEST_S / 5, (control_id, code)
            threading.Event().wait(PAUSE_S)
        return code == "AA"


# -- what has to be there in the end ---------------------------------------------------------------


def work_ended(database: Database, seconds: float = LONGEST_S) -> None:
    """Wait until every message that is stored has been worked off."""

    def waiting() -> int:
        with database.read(Scope.of([1])) as reader:
            rows = reader.execute(select(func.count()).where(intake_message.c.state == "received"))
            return int(rows.scalar_one())

    until_in_thread(lambda: waiting() == 0, seconds, "all is worked off")


def kept_by_state(database: Database) -> tuple[Counter[str], int]:
    """How many messages are kept in each state, and how often one came again."""
    columns = intake_message.c
    with database.read(Scope.of([1])) as reader:
        rows = reader.execute(
            select(columns.state, func.count(), func.sum(columns.repeats)).group_by(columns.state)
        ).all()
    return Counter({state: count for state, count, _ in rows}), sum(again for *_, again in rows)


def check(database: Database, burst: Burst) -> None:
    """Hold that all that was sent is there once, read, on its chart, its versions in order."""
    control_ids = {control_id for part in burst.sent for control_id, _ in part}
    assert burst.tally.acknowledged.keys() == control_ids
    with database.read(Scope.of([1])) as reader:
        kept = reader.execute(select(intake_message.c.control_id, intake_message.c.state)).all()
        lost = reader.execute(select(func.count()).select_from(unmatched_report)).scalar_one()
        reports = reader.execute(select(lab_report).order_by(lab_report.c.id)).mappings().all()
        queued = reader.execute(select(func.count()).where(item.c.kind == "result")).scalar_one()
    assert Counter(one.control_id for one in kept) == Counter(control_ids), "lost or kept twice"
    assert Counter(one.state for one in kept) == {"parsed": len(control_ids)}
    assert lost == 0
    assert len(reports) == len(control_ids), "a version was lost or made twice"
    _check_versions([dict(one) for one in reports], control_ids)
    orders = {control_id[:-1] for control_id in control_ids}
    assert queued == len(orders), "an order has one item"


def _check_versions(reports: Sequence[dict[str, object]], control_ids: set[str]) -> None:
    """Each order's versions hang together in the order P, F, C, and the last one is the newest."""
    by_id = {one["id"]: one for one in reports}
    superseded = {one["supersedes_id"] for one in reports}
    newest = [one for one in reports if one["id"] not in superseded]
    orders = Counter(control_id[:-1] for control_id in control_ids)
    assert len(newest) == len(orders), "an order has two newest versions"
    for one in newest:
        line = [one]
        while line[0]["supersedes_id"] is not None:
            line.insert(0, by_id[line[0]["supersedes_id"]])
        number = str(one["filler_number"])
        assert {row["filler_number"] for row in line} == {number}
        order = number.replace("-F", "").removesuffix("^LAB")
        said_of = "".join(str(row["raw_status"]) for row in line)
        assert said_of == STATUSES[: orders[order]], (number, said_of)
