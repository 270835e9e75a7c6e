"""The migrations make exactly the tables of this release, on both engines, and undo them."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from portal.db import migrate, revisions
from portal.db.columns import metadata
from portal.db.connections import migration_engine
from portal.db.tables import TENANT
from tests.support.databases import MakeUrl


def names(url):
    engine = migration_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_the_migrations_make_the_tables_that_the_program_knows(database_url):
    assert names(database_url) == {*metadata.tables, "alembic_version"}
    migrate.check(database_url)


def test_the_check_finds_a_table_that_differs(database_url):
    engine = migration_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE slot DROP COLUMN location"))
    engine.dispose()
    with pytest.raises(migrate.MigrationError, match="location"):
        migrate.check(database_url)


def test_down_to_nothing_and_up_again(database_url):
    migrate.downgrade(database_url, "base")
    assert names(database_url) == {"alembic_version"}
    migrate.upgrade(database_url)
    migrate.check(database_url)


def test_upgrading_again_changes_nothing(database_url):
    migrate.upgrade(database_url)
    migrate.check(database_url)


def test_other_databases_are_refused():
    with pytest.raises(ValueError, match=r"SQLite or in PostgreSQL"):
        migrate.upgrade("mysql://root@localhost/x")
    with pytest.raises(ValueError, match=r"SQLite or in PostgreSQL"):
        migrate.upgrade("sqlite://")


def test_every_tenant_table_has_its_policy(postgresql_url):
    engine = create_engine(postgresql_url)
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r'"
            )
        )
        secured = {name for name, on in rows if on}
        policies = set(connection.execute(text("SELECT tablename FROM pg_policies")).scalars())
    engine.dispose()
    assert secured == policies == {table.name for table in TENANT}


def test_a_new_sqlite_file_is_private(tmp_path):
    path = tmp_path / "portal.db"
    migrate.upgrade(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_epoch_reaches_every_practice(new_database: MakeUrl):
    url = new_database()
    engine = migration_engine(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO practice (id, name, time_zone) VALUES (1,'A','UTC')"))
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.practices', '*', true)"))
        connection.execute(text("INSERT INTO practice_head (practice_id, epoch) VALUES (1, 7)"))
    migrate.new_epoch(url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.practices', '*', true)"))
        assert connection.execute(text("SELECT epoch FROM practice_head")).scalar_one() == 8
    engine.dispose()


def test_the_names_of_the_files_are_the_revisions_in_their_order():
    script = ScriptDirectory(str(revisions.FOLDER))
    found = [one.revision for one in script.walk_revisions()]
    assert revisions.known() == found[::-1]
    assert revisions.newest() == script.get_current_head()


def test_a_database_knows_its_revision(database_url):
    engine = migration_engine(database_url)
    with engine.connect() as connection:
        assert revisions.revision_of(connection) == revisions.newest()
    migrate.downgrade(database_url, "base")
    with engine.connect() as connection:
        assert revisions.revision_of(connection) is None
    engine.dispose()
