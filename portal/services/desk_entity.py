"""The desk of a practice as one entity of the feed: what consoles need to know beside the items."""

from sqlalchemy import and_, select

from portal.db.tables import feed_entry
from portal.db.unit_of_work import UnitOfWork

KIND = "desk"
ID = "desk"  # one per practice


def touch(uow: UnitOfWork, practice_id: int) -> None:
    """Tell every console of the practice that its desk has changed."""
    last = uow.execute(
        select(feed_entry.c.version)
        .where(
            and_(
                feed_entry.c.practice_id == practice_id,
                feed_entry.c.kind == KIND,
                feed_entry.c.entity_id == ID,
            )
        )
        .with_for_update()
    ).scalar_one_or_none()
    uow.touch(practice_id, KIND, ID, (last or 0) + 1)
