"""The tenant fence: no statement reaches a practice that its transaction did not name.

`fence()` limits every table of `tables.TENANT` in a Core statement, however deep, to the practices of
the scope. It is the first of two fences; on PostgreSQL row-level security holds the same line in the
database (docs/decisions/0012).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, Insert, Integer, Select, Update, bindparam, literal

from portal.db import tables
from portal.db.fencing import FenceError, name_of, plain_value, rewrite, tables_of, values_of

__all__ = [
    "PRACTICES",
    "FenceError",
    "Scope",
    "check_move",
    "check_rows",
    "fence",
    "fence_literally",
]

PRACTICES = "fence_practices"


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
        """The scope as the row-level security of PostgreSQL reads it: numbers, whatever is in it.

        It becomes part of a statement; raises ValueError for what is no number.
        """
        practices = self.practices
        return "*" if practices is None else ",".join(f"{one:d}" for one in sorted(practices))


Scope.ALL = Scope(None)  # jobs of the portal itself; they have to say so


@dataclass(frozen=True)
class Fenced:
    """A statement behind the fence, and what has to be known to run it."""

    statement: Executable
    scoped: bool  # takes the parameter PRACTICES
    insert: Insert | None
    tables: frozenset[str]  # all that it names
    values: Mapping[str, Any] = field(default_factory=dict)  # to be bound as well


@dataclass(frozen=True)
class _Template:
    """A fenced select that serves all selects of the same form, whatever values they hold."""

    fenced: Fenced
    names: Sequence[str]  # of its bound values, in the order in which such a select holds them


_Cache = WeakKeyDictionary[Executable, Fenced]
_fenced: dict[bool, _Cache] = {True: WeakKeyDictionary(), False: WeakKeyDictionary()}
_templates: dict[Any, _Template] = {}
_plain_inserts: dict[Any, frozenset[str]] = {}
_practice: Any = bindparam(PRACTICES, type_=Integer())
_practices: Any = bindparam(PRACTICES, expanding=True)
_MOST_TEMPLATES = 1000


def fence(statement: Executable, *, one: bool = False) -> Fenced:
    """Put the statement behind the fence; it takes the list of practices as PRACTICES.

    With `one` it takes a single practice, as most transactions name: an equation is planned better than a
    list, and its text is always the same.
    Remembered for statements that live on, and for selects and inserts that are built anew with other
    values.
    Raises FenceError for everything but select, insert, update and delete made of our tables.
    """
    known = _fenced[one].get(statement)
    if known is not None:
        return known
    formed = statement if isinstance(statement, (Select, Insert)) else None
    key = None if formed is None else formed._generate_cache_key()  # noqa: SLF001 - what SQLAlchemy itself caches by
    if key is not None and isinstance(statement, Insert) and key.key in _plain_inserts:
        named = _plain_inserts[key.key]
        return Fenced(statement, scoped=False, insert=statement, tables=named)
    template = None if key is None else _templates.get((one, key.key))
    if key is not None and template is not None:
        values = (bound.effective_value for bound in key.bindparams)
        given = [bound.required for bound in key.bindparams]
        filled = {
            name: value
            for name, value, required in zip(template.names, values, given, strict=True)
            if not required
        }
        return replace(template.fenced, values=filled)
    made = _fence(statement, one=one)
    _fenced[one][statement] = made
    if key is not None and isinstance(statement, Insert):
        _remember_plain(key, made)
    elif key is not None:
        _remember(key, made, one=one)
    return made


def _remember(key: Any, made: Fenced, *, one: bool) -> None:
    """Keep a select as the template of its form, if its values can be told apart by name."""
    select: Any = made.statement
    found = select._generate_cache_key()  # noqa: SLF001 - as above
    own = [bound for bound in found.bindparams if bound.key != PRACTICES] if found else []
    alike = [a.value is b.value for a, b in zip(own, key.bindparams, strict=False)]
    if len(own) == len(key.bindparams) and all(alike):
        if len(_templates) >= _MOST_TEMPLATES:
            _templates.clear()
        _templates[one, key.key] = _Template(made, [bound.key for bound in own])


def _remember_plain(key: Any, made: Fenced) -> None:
    """Keep the form of an insert that needs no fence but the check of its rows."""
    if not made.scoped:
        if len(_plain_inserts) >= _MOST_TEMPLATES:
            _plain_inserts.clear()
        _plain_inserts[key.key] = made.tables


def fence_literally(statement: Executable, practices: Iterable[int]) -> Executable:
    """As `fence`, with the practices written out: for one statement with many parameter sets."""
    literals = [literal(practice) for practice in sorted(practices)]
    return rewrite(statement, lambda column: column.in_(literals))[0]


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


def _fence(statement: Executable, *, one: bool) -> Fenced:
    fenced, scoped = rewrite(statement, _is_the_one if one else _is_among)
    insert = statement if isinstance(statement, Insert) else None
    return Fenced(fenced, scoped=scoped, insert=insert, tables=tables_of(statement))


def _is_the_one(column: Any) -> Any:
    return column == _practice


def _is_among(column: Any) -> Any:
    return column.in_(_practices)


def _rows(insert: Insert, parameters: Any) -> Iterator[Mapping[str, Any]]:
    fixed = values_of(insert)
    many: Any = insert._multi_values  # noqa: SLF001 - no public way to read them
    for rows in many:
        for row in rows:
            yield {name_of(column): plain_value(value) for column, value in row.items()}
    if many:
        return
    for row in parameters if isinstance(parameters, Sequence) else [parameters or {}]:
        yield fixed | dict(row)
