"""Selects that live as long as the program, made ready once: a read that is asked all day costs its answer.

SQLAlchemy finds the words of a statement anew in its cache for each call, builds what a call might need,
and describes every column of the answer: a tenth of a millisecond, several times what the driver takes.
Here words, parameters and columns are made out at the first call. What listens to an engine hears these
statements as well, and errors are SQLAlchemy's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Executable, Row, Select
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import CompoundSelect


class Prepared:
    """One select for one engine. Its answers are read whole: for pages and single rows, not for streams."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        """Raises TypeError for what is no select, ValueError where its words depend on values, as those of `IN`."""
        if not isinstance(statement, (Select, CompoundSelect)):
            msg = "only a select can be prepared"
            raise TypeError(msg)
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - what a select compiles to
        if compiled.post_compile_params or compiled.literal_execute_params:
            msg = "a statement with IN can not be prepared"
            raise ValueError(msg)
        self._dialect = dialect
        self.words = str(compiled)
        self._order = compiled.positiontup
        self._into: Mapping[str, Any] = compiled._bind_processors  # noqa: SLF001 - no public way to them
        self._fixed = {
            name: self._stored(name, bound.effective_value)
            for bound, name in compiled.bind_names.items()
            if not bound.required
        }
        # a value in the statement itself has a key of its own, which its words do not show
        self._names = {
            key: name for bound, name in compiled.bind_names.items() for key in (bound.key, name)
        }
        columns = compiled._result_columns  # noqa: SLF001 - no public way to them
        self._keys = [column.keyname for column in columns]
        self._types = [column.type for column in columns]
        self._described = SimpleResultMetaData(self._keys)
        self._out: list[Any] | None = None

    def rows(self, connection: Connection, given: Mapping[str, Any]) -> list[Row[Any]]:
        """Run it; gives rows as SQLAlchemy does."""
        return self.made(self._run(connection, given))

    def made(self, found: Iterable[Any]) -> list[Row[Any]]:
        """Make rows of what the driver gave; `describe` has been told before."""
        out = self._out if self._out and any(self._out) else None
        index = self._described._key_to_index  # noqa: SLF001 - what a row is made with
        return [Row(self._described, out, index, one) for one in found]

    def bind(self, given: Mapping[str, Any]) -> Any:
        """Give the values as the words want them: by name, or in order."""
        bound: dict[str, Any] = dict(self._fixed)
        for key, value in given.items():
            name = self._names.get(key)
            if name is not None:
                bound[name] = self._stored(name, value)
        return bound if self._order is None else tuple(bound[name] for name in self._order)

    def describe(self, types: Iterable[Any]) -> None:
        """Note what the driver says of the columns' types, once: what makes of each value what its own type says."""
        if self._out is None:
            self._out = [
                type_._cached_result_processor(self._dialect, told)  # noqa: SLF001 - no public way
                for type_, told in zip(self._types, types, strict=True)
            ]

    def dicts(self, connection: Connection, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Run it; gives rows as dicts by the names of their columns, for who reads most of them."""
        found = [dict(zip(self._keys, one, strict=True)) for one in self._run(connection, given)]
        for key, process in zip(self._keys, self._out or (), strict=False):
            if process is not None:
                for row in found:
                    row[key] = process(row[key])
        return found

    def _stored(self, name: str, value: Any) -> Any:
        process = self._into.get(name)
        return value if process is None else process(value)

    def _run(self, connection: Connection, given: Mapping[str, Any]) -> Sequence[Any]:
        with run_text(connection, self.words, self.bind(given)) as cursor:
            found: Sequence[Any] = cursor.fetchall()
            self.describe(told[1] for told in cursor.description)
        return found


@contextmanager
def run_text(connection: Connection, words: str, bound: Any = None) -> Iterator[Any]:
    """Run words straight at the driver; gives its cursor. Raises SQLAlchemy's errors, and its listeners hear it."""
    cursor = connection.connection.cursor()
    if connection._has_events or connection.engine._has_events:  # noqa: SLF001 - as SQLAlchemy itself looks
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, cursor, words, bound, None, False)
    try:
        cursor.execute(words, bound)
        yield cursor
    except Exception as error:
        connection._handle_dbapi_exception(error, words, bound, cursor, None)  # noqa: SLF001 - no public way
        raise
    cursor.close()


_ready: dict[str, WeakKeyDictionary[Executable, Prepared]] = {}


def prepared(statement: Executable, connection: Connection) -> Prepared:
    """Give the statement ready for the engine of the connection; it is remembered while it lives."""
    known = _ready.setdefault(connection.dialect.name, WeakKeyDictionary())
    found = known.get(statement)
    if found is None:
        found = known[statement] = Prepared(statement, connection.dialect)
    return found
