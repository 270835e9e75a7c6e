"""How a statement is put behind the fence: what is refused in it, and the criteria it gets.

SQLAlchemy has no public way to add criteria to every part of a Core statement; this module is the one
place that knows its inner names, and `tests/portal/db/test_tenancy.py` holds every shape to them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Delete,
    Executable,
    Insert,
    Join,
    Select,
    Table,
    TableClause,
    Update,
    and_,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.selectable import (
    AliasedReturnsRows,
    CompoundSelect,
    FromGrouping,
    SelectState,
)

from portal.db import tables
from portal.db.columns import metadata

_TENANT_NAMES = frozenset(table.name for table in tables.TENANT)
_TEXT_PLACES = ("_prefixes", "_suffixes", "_hints", "_statement_hints")
_SEALED = frozenset({tables.feed_entry, tables.journal, tables.practice_head})


class FenceError(Exception):
    """A statement that the fence can not hold; a fault of the program, never of a caller."""


Limit = Callable[[Any], ColumnElement[bool]]
"""The criterion for a column that holds the practice."""


def rewrite(statement: Executable, limit: Limit) -> tuple[Executable, bool]:
    """Give the statement limited by `limit`, and whether it has any tenant table at all.

    Raises FenceError for what can not be limited.
    """
    if not isinstance(statement, (Select, CompoundSelect, Insert, Update, Delete)):
        msg = (
            f"{type(statement).__name__} can not be fenced; write it with the tables of the portal"
        )
        raise FenceError(msg)
    _check_parts(statement)
    writer = _Writer(limit)
    fenced = visitors.cloned_traverse(
        statement,
        {},
        {
            "select": writer.select,
            "join": writer.join,
            "update": writer.change,
            "delete": writer.change,
        },
    )
    return (fenced, True) if writer.scoped else (statement, False)


def _check_parts(statement: visitors.ExternallyTraversible) -> None:
    for part in visitors.iterate(statement):
        kind = part.__visit_name__
        if kind in {"textclause", "textual_select"}:
            msg = "raw SQL text can not be fenced"
            raise FenceError(msg)
        if kind == "column" and getattr(part, "is_literal", False) and str(part) != "*":
            msg = "a literal column can not be fenced; use literal()"
            raise FenceError(msg)
        if any(getattr(part, name, None) for name in _TEXT_PLACES):
            msg = "prefixes, suffixes and hints are text and can not be fenced"
            raise FenceError(msg)
        if isinstance(part, TableClause) and part not in tables.TENANT:
            _check_table(part)
        if isinstance(part, (Insert, Update, Delete)):
            _check_table(part.table)
            _check_change(part)


def _check_table(table: Any) -> None:
    known = isinstance(table, Table) and table.metadata is metadata
    if not known or (table.name in _TENANT_NAMES and table not in tables.TENANT):
        msg = f"{table} is not a table of the portal"
        raise FenceError(msg)


def check_sealed(table: Any) -> None:
    """Refuse to write the tables that only the commit writes."""
    if table in _SEALED:
        msg = f"only the commit of a unit of work writes {table.name}"
        raise FenceError(msg)


def _check_change(statement: Insert | Update | Delete) -> None:
    check_sealed(statement.table)
    copies = isinstance(statement, Insert) and statement.select is not None
    if copies and statement.table in tables.TENANT:
        msg = "insert from select can not be fenced"
        raise FenceError(msg)
    moves = isinstance(statement, Update) and "practice_id" in values_of(statement)
    if moves and statement.table in tables.TENANT:
        msg = "a row never changes its practice"
        raise FenceError(msg)


def tables_of(statement: Any) -> frozenset[str]:
    """Name all tables that a statement reads or writes."""
    parts = [*visitors.iterate(statement), getattr(statement, "table", None)]
    return frozenset(part.name for part in parts if isinstance(part, Table))


def values_of(statement: Insert | Update) -> dict[str, Any]:
    """Read what the statement itself sets, by column."""
    values: Mapping[Any, Any] = statement._values or {}  # noqa: SLF001 - no public way to read them
    return {name_of(column): plain_value(value) for column, value in values.items()}


def name_of(column: Any) -> str:
    """Name a column given as one or by name."""
    return column if isinstance(column, str) else str(column.key)


def plain_value(value: Any) -> Any:
    """Give the value that a bound parameter holds."""
    return value.value if isinstance(value, BindParameter) else value


class _Writer:
    """Adds the criteria to the parts of one cloned statement, from the inside outwards."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.scoped = False

    def select(self, select: Select[Any]) -> None:
        """Limit the tables in FROM; those an outer join may lack are limited in its ON."""
        if select._memoized_select_entities:  # noqa: SLF001 - joins would hide in there
            msg = "choose the columns before the joins"
            raise FenceError(msg)
        joins = []
        for target, onclause, left, flags in select._setup_joins:  # noqa: SLF001 - not public
            on = onclause
            if flags["isouter"] or flags["full"]:
                self._refuse_full(full=bool(flags["full"]))
                on = self._on(onclause, target)
            joins.append((target, on, left, flags))
        select._setup_joins = tuple(joins)  # noqa: SLF001 - the only place of an ON clause
        # get_final_froms() would compile the whole statement to tell the same
        froms = SelectState(select, None)._get_display_froms()  # type: ignore[arg-type] # noqa: SLF001 - as said
        criteria = [c for from_ in froms for c in self._criteria(from_)]
        select._where_criteria += tuple(criteria)  # noqa: SLF001 - where() would make a copy

    def join(self, join: Join) -> None:
        """Limit the right side of an explicit outer join in its ON clause."""
        if join.isouter or join.full:
            self._refuse_full(full=join.full)
            join.onclause = self._on(join.onclause, join.right)

    def change(self, statement: Update | Delete) -> None:
        """Limit the table that is changed, and others the condition may name."""
        named: list[Any] = [statement.table]
        parts = list(statement._where_criteria)  # noqa: SLF001 - no public way to read them
        if isinstance(statement, Update):
            parts += [v for v in (statement._values or {}).values() if hasattr(v, "_from_objects")]  # noqa: SLF001 - no public way
        for part in parts:
            named += [f for f in part._from_objects if f not in named]  # noqa: SLF001 - not public
        criteria = [c for from_ in named for c in self._criteria(from_)]
        statement._where_criteria += tuple(criteria)  # noqa: SLF001 - where() would make a copy

    def _refuse_full(self, *, full: bool) -> None:
        if full:
            msg = "a full outer join can not be fenced"
            raise FenceError(msg)

    def _on(self, onclause: Any, right: Any) -> Any:
        criteria = list(self._criteria(right))
        if criteria and onclause is None:
            msg = "an outer join needs its ON clause written out"
            raise FenceError(msg)
        return and_(onclause, *criteria) if criteria else onclause

    def _criteria(self, from_: Any) -> Iterator[ColumnElement[bool]]:
        if isinstance(from_, FromGrouping):
            yield from self._criteria(from_.element)
        elif isinstance(from_, Join):
            yield from self._criteria(from_.left)
            if not from_.isouter:
                yield from self._criteria(from_.right)
        elif _table_of(from_) in tables.TENANT:
            self.scoped = True
            yield self.limit(from_.c.practice_id)


def _table_of(from_: Any) -> Any:
    while isinstance(from_, AliasedReturnsRows):
        from_ = from_.element
    return from_
