"""Runs the migrations on the connection that `portal.db.migrate` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from portal.db import tables
from portal.db.columns import metadata
from portal.db.types import Instant

assert tables.TENANT  # noqa: S101 - they are known to the metadata once their module is there


def render_item(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column type by its own name."""
    return "Instant()" if kind == "type" and isinstance(thing, Instant) else False


def run() -> None:
    """Configure the context for this connection and run."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        compare_server_default=False,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
