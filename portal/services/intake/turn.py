"""One delivery at a time: what brings results into a practice's charts does so one after the other.

The first two deliveries of an order would otherwise not see each other. Which process works off the
practice's messages is another matter (`turns`): staff bring results in as well, when they match one.
"""

from sqlalchemy import select

from portal.db.tables import practice
from portal.db.unit_of_work import UnitOfWork


def lock(uow: UnitOfWork, practice_id: int) -> None:
    """Wait until nobody else brings results into the practice; holds until the transaction ends.

    Rows that refer to the practice can be inserted all the while.
    """
    own = select(practice.c.id).where(practice.c.id == practice_id)
    uow.once(
        ("delivering", practice_id), lambda: uow.execute(own.with_for_update(key_share=True)).all()
    )
