"""`python -m bench.intake [--messages N] [--only sqlite|postgresql]`: results from the wire to the charts.

Laboratories post ORU messages of real size (5 to 30 values) about charts that there are, over four
connections, to a real portal: stored, acknowledged, read, matched, in the queue. The time is from the
first post to the last message that has landed. The floors of the same run: the same bytes inserted with
a commit each and nothing else, and python-hl7 alone reading them. Time of processors is given too, for a
machine that does other things.
"""

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import hl7
import orjson
from sqlalchemy import create_engine, func, select

from bench.listed import Figure, show, write
from portal.db import migrate
from portal.db.connections import portal_url
from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.tables import lab_report, patient, practice
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from tests.support.machines import token_of
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import Cluster

CONNECTIONS = 4
CHARTS = 300
WARM = 300  # messages that are there before
A_SECOND = 60  # results that have to be taken up
PATIENCE_S = 900.0
SENDER = """
import http.client, json, pathlib, sys, threading, time
port, token, folder, lines = int(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4])
files, lock, took = sorted(folder.iterdir())[::-1], threading.Lock(), []
count = len(files)
head = {"Authorization": f"Bearer {token}", "Content-Type": "application/hl7-v2"}
def work():
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while True:
        with lock:
            if not files: return
            path = files.pop()
        begun = time.perf_counter()
        line.request("POST", "/v1/intake/hl7v2", path.read_bytes(), head)
        answer = line.getresponse()
        said = answer.read()
        took.append(time.perf_counter() - begun)
        assert answer.status == 200 and b"MSA|AA|" in said, said
threads = [threading.Thread(target=work) for _ in range(lines)]
for one in threads: one.start()
for one in threads: one.join()
assert len(took) == count, "some were not acknowledged"
sys.stdout.write(json.dumps(sorted(took)))
"""
_TESTS = (
    ("2345-7", "Glucose", "mg/dL", 70, 99),
    ("2951-2", "Sodium", "mmol/L", 136, 145),
    ("2823-3", "Potassium", "mmol/L", 3.5, 5.1),
    ("2075-0", "Chloride", "mmol/L", 98, 107),
    ("2160-0", "Creatinine", "mg/dL", 0.6, 1.3),
    ("3094-0", "Urea nitrogen", "mg/dL", 7, 20),
    ("17861-6", "Calcium", "mg/dL", 8.6, 10.3),
    ("1742-6", "Alanine aminotransferase", "U/L", 7, 56),
    ("718-7", "Hemoglobin", "g/dL", 12, 16),
    ("6690-2", "Leukocytes", "10*3/uL", 4.5, 11),
)


def message(number: int, chance: random.Random) -> bytes:
    """An ORU^R01 with 5 to 30 values and a note, about one of the charts."""
    chart = chance.randrange(CHARTS)
    born = date(1940 + chart % 60, 1 + chart % 12, 1 + chart % 28).strftime("%Y%m%d")
    lines = [
        "MSH|^~\\&|LIS|NORTH LABORATORY^34D0000000^CLIA|PORTAL|CLINIC|20261120101500-0500||"
        f"ORU^R01^ORU_R01|B{number:07}|P|2.5.1|||||USA|ASCII",
        f"PID|1||R{chart:05}^^^CLINIC^MR~999-99-{chart:04}^^^SSA^SS||Family{chart}^Given{chart}^Q||"
        f"{born}|F|||12 Harbor Street^^Boston^MA^02109||^PRN^PH^^1^617^5550143",
        "PV1|1|O|||||1234567893^Grey^Ann^^^^^^NPI",
        f"ORC|RE|P{number:07}^PORTAL|F{number:07}^LIS|||CM||||||1234567893^Grey^Ann^^^^^^NPI",
        f"OBR|1|P{number:07}^PORTAL|F{number:07}^LIS|24323-8^Comprehensive metabolic panel^LN|||"
        "20261120080000-0500|||||||||1234567893^Grey^Ann^^^^^^NPI||||||20261120100000-0500||LAB|F",
    ]
    for place in range(chance.choice((5, 8, 10, 14, 14, 20, 30))):
        code, name, unit, low, high = _TESTS[place % len(_TESTS)]
        value = round(chance.uniform(low * 0.95, high * 1.05), 1)
        lines.append(
            f"OBX|{place + 1}|NM|{code}^{name}^LN^L{place}^{name} local^L|{place // 10 or ''}|{value}|"
            f"{unit}^{unit}^UCUM|{low}-{high}|N|||F|||20261120080000-0500||||"
            "20261120093000-0500||||NORTH LABORATORY^^^^^CLIA^XX^^^34D0000000"
        )
    lines.append("NTE|1|L|Performed at North Laboratory, 1 Main Street, Boston, MA 02108.")
    return "".join(line + "\r" for line in lines).encode()


