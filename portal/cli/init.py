"""`portal-server init`: the schema, the first practice and its first admin."""

import argparse
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select

from portal.cli import schema
from portal.cli.configuration import settings_of
from portal.cli.errors import CommandError, database_errors
from portal.cli.staff import NewMember, ask_password, member_rows
from portal.db.engine import Database
from portal.db.migrate import new_epoch
from portal.db.tables import practice, staff, staff_membership
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.queues.registry import QUEUES
from portal.security.passwords import Passwords
from portal.security.permissions import Role
from portal.services import default_templates
from portal.settings import Settings


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("init", help="make the schema, the first practice, its admin")
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.add_argument("--practice-name", default="", metavar="NAME")
    parser.add_argument("--time-zone", default="America/New_York", metavar="ZONE")
    parser.add_argument("--admin-username", default="admin", metavar="USERNAME")
    parser.add_argument("--admin-name", default="", metavar="NAME")
    parser.add_argument("--password-stdin", action="store_true", help="read it from stdin")
    parser.add_argument(
        "--new-epoch", action="store_true", help="after a restore: let every console load anew"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what is missing; gives the exit status."""
    settings = settings_of(arguments)
    if settings.embedded:
        settings.prepare_data_dir()
    schema.upgrade(settings.database_url)
    if arguments.new_epoch:
        with database_errors(settings.database_url):
            new_epoch(settings.database_url)
        print("Every console will load anew.")  # noqa: T201 - what the command has to say
    with database_errors(settings.database_url):
        database = Database.open(settings.database_url)
        try:
            return _fill(arguments, settings, database)
        finally:
            database.close()


def _fill(arguments: argparse.Namespace, settings: Settings, database: Database) -> int:
    with database.read(Scope.ALL) as reader:
        known = reader.execute(select(func.count()).select_from(practice)).scalar_one()
    if known:
        print(f"The schema is up to date; practices: {known}.")  # noqa: T201 - as above
        return 0
    name = arguments.practice_name or _ask("Name of the practice: ")
    _check_zone(arguments.time_zone)
    admin = NewMember(
        username=arguments.admin_username,
        name=arguments.admin_name or _ask("Name of the first admin: "),
        role=Role.ADMIN,
        practice_id=1,
        password=ask_password(from_stdin=arguments.password_stdin),
    )
    _write(database, name, arguments.time_zone, admin, Passwords(settings.secret()))
    print(f"{name} is practice 1; {admin.username} may sign in.")  # noqa: T201 - as above
    return 0


def _write(
    database: Database, name: str, zone: str, admin: NewMember, passwords: Passwords
) -> None:
    member, membership = member_rows(admin, passwords, database.clock())

    def work(uow: UnitOfWork) -> None:
        uow.execute(practice.insert().values(id=1, name=name, time_zone=zone))
        uow.execute(staff.insert().values(member))
        uow.execute(staff_membership.insert().values(membership))
        uow.journal(
            1,
            actor_id=None,
            action="practice.created",
            subject_id=member["id"],
            target=("staff", member["id"]),
            detail={"role": admin.role.value},
        )
        default_templates.seed(uow, 1, QUEUES)

    database.write(Scope.of([1]), work)


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        msg = f"{zone} is no time zone; one reads like America/Chicago."
        raise CommandError(msg) from error


def _ask(question: str) -> str:
    try:
        answer = input(question).strip()
    except EOFError:
        answer = ""
    if not answer:
        msg = "A name is needed: --practice-name and --admin-name give them."
        raise CommandError(msg)
    return answer
