"""`portal-server bounces`: take up reports of mails that came back, from files or folders (RFC 3464).

For the mailbox to which servers send their reports: let the mail server drop it into a folder, and
run this now and then. A report that was taken up before changes nothing.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from portal.cli.configuration import settings_of
from portal.cli.database import opened
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.services import bounce_reports, mail_fates
from portal.services.bounce_reports import LARGEST


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("bounces", help="take up reports of mails that came back")
    parser.add_argument(
        "places", nargs="+", type=Path, metavar="FILE|FOLDER", help="a report, or many (Maildir)"
    )
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take them up; gives 0. No address is printed, only how many there were."""
    settings = settings_of(arguments)
    files = list(_files(arguments.places))
    with opened(settings) as database:
        taken = sum(_take(database, path) for path in files)
    print(f"{len(files)} files: {taken} bounced, {len(files) - taken} said nothing new.")  # noqa: T201 - the answer of the command
    return 0


def _files(places: Sequence[Path]) -> Iterator[Path]:
    """Give the files, those of folders below too; what a server is still writing begins with a dot."""
    for place in places:
        if place.is_dir():
            yield from sorted(
                one for one in place.rglob("*") if one.is_file() and not one.name.startswith(".")
            )
        elif place.is_file():
            yield place
        else:
            msg = f"There is no file or folder {place}."
            raise CommandError(msg)


def _take(database: Database, path: Path) -> bool:
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    bounce = bounce_reports.read(raw)
    return bounce is not None and mail_fates.came_back(database, bounce.job_id, bounce.status)
