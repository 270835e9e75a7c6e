"""What the definitions of all tables share: names of constraints, keys, references inside a practice."""

from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(36)


def later(name: str, type_: Any, absent: Any = None, **more: Any) -> Column[Any]:
    """Add a column to a table that is sealed: rows sealed before it existed have `absent`."""
    return Column(name, type_, info={"absent": absent}, **more)


def tenant_key() -> tuple[Column[int], Column[str]]:
    """Give the primary key of every tenant table."""
    return (
        Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
        Column("id", ID, primary_key=True),
    )


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """Refer to a row of the same practice; to another practice's it is a constraint error."""
    return ForeignKeyConstraint(["practice_id", column], [f"{table}.practice_id", f"{table}.id"])
