"""`portal-server client`: programs that bring results into a practice, each with a token of its own.

`add` prints the token, once, and nothing else on standard output, so that it can go straight into the
file that the program reads. `revoke` counts from that moment on.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.cli.database import require_practice, with_database
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.security import machine_clients
from portal.security.machine_clients import LONGEST_NAME, NameTakenError, NoSuchClientError


def add(commands: Any) -> None:
    """Describe the command."""
    group = commands.add_parser("client", help="programs that bring results in").add_subparsers(
        required=True, metavar="COMMAND"
    )
    for name, words, work in (
        ("add", "let a program bring results; prints its token, once", _add),
        ("revoke", "end a program's right, at once", _revoke),
        ("list", "list the programs, when they were last here", _list),
    ):
        parser = group.add_parser(name, help=words)
        if name != "list":
            parser.add_argument("name", metavar="NAME", help="what the practice calls the source")
            parser.add_argument("--practice", type=int, required=True, metavar="ID")
        parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
        parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
        parser.set_defaults(run=with_database(work))


def _add(arguments: argparse.Namespace, database: Database) -> int:
    name, practice_id = _name(arguments.name), arguments.practice
    with database.read(Scope.ALL) as reader:
        require_practice(reader, practice_id)
    try:
        made = database.write(
            Scope.of([practice_id]), lambda uow: machine_clients.add(uow, practice_id, name)
        )
    except NameTakenError as error:
        msg = f"There is a client {name} in practice {practice_id}; revoke it first, or choose another name."
        raise CommandError(msg) from error
    sys.stderr.write(f"{name} may bring results into practice {practice_id}. Its token:\n")
    sys.stderr.flush()
    print(made.token)  # noqa: T201 - the answer of the command
    return 0


def _revoke(arguments: argparse.Namespace, database: Database) -> int:
    name, practice_id = _name(arguments.name), arguments.practice
    try:
        database.write(
            Scope.of([practice_id]), lambda uow: machine_clients.revoke(uow, practice_id, name)
        )
    except NoSuchClientError as error:
        msg = f"There is no client {name} in practice {practice_id} that could be revoked."
        raise CommandError(msg) from error
    print(f"{name} may bring nothing more into practice {practice_id}.")  # noqa: T201 - as above
    return 0


def _list(_arguments: argparse.Namespace, database: Database) -> int:
    with database.read(Scope.ALL) as reader:
        clients = machine_clients.list_clients(reader)
    if not clients:
        sys.stderr.write("No program may bring results yet; `client add` lets one.\n")
    for one in clients:
        state = "revoked" if one.revoked_at is not None else "active"
        used = _moment(one.last_used_at)
        print(f"{one.practice_id}\t{one.name}\t{state}\tlast here {used}")  # noqa: T201 - as above
    return 0


def _moment(at: datetime | None) -> str:
    return "never" if at is None else f"{at:%Y-%m-%d %H:%M} UTC"


def _name(typed: str) -> str:
    name = typed.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        msg = f"A name has 1 to {LONGEST_NAME} characters that can be printed."
        raise CommandError(msg)
    return name
