"""Released results as the patient and each care manager read them (F64, F67, invariant 19).

Who may read is asked anew each time, by the practice's day: what a parent could open yesterday stays
shut after the birthday. That values have been handed out is remembered, because a recall and a
correction must know whether anybody has seen them.
"""

from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import patient, proxy_link
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services import reports
from portal.services.audience import Person, links_of, viewers_of
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today
from portal.services.raw_status import CORRECTED_STATUS
from portal.services.result_content import observation_values
from portal.services.result_kinds import sensitive_of

Row = dict[str, Any]


def results_of(database: Database, actor: PatientActor) -> list[Row]:
    """Give the released reports of all charts that the account may read, newest first."""
    found: list[Row] = []
    for practice_id, patient_id in _charts(database, actor):
        with database.read(Scope.of([practice_id])) as reader:
            shown = _shown(reader, practice_id, patient_id, actor.account_id)
        found += shown
        unseen = [row["id"] for row in shown if row["seen_at"] is None]
        if unseen:
            _remember(database, practice_id, unseen)
    return sorted(found, key=lambda row: row["effective_at"], reverse=True)


def _remember(database: Database, practice_id: int, report_ids: list[str]) -> None:
    database.write(
        Scope.of([practice_id]),
        lambda uow: reports.mark_seen(uow, practice_id, report_ids, uow.now),
    )


def _charts(database: Database, actor: PatientActor) -> list[tuple[int, str]]:
    # in which practices the account looks after somebody is the question; the row names the account
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(proxy_link.c.practice_id, proxy_link.c.patient_id)
            .where(proxy_link.c.account_id == actor.account_id)
            .where(proxy_link.c.revoked_at.is_(None))
        ).all()
    return sorted({*actor.charts.items(), *((row.practice_id, row.patient_id) for row in rows)})


def _shown(reader: Reader, practice_id: int, patient_id: str, account_id: str) -> list[Row]:
    released = reports.released_to(reader, practice_id, patient_id)
    if not released:
        return []
    person = reader.execute(
        select(patient).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).one()
    policy = store.current(reader, practice_id, ResultPolicy)
    day = today(reader, practice_id)
    links = links_of(reader, practice_id, [patient_id], day).get(patient_id, [])
    about = Person(person.birth_date, deceased=False)  # what was released before a death stays
    values: dict[str, list[Row]] = {}
    for row in reports.observations_of(reader, practice_id, [one["id"] for one in released]):
        values.setdefault(row["report_id"], []).append(row)
    shown = []
    for report in released:
        rows = values.get(report["id"], [])
        sensitive = sensitive_of(report, rows, policy.sensitive_codes)
        viewers = viewers_of(about, links, policy.bands, sensitive, day)
        if any(one.sees and one.account_id == account_id for one in viewers):
            shown.append(_told(report, rows, f"{person.given_name} {person.family_name}"))
    return shown


def _told(report: Row, rows: list[Row], name: str) -> Row:
    corrected = report["supersedes_id"] is not None or report["raw_status"] in CORRECTED_STATUS
    return report | {
        "patient_name": name,
        "corrected": corrected,
        "observations": [observation_values(row) for row in rows],
    }
