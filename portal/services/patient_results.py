"""Released results as the patient and each care manager read them (F64, F67, invariant 19).

Who may read is asked anew each time, by the practice's day: what a parent could open yesterday stays
shut after the birthday. That values have been handed out is remembered, because a recall and a
correction must know whether anybody has seen them.
"""

from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services import reports
from portal.services.audience import sees
from portal.services.dependents import charts_of, name_of
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.raw_status import CORRECTED_STATUS
from portal.services.result_content import observation_values
from portal.services.result_kinds import sensitive_of
from portal.services.value_display import display

Row = dict[str, Any]


def results_of(database: Database, actor: PatientActor) -> list[Row]:
    """Give the released reports of all charts that the account may read, newest first."""
    found: list[Row] = []
    for practice_id, patient_id in charts_of(database, actor):
        with database.read(Scope.of([practice_id])) as reader:
            shown = _shown(reader, practice_id, patient_id, actor.account_id)
        unseen = [row["id"] for row in shown if row["seen_at"] is None]
        kept = _remember(database, practice_id, unseen) if unseen else set()
        # what was taken back while it was read is not handed out: the recall says that nobody saw it
        found += [row for row in shown if row["seen_at"] is not None or row["id"] in kept]
    return sorted(found, key=lambda row: row["effective_at"], reverse=True)


def _remember(database: Database, practice_id: int, report_ids: list[str]) -> set[str]:
    return database.write(
        Scope.of([practice_id]),
        lambda uow: reports.mark_seen(uow, practice_id, report_ids, uow.now),
    )


def _shown(reader: Reader, practice_id: int, patient_id: str, account_id: str) -> list[Row]:
    released = reports.released_to(reader, practice_id, patient_id)
    if not released:
        return []
    name = name_of(reader, practice_id, patient_id)
    codes = store.current(reader, practice_id, ResultPolicy).sensitive_codes
    reads = sees(reader, practice_id, patient_id, account_id)
    values: dict[str, list[Row]] = {}
    for row in reports.observations_of(reader, practice_id, [one["id"] for one in released]):
        values.setdefault(row["report_id"], []).append(row)
    shown = []
    for report in released:
        rows = values.get(report["id"], [])
        if reads(sensitive_of(report, rows, codes)):
            shown.append(_told(report, rows, name))
    return shown


def _told(report: Row, rows: list[Row], name: str) -> Row:
    corrected = report["corrects"] or report["raw_status"] in CORRECTED_STATUS
    return report | {
        "patient_name": name,
        "corrected": corrected,
        "observations": [observation_values(row) | {"display": display(row)} for row in rows],
    }
