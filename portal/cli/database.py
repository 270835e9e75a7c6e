"""The database that a command works on, and the practice that it is about."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import select

from portal.cli import schema
from portal.cli.configuration import settings_of
from portal.cli.errors import CommandError, database_errors
from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Reader, Scope
from portal.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Open a database of this release's schema; raises CommandError, also for what is done with it."""
    schema.require_current(settings.database_url)
    with database_errors(settings.database_url):
        database = Database.open(settings.database_url)
        try:
            yield database
        finally:
            database.close()


def with_database(
    work: Callable[[argparse.Namespace, Database], int],
) -> Callable[[argparse.Namespace], int]:
    """Make a command of work on the database that its arguments name."""

    def run(arguments: argparse.Namespace) -> int:
        with opened(settings_of(arguments)) as database:
            return work(arguments, database)

    return run


def chosen_practice(database: Database, wanted: int | None) -> int:
    """Give the practice that was named, else the first; raises CommandError."""
    with database.read(Scope.ALL) as reader:
        if wanted is not None:
            require_practice(reader, wanted)
            return wanted
        first = select(practice.c.id).order_by(practice.c.id).limit(1)
        found: int | None = reader.execute(first).scalar_one_or_none()
    if found is None:
        msg = "There is no practice yet; `portal-server init` makes the first"
        raise CommandError(msg)
    return found


def require_practice(reader: Reader, practice_id: int) -> None:
    """Raise CommandError unless there is such a practice."""
    if reader.execute(select(practice.c.id).where(practice.c.id == practice_id)).first() is None:
        msg = f"There is no practice {practice_id}."
        raise CommandError(msg)
