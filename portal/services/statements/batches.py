"""Batches of statements: what a biller brings in one go, and whether it is all there (PEERS B10)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import and_, func, select

from portal.db.billing_tables import statement, statement_batch
from portal.db.tables import staff
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.services.statements import batch_rows
from portal.services.statements.manifest import Manifest, base_name, from_json
from portal.services.statements.statement_rows import (
    ASKED,
    DISCARDED,
    PUBLISHED,
    QUARANTINED,
    READY,
    REFUSED,
    VOID,
    Row,
)

MOST_LISTED = 100


@dataclass(frozen=True)
class Totals:
    """What the files of a batch come to: those that are neither refused nor discarded."""

    files: int = 0
    pages: int = 0
    cents: int = 0

    def differences(self, row: Row) -> list[dict[str, Any]]:
        """Say where the totals are others than the manifest of the batch says."""
        told = {"files": self.files, "pages": self.pages, "cents": self.cents}
        return [
            {"what": what, "expected": row[f"expected_{what}"], "found": found}
            for what, found in told.items()
            if row[f"expected_{what}"] is not None and row[f"expected_{what}"] != found
        ]


def create(uow: UnitOfWork, practice_id: int, name: str, *, by: str) -> str:
    """Begin a batch and give its id."""
    row = {
        "practice_id": practice_id,
        "id": new_id(),
        "name": name,
        "state": batch_rows.OPEN,
        "created_by": by,
        "created_at": uow.now,
    }
    uow.execute(statement_batch.insert(), row)
    batch_rows.journal(uow, row, "opened", by)
    return str(row["id"])


def listed(reader: Reader, practice_id: int, state: str | None) -> list[dict[str, Any]]:
    """Give the newest batches as JSON, all or those in one state."""
    query = select(statement_batch).where(statement_batch.c.practice_id == practice_id)
    if state is not None:
        query = query.where(statement_batch.c.state == state)
    newest = query.order_by(statement_batch.c.created_at.desc(), statement_batch.c.id.desc())
    rows = reader.execute(newest.limit(MOST_LISTED)).mappings().all()
    return [_json(reader, dict(row)) for row in rows]


def view(reader: Reader, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give a batch as JSON; raises Problem(not-found)."""
    return _json(reader, batch_rows.load(reader, practice_id, batch_id))


def manifest_of(row: Row) -> Manifest | None:
    """Give the manifest of a batch, if it has one."""
    return from_json(orjson.loads(row["manifest"])) if row["manifest"] else None


def totals_of(reader: Reader, row: Row) -> Totals:
    """Add up the files of a batch that count."""
    return _standing(reader, row)[1]


def _json(reader: Reader, row: Row) -> dict[str, Any]:
    counts, totals = _standing(reader, row)
    manifest = manifest_of(row)
    expected = {what: row[f"expected_{what}"] for what in ("files", "pages", "cents")}
    return {
        **{name: row[name] for name in ("id", "name", "state", "version", "totals_reason")},
        "created_at": moment_text(row["created_at"]),
        "created_by": {"id": row["created_by"], "name": _name(reader, row["created_by"])},
        "closed_at": None if row["closed_at"] is None else moment_text(row["closed_at"]),
        "counts": counts,
        "totals": {"files": totals.files, "pages": totals.pages, "cents": totals.cents},
        "expected": None if manifest is None else {**expected, "files": expected["files"] or 0},
        "manifest": manifest
        and {"rows": len(manifest.rows), "missing": _missing(reader, row, manifest)},
    }


def _standing(reader: Reader, row: Row) -> tuple[Mapping[str, int], Totals]:
    """Count the files of a batch by where they stand, and add up those that count."""
    groups = reader.execute(
        select(
            statement.c.state,
            statement.c.replaces,
            func.count().label("files"),
            func.coalesce(func.sum(statement.c.pages), 0).label("pages"),
            func.coalesce(func.sum(statement.c.amount_cents), 0).label("cents"),
        )
        .where(_files(row))
        .group_by(statement.c.state, statement.c.replaces)
    ).all()
    counts: Counter[str] = Counter()
    files = pages = cents = 0
    for group in groups:
        counts["published" if group.state in (*PUBLISHED, VOID) else group.state] += group.files
        if group.state == READY and group.replaces == ASKED:
            counts["asked"] += group.files
        if group.state not in (REFUSED, DISCARDED):
            files, pages, cents = (
                files + group.files,
                pages + int(group.pages),
                cents + int(group.cents),
            )
    named = (READY, QUARANTINED, REFUSED, "published", DISCARDED, "asked")
    return {name: counts[name] for name in named}, Totals(files, pages, cents)


def _missing(reader: Reader, row: Row, manifest: Manifest) -> list[str]:
    """Name the files of the manifest that are not here, in its order."""
    names = reader.execute(
        select(statement.c.file_name).where(_files(row)).where(statement.c.state != DISCARDED)
    ).scalars()
    here = {base_name(name) for name in names}
    return [one.file for one in manifest.rows if base_name(one.file) not in here]


def _files(row: Row) -> Any:
    return and_(statement.c.practice_id == row["practice_id"], statement.c.batch_id == row["id"])


def _name(reader: Reader, staff_id: str) -> str:
    found: str = reader.execute(select(staff.c.name).where(staff.c.id == staff_id)).scalar_one()
    return found
