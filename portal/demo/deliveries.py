"""New results of the demo: the laboratory repeats a panel that somebody has had before."""

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import lab_observation, lab_report, patient
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.labs import RANGES, flag_of
from portal.demo.source import Row
from portal.demo.visitors import any_row
from portal.domain.ids import new_id
from portal.services.items import submit
from portal.services.results import CRITICAL_FLAGS, LABORATORY, content_of_report


class Deliveries:
    """The laboratory, while the demo runs."""

    def __init__(self, database: Database, seed: int) -> None:
        self._database = database
        self._chance = random.Random(f"deliveries:{seed}")  # noqa: S311 - made-up data

    def receive_result(self, practice_id: int) -> None:
        """Let a result come in that the patient does not see yet."""
        self._database.write(
            Scope.of([practice_id]), lambda uow: self._repeat_panel(uow, practice_id)
        )

    def _repeat_panel(self, uow: UnitOfWork, practice_id: int) -> None:
        seen = and_(
            lab_report.c.practice_id == practice_id,
            lab_report.c.category == LABORATORY,
            lab_report.c.released_at.is_not(None),
        )
        older = any_row(uow, select(lab_report).where(seen), self._chance)
        if older is None:
            return
        report = dict(older) | {
            "id": new_id(),
            "raw_status": "F",
            "effective_at": uow.now - timedelta(hours=self._chance.randrange(3, 30)),
            "issued_at": uow.now,
            "released_at": None,
        }
        rows = uow.execute(
            select(lab_observation).where(
                and_(
                    lab_observation.c.practice_id == practice_id,
                    lab_observation.c.report_id == older["id"],
                )
            )
        ).mappings()
        values = [self._measured(dict(row), report) for row in rows]
        uow.execute(lab_report.insert(), [report])
        uow.execute(lab_observation.insert(), values)
        _submit(uow, report, critical=any(row["flag"] in CRITICAL_FLAGS for row in values))

    def _measured(self, row: dict[str, Any], report: Row) -> dict[str, Any]:
        """Measure once more: a few percent off the last value."""
        value = row["value_number"]
        if value is not None:
            value = round(value * self._chance.uniform(0.9, 1.12), 2)
        return row | {
            "id": new_id(),
            "report_id": report["id"],
            "value_number": value,
            "effective_at": report["effective_at"],
            "flag": flag_of(value, row["range_low"], row["range_high"], RANGES.get(row["code"])),
        }


def _submit(uow: UnitOfWork, report: Row, *, critical: bool) -> None:
    practice_id: int = report["practice_id"]
    person = uow.execute(
        select(patient).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == report["patient_id"])
        )
    ).one()
    submit(
        uow,
        practice_id=practice_id,
        kind="result",
        summary=report["title"],
        subject_name=f"{person.given_name} {person.family_name}",
        subject_birth_date=person.birth_date,
        content=content_of_report(uow, practice_id, report["id"]),
        patient_id=person.id,
        priority="stat" if critical else "routine",
    )
