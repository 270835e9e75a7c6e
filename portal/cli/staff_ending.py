"""`portal-server staff disable` and `staff enable`: ending somebody's right, and giving it back."""

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from portal.cli.configuration import settings_of
from portal.cli.database import opened
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.tables import staff
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.db.workstation_tables import workstation, workstation_practice
from portal.security.sessions import disable_staff, practices_of
from portal.security.usernames import fold_username


def add_to(group: Any) -> None:
    """Describe the two commands."""
    ended = group.add_parser("disable", help="end all sessions, and wipe all workstations, at once")
    again = group.add_parser("enable", help="let a disabled member sign in again")
    for parser, work in ((ended, run_disable), (again, run_enable)):
        parser.add_argument("--username", required=True)
        parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
        parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
        parser.set_defaults(run=work)


def run_disable(arguments: argparse.Namespace) -> int:
    """End somebody's right in all practices; gives the exit status."""
    with opened(settings_of(arguments)) as database:
        staff_id, practices = _found(database, arguments.username)
        database.write(Scope.of(practices), lambda uow: disable_staff(uow, staff_id, actor_id=None))
    said = f"{arguments.username} may do nothing more; their workstations are wiped at the next contact."
    print(said)  # noqa: T201 - the answer
    return 0


def run_enable(arguments: argparse.Namespace) -> int:
    """Let somebody sign in again; gives the exit status. Ended workstations stay ended."""
    with opened(settings_of(arguments)) as database:
        staff_id, practices = _found(database, arguments.username)

        def work(uow: UnitOfWork) -> None:
            uow.execute(update(staff).where(staff.c.id == staff_id).values(active=True))
            for practice_id in practices_of(uow, staff_id):
                uow.journal(practice_id, actor_id=None, action="staff.enabled", subject_id=staff_id)

        database.write(Scope.of(practices), work)
    print(f"{arguments.username} may sign in again.")  # noqa: T201 - as above
    return 0


def _found(database: Database, username: str) -> tuple[str, set[int]]:
    """Find a member, and the practices they work for or have worked for; raises CommandError."""
    with database.read(Scope.ALL) as reader:
        staff_id: str | None = reader.execute(
            select(staff.c.id).where(staff.c.username == fold_username(username))
        ).scalar_one_or_none()
        if staff_id is None:
            msg = f"There is no staff member {username}."
            raise CommandError(msg)
        at_work = reader.execute(
            select(workstation_practice.c.practice_id)
            .join(workstation, workstation.c.id == workstation_practice.c.workstation_id)
            .where(workstation.c.staff_id == staff_id)
        ).scalars()
        return staff_id, {*practices_of(reader, staff_id), *at_work}
