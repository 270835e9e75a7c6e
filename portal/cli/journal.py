"""`portal-server journal verify`: whether anybody has altered the journal or what it recorded."""

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.cli import schema
from portal.cli.configuration import settings_of
from portal.cli.errors import CommandError, database_errors, is_damage
from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Scope
from portal.security.journal import Fault, Verdict, check
from portal.settings import Settings

ALTERED = 1  # exit status
_SAID = {
    "entry-missing": "entry {0} is missing",
    "entry-altered": "entry {0} was altered",
    "chain-broken": "the chain breaks at entry {0}",
    "entry-mislabelled": "entry {0} does not stand where its text says",
    "head-differs": "the chain does not end at entry {0} as its head says",
    "decision-unrecorded": "decision {0} has no entry",
    "decision-altered": "decision {0} was altered",
    "decision-missing": "decision {0} is missing",
    "content-altered": "the content of item {0} was altered",
    "item-unrecorded": "item {0} has no entry",
    "item-altered": "item {0} was altered",
    "item-missing": "item {0} is missing",
    "feed-differs": "item {0} stands wrong in the feed",
    "feed-head-differs": "the feed does not end at {0} as its head says",
    "file-damaged": "the database file is damaged: {0}",
    "unreadable": "it can not be read ({0})",
}


def add(commands: Any) -> None:
    """Describe the command."""
    group = commands.add_parser("journal", help="the journal").add_subparsers(
        required=True, metavar="COMMAND"
    )
    parser = group.add_parser("verify", help="exit status 1 when it was altered")
    parser.add_argument("--practice", type=int, metavar="ID", help="one practice; else all")
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify; gives 0 when everything fits, 1 when something was altered."""
    settings = settings_of(arguments)
    try:
        return _verify(settings, arguments.practice)
    except CommandError as error:
        if not is_damage(error.__cause__):
            raise
        print(f"ALTERED. {error}")  # noqa: T201 - the answer of the command
        return ALTERED


def _verify(settings: Settings, wanted: int | None) -> int:
    schema.require_current(settings.database_url)
    with database_errors(settings.database_url):
        database = Database.open(settings.database_url)
        try:
            verdicts = [check(database, one) for one in _practices(database, wanted)]
        finally:
            database.close()
    for verdict in verdicts:
        print(_told(verdict))  # noqa: T201 - the answer of the command
    return 0 if all(verdict.ok for verdict in verdicts) else ALTERED


def _practices(database: Database, wanted: int | None) -> list[int]:
    with database.read(Scope.ALL) as reader:
        known = list(reader.execute(select(practice.c.id).order_by(practice.c.id)).scalars())
    if wanted is not None and wanted not in known:
        msg = f"There is no practice {wanted}."
        raise CommandError(msg)
    return known if wanted is None else [wanted]


def _told(verdict: Verdict) -> str:
    name = f"Practice {verdict.practice_id}"
    if verdict.ok:
        return f"{name}: {verdict.entries} entries, all in order. Head {verdict.head_hash or '-'}"
    first, *more = verdict.faults
    rest = f" ({len(more)} more)" if more else ""
    return f"{name}: ALTERED. First, {_sentence(first)}{rest}."


def _sentence(fault: Fault) -> str:
    return _SAID.get(fault.code, fault.code + " {0}").format(fault.subject)
