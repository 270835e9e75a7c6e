"""Rows that wait to be written together: those of many commands by one statement, whatever their number.

A statement costs the same for one row and for fifty, in this process and on the way to the server. On PostgreSQL
all rows, of several tables, go there as one statement; each list of rows is one parameter, JSON, for an array of each column
would be put together value by value in Python. SQLite is in this process, and takes them one after the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, Executable, Table, and_, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.db.prepared import run_text
from portal.domain.problems import Problem, ProblemType

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Writing:
    """One way to write rows of a table."""

    table: Table
    practice: str  # the field of a row that names its practice
    on_postgresql: str  # with {rows} where the list stands
    on_sqlite: Executable
    moves: bool = False  # changes rows that are there, each of which has to be


def adding(
    table: Table, *columns: str, known: Sequence[str] = (), changed: Sequence[str] = ()
) -> Writing:
    """Add rows of these columns; the others get what the table gives them.

    A row whose `known` columns are there already stays as it is, but for those that are `changed`.
    """
    names = ", ".join(columns)
    text = f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {{rows}}"  # noqa: S608 - names of ours
    made = sqlite.insert(table).values({name: bindparam(name) for name in columns})
    if known:
        sets = ", ".join(f"{name} = excluded.{name}" for name in changed)
        text += f" ON CONFLICT ({', '.join(known)}) DO "
        text += f"UPDATE SET {sets}" if changed else "NOTHING"
        if changed:
            made = made.on_conflict_do_update(known, set_={n: made.excluded[n] for n in changed})
        else:
            made = made.on_conflict_do_nothing(known)
    rows = _list(table, {name: name for name in columns})
    text = text.replace("{rows}", f"{{rows}} {rows}") + " RETURNING 1"
    return Writing(table, "practice_id", text, made)


def moving(table: Table, key: Sequence[str], columns: Sequence[str]) -> Writing:
    """Give other values to rows, each found by `key`, whose fields are named `key_…` in the row."""
    fields = {f"key_{name}": name for name in key}
    sets = ", ".join(f"{name} = one.{name}" for name in columns)
    found = " AND ".join(f"{table.name}.{name} = one.{field}" for field, name in fields.items())
    rows = _list(table, fields | {name: name for name in columns})
    text = f"UPDATE {table.name} SET {sets} FROM {{rows}} {rows} WHERE {found} RETURNING 1"  # noqa: S608 - as above
    made = update(table).where(
        and_(*(table.c[name] == bindparam(field) for field, name in fields.items()))
    )
    made = made.values({name: bindparam(name) for name in columns})
    return Writing(table, "key_practice_id", text, made, moves=True)


class Gathered:
    """What one unit of work has gathered."""

    def __init__(self) -> None:
        self._rows: dict[Writing, list[Row]] = {}

    def add(self, writing: Writing, row: Row) -> None:
        """Gather a row; raises ValueError for a time without a zone."""
        if any(isinstance(value, datetime) and value.tzinfo is None for value in row.values()):
            msg = "a naive datetime reached the database"
            raise ValueError(msg)
        self._rows.setdefault(writing, []).append(row)

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._rows)

    def copy(self) -> "Gathered":
        """Give another with the same rows."""
        made = Gathered()
        made._rows = {writing: list(rows) for writing, rows in self._rows.items()}
        return made

    def waits_for(self, tables: frozenset[str]) -> bool:
        """Whether rows of any of these tables have yet to be written."""
        return any(writing.table.name in tables for writing in self._rows)

    def write(self, connection: Connection) -> None:
        """Write all, and forget them; raises Problem(version-conflict) where a row to change is not there."""
        rows, self._rows = self._rows, {}
        if rows:
            write(connection, rows)

    def write_and_lock(
        self, connection: Connection, lock: str, bound: Mapping[str, Any]
    ) -> Sequence[Any] | None:
        """Write all, and only then lock a row, in one way to PostgreSQL; gives what `lock` selects of it.

        `lock` ends with its condition, of names in `bound`. Raises as `write` does.
        """
        rows, self._rows = self._rows, {}
        lists = {f"rows_{place}": _json(many) for place, many in enumerate(rows.values())}
        with run_text(connection, _locking(tuple(rows), lock), {**lists, **bound}) as cursor:
            found: Sequence[Any] | None = cursor.fetchone()
        _check(rows, found[-1] if found else 0)
        return found


def write(connection: Connection, rows: Mapping[Writing, Sequence[Row]]) -> None:
    """Write rows of several tables in this order; raises as `Gathered.write` does."""
    if connection.dialect.name == "postgresql":
        text = _statement(tuple(rows))
        lists = {f"rows_{place}": _json(many) for place, many in enumerate(rows.values())}
        with run_text(connection, text, lists) as cursor:
            moved = cursor.fetchone()[0]
    else:
        moved = sum(_one_by_one(connection, *one) for one in rows.items())
    _check(rows, moved)


def _check(rows: Mapping[Writing, Sequence[Row]], moved: int) -> None:
    if moved != sum(len(many) for writing, many in rows.items() if writing.moves):
        raise Problem(ProblemType.VERSION_CONFLICT, "A row has been moved meanwhile.")


def _one_by_one(connection: Connection, writing: Writing, rows: Sequence[Row]) -> int:
    done = connection.execute(writing.on_sqlite, rows)
    return done.rowcount if writing.moves else 0


@cache
def _statement(writings: Sequence[Writing]) -> str:
    """Give one statement that does all of it and tells how many rows it has changed."""
    return f"{_parts(writings)} SELECT {_counted(writings, moves=True)}"


@cache
def _locking(writings: Sequence[Writing], lock: str) -> str:
    """Give one that does all of it, then locks a row, and tells as well how many it has changed.

    PostgreSQL counts what was written, and so has written it, before the condition lets it look for the row.
    """
    if not writings:
        return lock.replace(" FROM ", ", 0 FROM ", 1) + " FOR UPDATE"
    told = lock.replace(" FROM ", f", {_counted(writings, moves=True)} FROM ", 1)
    return f"{_parts(writings)} {told} AND {_counted(writings)} >= 0 FOR UPDATE"


def _parts(writings: Sequence[Writing]) -> str:
    parts = []
    for place, writing in enumerate(writings):
        rows = f"json_to_recordset(%(rows_{place})s::json) AS one"
        parts.append(f"part_{place} AS ({writing.on_postgresql.format(rows=rows)})")
    return f"WITH {', '.join(parts)}"


def _counted(writings: Sequence[Writing], *, moves: bool = False) -> str:
    counts = [
        f"(SELECT count(*) FROM part_{place})"  # noqa: S608 - a number of ours
        for place, writing in enumerate(writings)
        if writing.moves or not moves
    ]
    return " + ".join(counts or ["0"])


def _list(table: Table, fields: Mapping[str, str]) -> str:
    """Name the fields of the rows with the types of the columns that they are for."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # as SQLAlchemy has it
    types = {field: table.c[name].type.compile(dialect) for field, name in fields.items()}
    return "(" + ", ".join(f"{field} {kind}" for field, kind in types.items()) + ")"


def _json(rows: Sequence[Row]) -> str:
    return orjson.dumps(rows).decode()
