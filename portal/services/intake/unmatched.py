"""Results that wait for somebody to say whose they are: one item for all versions of an order.

An order is known by its sender, its number and its code, and belongs together only while it is about
the same person as sent. Nothing here is in a chart: no patient, no clock and no bulk release reaches it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.intake_tables import unmatched_report
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import item_changes, items, report_versions
from portal.services.intake import unmatched_content
from portal.services.intake.kept_shape import Kept, kept_of, person_digest, text_of
from portal.services.intake.report_rows import observation_rows, report_row

KIND = "unmatched_result"
PENDING, WITHDRAWN = "pending", "withdrawn"
WAITING, MATCHED, DROPPED = "waiting", "matched", "dropped"

Row = Mapping[str, Any]
Version = tuple[Row, Kept]


@dataclass(frozen=True)
class Arrived:
    """A report without a chart, with the message that brought it (a row of `intake_message`)."""

    message: Row
    sender: str
    order_number: str
    kept: Kept
    reason: str
    other_patient: str | None = None  # whose chart has the order now


def put(uow: UnitOfWork, arrived: Arrived) -> str:
    """Let a version wait, in the item that its order has or in a new one; gives the item's id.

    What the laboratory itself has withdrawn waits for nobody: its item is closed, unless a chart has
    the order, for then somebody has to say whether what it holds is meant.
    """
    practice_id = arrived.message["practice_id"]
    added = _row_of(arrived)
    before = _same_order(uow, added)
    row = _item_for(uow, practice_id, before)
    item_id = new_id() if row is None else row["id"]
    added |= {"item_id": item_id}
    mine = [one for one in before if one["item_id"] == item_id]
    versions = in_order([*((one, kept_of(one["shape"])) for one in mine), (added, arrived.kept)])
    withdrawn = versions[-1][1].is_withdrawal() and arrived.other_patient is None
    content = _content(uow, arrived, versions, row)
    if row is None:
        _submit(uow, arrived, item_id, content, closed=WITHDRAWN if withdrawn else "")
    else:
        state = WITHDRAWN if withdrawn else PENDING
        _update(uow, row, state, content, arrived)
    uow.execute(unmatched_report.insert(), added)
    if withdrawn:
        mark(uow, {"practice_id": practice_id, "id": item_id}, DROPPED)
    return item_id


def versions_of(reader: Reader, practice_id: int, item_id: str) -> list[Version]:
    """Give the versions that wait in an item, in the order in which they came."""
    rows = reader.execute(
        select(unmatched_report)
        .where(unmatched_report.c.practice_id == practice_id)
        .where(and_(unmatched_report.c.item_id == item_id, unmatched_report.c.state == WAITING))
        .order_by(unmatched_report.c.id)
    ).mappings()
    return [(dict(row), kept_of(row["shape"])) for row in rows]


def chart_of_order(
    reader: Reader, practice_id: int, sender: str, order_number: str, code: str, kept: Kept
) -> str | None:
    """Give the chart that somebody has matched this order and this very person to; None for none."""
    if not order_number:
        return None
    rows = reader.execute(
        select(unmatched_report.c.id, unmatched_report.c.patient_id)
        .where(unmatched_report.c.practice_id == practice_id)
        .where(unmatched_report.c.sender == sender)
        .where(unmatched_report.c.order_number == order_number)
        .where(unmatched_report.c.code == code)
        .where(unmatched_report.c.person_digest == person_digest(kept.person))
        .where(unmatched_report.c.state == MATCHED)
    )
    found = [(row.id, row.patient_id) for row in rows]
    return max(found)[1] if found else None


def mark(uow: UnitOfWork, row: Row, state: str, patient_id: str | None = None) -> None:
    """Say what has become of all versions of an item."""
    uow.execute(
        update(unmatched_report)
        .where(
            and_(
                unmatched_report.c.practice_id == row["practice_id"],
                unmatched_report.c.item_id == row["id"],
            )
        )
        .values(state=state, patient_id=patient_id)
    )


def in_order(versions: Sequence[Version]) -> list[Version]:
    """Order versions from the oldest to the newest, as a chart would."""
    return sorted(versions, key=lambda one: _age(one[1]))


def _age(kept: Kept) -> report_versions.Age:
    report = report_row(kept.report, kept.at)
    return report_versions.age(report, observation_rows(kept.report, report))


def _row_of(arrived: Arrived) -> dict[str, Any]:
    kept, message = arrived.kept, arrived.message
    return {
        "practice_id": message["practice_id"],
        "id": new_id(),
        "message_id": message["id"],
        "sender": arrived.sender,
        "order_number": arrived.order_number,
        "code": kept.report.code.code,
        "person_digest": person_digest(kept.person),
        "birth_date": kept.person.birth_date,
        "raw_status": kept.report.raw_status,
        "shape": text_of(kept),
        "state": WAITING,
        "patient_id": None,
        "received_at": message["received_at"],
    }


def _same_order(uow: UnitOfWork, added: Row) -> list[dict[str, Any]]:
    """Give what came of the order about this very person; none of what has no number."""
    if not added["order_number"]:
        return []
    named = ("practice_id", "sender", "order_number", "code", "person_digest")
    rows = uow.execute(
        select(unmatched_report).where(*(unmatched_report.c[name] == added[name] for name in named))
    ).mappings()
    # ordered here: asked for the order of its primary key, SQLite would read the whole practice
    return sorted((dict(row) for row in rows), key=itemgetter("id"))


def _item_for(uow: UnitOfWork, practice_id: int, before: Sequence[Row]) -> Row | None:
    """Give the item that takes the next version: an open one, or one that was withdrawn."""
    for item_id in dict.fromkeys(one["item_id"] for one in reversed(before)):
        row = item_changes.load(uow, practice_id, item_id, lock=True)
        if row is not None and (row["is_open"] or row["state"] == WITHDRAWN):
            return row
    return None


def _content(
    uow: UnitOfWork, arrived: Arrived, versions: Sequence[Version], row: Row | None
) -> dict[str, Any]:
    practice_id = arrived.message["practice_id"]
    if row is None:
        found = unmatched_content.candidates(uow, practice_id, arrived.kept.person)
    else:  # the same person as sent: the charts that it may be have been looked for
        found = item_changes.content_of(row)["candidates"]
    other = None
    if arrived.other_patient is not None:
        other = unmatched_content.other_chart(uow, practice_id, arrived.other_patient)
    return unmatched_content.content_for(versions, arrived.reason, found, other)


def _submit(uow: UnitOfWork, arrived: Arrived, item_id: str, content: Row, *, closed: str) -> None:
    person = arrived.kept.person
    items.submit(
        uow,
        practice_id=arrived.message["practice_id"],
        kind=KIND,
        item_id=item_id,
        summary=content["report"]["title"],
        subject_name=unmatched_content.name_of(person),
        subject_birth_date=person.birth_date,
        content=content,
        priority=_priority(content),
        closed=closed,
    )


def _update(uow: UnitOfWork, row: Row, state: str, content: Row, arrived: Arrived) -> None:
    item_changes.change(
        uow,
        row,
        state=state,
        is_open=state == PENDING,
        content=content,
        summary=content["report"]["title"][: items.SUMMARY_LENGTH],
        priority=_priority(content) if row["priority"] == "routine" else row["priority"],
    )
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action="unmatched.updated",
        subject_id=row["id"],
        target=(KIND, row["id"]),
        detail={"message_id": arrived.message["id"], "state": state},
    )


def _priority(content: Row) -> str:
    """What the laboratory calls about comes first, and what may stand in another patient's chart."""
    urgent = unmatched_content.is_critical(content) or content["other"] is not None
    return "stat" if urgent else "routine"
