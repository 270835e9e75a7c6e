"""Whether a database has the schema of this release, and bringing it there."""

from enum import Enum
from pathlib import Path

from sqlalchemy import inspect

from portal.cli.errors import CommandError, database_errors, shown
from portal.db import migrate, revisions
from portal.db.connections import SQLITE, migration_engine, portal_url
from portal.db.engine import Database
from portal.services import chart_keys


class Schema(Enum):
    """How a database stands to this release."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    FOREIGN = "foreign"


def schema_of(url: str) -> Schema:
    """Look at the database; raises CommandError when it can not be reached."""
    with database_errors(url):
        engine = migration_engine(url)
        try:
            with engine.connect() as connection:
                found = revisions.revision_of(connection)
                tables = inspect(connection).get_table_names()
        finally:
            engine.dispose()
    if found is None:
        return Schema.FOREIGN if tables else Schema.EMPTY
    if found == revisions.newest():
        return Schema.CURRENT
    return Schema.OLDER if found in revisions.known() else Schema.NEWER


def upgrade(url: str) -> None:
    """Bring the database to the schema of this release, its charts keyed; raises CommandError."""
    refuse_unusable(url, schema_of(url))
    with database_errors(url):
        migrate.upgrade(url)
        database = Database.open(url)
        try:
            chart_keys.write_missing(database)
        finally:
            database.close()


def require_current(url: str) -> None:
    """Refuse a database that nobody has made or brought to this schema; raises CommandError."""
    with database_errors(url):
        parsed = portal_url(url)
    if parsed.get_backend_name() == SQLITE and not Path(str(parsed.database)).exists():
        msg = (
            f"There is no portal at {parsed.database}; `portal-server init --database …` makes one."
        )
        raise CommandError(msg)
    found = schema_of(url)
    refuse_unusable(url, found)
    if found is not Schema.CURRENT:
        msg = (
            f"The database {shown(url)} is not ready; run `portal-server init --database …` first."
        )
        raise CommandError(msg)


def refuse_unusable(url: str, found: Schema) -> None:
    """Refuse what a newer release or another program made; raises CommandError."""
    if found is Schema.NEWER:
        msg = f"The database {shown(url)} was made by a newer release of the portal; use that one."
        raise CommandError(msg)
    if found is Schema.FOREIGN:
        msg = f"The database {shown(url)} holds tables of another program."
        raise CommandError(msg)
