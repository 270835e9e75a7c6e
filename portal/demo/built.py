"""What demo is in a database, without what builds one."""

import orjson
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Scope


def built(database: Database) -> tuple[int, int] | None:
    """Give the items and the seed of the demo in a database; None when there is no finished one."""
    with database.read(Scope.ALL) as reader:
        kept = reader.execute(select(practice.c.settings).where(practice.c.id == 1)).scalar()
    found = orjson.loads(kept).get("demo") if kept else None
    return (found["items"], found["seed"]) if found else None
