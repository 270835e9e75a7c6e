"""Looks at PostgreSQL that the event loop itself takes, without a thread: one connection that it listens to.

    rows = await lookout.rows(statement, {"wanted": hashed}, scope)

For reads of one statement that every call begins with. In a thread such a read costs two changes of threads and
waits for its connection in between; here it is a message and its answer, and what is asked meanwhile is sent behind it
(libpq's pipeline, each statement a transaction by itself). It is a way round, never the only one: whatever is not in
order with it (no connection yet, one that broke, a server that does not answer, a statement that failed) is told
as None, and the caller asks in a thread, where errors have their names.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any, cast
from weakref import WeakKeyDictionary

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from sqlalchemy import Dialect, Engine, Executable, Row
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import SQLAlchemyError

from portal import threads
from portal.db.prepared import Prepared
from portal.db.tenancy import PRACTICES, Scope, fence

NAME = "portal looks"  # by which who looks after the server knows the connection
PATIENCE_S = 5.0  # after which a thread asks: what is looked up here takes a tenth of a millisecond
AGAIN_S = 1.0  # between two tries to connect
_MARKED_BY = 2  # ends without anything between them say that nothing more is there
_log = logging.getLogger(__name__)
_FAULTS = (psycopg.Error, OSError)
_Answer = asyncio.Future[pq.abc.PGresult | None]


@dataclass(frozen=True)
class _Statement:
    """A statement as this connection knows it."""

    ready: Prepared
    name: bytes


class _Line:
    """One connection. Used on its loop alone, from the making to the end."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.loop = asyncio.get_running_loop()
        self.is_closed = False
        self._connection = connection
        self._socket = connection.pgconn.socket
        self._known: WeakKeyDictionary[Executable, _Statement] = WeakKeyDictionary()
        self._numbers = count(1)
        self._asked: deque[_Answer] = deque()
        # of the first of these, as long as its mark has not come
        self._told: pq.abc.PGresult | None = None
        self._values = Transformer(connection)
        connection.pgconn.enter_pipeline_mode()
        self.loop.add_reader(self._socket, self._read)

    async def rows(self, statement: Executable, given: Mapping[str, Any]) -> list[Row[Any]] | None:
        try:
            known = self._known.get(statement) or self._prepare(statement)
            values = known.ready.bind(given)
            texts = self._values.dump_sequence(values, [PyFormat.TEXT] * len(values))
            self._connection.pgconn.send_query_prepared(known.name, texts)
            answer = self._send()
        except _FAULTS as error:
            self.close(error)
            return None
        patience = self.loop.call_later(PATIENCE_S, self.close, TimeoutError())
        try:
            result = await answer
        finally:
            patience.cancel()
        if result is None or result.status != pq.ExecStatus.TUPLES_OK:
            return None
        self._values.set_pgresult(result)
        known.ready.describe(result.ftype(column) for column in range(result.nfields))
        return known.ready.made(self._values.load_rows(0, result.ntuples, tuple))

    def _prepare(self, statement: Executable) -> _Statement:
        """Send the statement's words ahead; what comes of it shows when it is asked."""
        dialect: Dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call] # SQLAlchemy leaves it so
        known = _Statement(Prepared(statement, dialect), b"look%d" % next(self._numbers))
        self._connection.pgconn.send_prepare(known.name, known.ready.words.encode())
        self._send()
        self._known[statement] = known
        return known

    def _send(self) -> _Answer:
        self._connection.pgconn.pipeline_sync()
        answer: _Answer = self.loop.create_future()
        self._asked.append(answer)
        self._flush()
        return answer

    def _flush(self) -> None:
        if self._connection.pgconn.flush():
            self.loop.add_writer(self._socket, self._flush_rest)

    def _flush_rest(self) -> None:
        self.loop.remove_writer(self._socket)
        try:
            self._flush()
        except _FAULTS as error:
            self.close(error)

    def _read(self) -> None:
        """Take in what has come: of each statement its answer, an end, and the mark of its own transaction."""
        connection, ends = self._connection.pgconn, 0
        try:
            connection.consume_input()
            while self._asked and ends < _MARKED_BY and not connection.is_busy():
                told = connection.get_result()
                ends = ends + 1 if told is None else 0
                if told is None:
                    continue
                if told.status == pq.ExecStatus.PIPELINE_SYNC:
                    _tell(self._asked.popleft(), self._told)
                    self._told = None
                else:
                    self._told = told
        except _FAULTS as error:
            self.close(error)

    def close(self, why: Exception | None = None) -> None:
        """Let go of the connection; who waits is told nothing."""
        if self.is_closed:
            return
        self.is_closed = True  # the connection says so already when its server has gone
        if not self.loop.is_closed():
            self.loop.remove_reader(self._socket)
            self.loop.remove_writer(self._socket)
        self._connection.close()
        if why is not None:
            _log.warning("the connection for looks has gone: %s", type(why).__name__)
        while self._asked:
            _tell(self._asked.popleft(), None)


def _tell(answer: _Answer, told: pq.abc.PGresult | None) -> None:
    if not answer.done():  # who waits may have been cancelled
        answer.set_result(told)


class Lookout:
    """Looks at one database; for one event loop, and None for any other."""

    def __init__(self, engine: Engine) -> None:
        """Look where `engine` does; nothing is opened before the first look."""
        self._engine = engine
        self._line: _Line | None = None
        self._opening: asyncio.Task[None] | None = None
        self._tried_at = -math.inf

    async def rows(
        self, statement: Executable, parameters: Mapping[str, Any], scope: Scope
    ) -> list[Row[Any]] | None:
        """Run a select that lives as long as the program behind the fence; None: ask in a thread.

        Raises FenceError as a reader does.
        """
        line = self._line
        if line is None or line.is_closed:
            self._open()
            return None
        practices = scope.practices
        one = practices is not None and len(practices) == 1
        fenced = fence(statement, one=one)
        if line.loop is not asyncio.get_running_loop() or (fenced.scoped and not one):
            return None
        inside = {PRACTICES: next(iter(practices or (None,)))}
        return await line.rows(fenced.statement, {**fenced.values, **parameters, **inside})

    def close(self) -> None:
        """Let go of the connection; on its loop, or when that has ended."""
        if self._opening is not None:
            self._opening.cancel()
        if self._line is not None:
            self._line.close()

    def _open(self) -> None:
        """Connect in a thread, unless that goes on or has just been tried."""
        if self._opening is None and monotonic() - self._tried_at > AGAIN_S:
            self._tried_at = monotonic()
            self._opening = asyncio.create_task(self._opened())

    async def _opened(self) -> None:
        try:
            self._line = _Line(await threads.run(self._connect))
        except (SQLAlchemyError, *_FAULTS) as error:
            _log.info("no connection for looks: %s", type(error).__name__)
        finally:
            self._opening = None

    def _connect(self) -> psycopg.Connection[Any]:
        """Make a connection as all others are, and take it out of the pool, which may make another."""
        pooled = self._engine.raw_connection()
        connection = cast("psycopg.Connection[Any]", pooled.driver_connection)
        pooled.detach()
        connection.execute(f"SET application_name = '{NAME}'".encode())
        return connection
