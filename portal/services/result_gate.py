"""What the gate asks about results (`portal.services.gate`)."""

from typing import Any

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.queues.reasons import RESULT_RECALLS
from portal.services import results
from portal.services.audience import Viewer
from portal.services.gate import Kind, Row
from portal.services.item_changes import content_of


class ResultGate:
    """Laboratory reports behind the gate."""

    def fresh_content(self, reader: Reader, row: Row) -> dict[str, Any]:
        """Give the content as it would be made now."""
        return results.fresh_content(reader, row)

    def viewers(self, reader: Reader, row: Row) -> list[Viewer]:
        """Say who would see the report if it were released now."""
        return results.viewers_of_report(reader, row["practice_id"], report_id(row))

    def open_to_patients(self, uow: UnitOfWork, row: Row) -> None:
        """Make the report visible by the policy alone: nobody has reviewed it."""
        results.release(uow, row["practice_id"], report_id(row), None)

    def close_to_patients(self, uow: UnitOfWork, row: Row) -> dict[str, Any]:
        """Take the report back; says whether somebody had seen it."""
        return results.recall(uow, row["practice_id"], report_id(row))


def report_id(row: Row) -> str:
    """Give the id of the report that an item is about."""
    found: str = content_of(row)["report"]["id"]
    return found


KIND = Kind(
    "result",
    ResultGate(),
    announced_as="result_released",
    recalled_as="result_recalled",
    recall_texts={one.code: one.text_to_patient for one in RESULT_RECALLS},
)
