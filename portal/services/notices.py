"""What the desk tells the person who asked, beside the answers of the queues themselves."""

from collections.abc import Mapping
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.services import inbox

QUESTION = "request_question"
DUPLICATE = "request_duplicate"
EXPIRED = "request_expired"
REOPENED = "request_reopened"


def tell_asker(uow: UnitOfWork, row: Mapping[str, Any], kind: str, body: str = "") -> None:
    """Tell the account that asked, or the one on the chart when nobody did."""
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"]
        or inbox.account_of_chart(uow, row["practice_id"], row["patient_id"]),
        patient_id=row["patient_id"],
        kind=kind,
        key=f"{row['id']}:{row['version']}",
        body=body,
        item_id=row["id"],
    )