def intake_figures(database_url: str, folder: Path, everything: Sequence[bytes]) -> list[Figure]:
    """Figures of one engine; the first messages are there before, as in a practice at work."""
    before, messages = everything[:WARM], everything[WARM:]
    with PortalProcess(database_url, folder / "portal") as portal:
        database = Database(portal.database_url)
        try:
            _charts(database)
            token = token_of(database)
            _send(portal.port, token, folder / "before", before)
            _until_landed(database, len(before))
            _let_it_look(database)
            busy, begun = _busy_s(portal.pid), time.perf_counter()
            waits = _send(portal.port, token, folder / "inbox", messages)
            acknowledged = time.perf_counter() - begun
            _until_landed(database, len(everything))
            took = time.perf_counter() - begun
            busy = _busy_s(portal.pid) - busy
        finally:
            database.close()
    each, must = 1000 / len(messages), 1000 / A_SECOND
    engine = database.dialect
    return [
        Figure(f"{engine}: a result, from the wire to the chart", took * each, "ms", must=must),
        Figure("… results a second", len(messages) / took, "/s"),
        Figure("… acknowledged a second", len(messages) / acknowledged, "/s"),
        Figure("… the portal's processor time for one", busy * each, "ms"),
        Figure("… until the acknowledgement, median", waits[len(waits) // 2] * 1000, "ms"),
        Figure("… until the acknowledgement, p99", waits[len(waits) * 99 // 100] * 1000, "ms"),
    ]


def _send(port: int, token: str, inbox: Path, messages: Sequence[bytes]) -> list[float]:
    """Send messages from a process of its own; gives how long each waited for its answer, sorted."""
    inbox.mkdir()
    for number, raw in enumerate(messages):
        (inbox / f"{number:07}.hl7").write_bytes(raw)
    words = [sys.executable, "-c", SENDER, str(port), token, str(inbox), str(CONNECTIONS)]
    sent = subprocess.run(words, capture_output=True, text=True, check=True)
    return [float(one) for one in orjson.loads(sent.stdout)]


def _let_it_look(database: Database) -> None:
    """Let PostgreSQL look at its tables, as it does by itself where it is not one for tests."""
    if database.dialect == "postgresql":
        with create_engine(portal_url(database.url)).connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
            connection.engine.dispose()


def floor_figures(folder: Path, messages: Sequence[bytes]) -> list[Figure]:
    """The same bytes, a commit each; and python-hl7 alone."""
    with closing(sqlite3.connect(folder / "floor.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, raw BLOB)")
        begun = time.perf_counter()
        for raw in messages:
            connection.execute("INSERT INTO message (raw) VALUES (?)", (raw,))
        stored = time.perf_counter() - begun
    begun = time.process_time()
    for raw in messages:
        hl7.parse(raw.decode())
    read = time.process_time() - begun
    each = 1000 / len(messages)
    values = sum(raw.count(b"\rOBX|") for raw in messages) / len(messages)
    return [
        Figure("floor: the bytes with a commit each, SQLite", stored * each, "ms"),
        Figure("floor: python-hl7 alone, processor time", read * each, "ms"),
        Figure("values in a message, mean", values, ""),
    ]


def _charts(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.execute(practice.insert().values(id=1, name="Clinic", time_zone="America/New_York"))
        for chart in range(CHARTS):
            row = {
                "practice_id": 1,
                "id": new_id(),
                "given_name": f"Given{chart}",
                "family_name": f"Family{chart}",
                "birth_date": date(1940 + chart % 60, 1 + chart % 12, 1 + chart % 28),
                "record_number": f"R{chart:05}",
            }
            uow.execute(patient.insert().values(**row))

    database.write(Scope.of([1]), work)


def _until_landed(database: Database, count: int) -> None:
    deadline, pause = time.monotonic() + PATIENCE_S, threading.Event()
    waiting = select(func.count()).where(intake_message.c.state == "received")
    while True:
        with database.read(Scope.of([1])) as reader:
            if reader.execute(waiting).scalar_one() == 0:
                kept = reader.execute(select(func.count()).select_from(lab_report)).scalar_one()
                assert kept == count, f"{kept} of {count} are on a chart"
                return
        assert time.monotonic() < deadline, "it takes too long"
        pause.wait(0.05)


def _busy_s(pid: int) -> float:
    """Seconds of processors that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _postgresql() -> Iterator[str]:
    cluster = Cluster.start()
    try:
        yield cluster.create_database("bench")
    finally:
        cluster.stop()


def main() -> int:
    """Measure, print, keep; 1 when a bound falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1500)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--json", type=Path, default=Path("bench/results-intake.json"))
    wanted = parser.parse_args()
    chance = random.Random(7)
    messages = [message(number, chance) for number in range(WARM + wanted.messages)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = floor_figures(folder, messages)
        if wanted.only != "postgresql":
            (folder / "sqlite" / "portal").mkdir(parents=True)
            url = f"sqlite:///{folder / 'sqlite' / 'portal' / 'portal.db'}"
            migrate.upgrade(url)
            figures += intake_figures(url, folder / "sqlite", messages)
        if wanted.only != "sqlite":
            (folder / "postgresql").mkdir()
            with _postgresql() as url:
                migrate.upgrade(url)
                figures += intake_figures(url, folder / "postgresql", messages)
    show(figures)
    write(figures, wanted.json)
    return int(any(one.verdict == "falls short" for one in figures))


if __name__ == "__main__":
    raise SystemExit(main())
