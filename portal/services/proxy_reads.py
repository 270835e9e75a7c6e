"""Who read of whom as a care manager: actor and subject in the journal, by ids alone (DOMAIN F48)."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.db.engine import Database
from portal.security.actors import PatientActor
from portal.services import chart_reads

ACTION = "chart.read_by_care_manager"


def record(database: Database, actor: PatientActor, rows: Iterable[Mapping[str, Any]]) -> None:
    """Remember whose charts, other than the actor's own, the rows are of; once in five minutes each.

    `rows` name `practice_id` and `patient_id`. Called after the answer has left.
    """
    read = {(row["practice_id"], row["patient_id"]) for row in rows}
    for practice_id, patient_id in sorted(read - set(actor.charts.items())):
        chart_reads.record(database, actor.account_id, practice_id, patient_id, action=ACTION)
