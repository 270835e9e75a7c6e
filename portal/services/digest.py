"""The digest: a few numbers by which a console knows that its mirror equals the portal."""

from typing import Any

import orjson
from sqlalchemy import and_, bindparam, func, select

from portal.db.among import among
from portal.db.engine import Database
from portal.db.heads import head_of
from portal.db.tables import item
from portal.db.unit_of_work import Scope
from portal.security.actors import StaffActor
from portal.services.feed import Queues, visible_kinds

_sums = (
    select(item.c.kind, func.count().label("open"), func.sum(item.c.version).label("sum_version"))
    .where(
        and_(
            item.c.practice_id == bindparam("practice"),
            item.c.is_open.is_(True),  # bare, it is no condition of an index to SQLite
            among(item.c.kind, "kinds"),
        )
    )
    .group_by(item.c.kind)
)


def digest_of(database: Database, queues: Queues, actor: StaffActor, practice_id: int) -> bytes:
    """Give, per kind of item the actor may see, how many are open and the sum of their versions.

    Raises Problem(not-found) for a practice that is not the actor's.
    """
    kinds = [kind for kind in visible_kinds(queues, actor, practice_id) if kind in queues]
    sums: dict[str, Any] = {kind: {"open": 0, "sum_version": 0} for kind in kinds}
    with database.read(Scope.of([practice_id])) as reader:
        head = head_of(reader, practice_id)
        for row in reader.rows(_sums, {"practice": practice_id, "kinds": kinds}):
            sums[row.kind] = {"open": row.open, "sum_version": int(row.sum_version)}
    return orjson.dumps({"seq": head["seq"], "kinds": sums})
