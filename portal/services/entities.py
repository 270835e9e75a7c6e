"""What the portal tells staff about a thing: the entity of the feed, of a conflict and of a GET.

Pages are assembled once: the stored text of an item's content goes out as it is, unparsed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import RowMapping, and_, bindparam, select

from portal.db.among import among
from portal.db.tables import item, patient, staff, staff_membership
from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.services import slots
from portal.services.around import around

SHAPE = 2  # goes up when the form of an entity changes: every console then starts from cursor 0
SLOT = slots.KIND

Row = Mapping[str, Any] | RowMapping
Entity = dict[str, Any]

_CHART = ("record_number", "given_name", "family_name", "birth_date", "sex")
ITEM_WITH_CHART = select(
    item, *(patient.c[name].label(f"chart_{name}") for name in _CHART)
).join_from(
    item,
    patient,
    and_(patient.c.practice_id == item.c.practice_id, patient.c.id == item.c.patient_id),
    isouter=True,
)
_items = ITEM_WITH_CHART.where(
    and_(
        item.c.practice_id == bindparam("practice"),
        among(item.c.id, "ids"),
    )
)
_names = select(staff.c.id, staff.c.name).where(among(staff.c.id, "ids"))
_members = _names.join(staff_membership, staff_membership.c.staff_id == staff.c.id).where(
    staff_membership.c.practice_id == bindparam("practice")
)


def entity_of(
    row: Row,
    staff_names: Mapping[str, str],
    now: datetime,
    around: Mapping[str, Entity] | None = None,
) -> Entity:
    """Build the entity of an item from a row of ITEM_WITH_CHART, for `orjson.dumps`.

    A claim that has run out by `now` is not shown. `around` is what `around.around` gives.
    """
    return {
        "kind": row["kind"],
        "id": row["id"],
        "practice_id": row["practice_id"],
        "version": row["version"],
        "content_hash": row["content_hash"],
        "state": row["state"],
        "is_open": row["is_open"],
        "priority": row["priority"],
        "submitted_at": moment_text(row["submitted_at"]),
        "due_at": None if row["due_at"] is None else moment_text(row["due_at"]),
        "summary": row["summary"],
        "subject": {"name": row["subject_name"], "birth_date": row["subject_birth_date"]},
        "patient": _chart(row),
        "requested_by": row["requested_by"] or None,
        "assigned_to": person_told(row["assigned_to"], staff_names),
        "claim": claim_of(row, staff_names, now),
        "waiting": _waiting(row),
        "duplicate_of": row["duplicate_of"],
        "origin_id": row["origin_id"],
        "decision": _decision(row, staff_names),
        "content": orjson.Fragment(row["content"]),
        **((around or {}).get(row["id"]) or {}),
    }


def claim_of(row: Row, staff_names: Mapping[str, str], now: datetime) -> Entity | None:
    """Say who works on the item, while the lease lasts."""
    if row["claimed_by"] is None or row["claimed_until"] is None or row["claimed_until"] <= now:
        return None
    return {
        "staff_id": row["claimed_by"],
        "name": staff_names.get(row["claimed_by"], ""),
        "until": moment_text(row["claimed_until"]),
    }


def entities(
    reader: Reader, practice_id: int, item_ids: Sequence[str], slot_ids: Sequence[str]
) -> dict[tuple[str, str], Entity]:
    """Read and build the entities of these items and slots, by kind and id."""
    found: dict[tuple[str, str], Entity] = {}
    if item_ids:
        rows = rows_of(reader, practice_id, item_ids)
        names, beside = names_in(reader, rows), around(reader, practice_id, rows)
        for row in rows:
            found[row["kind"], row["id"]] = entity_of(row, names, reader.now, beside)
    if slot_ids:
        for one in slots.load(reader, practice_id, slot_ids):
            found[SLOT, one["id"]] = slots.entity(one)
    return found


def rows_of(reader: Reader, practice_id: int, item_ids: Sequence[str]) -> Sequence[Row]:
    """Read items with the chart each is bound to."""
    bound = {"practice": practice_id, "ids": list(item_ids)}
    return reader.dicts(_items, bound)


def names_in(reader: Reader, rows: Iterable[Row]) -> dict[str, str]:
    """Read the names of all staff members that the rows mention."""
    return staff_names(reader, rows, ("assigned_to", "claimed_by", "decided_by", "on_behalf_of"))


def staff_names(reader: Reader, rows: Iterable[Row], columns: Sequence[str]) -> dict[str, str]:
    """Read the names of the staff members whose ids stand in these columns."""
    return names_of(reader, {row[column] for row in rows for column in columns})


def names_of(reader: Reader, ids: Collection[str | None]) -> dict[str, str]:
    """Read the names of staff members by id."""
    known = sorted(one for one in ids if one is not None)
    if not known:
        return {}
    return {row.id: row.name for row in reader.rows(_names, {"ids": known})}


def member_names(reader: Reader, practice_id: int, ids: Collection[str | None]) -> dict[str, str]:
    """Read the names of those of them who work for the practice; nobody else is named."""
    known = sorted(one for one in ids if one is not None)
    if not known:
        return {}
    bound = {"practice": practice_id, "ids": known}
    return {row.id: row.name for row in reader.execute(_members, bound)}


def _chart(row: Row) -> Entity | None:
    if row["patient_id"] is None:
        return None
    return {
        "id": row["patient_id"],
        "name": f"{row['chart_given_name']} {row['chart_family_name']}",
        "birth_date": row["chart_birth_date"],
        "record_number": row["chart_record_number"],
        "sex": row["chart_sex"],
    }


def person_told(staff_id: str | None, names: Mapping[str, str]) -> Entity | None:
    """Tell who it was by id and name; None where it was nobody."""
    return None if staff_id is None else {"id": staff_id, "name": names.get(staff_id, "")}


def _waiting(row: Row) -> Entity | None:
    if not row["waiting_on"]:
        return None
    until = row["waiting_until"]
    return {
        "on": row["waiting_on"],
        "since": moment_text(row["waiting_since"]),
        "until": None if until is None else moment_text(until),
    }


def _decision(row: Row, names: Mapping[str, str]) -> Entity | None:
    if row["decided_action"] is None:
        return None
    outcome = {} if row["outcome"] is None else orjson.loads(row["outcome"])
    return {
        "action": row["decided_action"],
        "by": person_told(row["decided_by"], names),
        "on_behalf_of": person_told(row["on_behalf_of"], names),
        "at": None if row["decided_at"] is None else moment_text(row["decided_at"]),
        "reason_code": outcome.get("reason_code"),
        "text_to_patient": outcome.get("text_to_patient"),
    }
