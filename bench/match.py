"""`python -m bench.match [--charts N] [--requests N] [--queue N] [--json FILE]`: speed of matching.

The floor of the files is reading and parsing them and writing the answers; the floor of the queue is
one read of one chart by its id. Both are measured in the same run.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import and_, insert, select

from bench.listed import Figure, show, write
from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import patient, practice
from portal.db.unit_of_work import Scope
from portal.services import chart_keys, matching

_STARTS = (
    "B",
    "Br",
    "C",
    "D",
    "F",
    "G",
    "H",
    "K",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "St",
    "T",
    "V",
    "W",
)
_MIDDLES = ("a", "e", "i", "o", "ar", "en", "il", "or", "an", "el")
_ENDS = ("son", "ton", "ley", "man", "er", "ez", "ard", "in", "field", "s", "berg", "ia")
_STREETS = ("Main", "Oak", "Harbor", "Elm", "Lake", "Hill", "Park", "River", "Mill", "Church")
_ASKED = 300  # questions to the queue


def main() -> int:
    """Measure, print, keep; 1 when a bound falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=1_000)
    parser.add_argument("--queue", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = file_figures(Path(folder), wanted.charts, wanted.requests)
        figures += queue_figures(Path(folder), wanted.queue)
    show(figures)
    if wanted.json:
        write(figures, wanted.json)
    return int(any(one.verdict == "falls short" for one in figures))


def file_figures(folder: Path, charts: int, requests: int) -> list[Figure]:
    """Measure the command on files."""
    chance = random.Random(1)
    people = [_person(chance, number) for number in range(charts)]
    paths = [folder / name for name in ("charts.ndjson", "requests.ndjson", "out.ndjson")]
    paths[0].write_text("".join(json.dumps(_resource(one)) + "\n" for one in people))
    asked = [_asked(chance, chance.choice(people), number) for number in range(requests)]
    paths[1].write_text("".join(json.dumps(one) + "\n" for one in asked))
    words = ["match", "--charts", paths[0], "--requests", paths[1], "--out", paths[2]]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(
        [sys.executable, "-m", "portal", *map(str, words)], check=True, capture_output=True
    )
    wall = perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    begun = process_time()
    for path in paths:
        read = [json.loads(line) for line in path.open("rb")]
    (folder / "copy.ndjson").write_text("".join(json.dumps(one) + "\n" for one in read))
    floor = process_time() - begun
    name = f"{requests:,} requests against {charts:,} charts"
    return [
        Figure(f"{name}, start to end", wall, "s", must=20, aim=5),
        Figure(f"{name}, one core", used, "s", must=20, aim=5),
        Figure("floor: parse the files, write the answers", floor, "s"),
        Figure("ratio", used / floor, "x"),
    ]


def queue_figures(folder: Path, charts: int) -> list[Figure]:
    """Measure the queue's statements on a practice of many charts."""
    chance = random.Random(2)
    url = f"sqlite:///{folder / 'portal.db'}"
    migrate.upgrade(url)
    database = Database.open(url)
    people = [_person(chance, number) for number in range(charts)]
    rows = [_row(one) for one in people]
    site = {"id": 1, "name": "Bench", "time_zone": "America/New_York"}
    database.write(Scope.ALL, lambda uow: uow.execute(insert(practice), site))
    for place in range(0, charts, 5_000):
        part = rows[place : place + 5_000]
        database.write(Scope.of([1]), lambda uow, part=part: uow.execute(insert(patient), part))
    begun = perf_counter()
    chart_keys.write_missing(database)
    keyed = perf_counter() - begun
    took, floors = [], []
    for number in range(_ASKED):
        one = chance.choice(people)
        submitted = _submitted(_asked(chance, one, number))
        with database.read(Scope.of([1])) as reader:
            begun = perf_counter()
            matching.candidates(reader, 1, submitted)
            took.append(1000 * (perf_counter() - begun))
            begun = perf_counter()
            by_id = and_(patient.c.practice_id == 1, patient.c.id == one["id"])
            reader.execute(select(patient).where(by_id)).one()
            floors.append(1000 * (perf_counter() - begun))
    database.close()
    took, floors = sorted(took), sorted(floors)
    middle, last = _ASKED // 2, _ASKED * 99 // 100
    return [
        Figure(f"candidates among {charts:,} charts, median", took[middle], "ms", must=50, aim=10),
        Figure(f"candidates among {charts:,} charts, p99", took[last], "ms", must=50, aim=25),
        Figure("floor: one chart by its id, median", floors[middle], "ms"),
        Figure("ratio of the medians", took[middle] / floors[middle], "x"),
        Figure(f"keying {charts:,} charts of an older release", keyed, "s"),
    ]


def _name(chance: random.Random, width: int) -> str:
    """Give a name; the most common one has a hundredth of the people, as Smith does."""
    number = int(21 * ((width + 21) / 21) ** chance.random() - 20) * 7919
    start = _STARTS[number % len(_STARTS)]
    middle = _MIDDLES[number // 18 % len(_MIDDLES)]
    return start + middle + _ENDS[number // 180 % len(_ENDS)]


def _person(chance: random.Random, number: int) -> dict[str, str]:
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(33_000))
    return {
        "id": f"c{number:07}",
        "first": _name(chance, 600),
        "last": _name(chance, 2_000),
        "dob": born.isoformat(),
        "line": f"{chance.randrange(1, 2_000)} {chance.choice(_STREETS)} St",
        "city": "Springfield",
        "state": "MA",
        "zip": f"011{chance.randrange(10):02}",
        "phone": f"413-{chance.randrange(200, 999)}-{chance.randrange(10_000):04}",
        "email": f"{number}@example.org" if chance.random() < 0.6 else "",
        "gender": chance.choice(("female", "male")),
    }


def _asked(chance: random.Random, one: dict[str, str], number: int) -> dict[str, str]:
    """Give what somebody types: one in three as the chart has it, others with a fault, or strangers."""
    kind = chance.randrange(6)
    changed = {name: value for name, value in one.items() if name != "id"}
    if kind == 2:
        changed |= {"dob": f"{one['dob'][:9]}{chance.randrange(10)}"}
    elif kind == 3:
        changed |= {"first": one["first"][::-1], "phone": "", "line": "1 Elsewhere Rd"}
    elif kind == 4:
        changed |= {"last": one["last"][:-1], "email": ""}
    elif kind == 5:
        changed = {k: v for k, v in _person(chance, 9_999_999).items() if k != "id"}
    return {"request_id": f"r{number}", "middle": "", **changed}


def _resource(one: dict[str, str]) -> dict[str, object]:
    return {
        "resourceType": "Patient",
        "id": one["id"],
        "name": [{"use": "official", "family": one["last"], "given": [one["first"]]}],
        "birthDate": one["dob"],
        "gender": one["gender"],
        "telecom": [
            {"system": "phone", "value": one["phone"]},
            {"system": "email", "value": one["email"]},
        ],
        "address": [
            {
                "line": [one["line"]],
                "city": one["city"],
                "state": one["state"],
                "postalCode": one["zip"],
            }
        ],
    }


def _row(one: dict[str, str]) -> dict[str, object]:
    return {
        "practice_id": 1,
        "id": one["id"],
        "record_number": one["id"],
        "given_name": one["first"],
        "family_name": one["last"],
        "birth_date": date.fromisoformat(one["dob"]),
        "sex": one["gender"],
        "address_line": one["line"],
        "city": one["city"],
        "state": one["state"],
        "postal_code": one["zip"],
        "phone": one["phone"],
        "email": one["email"],
    }


def _submitted(asked: dict[str, str]) -> dict[str, object]:
    try:
        born = date.fromisoformat(asked["dob"])
    except ValueError:  # the 30th of February
        born = date(1980, 1, 1)
    return matching.submitted_values(
        given_name=asked["first"],
        family_name=asked["last"],
        birth_date=born,
        sex=asked["gender"],
        phone=asked["phone"],
        email=asked["email"],
        username="bench",
        address={
            "line": asked["line"],
            "city": asked["city"],
            "state": asked["state"],
            "postal_code": asked["zip"],
        },
    )


if __name__ == "__main__":
    raise SystemExit(main())
