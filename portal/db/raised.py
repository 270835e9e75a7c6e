"""The fence of PostgreSQL, raised by the very statement that is to stay behind it.

A transaction raises it first, with a way to the server of its own, and ends with another. A statement that
joins `raised()` and then a table of the practice needs neither: by itself it is a transaction, with whose end
the fence falls. Where the server looked at that table before the fence was up, it would see
nothing of it; so who finds nothing has to ask again in a transaction.
"""

from sqlalchemy import CTE, Integer, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from portal.db.tenancy import PRACTICES


class _Raised(FunctionElement[int]):
    """The practice of the scope, for which row-level security lets rows through from now on."""

    inherit_cache = True
    type = Integer()
    name = "raised"


def raised() -> CTE:
    """Give one row with the scope's one practice as `practice_id`; to be joined before what it lets through."""
    practice = bindparam(PRACTICES, type_=Integer())
    return select(_Raised(practice).label("practice_id")).cte("raised")


@compiles(_Raised, "postgresql")
def _set(element: _Raised, compiler: SQLCompiler, **how: object) -> str:
    practice = compiler.process(element.clauses, **how)
    return f"CAST(set_config('app.practices', CAST({practice} AS TEXT), true) AS INTEGER)"


@compiles(_Raised, "sqlite")
def _told(element: _Raised, compiler: SQLCompiler, **how: object) -> str:
    return compiler.process(element.clauses, **how)
