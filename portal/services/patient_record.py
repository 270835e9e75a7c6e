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
from portal.services.dependents import charts_of, dependents, name_of, practices_of
from portal.services.patient_results import results_of
from portal.services.policies import store
from portal.services.policies.refill import RefillPolicy
from portal.services.practice_time import today as practice_today

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
        """Give the medications that may be asked to be renewed, the own ones first (F49, F54).

        Each says for whom it is: "" for oneself, else a dependent's name. What was stopped long
        ago is not among them, nor is any of somebody who has died.
        """
        own = [
            row | {"for_whom": ""}
            for reader, practice_id, patient_id in self._charts(actor)
            for row in _offered(reader, practice_id, patient_id)
        ]
        return own + list(self._of_dependents(actor))

    def _of_dependents(self, actor: PatientActor) -> Iterator[Row]:
        for practice_id in practices_of(self._database, actor.account_id):
            with self._database.read(Scope.of([practice_id])) as reader:
                today = practice_today(reader, practice_id)
                for one in dependents(reader, practice_id, actor.account_id, today):
                    name = name_of(reader, practice_id, one.patient_id)
                    for row in _offered(reader, practice_id, one.patient_id):
                        yield row | {"for_whom": name}

    def appointments(self, actor: PatientActor) -> list[Row]:
        """Give the appointments with their times, the next ones first.

        Each says for whom it is: "" for oneself, else the name of somebody one cares for (F49).
        """
        found = []
        for practice_id, patient_id in charts_of(self._database, actor):
            with self._database.read(Scope.of([practice_id])) as reader:
                own = actor.charts.get(practice_id) == patient_id
                whose = "" if own else name_of(reader, practice_id, patient_id)
                found += [
                    row | {"patient_id": patient_id, "for_whom": whose}
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


def _offered(reader: Reader, practice_id: int, patient_id: str) -> list[Row]:
    policy = store.current(reader, practice_id, RefillPolicy)
    today = practice_today(reader, practice_id)
    return medicines.offered(reader, practice_id, patient_id, policy, today)
