"""The schema only grows under processes that serve: what an older release does goes on working (ADR 0023)."""

import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, create_engine, inspect, text

from portal.db import migrate
from tests.support.databases import MakeUrl

pytestmark = pytest.mark.postgresql
_SCRIPTS = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
REVISIONS = [one.revision for one in _SCRIPTS.walk_revisions()][::-1]
BEFORE_THE_RULE = {"0002", "0003", "0004", "0005", "0006"}
STEPS = [step for step in pairwise(REVISIONS) if step[1] not in BEFORE_THE_RULE]


def shape(engine: Engine) -> dict[str, dict[str, Any]]:
    """Columns of each table, and what the tables refuse: keys that point elsewhere, what is unique, checks."""
    seen = inspect(engine)
    return {
        name: {
            "columns": {one["name"]: one for one in seen.get_columns(name)},
            "refuses": {
                *(
                    ("unique", tuple(one["column_names"]))
                    for one in seen.get_unique_constraints(name)
                ),
                *(
                    ("unique", tuple(one["column_names"]))
                    for one in seen.get_indexes(name)
                    if one["unique"]
                ),
                *(("check", one["sqltext"]) for one in seen.get_check_constraints(name)),
                *(
                    ("foreign", tuple(one["constrained_columns"]))
                    for one in seen.get_foreign_keys(name)
                ),
            },
        }
        for name in seen.get_table_names()
    }


@pytest.mark.parametrize(("older", "newer"), STEPS)
def test_a_migration_takes_nothing_away_from_the_release_before(
    new_postgresql: MakeUrl, older: str, newer: str
) -> None:
    url = new_postgresql()
    migrate.downgrade(url, older)
    engine = create_engine(url)
    before = shape(engine)
    migrate.upgrade(url, newer)
    after = shape(engine)
    engine.dispose()
    for table, had in before.items():
        has = after[table]
        for name, column in had["columns"].items():
            assert str(has["columns"][name]["type"]) == str(column["type"]), (table, name)
            assert has["columns"][name]["nullable"] or not column["nullable"], (table, name)
        for name in has["columns"].keys() - had["columns"].keys():
            column = has["columns"][name]
            assert column["nullable"] or column["default"] is not None, (table, name)
        old_columns = had["columns"].keys()
        for kind, about in has["refuses"] - had["refuses"]:
            assert kind != "check", (table, about)
            assert not set(about) <= old_columns, (table, kind, about)


def test_an_older_process_writes_on_while_the_schema_is_brought_up(
    new_postgresql: MakeUrl,
) -> None:
    """It knows the tables as they were, and holds locks as a process does; neither waits for ever."""
    url = new_postgresql()
    migrate.downgrade(url, REVISIONS[-2])
    engine = create_engine(url)
    known = MetaData()
    known.reflect(engine)
    begun, over = threading.Event(), threading.Event()
    written, wrong = [], []

    def write() -> None:
        number = 0
        while not over.is_set():
            number += 1
            try:
                with engine.begin() as connection:
                    _one_write(connection, known, number)
                written.append(number)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
                wrong.append(error)
                over.set()
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(20)
    at_first = len(written)
    migrate.upgrade(url)
    after = len(written) + 3
    while len(written) < after and not over.is_set():
        begun.wait(0.01)
    over.set()
    writer.join()
    with engine.connect() as connection:
        counted = connection.execute(text("SELECT count(*) FROM practice")).scalar_one()
    engine.dispose()
    assert wrong == []
    assert at_first < after <= counted == len(written)
    migrate.check(url)


def _one_write(connection: Connection, known: MetaData, number: int) -> None:
    connection.execute(text("SELECT set_config('app.practices', '*', true)"))
    row = {"id": number, "name": f"P{number}", "time_zone": "UTC"}
    connection.execute(known.tables["practice"].insert(), row)
    head = {"practice_id": number, "epoch": 1}
    connection.execute(known.tables["practice_head"].insert(), head)
    entry = {"practice_id": number, "seq": 1, "at": text("now()"), "action": "x", "body": "{}"}
    connection.execute(known.tables["journal"].insert().values(**entry, hash="0" * 64))
    for table in ("patient", "item", "staff", "decision"):
        connection.execute(known.tables[table].select().limit(1)).all()
