"""The face of a Python database module over apsw: what SQLAlchemy and the stores use of one.

    with under(disk, {"synchronous": "OFF"}): Store.open(folder, KEYS)

The stores run on it as they are, on SQLite without encryption: `PRAGMA key` says nothing to it. The
second argument replaces the value of a setting, so that a careless program can be tried.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import apsw

apilevel, threadsafety, paramstyle = "2.0", 1, "qmark"
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
_SETTING = re.compile(r"(?i)^\s*PRAGMA\s+(?:\w+\.)?(\w+)\s*=\s*(\w+)")


class Error(Exception):
    """What SQLite says; `sqlite_errorcode` is its extended result code."""

    sqlite_errorcode = 0


class DatabaseError(Error):
    """The file is at fault."""


class OperationalError(DatabaseError):
    """The world is at fault."""


class IntegrityError(DatabaseError):
    """The rows are at fault."""


class ProgrammingError(DatabaseError):
    """The program is at fault."""


InterfaceError = InternalError = DataError = NotSupportedError = DatabaseError
Warning = Error  # noqa: A001 - a name that such modules have
_KINDS: Mapping[type[Exception], type[Error]] = {
    apsw.ConstraintError: IntegrityError,
    apsw.CorruptError: DatabaseError,
    apsw.NotADBError: DatabaseError,
    apsw.ConnectionClosedError: ProgrammingError,
    apsw.MisuseError: ProgrammingError,
}


def _translated(error: apsw.Error) -> Error:
    kind = next((mine for his, mine in _KINDS.items() if isinstance(error, his)), OperationalError)
    made = kind(str(error))
    made.sqlite_errorcode = getattr(error, "extendedresult", 0) or getattr(error, "result", 0)
    return made


class Cursor:
    """One statement and its rows, all read at once."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid = 0
        self._rows: Iterator[Any] = iter(())

    def execute(self, sql: str, parameters: Any = ()) -> "Cursor":
        raw, changed = self.connection.raw, False
        self.description = None

        def trace(cursor: apsw.Cursor, _sql: str, _values: Any) -> bool:
            nonlocal changed
            changed = changed or not cursor.is_readonly
            described = cursor.get_description()
            self.description = [(name, *(None,) * 6) for name, *_ in described] or None
            return True

        try:
            cursor = raw.cursor()
            cursor.exec_trace = trace
            rows = list(cursor.execute(self.connection.as_set(sql), parameters or None))
            self.rowcount = raw.changes() if changed else -1
            self.lastrowid = raw.last_insert_rowid()
        except apsw.Error as error:
            raise _translated(error) from error
        self._rows = iter(rows)
        return self

    def executemany(self, sql: str, sets: Iterable[Any]) -> "Cursor":
        total = 0
        for one in sets:
            total += self.execute(sql, one).rowcount
        self.rowcount = total
        return self

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        return [row for _, row in zip(range(wanted), self._rows, strict=False)]

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def close(self) -> None:
        self._rows = iter(())


class Connection:
    """One connection, in nobody's transaction but the one that is begun in words."""

    isolation_level: str | None = None
    row_factory: Any = None

    def __init__(self, path: str, disk: str, settings: Mapping[str, str]) -> None:
        self._settings = settings
        try:
            self.raw = apsw.Connection(path, vfs=disk)
        except apsw.Error as error:
            raise _translated(error) from error
        self.raw.set_busy_timeout(10_000)

    def as_set(self, sql: str) -> str:
        """The statement, with another value where it is a setting that is to have one."""
        found = _SETTING.match(sql)
        if found is None or found[1] not in self._settings:
            return sql
        return sql[: found.start(2)] + self._settings[found[1]]

    @property
    def in_transaction(self) -> bool:
        return self.raw.in_transaction

    def cursor(self) -> Cursor:
        return Cursor(self)

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:
        return self.cursor().execute(sql, parameters)

    def create_function(
        self, name: str, count: int, function: Callable[..., Any], *, deterministic: bool = False
    ) -> None:
        self.raw.create_scalar_function(name, function, count, deterministic=deterministic)

    def interrupt(self) -> None:
        self.raw.interrupt()

    def commit(self) -> None:
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        with contextlib.suppress(apsw.Error):  # SQLite's own call keeps such a failure to itself
            self.raw.close()


class OnDisk:
    """What stands in for a database module: its names, and `connect` on one disk."""

    def __init__(self, disk: str, settings: Mapping[str, str]) -> None:
        self._disk = disk
        self._settings = settings
        self.opened: list[Connection] = []

    def connect(self, path: str, *_: Any, **__: Any) -> Connection:
        made = Connection(path.removeprefix("file:"), self._disk, self._settings)
        self.opened.append(made)
        return made

    def __getattr__(self, name: str) -> Any:
        return globals()[name]
