"""The kinds of visit that a practice offers, and how long each takes (DOMAIN §5.5)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update

from portal.db.tables import visit_type
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import desk_entity
from portal.services.rules import not_found, refused

MOST_TYPES = 60


def offered(reader: Reader, practice_id: int) -> list[dict[str, Any]]:
    """Read the visit types in use, by title."""
    rows = reader.execute(
        select(visit_type)
        .where(and_(visit_type.c.practice_id == practice_id, visit_type.c.active))
        .order_by(visit_type.c.title, visit_type.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def add(
    uow: UnitOfWork, practice_id: int, *, title: str, minutes: int, actor_id: str | None
) -> str:
    """Offer a visit type; gives its id. Raises Problem(rule-refused): VISIT_TYPE_TAKEN, or full."""
    _refuse_taken(uow, practice_id, title)
    if len(offered(uow, practice_id)) >= MOST_TYPES:
        raise refused("TOO_MANY_VISIT_TYPES", f"At most {MOST_TYPES} visit types.")
    made = new_id()
    uow.execute(
        visit_type.insert().values(practice_id=practice_id, id=made, title=title, minutes=minutes)
    )
    _told(uow, practice_id, made, actor_id, "visit_type.added", minutes)
    return made


def change(
    uow: UnitOfWork, practice_id: int, type_id: str, *, title: str, minutes: int, actor_id: str
) -> None:
    """Rename a visit type or change its length; visits made before keep theirs.

    Raises Problem: not-found, and rule-refused for a title that is taken.
    """
    _refuse_taken(uow, practice_id, title, but=type_id)
    changed = uow.execute(
        update(visit_type).where(_in_use(practice_id, type_id)).values(title=title, minutes=minutes)
    )
    if changed.rowcount != 1:
        raise not_found()
    _told(uow, practice_id, type_id, actor_id, "visit_type.changed", minutes)


def retire(uow: UnitOfWork, practice_id: int, type_id: str, *, actor_id: str) -> None:
    """Offer a visit type no longer; raises Problem(not-found)."""
    changed = uow.execute(
        update(visit_type).where(_in_use(practice_id, type_id)).values(active=False)
    )
    if changed.rowcount != 1:
        raise not_found()
    _told(uow, practice_id, type_id, actor_id, "visit_type.retired", None)


def _in_use(practice_id: int, type_id: str) -> ColumnElement[bool]:
    return and_(
        visit_type.c.practice_id == practice_id, visit_type.c.id == type_id, visit_type.c.active
    )


def _refuse_taken(uow: UnitOfWork, practice_id: int, title: str, but: str = "") -> None:
    taken = uow.execute(
        select(visit_type.c.id).where(
            and_(
                visit_type.c.practice_id == practice_id,
                visit_type.c.active,
                func.lower(visit_type.c.title) == title.lower(),
                visit_type.c.id != but,
            )
        )
    ).first()
    if taken is not None:
        raise refused("VISIT_TYPE_TAKEN", "There is a visit type of this title.")


def _told(
    uow: UnitOfWork,
    practice_id: int,
    type_id: str,
    actor_id: str | None,
    action: str,
    minutes: int | None,
) -> None:
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action=action,
        subject_id=type_id,
        target=("visit_type", type_id),
        detail={"minutes": minutes},
    )
    desk_entity.touch(uow, practice_id)
