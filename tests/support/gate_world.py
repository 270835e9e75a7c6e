"""The gate with its jobs, for tests of what the portal does by itself.

gate = GateWorld(database)
gate.policy(otherwise={"mode": "immediate"})
seen = gate.result()
gate.work()            # everything that is due by the clock of the test
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.db.tables import lab_observation, proxy_link
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.actors import PatientActor
from portal.services import documents, gate_jobs, result_gate, result_intake
from portal.services.outbox_worker import OutboxWorker
from portal.services.patient_record import PatientRecord
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.result_intake import Received
from tests.support.desk import Seen
from tests.support.practice_world import World

GLUCOSE = {
    "ordinal": 1,
    "code": "2345-7",
    "name": "Glucose",
    "value_number": 92.5,
    "value_text": "",
    "comparator": "",
    "unit": "mg/dL",
    "range_low": 70.0,
    "range_high": 99.0,
    "flag": "",
    "raw_status": "",
}


class GateWorld(World):
    """Sends reports through the intake, and lets the worker do what is due."""

    def policy(self, **settings: Any) -> None:
        """Give practice 1 a policy for results."""
        wanted = ResultPolicy.model_validate(settings)

        def work(uow: UnitOfWork) -> None:
            before = store.held(uow, 1, ResultPolicy).version
            store.change(uow, 1, wanted, expected_version=before, actor_id=None, reason="test")

        self.database.write(Scope.of([1]), work)

    def receive(self, chart: str, *values: Mapping[str, Any], **changed: Any) -> Received:
        """Let the laboratory send a report with these values; one glucose if there are none."""
        now = self.at()
        report = {
            "practice_id": 1,
            "patient_id": chart,
            "code": "51990-0",
            "title": "Basic metabolic panel",
            "category": "laboratory",
            "raw_status": "F",
            "performer": "Harbor Laboratory",
            "effective_at": now,
            "issued_at": now,
            "text": "",
            "filler_number": "",
            "change_reason": "",
        } | changed
        rows = [GLUCOSE | {"ordinal": n} | dict(one) for n, one in enumerate(values or ({},), 1)]
        return self.database.write(
            Scope.of([1]), lambda uow: result_intake.receive(uow, report, rows)
        )

    def result(self, chart: str | None = None, *values: Mapping[str, Any], **changed: Any) -> Seen:
        """A new result as a console shows it."""
        received = self.receive(chart or self.chart(), *values, **changed)
        assert received.item_id is not None
        return self.seen(received.item_id)

    def work(self) -> int:
        """Do every job of the gate that is due; says how many."""
        kinds = {one.name: one for one in (result_gate.KIND, documents.KIND)}
        handlers = gate_jobs.handlers(self.database, kinds)
        worker = OutboxWorker(self.database, handlers)
        done = 0
        while found := worker.run_due():
            done += found
        return done

    def reads(self, login: PatientActor) -> list[dict[str, Any]]:
        """What an account reads among its results."""
        return PatientRecord(self.database).results(login)

    def manager(self, chart: str, relationship: str = "parent", **changed: Any) -> PatientActor:
        """A care manager of a chart: an account that is bound to no chart here."""
        login = self.login(given_name="Mia", family_name="Byron", status="closed")
        columns = {
            "patient_id": chart,
            "account_id": login.account_id,
            "relationship": relationship,
            "scope": "full",
            "starts_on": date(2020, 1, 1),
            "created_at": self.at(),
        }
        self.add(proxy_link, practice_id=1, **columns | changed)
        return login

    def values(self, report_id: str) -> list[dict[str, Any]]:
        """The stored values of a report."""
        return [row for row in self.all_of(lab_observation) if row["report_id"] == report_id]
