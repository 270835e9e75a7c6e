"""What a patient answers when the desk has asked them something about an open request."""

from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.services import item_changes, waiting
from portal.services.policies.by_kind import POLICY_OF
from portal.services.rules import refused


def take(uow: UnitOfWork, row: item_changes.ItemRow, text: str) -> None:
    """Add the answer to the item's content, as `replies` [{at, text}].

    Raises Problem(rule-refused) NOT_ASKED when the practice does not wait for the patient.
    """
    if row["waiting_on"] != waiting.PATIENT:
        raise refused("NOT_ASKED", "The practice has not asked anything.")
    content = item_changes.content_of(row)
    content["replies"] = [
        *content.get("replies", []),
        {"at": moment_text(uow.now), "text": text},
    ]
    item_changes.change(uow, row, state=row["state"], is_open=True, content=content)


def resume(uow: UnitOfWork, before: item_changes.ItemRow) -> None:
    """End the wait for a patient who has just done something about the item; the clock goes on."""
    if before["waiting_on"] != waiting.PATIENT:
        return
    after = item_changes.load(uow, before["practice_id"], before["id"], lock=True)
    if after is None or after["waiting_on"] != waiting.PATIENT:
        return
    columns = waiting.ended(uow, after, POLICY_OF[after["kind"]])
    if after["due_at"] != before["due_at"]:  # what was done has set a time of its own
        columns = dict(waiting.NOT_WAITING)
    item_changes.change(uow, after, state=after["state"], is_open=True, **columns)
