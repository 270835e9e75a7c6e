"""`portal-server intake`: take up messages of laboratories from files, HL7 v2 or FHIR, and work them off.

What is stored stays stored: broken off (Ctrl+C) and begun again, the command goes on, and says of what
it knows already that it is a duplicate. The report has a line of JSON for each message.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import orjson
from sqlalchemy.engine import make_url

from portal.cli import message_files, schema
from portal.cli.configuration import settings_of
from portal.cli.data_folder import locked
from portal.cli.database import chosen_practice, opened
from portal.cli.errors import CommandError
from portal.services.files import Files
from portal.services.intake.bringing import Bringing, Brought
from portal.services.intake.working import Intake
from portal.settings import Settings

_SAY_EVERY_S = 2.0


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("intake", help="take up laboratories' messages from files")
    parser.add_argument(
        "places", nargs="+", type=Path, metavar="FILE", help="HL7 v2 or FHIR (.gz too), or a folder"
    )
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="else the database's folder")
    parser.add_argument("--practice", type=int, metavar="ID", help="whose; else the first")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="a line of JSON for each message"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Store and work off everything; gives 0 when all is stored, whatever became of it."""
    settings = _settings(arguments)
    files = message_files.files_of(arguments.places)
    schema.require_current(settings.database_url)  # before anything is opened or made
    with ExitStack() as held:
        held.enter_context(_alone(settings))
        report = (
            None if arguments.report is None else held.enter_context(arguments.report.open("wb"))
        )
        database = held.enter_context(opened(settings))
        practice_id = chosen_practice(database, arguments.practice)
        kept = Files.open(settings.files_url, settings.data_dir / "files", settings.secret())
        intake = Intake(database, kept)
        held.callback(intake.release)
        telling = _Telling(report)
        bringing = Bringing(database, intake, practice_id)
        for path in files:
            telling.tell(_of_file(bringing, path))
        telling.tell(bringing.rest())
        telling.end(len(files))
    return 0


def _of_file(bringing: Bringing, path: Path) -> Iterator[Brought]:
    file = message_files.read(path)
    return bringing.bring(str(path), file.format, file.messages)


def _settings(arguments: argparse.Namespace) -> Settings:
    """Read the settings; the files of an embedded portal lie beside its database unless told."""
    settings = settings_of(arguments)
    told = arguments.data_dir is not None or "PORTAL_DATA_DIR" in os.environ
    if settings.embedded and not told and arguments.database is not None:
        folder = Path(str(make_url(settings.database_url).database)).absolute().parent
        settings = settings.model_copy(update={"data_dir": folder})
    return settings


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Keep a portal away from an embedded database meanwhile; raises CommandError when one runs."""
    if not settings.embedded:
        yield
        return
    with ExitStack() as held:
        try:
            held.enter_context(locked(settings.data_dir))
        except CommandError as error:
            msg = (
                f"The portal on {settings.data_dir} is running, or the folder can not be used. Stop it"
                " first, or bring the files over HTTP with `portal-server folder`."
            )
            raise CommandError(msg) from error
        yield


class _Telling:
    """Writes the report, and says on standard error how far it is."""

    def __init__(self, report: IO[bytes] | None) -> None:
        self._report = report
        self._counts: Counter[str] = Counter()
        self._begun = self._said = time.monotonic()

    def tell(self, brought: Iterable[Brought]) -> None:
        """Write a line for each message, as it is done."""
        for one in brought:
            line = one.line()
            self._counts[line["outcome"]] += 1
            if self._report is not None:
                self._report.write(orjson.dumps(line) + b"\n")
                self._report.flush()
            if time.monotonic() - self._said > _SAY_EVERY_S:
                self._say()

    def end(self, files: int) -> None:
        """Say how it ended."""
        self._say()
        counted = ", ".join(f"{count} {name}" for name, count in sorted(self._counts.items()))
        print(f"{files} files, {self._counts.total()} messages: {counted or 'nothing'}.")  # noqa: T201 - the answer of the command

    def _say(self) -> None:
        self._said = time.monotonic()
        done = self._counts.total()
        pace = done / max(self._said - self._begun, 0.001)
        sys.stderr.write(f"{done} messages, {pace:.0f} a second\n")
        sys.stderr.flush()
