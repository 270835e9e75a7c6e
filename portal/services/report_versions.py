"""The versions of one order's report: which belong together, and which is newer (DOMAIN §5.4, inv. 17).

An order is known by who numbers it, its filler number and the code of what was ordered. Newer is what
was issued later (OBR-22), and at the same time what is more: a correction than a final report, a final
one than a preliminary one. What is not final never takes the place of what is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, or_, select, update

from portal.db.tables import lab_report
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services import corrections
from portal.services.raw_status import (
    CORRECTED_STATUS,
    RELEASABLE_STATUS,
    takes_back,
)

Row = Mapping[str, Any]
Age = tuple[bool, datetime, int]


def statuses_of(report: Row, observations: Iterable[Row]) -> set[str]:
    """Give every status that a version was sent with: its own and those of its values."""
    return {report["raw_status"], *(one.get("raw_status") or "" for one in observations)}


def is_withdrawal(report: Row, observations: Iterable[Row]) -> bool:
    """Tell whether a version takes back what was sent before (OBX-11 W and D, OBR-25 X)."""
    return takes_back(report["raw_status"], [one.get("raw_status") or "" for one in observations])


def age(report: Row, observations: Iterable[Row]) -> Age:
    """Give what orders the versions of an order; the greater is the newer."""
    if is_withdrawal(report, observations):
        return True, report["issued_at"], 3
    own = report["raw_status"]
    rank = 2 if own in CORRECTED_STATUS else int(own in RELEASABLE_STATUS)
    return rank > 0, report["issued_at"], rank


def of_order(reader: Reader, report: Row) -> list[dict[str, Any]]:
    """Give all versions of the order that a report is about, in every chart; the earliest stored first.

    The same laboratory may send over several ways and be named differently by each: in one chart, an
    order of the same performer is the same order.
    """
    number = report.get("filler_number") or ""
    if not number:
        return []
    source, performer = report.get("source") or "", report.get("performer") or ""
    alike = lab_report.c.performer == performer
    if source:
        beside = and_(
            lab_report.c.patient_id == report["patient_id"],
            lab_report.c.source != source,
            lab_report.c.performer != "",
            alike,
        )
        alike = and_(
            lab_report.c.code == report["code"], or_(lab_report.c.source == source, beside)
        )
    rows = reader.execute(
        select(lab_report)
        .where(lab_report.c.practice_id == report["practice_id"])
        .where(and_(lab_report.c.filler_number == number, alike))
        .with_for_update()
    ).mappings()
    # ordered here: asked for the order of its primary key, SQLite would read the whole practice
    return sorted((dict(row) for row in rows), key=itemgetter("id"))


def in_line(versions: Sequence[Row]) -> list[Row]:
    """Give the versions of one chart from the oldest to the newest, as they supersede each other."""
    after = {row["supersedes_id"]: row for row in versions}
    known = {row["id"] for row in versions}
    line: list[Row] = []
    at = next((row for row in versions if row["supersedes_id"] not in known), None)
    while at is not None:
        line.append(at)
        at = after.get(at["id"])
    return line


def repeats(before: Row, old: Sequence[Row], report: Row, new: Sequence[Row]) -> bool:
    """Tell whether a version says what another one has said."""
    told = ("raw_status", "patient_id", "text", "title")
    alike = all(before[name] == report.get(name, before[name]) for name in told)
    return alike and corrections.same(old, new)


def place(
    line: Sequence[Row], told: Mapping[str, Sequence[Row]], report: Row, new: Sequence[Row]
) -> int:
    """Give the place in line that a version belongs to; the line's length where it is the newest.

    `told` has the values of each version in line.
    """
    mine = age(report, new)
    for at in range(len(line), 0, -1):
        row = line[at - 1]
        if age(row, told[row["id"]]) <= mine:
            return at
    return 0


def follow(uow: UnitOfWork, later: Row, report_id: str) -> None:
    """Let a version follow one that was put before it afterwards."""
    uow.execute(
        update(lab_report)
        .where(
            and_(lab_report.c.practice_id == later["practice_id"], lab_report.c.id == later["id"])
        )
        .values(supersedes_id=report_id)
    )
