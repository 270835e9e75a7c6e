"""`portal-server charts FILE…`: the charts of a practice, as its record system exports them in FHIR.

Files are Patients, one a line (NDJSON), or one Patient or Bundle; a name that ends in .gz is read
compressed. A chart that is there stays as it is, so the same file may be imported again. What can
not be a chart is left out and said by its place; nothing of it is printed.
"""

import argparse
import gzip
import sys
import time
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from portal.cli.configuration import settings_of
from portal.cli.database import chosen_practice, opened
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.intake.fhir.decoding import UnfitError, load, text_of
from portal.services import chart_import
from portal.services.chart_import import Imported
from portal.services.match.exchange import BadRecordError
from portal.services.practice_time import today

LEFT_OUT = 1  # exit status when something could not be used; the rest was imported
_EVERY_S = 1.0  # between two words about progress
_MOST_SAID = 20  # places that are said one by one, of each file


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("charts", help="import charts from FHIR Patients")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="NDJSON, or a Bundle")
    parser.add_argument("--practice", type=int, metavar="ID", help="without it, the first one")
    parser.add_argument(
        "--authority",
        action="append",
        default=[],
        metavar="NAME",
        help="a name more under which laboratories write these record numbers; may be repeated",
    )
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import; gives the exit status: 1 when a record was left out, said on standard error."""
    settings = settings_of(arguments)
    with opened(settings) as database:
        importing = Importing(database, chosen_practice(database, arguments.practice))
        for path in arguments.files:
            importing.take(path)
        trusted = importing.trust(arguments.authority)
        database.take_stock()
    found = importing.found
    said = f"{found.created} charts made, {found.known} there already, {importing.bad} left out."
    print(said)  # noqa: T201 - the answer of the command
    for name in trusted:
        print(f"Record numbers of {name} count from now on.")  # noqa: T201 - as above
    return LEFT_OUT if importing.bad else 0


class Importing:
    """Imports file after file into one practice, and counts."""

    def __init__(self, database: Database, practice_id: int) -> None:
        self._database = database
        self._practice_id = practice_id
        self._scope = Scope.of([practice_id])
        self._authorities: dict[str, None] = {}
        self._said_at = time.monotonic()
        self.found = Imported()
        self.bad = 0
        with database.read(self._scope) as reader:
            self._today = today(reader, practice_id)

    def take(self, path: Path) -> None:
        """Import a file; raises CommandError when it can not be read."""
        rows: list[dict[str, Any]] = []
        before = self.bad
        for place, resource in resources_of(path):
            try:
                rows.append(chart_import.row_of(resource, self._today))
            except BadRecordError as error:
                self.bad += 1
                if self.bad - before <= _MOST_SAID:
                    sys.stderr.write(f"{path}:{place}: {error}; left out\n")
                continue
            self._authorities |= dict.fromkeys(chart_import.authorities_of([resource]))
            if len(rows) == chart_import.MOST:
                self._put(rows)
                rows = []
        self._put(rows)
        if (unsaid := self.bad - before - _MOST_SAID) > 0:
            sys.stderr.write(f"{path}: {unsaid} more left out. Is it a file of FHIR Patients?\n")

    def trust(self, named: list[str]) -> tuple[str, ...]:
        """Let the record numbers of the imported charts count; `named` are named by hand."""
        names = [*named, *self._authorities]
        work = partial(
            chart_import.trust,
            practice_id=self._practice_id,
            authorities=names,
        )
        return self._database.write(self._scope, work)

    def _put(self, rows: list[dict[str, Any]]) -> None:
        work = partial(chart_import.put, practice_id=self._practice_id, rows=rows)
        self.found += self._database.write(self._scope, work)
        if time.monotonic() - self._said_at >= _EVERY_S:
            self._said_at = time.monotonic()
            sys.stderr.write(f"{self.found.created + self.found.known:,} charts …\n")
            sys.stderr.flush()


def resources_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Give the resources of a file, each with its line or its place in the Bundle, from 1.

    What is no JSON comes as None. Raises CommandError.
    """
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        characters = text_of(raw)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CommandError(f"{path} is damaged") from error
    except UnfitError as error:
        raise CommandError(f"{path} can not be read: {error.fault.detail}") from error
    whole = _parsed(characters)
    if isinstance(whole, dict):
        yield from _inside(whole)
        return
    for number, line in enumerate(characters.split("\n"), start=1):
        if line.strip():
            yield number, _parsed(line)


def _inside(resource: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """Give the Patients of a Bundle; its other resources belong there and are no charts."""
    if resource.get("resourceType") != "Bundle":
        yield 1, resource
        return
    listed = resource.get("entry")
    for place, entry in enumerate(listed if isinstance(listed, list) else [], start=1):
        held = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(held, dict) and held.get("resourceType") == "Patient":
            yield place, held


def _parsed(characters: str) -> Any:
    try:
        return load(characters)
    except UnfitError:
        return None
