"""`among(column, "ids")`: the rows whose column is one of a list, in words that are the same for any list.

`IN` has a text of its own for each length: it is put together anew for each call, and the server plans
it anew. Here the list is one parameter: an array on PostgreSQL, JSON on SQLite.

`among_few(column, "ids")` is the same for a lookup by key, which has one good plan: the server keeps it. It expects
ten of a list that it does not see and one of a list of one, so it would find any plan too dear that it could keep, and plan anew each time.

`each("keys")` gives the texts of such a list as rows, to ask something of each, and `listed(column)` many
texts as one, with commas between: ids and digests hold none.
"""

from collections.abc import Iterable
from typing import Any, Self

import orjson
from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Dialect,
    String,
    TableValuedAlias,
    Text,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class _Texts(TypeDecorator[list[str]]):
    """A list of texts as one parameter."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose what the engine in use takes apart."""
        array: TypeEngine[Any] = ARRAY(String()) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(array)

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> Any:
        """Write the list as that."""
        texts = list(value or ())
        return texts if dialect.name == "postgresql" else orjson.dumps(texts).decode()


class _Among(FunctionElement[bool]):
    """What `among` makes: the column, then the list."""

    inherit_cache = True
    type = Boolean()
    name = "among"

    def self_group(self, against: Any = None) -> Self:
        """Stand in an AND as it is: SQLAlchemy would write `= 1` behind it for SQLite, past any index."""
        del against
        return self


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Give the condition that the text column is one of the list that is bound as `name`."""
    return _Among(column, bindparam(name, type_=_Texts()))


class _AmongFew(_Among):
    """What `among_few` makes."""

    inherit_cache = True
    name = "among_few"


def among_few(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Give the condition of `among`, for a column that is a key: it is planned once, as for ten of them."""
    return _AmongFew(column, bindparam(name, type_=_Texts()))


class _Each(FunctionElement[str]):
    """What `each` makes."""

    inherit_cache = True
    type = String()
    name = "each"


def each(name: str) -> TableValuedAlias:
    """Give the list that is bound as `name` as a table, with the one column `value`."""
    return _Each(bindparam(name, type_=_Texts())).table_valued("value")


class _Listed(FunctionElement[str]):
    """What `listed` makes."""

    inherit_cache = True
    type = String()
    name = "listed"


def listed(column: ColumnElement[str]) -> ColumnElement[str]:
    """Give all values of the column as one text, with commas between; NULL for none."""
    return _Listed(column)


@compiles(_Among, "postgresql")
def _array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, texts = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY ({texts})"


@compiles(_AmongFew, "postgresql")
def _unseen_array(element: _AmongFew, compiler: SQLCompiler, **how: Any) -> str:
    column, texts = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY (ARRAY(SELECT unnest({texts})))"


@compiles(_AmongFew, "sqlite")
@compiles(_Among, "sqlite")
def _json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, texts = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608 - both are compiled


@compiles(_Each, "postgresql")
def _unnested(element: _Each, compiler: SQLCompiler, **how: Any) -> str:
    (texts,) = (compiler.process(part, **how) for part in element.clauses)
    return f"(SELECT unnest({texts}) AS value)"


@compiles(_Each, "sqlite")
def _taken_apart(element: _Each, compiler: SQLCompiler, **how: Any) -> str:
    (texts,) = (compiler.process(part, **how) for part in element.clauses)
    return f"json_each({texts})"


@compiles(_Listed, "postgresql")
def _string_agg(element: _Listed, compiler: SQLCompiler, **how: Any) -> str:
    (column,) = (compiler.process(part, **how) for part in element.clauses)
    return f"string_agg({column}, ',')"


@compiles(_Listed, "sqlite")
def _group_concat(element: _Listed, compiler: SQLCompiler, **how: Any) -> str:
    (column,) = (compiler.process(part, **how) for part in element.clauses)
    return f"group_concat({column})"
