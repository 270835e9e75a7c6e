"""Rows for the tests of the database."""

from datetime import UTC, date, datetime

from portal.db.unit_of_work import Scope


def item_row(practice_id, item_id):
    """All columns of an item, nothing special about it."""
    empty = ("patient_id", "account_id", "due_at", "assigned_to", "claimed_by", "claimed_until")
    empty += ("decided_by", "decided_at", "decided_action", "outcome", "on_behalf_of")
    empty += ("waiting_since", "waiting_until", "duplicate_of", "origin_id")
    return dict.fromkeys(empty) | {
        "practice_id": practice_id,
        "id": item_id,
        "kind": "errand",
        "state": "pending",
        "is_open": True,
        "version": 1,
        "content": "{}",
        "content_hash": "0" * 64,
        "summary": "An errand",
        "subject_name": "Ada Byron",
        "subject_birth_date": date(1980, 2, 1),
        "requested_by": "",
        "priority": "routine",
        "waiting_on": "",
        "submitted_at": datetime(2026, 11, 20, 9, 0, 0, 123456, tzinfo=UTC),
    }


def all_of(database, table):
    """Every row of a table, past the fence."""
    with database.read(Scope.ALL) as reader:
        return [dict(row) for row in reader.execute(table.select()).mappings()]
