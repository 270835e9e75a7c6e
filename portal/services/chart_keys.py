"""The keys under which the database finds charts for an applicant (`portal.services.match.keys`).

Written with the chart, in one transaction. Charts of an older release, and all of them when the
making of keys changes, are keyed when the schema is brought up to date.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from portal.db.engine import Database
from portal.db.tables import chart_key, patient
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services.match.keys import VERSION, keys_of
from portal.services.match.people import of_row

_BATCH = 500


def rows_of(charts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give the rows of `chart_key` for rows of `patient`."""
    return [
        {"practice_id": row["practice_id"], "key": key, "patient_id": row["id"]}
        for row in charts
        for key in keys_of(of_row(row, today=row["birth_date"]))
    ]


def write(uow: UnitOfWork, practice_id: int, charts: Iterable[Mapping[str, Any]]) -> None:
    """Write the keys of new or changed charts of a practice, the whole rows of `patient`."""
    rows = list(charts)
    ids = [row["id"] for row in rows]
    uow.execute(
        delete(chart_key).where(
            and_(chart_key.c.practice_id == practice_id, chart_key.c.patient_id.in_(ids))
        )
    )
    keys = rows_of(rows)
    if keys:
        uow.execute(insert(chart_key), keys)
    uow.execute(
        update(patient)
        .where(and_(patient.c.practice_id == practice_id, patient.c.id.in_(ids)))
        .values(keyed=VERSION)
    )


def write_missing(database: Database) -> int:
    """Key every chart that is not keyed by this release; gives how many were.

    In small transactions, so that a portal may run beside it.
    """
    done = 0
    while batch := database.write(Scope.ALL, _next_batch):
        done += batch
    return done


def _next_batch(uow: UnitOfWork) -> int:
    found = uow.execute(
        select(patient)
        .where(patient.c.keyed != VERSION)
        .order_by(patient.c.practice_id, patient.c.id)
        .limit(_BATCH)
        .with_for_update()
    ).mappings()
    rows = [dict(row) for row in found]
    for practice_id in dict.fromkeys(row["practice_id"] for row in rows):
        write(uow, practice_id, [row for row in rows if row["practice_id"] == practice_id])
    return len(rows)
