"""Which rows a queue shows, in which order: out of the file at first, out of memory from then on."""

import logging
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.clock import now_ms
from console.domain.items import QueueQuery
from console.store.door import Door, error_code
from console.store.engine import Store
from console.store.order_sql import CLOSED_BUT_WAITING, INDEXED, ids_statement, unpack
from console.store.row_index import RowIndex
from console.store.row_source import SLICE, rows_after, these_rows
from console.store.touched import Listener

_log = logging.getLogger(__name__)
_INTERRUPTED = 9  # SQLITE_INTERRUPT
_BREATH_S = 0.000_2
"""Between two steps of what nobody waits for: without it Python lets the window have the interpreter's lock
only after its switch interval, 5 ms."""


class QueryInterruptedError(Exception):
    """A newer wish made this query pointless; nobody waits for its answer."""


class WholeQueues:
    """Answers queries on one connection. The index of the practice asked for last is kept in memory.

    Before that index is whole, SQLite answers what is only filtered, and ordered as the file is; a search or
    another order reads the rest of it first. Every answer begins by bringing in what was committed since the one before.
    """

    def __init__(self, store: Store, door: Door) -> None:
        self._store, self._door = store, door
        self._index: RowIndex | None = None
        self._is_whole = False
        self._listener = Listener()
        self._is_unwanted = threading.Event()
        store.when_cache_goes(self.forget)

    def ids(self, query: QueueQuery) -> "array[int]":
        """Row numbers of all the query shows, in order.

        Raises:
            QueryInterruptedError: `interrupt()` was called meanwhile.
        """
        with self._asked() as connection:
            closed = self._closed_but_waiting(connection)
            index = self._followed(connection, query.practice_id)
            if index is None and not query.search.strip() and query.sort in INDEXED:
                statement, parameters = ids_statement(query, closed)
                return unpack(connection.execute(statement, parameters).fetchone()[0])
            while index is None:
                self._read_slice(connection, query.practice_id)
                self._check()
                index = self._followed(connection, query.practice_id)
            return index.ids(query, frozenset(closed), now_ms(), self._check)

    def first(self, query: QueueQuery, most: int) -> "array[int] | None":
        """The first row numbers of what the query shows; None where only the whole answers it.

        An index of the file gives them in 0.1 to 8 ms, while 50,000 take 40 to be put in order.

        Raises:
            QueryInterruptedError: `interrupt()` was called meanwhile.
        """
        with self._asked() as connection:
            if query.search.strip():
                return None
            closed = self._closed_but_waiting(connection)
            statement, parameters = ids_statement(query, closed, most)
            return unpack(connection.execute(statement, parameters).fetchone()[0])

    @staticmethod
    def _closed_but_waiting(connection: Any) -> list[int]:
        return [int(n) for (n,) in connection.execute(CLOSED_BUT_WAITING).fetchall()]

    def read_ahead(self, practice_id: int, is_waited_for: Callable[[], bool]) -> bool:
        """Read or order a part of what later answers need; whether there is more to do.

        A few milliseconds each time, so that who asks something never waits long for a turn.

        Raises:
            QueryInterruptedError: somebody asks for something; come again.
        """

        def check() -> None:
            if is_waited_for() or self._is_unwanted.wait(_BREATH_S):
                raise QueryInterruptedError

        with self._asked() as connection:
            index = self._followed(connection, practice_id)
            if index is None:
                self._read_slice(connection, practice_id)
                return True
            return index.prepare_more(check)

    def rest(self) -> None:
        """Let go of what only the next letter of a search needs."""
        with self._door.use():
            if self._index is not None:
                self._index.rest()

    def interrupt(self) -> None:
        """End what runs now, because a newer query waits; from any thread."""
        self._is_unwanted.set()
        self._door.interrupt()

    def forget(self) -> None:
        """Let go of every row; from any thread while nobody else has the connection."""
        self._index = None

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        with self._door.use() as connection:
            self._is_unwanted.clear()  # it was meant for the query before
            try:
                yield connection
            except sqlcipher.OperationalError as error:
                if error_code(error) == _INTERRUPTED:
                    raise QueryInterruptedError from error
                raise

    def _check(self) -> None:
        if self._is_unwanted.is_set():
            raise QueryInterruptedError

    def _followed(self, connection: Any, practice_id: int) -> RowIndex | None:
        """The practice's index as the file is now; None while it is not whole."""
        index = self._index
        if index is None or index.practice_id != practice_id or not self._is_whole:
            return None
        touched = self._listener.take()
        if touched is None or index.is_worn:
            self.forget()
            return None
        if not touched:
            return index
        try:
            rows = these_rows(connection, practice_id, touched)
        except BaseException:
            self._listener.tell(touched)  # interrupted: the next one brings them in
            raise
        try:
            index.change(touched, rows)
        except LookupError:
            _log.error("an index that is not as the file is")
            self.forget()
        return self._index

    def _read_slice(self, connection: Any, practice_id: int) -> None:
        if self._index is None or self._index.practice_id != practice_id:
            self._listener = self._store.touched.listen()  # before the first row is read
            self._index, self._is_whole = RowIndex(practice_id), False
        rows = rows_after(connection, practice_id, self._index.last_number)
        self._index.append(rows)
        self._is_whole = len(rows.numbers) < SLICE
