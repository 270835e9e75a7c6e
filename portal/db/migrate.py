"""Brings a database to the schema of this release, and tells whether it is there.

Alembic is loaded where there is something to do.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from portal.db import revisions
from portal.db.connections import POSTGRESQL, migration_engine

if TYPE_CHECKING:
    from alembic.config import Config

_ADVISORY_KEY = 7_301_944  # any fixed number: processes starting together migrate one by one


class MigrationError(Exception):
    """A database can not be moved to another schema, or is not at the one of this release."""


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`; a new one gets the whole schema."""
    if revision == "head" and _is_there(url):
        return
    _run(url, lambda alembic, config: alembic.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Take the database back to `revision`; "base" is the empty database."""
    _run(url, lambda alembic, config: alembic.downgrade(config, revision))


def check(url: str) -> None:
    """Raise MigrationError when the migrations do not make the tables of this release."""
    _run(url, lambda alembic, config: alembic.check(config))


def new_epoch(url: str) -> None:
    """Make every cursor start again: after a restore or the promotion of a standby."""

    def move(connection: Connection) -> None:
        connection.execute(text("UPDATE practice_head SET epoch = epoch + 1"))

    _on(url, move)


def _is_there(url: str) -> bool:
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            return revisions.revision_of(connection) == revisions.newest()
    finally:
        engine.dispose()


def _run(url: str, work: "Callable[[Any, Config], None]") -> None:
    from alembic import command  # noqa: PLC0415 - a tenth of a portal's memory, see `revisions`
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.util import CommandError  # noqa: PLC0415 - as above

    def migrate(connection: Connection) -> None:
        if connection.dialect.name == POSTGRESQL:
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _ADVISORY_KEY})
        config = Config()
        config.set_main_option("script_location", str(revisions.FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            work(command, config)
        except CommandError as error:
            raise MigrationError(str(error)) from error

    _on(url, migrate)


def _on(url: str, work: Callable[[Connection], None]) -> None:
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == POSTGRESQL:
                connection.execute(text("SELECT set_config('app.practices', '*', true)"))
            work(connection)
    finally:
        engine.dispose()
