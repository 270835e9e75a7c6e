"""The laboratory corrects what waits, the desk holds it, the clock of the policy runs (I6, I20)."""

from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import documents, gate_jobs, result_gate, result_intake
from portal.services.outbox_worker import Job, OutboxWorker
from tests.simulation.acts.house import House, act
from tests.simulation.acts.seeding import glucose, report_row


def correct(house: House, item_id: str = "") -> str:
    """A report comes again, with another value: who looks at the first must not release the second."""
    about = [one for one in house.sown.reports if item_id in {"", one.item}]
    report = house.rng.choice(about)
    value = 60.0 + house.rng.randrange(400) / 10

    def work(uow: UnitOfWork) -> str:
        told = report_row(uow, report.practice_id, report.chart, report.filler)
        changed = told | {"raw_status": "C", "change_reason": "Measured again"}
        return result_intake.receive(uow, changed, [glucose(value)]).what

    return str(house.database.write(Scope.of([report.practice_id]), work))


def work_off(house: House) -> str:
    """The worker of the outbox does what is due: the gate's clocks, and mails into a list."""
    kinds = {one.name: one for one in (result_gate.KIND, documents.KIND)}

    def mail(job: Job) -> None:
        if house.rng.random() < 0.15:
            raise OSError
        payload = job.payload
        house.told.mails.append((job.id, str(payload["to"]), str(payload["template"])))
        if house.rng.random() < 0.1:
            raise OSError  # it went out, and nobody knows

    handlers = {**gate_jobs.handlers(house.database, kinds), "mail": mail}
    return f"{OutboxWorker(house.database, handlers).run_due()} done"


ACTS = (
    act("laboratory corrects", 0.8, correct),
    act("outbox worked off", 0.4, work_off),
)
