"""Many items at once, exactly as `portal.services.items.submit` makes one.

The rows come from the same builder and the feed and the journal from the same unit of work; only the
inserts go in one statement. A test compares one item of each kind made both ways.
"""

from collections.abc import Sequence

from sqlalchemy import insert

from portal.db.tables import item
from portal.db.unit_of_work import UnitOfWork
from portal.demo.ward import Draft
from portal.services.items import item_row


def submit_many(uow: UnitOfWork, drafts: Sequence[Draft]) -> None:
    """Put drafts into their queues, in their order."""
    rows = [item_row(**vars(draft)) for draft in drafts]
    if not rows:
        return
    uow.execute(insert(item), rows)
    for row in rows:
        uow.touch(row["practice_id"], row["kind"], row["id"], 1, row=row)
        uow.journal(
            row["practice_id"],
            actor_id=row["account_id"],
            action="item.submitted",
            subject_id=row["id"],
            target=(row["kind"], row["id"]),
        )
