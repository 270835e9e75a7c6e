"""What each kind of outbox job does, and the worker that knows them all."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.queues.registry import QUEUES
from portal.security.sealing import Sealing
from portal.services import (
    appointments,
    documents,
    enrollment_clock,
    expiry,
    gate_jobs,
    mail,
    mail_fates,
    recovery_requests,
    result_gate,
    slot_resend,
    slots,
    upload_clock,
    wait_list,
    wishes,
)
from portal.services.mail import MailWriter
from portal.services.mailer import Mailer
from portal.services.outbox_worker import Handler, Job, OutboxWorker

_EVERY_HOUR = (expiry.KIND, upload_clock.KIND)


def build_worker(
    database: Database,
    mailer: Mailer,
    writer: MailWriter,
    sealing: Sealing,
    more: Mapping[str, Handler] = MappingProxyType({}),
) -> OutboxWorker:
    """Build the worker of a portal; it is not started.

    `more` are the jobs of parts that have something else at hand than a database and a mail server:
    files, a payment provider.
    """
    known = {**handlers(database, mailer, writer, sealing), **more}
    return OutboxWorker(
        database,
        known,
        settled=lambda job, failed: mail_fates.settled(database, job, failed),
        plan=expiry.Hourly([kind for kind in _EVERY_HOUR if kind in known]),
    )


def handlers(
    database: Database, mailer: Mailer, writer: MailWriter, sealing: Sealing
) -> Mapping[str, Handler]:
    """Give the handler of each kind of job."""

    def about_item(work: Callable[[UnitOfWork, int, str], object]) -> Handler:
        def handle(job: Job) -> None:
            practice_id, item_id = job.payload["practice_id"], job.payload["item_id"]
            database.write(Scope.of([practice_id]), lambda uow: work(uow, practice_id, item_id))

        return handle

    def slot_freed(job: Job) -> None:
        practice_id, slot_id = job.payload["practice_id"], job.payload["slot_id"]
        but = job.payload.get("but")
        database.write(
            Scope.of([practice_id]),
            lambda uow: wait_list.slot_freed(uow, practice_id, slot_id, but),
        )

    return {
        mail.KIND: mail_fates.sender(database, mailer, writer),
        recovery_requests.KIND: recovery_requests.handler(database, sealing),
        **enrollment_clock.handlers(database),
        **slot_resend.handlers(database),
        appointments.OFFER_LAPSE: about_item(wishes.lapse_offer),
        slots.SLOT_FREED: slot_freed,
        wait_list.WAIT_ENDS: about_item(wait_list.wait_ended),
        expiry.KIND: expiry.handler(database, QUEUES),
        **gate_jobs.handlers(
            database, {one.name: one for one in (result_gate.KIND, documents.KIND)}
        ),
    }
