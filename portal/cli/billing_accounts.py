"""`portal-server billing-accounts FILE.csv`: who pays for whom, as the practice's own system exports it.

For a job that runs each night: what is as it was stays as it is. A line that can not be used, or names
a chart of somebody else, is left out and said by its number; nothing of it is printed.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from portal.cli.configuration import settings_of
from portal.cli.database import opened, require_practice
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import billing_csv, billing_feed
from portal.services.billing_feed import Given, Outcome
from portal.services.statements import rechecking

LARGEST = 200_000_000  # bytes
LEFT_OUT = 1  # exit status when a line was left out; the others were put
_COUNTED = (billing_feed.CREATED, billing_feed.UPDATED, billing_feed.UNCHANGED)


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("billing-accounts", help="put accounts of guarantors from a CSV")
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="the first line names columns")
    parser.add_argument("--practice", type=int, required=True, metavar="ID")
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Put them; gives the exit status: 1 when a line was left out, said on standard error."""
    settings = settings_of(arguments)
    if arguments.file.stat().st_size > LARGEST:
        msg = f"{arguments.file} is larger than {LARGEST // 1_000_000} MB"
        raise CommandError(msg)
    parsed = billing_csv.parse(billing_csv.decoded(arguments.file.read_bytes()))
    with opened(settings) as database:
        with database.read(Scope.of([arguments.practice])) as reader:
            require_practice(reader, arguments.practice)
        outcomes = _put(database, arguments.practice, [row for _, row in parsed.rows])
    left_out = [(fault.line, fault.code) for fault in parsed.faults]
    for (line, _), outcome in zip(parsed.rows, outcomes, strict=True):
        if outcome.outcome == billing_feed.REFUSED:
            left_out.append((line, outcome.code))
    for line, code in sorted(left_out):
        sys.stderr.write(f"{arguments.file}:{line}: {code}; left out\n")
    counts = {name: sum(one.outcome == name for one in outcomes) for name in _COUNTED}
    said = ", ".join(f"{count} {name}" for name, count in counts.items())
    print(f"{said}, {len(left_out)} left out.")  # noqa: T201 - the answer of the command
    return LEFT_OUT if left_out else 0


def _put(database: Database, practice_id: int, rows: Sequence[Given]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for start in range(0, len(rows), billing_feed.MOST):
        some = rows[start : start + billing_feed.MOST]
        work = partial(_put_some, practice_id=practice_id, rows=some)
        outcomes += database.write(Scope.of([practice_id]), work)
    if billing_feed.changed(outcomes):  # once, however long the file was
        again = partial(rechecking.later, practice_id=practice_id)
        database.write(Scope.of([practice_id]), again)
    return outcomes


def _put_some(uow: UnitOfWork, practice_id: int, rows: Sequence[Given]) -> list[Outcome]:
    return billing_feed.put(uow, practice_id, rows, actor_id=None)
