"""Refused decisions as the practice reads them: with the items as they are now, and people by name."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.services.entities import Row, member_names, names_of, person_told, rows_of

Document = dict[str, Any]


def documents(reader: Reader, practice_id: int, rows: Sequence[Row]) -> list[Document]:
    """Tell each row, in their order."""
    ids = sorted({row["item_id"] for row in rows})
    items: dict[str, Row] = {}
    if ids:
        items = {row["id"]: row for row in rows_of(reader, practice_id, ids)}
    names = names_of(reader, {row[one] for row in rows for one in ("staff_id", "acknowledged_by")})
    # for whom somebody decided is a claim that nobody has checked
    names |= member_names(reader, practice_id, {row["on_behalf_of"] for row in rows})
    return [_document(row, items.get(row["item_id"]), names) for row in rows]


def _document(row: Row, item: Row | None, names: Mapping[str, str]) -> Document:
    read_at = row["acknowledged_at"]
    return {
        "command_id": row["command_id"],
        "staff": person_told(row["staff_id"], names),
        "on_behalf_of": person_told(row["on_behalf_of"], names),
        "item": _item(row, item),
        "action": row["action"],
        "params": orjson.loads(row["params"]) or {},
        "decided_at": moment_text(row["decided_at"]),
        "received_at": moment_text(row["received_at"]),
        "outcome": row["outcome"],
        "problem": orjson.loads(row["problem"]),
        "acknowledged_by": person_told(row["acknowledged_by"], names),
        "acknowledged_at": None if read_at is None else moment_text(read_at),
    }


def _item(row: Row, item: Row | None) -> Document:
    """Tell the item as it is now; one that is of another kind, or nowhere, by its id alone."""
    told: Document = {"kind": row["kind"], "id": row["item_id"]}
    if item is None or item["kind"] != row["kind"]:
        return told | {"patient": "", "summary": "", "state": "", "version": None}
    bound = item["patient_id"] is not None
    chart = f"{item['chart_given_name']} {item['chart_family_name']}" if bound else ""
    return told | {
        "patient": chart or item["subject_name"],
        "summary": item["summary"],
        "state": item["state"],
        "version": item["version"],
    }
