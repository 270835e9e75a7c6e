"""Copies of a migrated database, emptied after each test and lent to the next one.

    copies = Copies(cluster, "migrated")
    name = copies.lend()  # as empty as a new copy
    copies.take_back(name)

To make and to drop a copy takes the server ten times as long as to empty one. A copy is lent
again only when it is as its template made it: nobody connected, no catalogue touched, all rows gone.
Otherwise it is dropped, and so is one that has served often: what is deleted still takes up room.
"""

from collections import Counter
from itertools import count

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from tests.support.postgresql import Cluster

SERVES = 25
"""How many tests have the same copy, one after the other."""

# Whatever a test does to tables, rights or triggers leaves rows of a later transaction in one of these.
_CATALOGUES = (
    "pg_attrdef",
    "pg_attribute",
    "pg_class",
    "pg_constraint",
    "pg_default_acl",
    "pg_extension",
    "pg_index",
    "pg_namespace",
    "pg_policy",
    "pg_proc",
    "pg_rewrite",
    "pg_sequence",
    "pg_trigger",
    "pg_type",
)
_WRITTEN = """
SELECT relname FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_REWIND = "SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence"

_UNBOUND = "SET session_replication_role = replica"  # by triggers, by references

Shape = list[tuple[object, ...]]


class Copies:
    """The copies of one template on one server."""

    def __init__(self, cluster: Cluster, template: str, prefix: str = "test") -> None:
        self._cluster = cluster
        self._template = template
        self._prefix = prefix
        self._numbers = count(1)
        self._served: Counter[str] = Counter()
        self._all: set[str] = set()
        self._free: list[str] = []
        with self.connect(template) as connection:
            self._filled = _written(connection)  # what the migrations themselves have written
            self._shape = self._shape_of(connection)

    def url(self, name: str) -> str:
        """Where a copy is, as SQLAlchemy writes it."""
        return self._cluster.url(name)

    def lend(self) -> str:
        """Give the name of a copy that nobody has."""
        if self._free:
            return self._free.pop()
        name = f"{self._prefix}_{next(self._numbers)}"
        self._all.add(name)
        self._cluster.create_database(name, template=self._template)
        return name

    def take_back(self, name: str) -> None:
        """Empty a copy, or drop it when it can not be made what it was."""
        self._served[name] += 1
        if self._served[name] < SERVES and self._emptied(name):
            self._free.append(name)
        else:
            self._all.discard(name)
            self._cluster.drop_database(name)

    def drop_all(self) -> None:
        """Drop all that there are, whoever has them."""
        while self._all:
            self._cluster.drop_database(self._all.pop())

    def connect(self, name: str) -> psycopg.Connection:
        """Look into a copy past every fence."""
        where = f"host={self._cluster.folder} user=root_of_tests dbname={name}"
        return psycopg.connect(where, prepare_threshold=None)

    def _emptied(self, name: str) -> bool:
        try:
            with self.connect(name) as connection:
                (others,) = connection.execute(_OTHERS).fetchone() or (1,)
                if others or self._shape_of(connection) != self._shape:
                    return False
                connection.execute(_UNBOUND)
                for table in _written(connection) - self._filled:
                    connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))
                connection.execute(_REWIND)
        except psycopg.Error:
            return False
        return True

    def _shape_of(self, connection: psycopg.Connection) -> Shape:
        """How many rows of which last transaction: of the catalogues, and of what was there before."""
        one = SQL("SELECT count(*), max(xmin::text::bigint) FROM {}")
        every: list[Composed] = [
            one.format(Identifier(name)) for name in (*_CATALOGUES, *sorted(self._filled))
        ]
        return connection.execute(SQL(" UNION ALL ").join(every)).fetchall()


def _written(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute(_WRITTEN)}
