"""`among(column, "ids")`: the rows whose column is one of a list, in words that are the same for any list.

`IN` has a text of its own for each length: it is put together anew for each call, and the server plans
it anew. Here the list is one parameter: an array on PostgreSQL, JSON on SQLite.
"""

from collections.abc import Iterable
from typing import Any, Self

import orjson
from sqlalchemy import ARRAY, Boolean, ColumnElement, Dialect, String, Text, bindparam
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


@compiles(_Among, "postgresql")
def _array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, texts = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY ({texts})"


@compiles(_Among, "sqlite")
def _json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, texts = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608 - both are compiled
