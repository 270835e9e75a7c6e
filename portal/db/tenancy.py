"""The tenant fence: no statement reaches a practice that its transaction did not name.

`fence()` rewrites a Core statement so that every table of `tables.TENANT` in it, however deep, is
limited to the practices of the scope. It is the first of two fences; on PostgreSQL row-level
security holds the same line in the database (DESIGN I13, docs/decisions/0012).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

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
    bindparam,
    literal,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.selectable import AliasedReturnsRows, CompoundSelect, FromGrouping

from portal.db import tables

PRACTICES = "fence_practices"
_TENANT_NAMES = frozenset(table.name for table in tables.TENANT)
_TEXT_PLACES = ("_prefixes", "_suffixes", "_hints", "_statement_hints")
_SEALED = frozenset({tables.feed_entry, tables.journal, tables.practice_head})


class FenceError(Exception):
    """A statement that the fence can not hold; a fault of the program, never of a caller."""


@dataclass(frozen=True)
class Scope:
    """The practices that a transaction may see and change."""

    practices: frozenset[int] | None

    ALL: ClassVar["Scope"]

    @classmethod
    def of(cls, practices: Iterable[int]) -> "Scope":
        """Fence these practices in; an empty fence shows nothing."""
        return cls(frozenset(practices))

    def holds(self, practice_id: int) -> bool:
        """Whether the practice is inside the fence."""
        return self.practices is None or practice_id in self.practices

    @property
    def marker(self) -> str:
        """The scope as the row-level security of PostgreSQL reads it."""
        return "*" if self.practices is None else ",".join(map(str, sorted(self.practices)))


Scope.ALL = Scope(None)  # jobs of the portal itself; they have to say so


@dataclass(frozen=True)
class Fenced:
    """A statement behind the fence, and what has to be known to run it."""

    statement: Executable
    scoped: bool  # takes the parameter PRACTICES
    insert: Insert | None


_fenced: WeakKeyDictionary[Executable, Fenced] = WeakKeyDictionary()


def fence(statement: Executable) -> Fenced:
    """Put the statement behind the fence; remembered for statements that live on.

    Raises FenceError for everything but select, insert, update and delete made of our tables.
    """
    known = _fenced.get(statement)
    if known is None:
        known = _rewrite(statement, bindparam(PRACTICES, expanding=True))
        _fenced[statement] = known
    return known


def fence_literally(statement: Executable, practices: Iterable[int]) -> Executable:
    """As `fence`, with the practices written out: for one statement with many parameter sets."""
    return _rewrite(statement, [literal(practice) for practice in sorted(practices)]).statement


def check_rows(insert: Insert, parameters: Any, scope: Scope) -> None:
    """Refuse to insert a row of a practice outside the scope, or of none."""
    if insert.table not in tables.TENANT:
        return
    for row in _rows(insert, parameters):
        practice_id = row.get("practice_id")
        if not isinstance(practice_id, int) or not scope.holds(practice_id):
            msg = f"a row for {insert.table.name} is outside the scope"
            raise FenceError(msg)


def check_move(statement: Executable, parameters: Any) -> None:
    """Refuse an update that would carry a row into another practice."""
    if isinstance(statement, Update) and statement.table in tables.TENANT:
        sets = parameters if isinstance(parameters, Sequence) else [parameters or {}]
        if any("practice_id" in row for row in sets):
            msg = "a row never changes its practice"
            raise FenceError(msg)


def _rewrite(statement: Executable, practices: Any) -> Fenced:
    if not isinstance(statement, (Select, CompoundSelect, Insert, Update, Delete)):
        msg = (
            f"{type(statement).__name__} can not be fenced; write it with the tables of the portal"
        )
        raise FenceError(msg)
    _check_parts(statement)
    writer = _Writer(practices)
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
    insert = statement if isinstance(statement, Insert) else None
    if not writer.scoped:
        return Fenced(statement, scoped=False, insert=insert)
    return Fenced(fenced, scoped=True, insert=insert)


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
    known = isinstance(table, Table) and table.metadata is tables.metadata
    if not known or (table.name in _TENANT_NAMES and table not in tables.TENANT):
        msg = f"{table} is not a table of the portal"
        raise FenceError(msg)


def _check_change(statement: Insert | Update | Delete) -> None:
    if statement.table in _SEALED:
        msg = f"only the commit of a unit of work writes {statement.table.name}"
        raise FenceError(msg)
    if isinstance(statement, Insert) and statement.select is not None:
        if statement.table in tables.TENANT:
            msg = "insert from select can not be fenced"
            raise FenceError(msg)
    elif isinstance(statement, Update):
        check_move(statement, [_values(statement)])


def _values(statement: Insert | Update) -> dict[str, Any]:
    values: Mapping[Any, Any] = statement._values or {}  # noqa: SLF001 - no public way to read them
    return {_name(column): _plain(value) for column, value in values.items()}


def _rows(insert: Insert, parameters: Any) -> Iterator[Mapping[str, Any]]:
    fixed = _values(insert)
    many: Any = insert._multi_values  # noqa: SLF001 - no public way to read them
    for rows in many:
        for row in rows:
            yield {_name(column): _plain(value) for column, value in row.items()}
    if many:
        return
    for row in parameters if isinstance(parameters, Sequence) else [parameters or {}]:
        yield fixed | dict(row)


def _name(column: Any) -> str:
    return column if isinstance(column, str) else str(column.key)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, BindParameter) else value


class _Writer:
    """Adds the criteria to the parts of one cloned statement, from the inside outwards."""

    def __init__(self, practices: Any) -> None:
        self.practices = practices
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
        criteria = [c for from_ in select.get_final_froms() for c in self._criteria(from_)]
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
            yield from_.c.practice_id.in_(self.practices)


def _table_of(from_: Any) -> Any:
    while isinstance(from_, AliasedReturnsRows):
        from_ = from_.element
    return from_
