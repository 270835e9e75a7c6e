"""New results of the demo: the laboratory repeats a panel that somebody has had before, and sends it."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import lab_report, patient, practice
from portal.db.unit_of_work import Reader, Scope
from portal.demo import lab_messages
from portal.demo.intake_story import LABORATORY as SOURCE
from portal.demo.lab_messages import Order
from portal.demo.labs import RANGES, flag_of
from portal.demo.source import Row
from portal.demo.visitors import any_row
from portal.services.intake.languages import HL7V2
from portal.services.intake.storing import store
from portal.services.raw_status import LABORATORY
from portal.services.reports import observations_of


class Deliveries:
    """The laboratory, while the demo runs."""

    def __init__(self, database: Database, seed: int) -> None:
        self._database = database
        self._chance = random.Random(f"deliveries:{seed}")  # noqa: S311 - made-up data

    def send_result(self, practice_id: int) -> None:
        """Let the laboratory send a result; the portal's intake puts it where it belongs."""
        with self._database.read(Scope.of([practice_id])) as reader:
            raw = self._message(reader, practice_id)
        if raw:
            store(self._database, practice_id, SOURCE, "mllp", HL7V2, raw)

    def _message(self, reader: Reader, practice_id: int) -> bytes:
        seen = and_(
            lab_report.c.practice_id == practice_id,
            lab_report.c.category == LABORATORY,
            lab_report.c.released_at.is_not(None),
        )
        older = any_row(reader, select(lab_report).where(seen), self._chance)
        if older is None:
            return b""
        order = Order(
            person=_person(reader, older),
            report={
                **older,
                "raw_status": "F",
                "effective_at": reader.now - timedelta(hours=self._chance.randrange(3, 30)),
                "issued_at": reader.now,
                "filler_number": f"RCL-{self._chance.randrange(10**7):07}",
            },
            observations=[
                self._measured(row) for row in observations_of(reader, practice_id, [older["id"]])
            ],
        )
        named = select(practice.c.name).where(practice.c.id == practice_id)
        receiver: str = reader.execute(named).scalar_one()
        control = f"LIVE-{self._chance.randrange(10**9):09}"
        return lab_messages.result(receiver, order, control, reader.now)

    def _measured(self, row: Row) -> dict[str, Any]:
        """Measure once more: a few percent off the last value."""
        value = row["value_number"]
        if value is not None:
            value = round(value * self._chance.uniform(0.9, 1.12), 2)
        flag = flag_of(value, row["range_low"], row["range_high"], RANGES.get(row["code"]))
        return dict(row) | {"value_number": value, "flag": flag, "raw_status": "F"}


def _person(reader: Reader, report: Row) -> Mapping[str, Any]:
    mine = and_(
        patient.c.practice_id == report["practice_id"], patient.c.id == report["patient_id"]
    )
    return dict(reader.execute(select(patient).where(mine)).mappings().one())
