"""`portal-server workstation`: the workstations of the staff, for who runs the server.

`revoke` is for the day on which no administrator of the practice can sign in: it ends a workstation's
right at once, and with `--wipe` orders its files away at the next contact.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.cli.database import with_database
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.tables import staff
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import workstation
from portal.security.usernames import fold_username
from portal.security.workstations import practices_of_workstation
from portal.services.workstations import revoke

LONGEST_REASON = 300


def add(commands: Any) -> None:
    """Describe the command."""
    group = commands.add_parser("workstation", help="computers of the staff").add_subparsers(
        required=True, metavar="COMMAND"
    )
    shown = group.add_parser("list", help="list them, the one last here first")
    shown.add_argument("--username", default="", help="of this staff member alone")
    ended = group.add_parser("revoke", help="end a workstation's right, at once and for good")
    ended.add_argument("id", metavar="ID", help="as `list` prints it")
    ended.add_argument("--reason", required=True, help="why; the practices read it")
    ended.add_argument(
        "--wipe", action="store_true", help="its files are to go at the next contact"
    )
    for parser, work in ((shown, _list), (ended, _revoke)):
        parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
        parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
        parser.set_defaults(run=with_database(work))


def _list(arguments: argparse.Namespace, database: Database) -> int:
    columns = (workstation.c.id, workstation.c.state, workstation.c.last_seen_at)
    query = (
        select(*columns, workstation.c.name, staff.c.username)
        .join(staff, staff.c.id == workstation.c.staff_id)
        .order_by(workstation.c.last_seen_at.desc(), workstation.c.id)
    )
    if arguments.username:
        query = query.where(staff.c.username == fold_username(arguments.username))
    with database.read(Scope.of([])) as reader:
        rows = reader.execute(query).all()
    if not rows:
        sys.stderr.write("No workstation has registered yet.\n")
    for row in rows:
        at = f"{row.last_seen_at:%Y-%m-%d %H:%M} UTC"
        print(f"{row.id}\t{row.username}\t{row.name}\t{row.state}\tlast here {at}")  # noqa: T201 - the answer
    return 0


def _revoke(arguments: argparse.Namespace, database: Database) -> int:
    reason = arguments.reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON or not reason.isprintable():
        msg = f"A reason has 1 to {LONGEST_REASON} characters that can be printed."
        raise CommandError(msg)
    with database.read(Scope.ALL) as reader:
        known = reader.execute(select(workstation.c.id).where(workstation.c.id == arguments.id))
        if known.first() is None:
            msg = f"There is no workstation {arguments.id}."
            raise CommandError(msg)
        practices = practices_of_workstation(reader, arguments.id)
    changed = database.write(
        Scope.of(practices),
        lambda uow: revoke(uow, arguments.id, reason=reason, wipe=arguments.wipe),
    )
    told = "may do nothing more" if changed else "had been ended before"
    order = "; its files go at the next contact" if changed and arguments.wipe else ""
    print(f"{arguments.id} {told}{order}.")  # noqa: T201 - as above
    return 0
