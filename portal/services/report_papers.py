"""Files that came with a laboratory's report: into the chart beside it, and out of sight with it.

A file is a document of the same chart, behind the same gate (F66); its item comes from the report's
item (`origin_id`), so that each order has its own files. It goes in only with a final report: no gate
could tell a preliminary page from a final one. What was corrected is not true again: a file that the
next version does not bring as well is taken back as soon as that version comes.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import document, item
from portal.db.unit_of_work import UnitOfWork
from portal.services import document_intake, documents, holds, item_changes, recalls

CATEGORY = "laboratory"
UNTITLED = "Laboratory document"
REPLACED, OUTDATED = "CORRECTION_EXPECTED", "ENTERED_IN_ERROR"  # of `reasons.DOCUMENT_RECALLS`
_TITLE_LENGTH = 200
Row = Mapping[str, Any]


def file(
    uow: UnitOfWork,
    report: Row,
    item_id: str,
    titled: Sequence[tuple[str, document_intake.Paper]],
    sensitive: str,
    *,
    anew: bool = True,
) -> None:
    """Put the files of a report into its chart; what is sensitive of the report is of its files.

    A file that the item has is not filed again; unless `anew`, neither is one that was taken back.
    """
    before = _files(uow, report["practice_id"], report["patient_id"], item_id)
    there = {sha256 for one, sha256 in before if not (anew and one["state"] == recalls.RECALLED)}
    for title, paper in titled:
        if paper.sha256 in there:
            continue
        there.add(paper.sha256)
        about = document_intake.About(
            report["patient_id"],
            (title or UNTITLED)[:_TITLE_LENGTH],
            CATEGORY,
            report.get("performer") or "",
            sensitive,
        )
        document_intake.add(uow, report["practice_id"], about, paper, origin_id=item_id)


def pass_on(uow: UnitOfWork, row: Row, item_id: str, brought: Collection[str]) -> None:
    """Let the files of a report's item go on to the item of its next version, or take them back.

    `row` is the earlier version's item, which may be the same one; `brought` are the SHA-256 of what
    the next version brings.
    """
    reason = REPLACED if brought else OUTDATED
    for one, sha256 in _files(uow, row["practice_id"], row["patient_id"], row["id"]):
        if sha256 not in brought:
            _take_back(uow, one, reason)
        elif one["state"] != recalls.RECALLED and item_id != row["id"]:
            item_changes.change(
                uow, one, state=one["state"], is_open=one["is_open"], origin_id=item_id
            )


def take_back(uow: UnitOfWork, row: Row, reason: str) -> None:
    """Take back the files of the report of an item: at once what patients read, and what waits."""
    for one, _ in _files(uow, row["practice_id"], row["patient_id"], row["id"]):
        _take_back(uow, one, reason)


def _files(
    uow: UnitOfWork, practice_id: int, patient_id: str, item_id: str
) -> list[tuple[Row, str]]:
    """Give the items of the files of a report's item, locked, each with its file's SHA-256."""
    ours = and_(item.c.practice_id == practice_id, document.c.practice_id == practice_id)
    rows = uow.execute(
        select(item, document.c.sha256)
        .join_from(item, document, document.c.id == item.c.id)
        .where(and_(ours, item.c.kind == documents.KIND.name))
        .where(and_(item.c.patient_id == patient_id, item.c.origin_id == item_id))
        .with_for_update(of=item)
    ).mappings()
    found = [({name: row[name] for name in item.c.keys()}, row["sha256"]) for row in rows]  # noqa: SIM118 - columns
    return sorted(found, key=lambda one: str(one[0]["id"]))


def _take_back(uow: UnitOfWork, one: Row, reason: str) -> None:
    if one["state"] == "released":
        recalls.take_back(uow, documents.KIND, one, reason, actor_id=None)
    elif one["state"] != recalls.RECALLED:  # also what the desk has closed: it can be reopened
        documents.KIND.gated.close_to_patients(uow, one)
        holds.lift(uow, one["practice_id"], one["id"], None)
        item_changes.change(uow, one, state=recalls.RECALLED, is_open=False)
        uow.journal(
            one["practice_id"],
            actor_id=None,
            action="document.superseded",
            subject_id=one["id"],
            target=(documents.KIND.name, one["id"]),
            detail={"reason_code": reason},
        )
