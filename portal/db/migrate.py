"""Brings a database to the schema of this release, and tells whether it is there."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from portal.db.connections import POSTGRESQL, migration_engine

_FOLDER = Path(__file__).parent / "migrations"
_ADVISORY_KEY = 7_301_944  # any fixed number: processes starting together migrate one by one


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`; a new one gets the whole schema."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Take the database back to `revision`; "base" is the empty database."""
    _run(url, lambda config: command.downgrade(config, revision))


def check(url: str) -> None:
    """Raise alembic's CommandError when the migrations do not make the tables of this release."""
    _run(url, command.check)


def new_epoch(url: str) -> None:
    """Make every cursor start again: after a restore or the promotion of a standby."""

    def move(connection: Connection) -> None:
        connection.execute(text("UPDATE practice_head SET epoch = epoch + 1"))

    _on(url, move)


def _run(url: str, work: Callable[[Config], None]) -> None:
    def migrate(connection: Connection) -> None:
        if connection.dialect.name == POSTGRESQL:
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _ADVISORY_KEY})
        config = Config()
        config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        work(config)

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
