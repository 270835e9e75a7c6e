"""Changes of an item that are not a staff member's decision on it.

A patient withdraws or answers, an offer lapses, a linked request is settled. Each bumps the version
and moves the item in the feed, so that a decision made on the old version is caught.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import and_, select, update

from portal.db.tables import item
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.canonical import canonical, content_hash
from portal.domain.problems import Problem, ProblemType

ItemRow = Mapping[str, Any]


def load(reader: Reader, practice_id: int, item_id: str, *, lock: bool = False) -> ItemRow | None:
    """Give the item's row, locked when a change of it follows; None when there is none."""
    query = select(item).where(and_(item.c.practice_id == practice_id, item.c.id == item_id))
    if lock:
        query = query.with_for_update()
    row = reader.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def content_of(row: ItemRow) -> dict[str, Any]:
    """Give the item's content as a dictionary that the caller may change."""
    content: dict[str, Any] = orjson.loads(row["content"])
    return content


def change(
    uow: UnitOfWork,
    row: ItemRow,
    *,
    state: str,
    is_open: bool,
    content: Mapping[str, Any] | None = None,
    **columns: Any,
) -> int:
    """Write a change of `row` and move the item in the feed; gives the new version.

    Raises Problem(version-conflict) when somebody else was faster.
    """
    version: int = row["version"] + 1
    values: dict[str, Any] = {"state": state, "is_open": is_open, "version": version, **columns}
    if content is not None:
        text = canonical(content)
        values |= {"content": text, "content_hash": content_hash(row["kind"], text)}
    if not is_open:
        values |= {"claimed_by": None, "claimed_until": None}
        values |= {"waiting_on": "", "waiting_since": None, "waiting_until": None}
    changed = uow.execute(
        update(item)
        .where(item.c.practice_id == row["practice_id"])
        .where(item.c.id == row["id"])
        .where(item.c.version == row["version"])
        .values(**values)
    )
    if changed.rowcount != 1:
        raise Problem(ProblemType.VERSION_CONFLICT)
    uow.touch(row["practice_id"], row["kind"], row["id"], version)
    return version
