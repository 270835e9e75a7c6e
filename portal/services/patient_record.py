"""What a patient sees of their record: medications, appointments, and results that were released.

Everything is read through the charts of the signed-in account; a pending account has none and sees
nothing (DOMAIN F23).
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services import medications as medicines
from portal.services.appointment_list import shown_to_patient
from portal.services.patient_results import results_of

Row = dict[str, Any]


class PatientRecord:
    """Reads the record of the actor's charts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def account(self, actor: PatientActor) -> Row:
        """Give the account's own row, without its secrets."""
        with self._database.read(Scope.of([])) as reader:
            row = (
                reader.execute(
                    select(
                        account.c.id,
                        account.c.username,
                        account.c.given_name,
                        account.c.family_name,
                        account.c.email,
                        account.c.email_verified_at,
                        account.c.language,
                    ).where(account.c.id == actor.account_id)
                )
                .mappings()
                .one()
            )
        return dict(row)

    def medications(self, actor: PatientActor) -> list[Row]:
        """Give the medications, active ones first; each may be asked to be renewed (F54)."""
        return [
            row
            for reader, practice_id, patient_id in self._charts(actor)
            for row in medicines.of_patient(reader, practice_id, patient_id)
        ]

    def appointments(self, actor: PatientActor) -> list[Row]:
        """Give the appointments with their times, the next ones first."""
        found = [
            row
            for reader, practice_id, patient_id in self._charts(actor)
            for row in shown_to_patient(reader, practice_id, patient_id)
        ]
        return sorted(found, key=lambda row: row["starts_at"], reverse=True)

    def results(self, actor: PatientActor) -> list[Row]:
        """Give the released reports with their values, newest first; no others (F64)."""
        return results_of(self._database, actor)

    def _charts(self, actor: PatientActor) -> Iterator[tuple[Reader, int, str]]:
        for practice_id, patient_id in sorted(actor.charts.items()):
            with self._database.read(Scope.of([practice_id])) as reader:
                yield reader, practice_id, patient_id
