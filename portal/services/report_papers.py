"""Files that came with a laboratory's report: into the chart beside it, and out of sight with it.

A file is a document of the same chart, behind the same gate (F66); its item comes from the report's
item (`origin_id`). It goes in only with a final report: no gate could tell a preliminary page from a
final one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import item
from portal.db.unit_of_work import UnitOfWork
from portal.services import document_intake, documents, item_changes, recalls

CATEGORY = "laboratory"
UNTITLED = "Laboratory document"
_TITLE_LENGTH = 200
Row = Mapping[str, Any]


def file(
    uow: UnitOfWork,
    report: Row,
    item_id: str,
    titled: Sequence[tuple[str, document_intake.Paper]],
    sensitive: str,
) -> None:
    """Put the files of a report into its chart; what is sensitive of the report is of its files."""
    for title, paper in titled:
        about = document_intake.About(
            report["patient_id"],
            (title or UNTITLED)[:_TITLE_LENGTH],
            CATEGORY,
            report.get("performer") or "",
            sensitive,
        )
        document_intake.receive(uow, report["practice_id"], about, paper, origin_id=item_id)


def take_back(uow: UnitOfWork, row: Row, reason: str) -> None:
    """Take back the files of the report of an item: at once what patients read, and what waits."""
    practice_id = row["practice_id"]
    rows = uow.execute(
        select(item)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == documents.KIND.name))
        .where(and_(item.c.patient_id == row["patient_id"], item.c.origin_id == row["id"]))
        .with_for_update()
    ).mappings()
    for one in [dict(found) for found in rows]:
        if one["state"] == "released":
            recalls.take_back(uow, documents.KIND, one, reason, actor_id=None)
        elif one["is_open"]:
            documents.KIND.gated.close_to_patients(uow, one)
            item_changes.change(uow, one, state=recalls.RECALLED, is_open=False)
