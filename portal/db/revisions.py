"""Which schemas there are, and which one a database has, without what moves it from one to the next.

A portal that starts compares two names. Alembic, which it needs to do more than that, would cost it a
tenth of its memory for as long as it runs.
"""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

FOLDER = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))


def known() -> list[str]:
    """List the revisions of this release, the oldest first; a file of a migration begins with its own."""
    return sorted(file.name.partition("_")[0] for file in FOLDER.glob("versions/[0-9]*_*.py"))


def newest() -> str:
    """Name the revision of this release."""
    return known()[-1]


def revision_of(connection: Connection) -> str | None:
    """Name the revision of a database; None where no migration has ever run."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.execute(select(_VERSION.c.version_num)).scalar()
    return found
