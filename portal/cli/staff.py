"""`portal-server staff add`: a staff member, or a role more for one; `disable` and `enable` beside it."""

import argparse
import getpass
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import and_, select

from portal.cli import staff_ending
from portal.cli.configuration import settings_of
from portal.cli.database import opened
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.tables import practice, staff, staff_membership
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security.passwords import Passwords, weakness_of
from portal.security.permissions import Role
from portal.security.usernames import fold_username

_WEAK = {
    "too-short": "at least 12 characters",
    "too-long": "at most 1024 characters",
    "too-simple": "more different characters",
    "too-common": "something fewer people use",
    "holds-own-name": "something other than the user name",
}


@dataclass(frozen=True)
class NewMember:
    """A staff member to be."""

    username: str
    name: str
    role: Role
    practice_id: int
    password: str


def add(commands: Any) -> None:
    """Describe the command."""
    group = commands.add_parser("staff", help="staff members").add_subparsers(
        required=True, metavar="COMMAND"
    )
    parser = group.add_parser("add", help="add a staff member, or a role to one")
    parser.add_argument("--username", required=True)
    parser.add_argument("--name", default="", help="as colleagues and patients read it")
    parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    parser.add_argument("--practice", type=int, required=True, metavar="ID")
    parser.add_argument("--password-stdin", action="store_true", help="read it from stdin")
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.set_defaults(run=run)
    staff_ending.add_to(group)


def run(arguments: argparse.Namespace) -> int:
    """Add the member; gives the exit status."""
    settings = settings_of(arguments)
    with opened(settings) as database:
        known = _known(database, arguments.username, arguments.practice)
        role = Role(arguments.role)
        if known is not None:
            _add_role(database, known, arguments.practice, role)
            said = f"{arguments.username} has an account already and is {role.value} there; its password stays."
            print(said)  # noqa: T201 - the answer
            return 0
        if not arguments.name:
            msg = "A new staff member needs a --name."
            raise CommandError(msg)
        member = NewMember(
            username=arguments.username,
            name=arguments.name,
            role=role,
            practice_id=arguments.practice,
            password=ask_password(from_stdin=arguments.password_stdin, username=arguments.username),
        )
        _add_member(database, member, Passwords(settings.secret()))
        print(f"{arguments.username} may sign in.")  # noqa: T201 - the answer
    return 0


def ask_password(*, from_stdin: bool, username: str = "") -> str:
    """Ask for a new password twice, or read one line; raises CommandError for a weak one."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            msg = "The two passwords are not the same."
            raise CommandError(msg)
    else:
        msg = "A password is needed; give one line with --password-stdin."
        raise CommandError(msg)
    weakness = weakness_of(password, username)
    if weakness is not None:
        msg = f"Please choose another password: {_WEAK.get(weakness, weakness)}."
        raise CommandError(msg)
    return password


def member_rows(
    member: NewMember, passwords: Passwords, now: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the rows of `staff` and `staff_membership`."""
    row: dict[str, Any] = {
        "id": new_id(),
        "username": fold_username(member.username),
        "name": member.name,
        "password_hash": passwords.hash(member.password),
        "active": True,
        "created_at": now,
    }
    return row, _membership(member.practice_id, row["id"], member.role, now)


def _membership(practice_id: int, staff_id: str, role: Role, now: datetime) -> dict[str, Any]:
    return {
        "practice_id": practice_id,
        "staff_id": staff_id,
        "role": role.value,
        "created_at": now,
    }


def _known(database: Database, username: str, practice_id: int) -> str | None:
    """Find the staff member, if there is one; raises CommandError for an unknown practice."""
    with database.read(Scope.ALL) as reader:
        there = reader.execute(select(practice.c.id).where(practice.c.id == practice_id)).first()
        if there is None:
            msg = f"There is no practice {practice_id}."
            raise CommandError(msg)
        found: str | None = reader.execute(
            select(staff.c.id).where(staff.c.username == fold_username(username))
        ).scalar_one_or_none()
    return found


def _add_role(database: Database, staff_id: str, practice_id: int, role: Role) -> None:
    row = _membership(practice_id, staff_id, role, database.clock())

    def work(uow: UnitOfWork) -> None:
        held = uow.execute(
            select(staff_membership.c.role).where(
                and_(
                    staff_membership.c.practice_id == practice_id,
                    staff_membership.c.staff_id == staff_id,
                    staff_membership.c.role == role.value,
                )
            )
        ).first()
        if held is None:
            uow.execute(staff_membership.insert().values(row))
            _record(uow, row)

    database.write(Scope.of([practice_id]), work)


def _add_member(database: Database, member: NewMember, passwords: Passwords) -> None:
    row, membership = member_rows(member, passwords, database.clock())

    def work(uow: UnitOfWork) -> None:
        uow.execute(staff.insert().values(row))
        uow.execute(staff_membership.insert().values(membership))
        _record(uow, membership)

    database.write(Scope.of([member.practice_id]), work)


def _record(uow: UnitOfWork, membership: Mapping[str, Any]) -> None:
    staff_id: str = membership["staff_id"]
    uow.journal(
        membership["practice_id"],
        actor_id=None,  # whoever may start programs on the server
        action="staff.added",
        subject_id=staff_id,
        target=("staff", staff_id),
        detail={"role": membership["role"]},
    )
