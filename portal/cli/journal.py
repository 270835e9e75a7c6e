"""`portal-server journal verify`: whether anybody has altered the journal or what it recorded.

With `--quick` only what has been written since the last time, from a signed checkpoint in the data folder, which moves
on when all is in order. What was altered before it is found without `--quick`.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.cli import schema
from portal.cli.configuration import settings_of
from portal.cli.errors import CommandError, database_errors, is_damage
from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Scope
from portal.security.checkpoints import CheckpointForgedError, Checkpoints
from portal.security.journal import Fault, Verdict, check, check_since
from portal.settings import Settings

ALTERED = 1  # exit status
CHECKPOINTS = "journal-checkpoints.json"
_SAID = {
    "checkpoint-forged": "the checkpoint is not one that this portal has made",
    "checkpoint-differs": "entry {0} is not what it was when all was in order",
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
    parser.add_argument(
        "--quick", action="store_true", help="only what came since the last --quick"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify; gives 0 when everything fits, 1 when something was altered."""
    settings = settings_of(arguments)
    try:
        return _verify(settings, arguments.practice, quick=arguments.quick)
    except CommandError as error:
        if not is_damage(error.__cause__):
            raise
        print(f"ALTERED. {error}")  # noqa: T201 - the answer of the command
        return ALTERED


def _verify(settings: Settings, wanted: int | None, *, quick: bool) -> int:
    schema.require_current(settings.database_url)
    with database_errors(settings.database_url):
        database = Database.open(settings.database_url)
        try:
            practices = _practices(database, wanted)
            verdicts = list(
                _quickly(settings, database, practices)
                if quick
                else (check(database, one) for one in practices)
            )
        finally:
            database.close()
    for verdict in verdicts:
        print(_told(verdict))  # noqa: T201 - the answer of the command
    return 0 if all(verdict.ok for verdict in verdicts) else ALTERED


def _quickly(settings: Settings, database: Database, practices: list[int]) -> Iterator[Verdict]:
    """Verify each from its checkpoint, from the beginning where there is none or a forged one."""
    checkpoints = Checkpoints(settings.prepare_data_dir() / CHECKPOINTS, settings.secret())
    in_order = []
    for practice_id in practices:
        try:
            begun = checkpoints.of(practice_id)
        except CheckpointForgedError:
            whole = check(database, practice_id)
            forged = Fault("checkpoint-forged", str(practice_id))
            yield replace(whole, faults=(forged, *whole.faults))
            continue
        found = check(database, practice_id) if begun is None else check_since(database, begun)
        if found.ok and found.entries:
            in_order.append((practice_id, found.entries, found.head_hash))
        yield found
    if in_order:
        checkpoints.keep(in_order, database.clock())


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
        entries = f"{verdict.entries} entries"
        if verdict.walked < verdict.entries:
            entries += f", {verdict.walked} since the checkpoint"
        return f"{name}: {entries}, all in order. Head {verdict.head_hash or '-'}"
    first, *more = verdict.faults
    rest = f" ({len(more)} more)" if more else ""
    return f"{name}: ALTERED. First, {_sentence(first)}{rest}."


def _sentence(fault: Fault) -> str:
    return _SAID.get(fault.code, fault.code + " {0}").format(fault.subject)
