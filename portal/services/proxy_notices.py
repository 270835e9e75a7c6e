"""Telling the two people of a link that it was made, changed or ended (F47, F51).

Both are told: nobody gets into a record without its owner hearing of it, and nobody wonders why a
record has gone. The entry names nobody; who acts for whom stands in the portal's own lists.
"""

from collections.abc import Mapping
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.services import inbox

ADDED, CHANGED, ENDED = "care_manager_added", "care_manager_changed", "care_manager_ended"


def tell(uow: UnitOfWork, row: Mapping[str, Any], kind: str) -> None:
    """Tell the patient, if they have an account, and the care manager."""
    practice_id = row["practice_id"]
    both = {inbox.account_of_chart(uow, practice_id, row["patient_id"]), row["account_id"]}
    for account_id in sorted(filter(None, both)):
        inbox.tell(
            uow,
            practice_id=practice_id,
            account_id=account_id,
            kind=kind,
            key=f"{row['id']}:{account_id}:{row.get('version', 1)}",
        )
