"""`portal-server match`: which charts of a file the sign-ups of another are, as the queue would say.

Charts are FHIR R4 Patient resources, requests flat objects, one a line; a name that ends in .gz is
read or written compressed. Nothing is changed anywhere, and nothing leaves the computer.
"""

import argparse
import gzip
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import orjson

from portal.cli.errors import CommandError
from portal.services.match.exchange import BadRecordError, chart_of, request_of
from portal.services.match.index import ChartIndex
from portal.services.match.people import Chart, Person
from portal.services.match.ranking import Match, best_matches

FOUND_BAD = 1  # exit status when a line could not be used; the others were
_EVERY_S = 2.0  # between two words about progress
_BANDS = ("strong", "possible")
_BOM = b"\xef\xbb\xbf"

Record = TypeVar("Record")


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("match", help="find the charts that sign-ups belong to")
    parser.add_argument("--charts", type=Path, required=True, metavar="FILE", help="FHIR Patients")
    parser.add_argument("--requests", type=Path, required=True, metavar="FILE", help="sign-ups")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="what was found")
    parser.add_argument(
        "--today", type=_day, metavar="YYYY-MM-DD", help="later birth dates are none (the date now)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Match; gives the exit status: 1 when a line was left out, said on standard error."""
    charts, requests, out = arguments.charts, arguments.requests, arguments.out
    for given in (charts, requests):
        if out.exists() and given.exists() and out.samefile(given):
            raise CommandError(f"{out} is read from; write to another file")
    today = arguments.today or datetime.now(UTC).astimezone().date()
    said = Progress()
    index = ChartIndex(_unique(Lines(charts, said), today))
    said.say(f"{said.taken:,} charts")
    said.taken = 0
    answered = Lines(requests, said)
    with _open(out, "wb") as file:
        for request_id, person in answered.read(lambda values: request_of(values, today)):
            file.write(
                orjson.dumps(answer(request_id, person, index), option=orjson.OPT_APPEND_NEWLINE)
            )
            said.tick("requests")
    said.say(f"{said.taken:,} requests, {said.bad:,} lines left out")
    return FOUND_BAD if said.bad else 0


def answer(request_id: str, person: Person, index: ChartIndex) -> dict[str, Any]:
    """Give the line of one request: its band, and at most five candidates, best first."""
    found = best_matches(person, index.near(person))
    bands = {match.band for match in found}
    return {
        "request_id": request_id,
        "band": next((band for band in _BANDS if band in bands), "none"),
        "candidates": [_candidate(person, match) for match in found],
    }


class Progress:
    """Says on standard error what was read and what was wrong."""

    def __init__(self) -> None:
        self.taken = 0
        self.bad = 0
        self._said_at = time.monotonic()

    def tick(self, what: str) -> None:
        """Count one; say so now and then."""
        self.taken += 1
        if time.monotonic() - self._said_at >= _EVERY_S:
            self._said_at = time.monotonic()
            self.say(f"{self.taken:,} {what} …")

    def reject(self, path: Path, number: int, why: str) -> None:
        """Say which line is left out, and why."""
        self.bad += 1
        self.say(f"{path}:{number}: {why}; the line is left out")

    def say(self, text: str) -> None:
        """Write a line."""
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


class Lines:
    """The records of a file of one JSON object a line; what is none is reported and left out."""

    def __init__(self, path: Path, said: Progress) -> None:
        self._path = path
        self._said = said
        self.number = 0

    def read(self, parse: Callable[[Any], Record]) -> Iterator[Record]:
        """Give each record; raises CommandError when the file itself can not be read on."""
        with _open(self._path, "rb") as file:
            try:
                for self.number, line in enumerate(file, start=1):
                    text = line.removeprefix(_BOM).strip()
                    if not text:
                        continue
                    try:
                        yield parse(orjson.loads(text))
                    except ValueError:
                        self.reject("not JSON")
                    except BadRecordError as error:
                        self.reject(str(error))
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                msg = f"{self._path} is damaged after line {self.number}: {error}"
                raise CommandError(msg) from error

    def reject(self, why: str) -> None:
        """Report the line that was read last."""
        self._said.reject(self._path, self.number, why)

    def count(self, what: str) -> None:
        """Count the record that was read last."""
        self._said.tick(what)


def _unique(lines: Lines, today: date) -> Iterator[Chart]:
    """Give the charts of a file, of two with one id the first."""
    seen: set[str] = set()
    for chart in lines.read(lambda resource: chart_of(resource, today)):
        if chart.id in seen:
            lines.reject(f"the id {chart.id} was there before")
            continue
        seen.add(chart.id)
        lines.count("charts")
        yield chart


def _candidate(person: Person, match: Match) -> dict[str, Any]:
    return {
        "chart_id": match.chart.id,
        "score": match.score,
        "band": match.band,
        "guard": match.guard,
        "margin": match.margin,
        "why_not_higher": match.why_not_higher,
        "evidence": match.evidence(person),
    }


def _open(path: Path, mode: str) -> BinaryIO:
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, mode))
    return cast("BinaryIO", path.open(mode))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{text} is not a date like 2026-11-22"
        raise argparse.ArgumentTypeError(msg) from error
