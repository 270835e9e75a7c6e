"""Saved views: a queue's search, filter and order under a name, one's own or shared (PEERS K19).

A shared view is read by every colleague who may see its queue and changed by its owner alone. Its search
text may hold a patient's name, so it is no more visible than the queue it searches.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from portal.db.tables import saved_view, staff
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.services import desk_entity
from portal.services.rules import invalid, not_found, refused

MOST_VIEWS = 50  # of one person in one practice
LARGEST_QUERY = 2000  # characters of JSON
MORNING = ""  # the kind of a view over all queues

Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Plain = Text | bool | int | None | list[Text]


class ViewQuery(BaseModel):
    """What a table shows; a later console may add plain filters of its own."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    __pydantic_extra__: dict[
        Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_]+$")],
        Annotated[Plain, Field(union_mode="left_to_right")],
    ]
    view: Literal["waiting", "parked", "decided", "all"] = "waiting"
    search: Text = ""
    sort: Literal["submitted", "patient", "summary", "state", "due", "assigned"] = "submitted"
    descending: Annotated[bool, Field(strict=True)] = False


def visible(
    reader: Reader, practice_id: int, staff_id: str, kinds: Sequence[str]
) -> list[dict[str, Any]]:
    """Read one's own views and those that colleagues share, of the kinds one may see, by name."""
    rows = reader.execute(
        select(saved_view, staff.c.name.label("owner_name"))
        .join_from(saved_view, staff, staff.c.id == saved_view.c.owner_id)
        .where(
            and_(
                saved_view.c.practice_id == practice_id,
                or_(saved_view.c.owner_id == staff_id, saved_view.c.shared),
                saved_view.c.kind.in_([*kinds, MORNING] if kinds else []),
            )
        )
        .order_by(saved_view.c.kind, saved_view.c.name, saved_view.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def save(
    uow: UnitOfWork,
    practice_id: int,
    owner_id: str,
    *,
    kind: str,
    name: str,
    query: ViewQuery,
    shared: bool,
) -> str:
    """Keep a view; gives its id.

    Raises Problem: validation for a query that is too large, rule-refused for a name that is taken
    (VIEW_NAME_TAKEN) and past the limit of one person (TOO_MANY_VIEWS).
    """
    text = _text_of(query)
    mine = and_(saved_view.c.practice_id == practice_id, saved_view.c.owner_id == owner_id)
    count = uow.execute(select(func.count()).select_from(saved_view).where(mine)).scalar_one()
    if count >= MOST_VIEWS:
        raise refused("TOO_MANY_VIEWS", f"At most {MOST_VIEWS} views; delete one first.")
    _refuse_taken(uow, practice_id, owner_id, kind, name)
    made = new_id()
    uow.execute(
        saved_view.insert().values(
            practice_id=practice_id,
            id=made,
            owner_id=owner_id,
            kind=kind,
            name=name,
            query=text,
            shared=shared,
            changed_at=uow.now,
        )
    )
    _told(uow, practice_id, made, owner_id, "view.saved", shared=shared)
    return made


def change(
    uow: UnitOfWork,
    practice_id: int,
    view_id: str,
    owner_id: str,
    *,
    expected_version: int,
    name: str,
    query: ViewQuery,
    shared: bool,
) -> int:
    """Rename, share or redefine one's own view; gives its version.

    Raises Problem: not-found for a view that is not the actor's to change, version-conflict when
    it was changed elsewhere meanwhile, and those of `save`.
    """
    row = _own(uow, practice_id, view_id, owner_id)
    if row["version"] != expected_version:
        raise Problem(ProblemType.VERSION_CONFLICT, "The view has been changed meanwhile.")
    _refuse_taken(uow, practice_id, owner_id, row["kind"], name, but=view_id)
    version = int(row["version"]) + 1
    uow.execute(
        update(saved_view)
        .where(_is(practice_id, view_id))
        .values(
            name=name,
            query=_text_of(query),
            shared=shared,
            version=version,
            changed_at=uow.now,
        )
    )
    _told(uow, practice_id, view_id, owner_id, "view.changed", shared=shared)
    return version


def remove(uow: UnitOfWork, practice_id: int, view_id: str, owner_id: str) -> None:
    """Delete one's own view; raises Problem(not-found) for one that is not."""
    row = _own(uow, practice_id, view_id, owner_id)
    uow.execute(delete(saved_view).where(_is(practice_id, view_id)))
    _told(uow, practice_id, view_id, owner_id, "view.deleted", shared=bool(row["shared"]))


def _own(uow: UnitOfWork, practice_id: int, view_id: str, owner_id: str) -> dict[str, Any]:
    row = (
        uow.execute(select(saved_view).where(_is(practice_id, view_id)).with_for_update())
        .mappings()
        .one_or_none()
    )
    if row is None or row["owner_id"] != owner_id:
        raise not_found()
    return dict(row)


def _refuse_taken(
    uow: UnitOfWork, practice_id: int, owner_id: str, kind: str, name: str, but: str = ""
) -> None:
    taken = uow.execute(
        select(saved_view.c.id).where(
            and_(
                saved_view.c.practice_id == practice_id,
                saved_view.c.owner_id == owner_id,
                saved_view.c.kind == kind,
                saved_view.c.name == name,
                saved_view.c.id != but,
            )
        )
    ).first()
    if taken is not None:
        raise refused("VIEW_NAME_TAKEN", "You have a view of this name in this queue.")


def _text_of(query: ViewQuery) -> str:
    text = canonical(query.model_dump(mode="json"))
    if len(text) > LARGEST_QUERY:
        raise invalid("/query", "too_large", "The view holds too much.")
    return text


def _is(practice_id: int, view_id: str) -> ColumnElement[bool]:
    return and_(saved_view.c.practice_id == practice_id, saved_view.c.id == view_id)


def _told(
    uow: UnitOfWork, practice_id: int, view_id: str, owner_id: str, action: str, *, shared: bool
) -> None:
    uow.journal(
        practice_id,
        actor_id=owner_id,
        action=action,
        subject_id=view_id,
        target=("view", view_id),
        detail={"shared": shared},
    )
    desk_entity.touch(uow, practice_id)
