"""A practice's list of workstations, without a word of what other practices did."""

from typing import Any

from sqlalchemy import RowMapping, and_, func, select

from portal.db.tables import staff
from portal.db.unit_of_work import Reader
from portal.db.workstation_tables import refused_decision, workstation, workstation_practice
from portal.domain.moments import moment_text
from portal.services.entities import member_names, person_told
from portal.services.refused_decisions import QUARANTINED

Document = dict[str, Any]


def documents(reader: Reader, practice_id: int, only: str | None = None) -> list[Document]:
    """Give the workstations that have worked for the practice, the one last seen first."""
    here = workstation_practice.c.practice_id == practice_id
    query = (
        select(workstation, staff.c.name.label("staff_name"))
        .join_from(
            workstation,
            workstation_practice,
            workstation_practice.c.workstation_id == workstation.c.id,
        )
        .join(staff, staff.c.id == workstation.c.staff_id)
        .where(here)
        .order_by(workstation.c.last_seen_at.desc(), workstation.c.id)
    )
    if only is not None:
        query = query.where(workstation.c.id == only)
    rows = reader.execute(query).mappings().all()
    # who ended a workstation elsewhere is not told here
    people = member_names(reader, practice_id, {row["ended_by"] for row in rows})
    rescued = _rescued(reader, practice_id)
    return [_document(row, people, rescued.get(row["id"], 0)) for row in rows]


def _rescued(reader: Reader, practice_id: int) -> dict[str, int]:
    mine = and_(
        refused_decision.c.practice_id == practice_id,
        refused_decision.c.outcome == QUARANTINED,
    )
    rows = reader.execute(
        select(refused_decision.c.workstation_id, func.count().label("number"))
        .where(mine)
        .group_by(refused_decision.c.workstation_id)
    )
    return {row.workstation_id: row.number for row in rows}


def _document(row: RowMapping, people: dict[str, str], rescued: int) -> Document:
    ender = row["ended_by"]
    elsewhere = ender is not None and ender not in people
    return {
        "id": row["id"],
        "staff": {"id": row["staff_id"], "name": row["staff_name"]},
        "name": row["name"],
        "state": row["state"],
        "created_at": moment_text(row["created_at"]),
        "last_seen_at": moment_text(row["last_seen_at"]),
        "ended_at": None if row["ended_at"] is None else moment_text(row["ended_at"]),
        "ended_by": None if elsewhere else person_told(ender, people),
        "reason": "" if elsewhere else row["reason"],
        "rescued": rescued,
    }
