"""New results of the demo: the laboratory repeats a panel that somebody has had before."""

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import lab_report
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.labs import RANGES, flag_of
from portal.demo.source import Row
from portal.demo.visitors import any_row
from portal.services.raw_status import LABORATORY
from portal.services.reports import observations_of
from portal.services.result_intake import receive

MEASURED = ("ordinal", "code", "name", "value_text", "comparator", "unit")


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
        kept = ("practice_id", "patient_id", "code", "title", "category", "performer")
        at = uow.now - timedelta(hours=self._chance.randrange(3, 30))
        report = {name: older[name] for name in kept} | {
            "raw_status": "F",
            "effective_at": at,
            "issued_at": uow.now,
            "text": "",
            "filler_number": f"RCL-{self._chance.randrange(10**7):07}",
        }
        rows = observations_of(uow, practice_id, [older["id"]])
        receive(uow, report, [self._measured(row) for row in rows])

    def _measured(self, row: Row) -> dict[str, Any]:
        """Measure once more: a few percent off the last value."""
        value = row["value_number"]
        if value is not None:
            value = round(value * self._chance.uniform(0.9, 1.12), 2)
        kept = (*MEASURED, "range_low", "range_high")
        return {name: row[name] for name in kept} | {
            "value_number": value,
            "flag": flag_of(value, row["range_low"], row["range_high"], RANGES.get(row["code"])),
            "raw_status": "F",
        }
