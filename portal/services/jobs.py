"""What each kind of outbox job does, and the worker that knows them all."""

from collections.abc import Mapping

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import appointments, item_changes, mail, slots
from portal.services.mail import MailWriter
from portal.services.mailer import Mailer
from portal.services.outbox_worker import Handler, Job, OutboxWorker


def build_worker(database: Database, mailer: Mailer, writer: MailWriter) -> OutboxWorker:
    """Build the worker of a portal; it is not started."""
    return OutboxWorker(database, handlers(database, mailer, writer))


def handlers(database: Database, mailer: Mailer, writer: MailWriter) -> Mapping[str, Handler]:
    """Give the handler of each kind of job."""

    def send_mail(job: Job) -> None:
        mailer.send(job.id, writer.write(job.id, job.payload))

    def lapse(job: Job) -> None:
        practice_id, item_id = job.payload["practice_id"], job.payload["item_id"]
        database.write(Scope.of([practice_id]), lambda uow: lapse_offer(uow, practice_id, item_id))

    return {mail.KIND: send_mail, appointments.OFFER_LAPSE: lapse}


def lapse_offer(uow: UnitOfWork, practice_id: int, item_id: str) -> bool:
    """Free an offer that nobody took in time; the request waits for the practice again.

    False when there is nothing to do: it was answered, or offered anew with a later end.
    """
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or row["state"] != "offered":
        return False
    content = item_changes.content_of(row)
    if content["offer_until"] > moment_text(uow.now):
        return False
    slots.free_holds(uow, practice_id, item_id)
    item_changes.change(
        uow, row, state="pending", is_open=True, content=appointments.without_offer(content)
    )
    uow.journal(
        practice_id,
        actor_id=None,
        action="item.offer_lapsed",
        subject_id=item_id,
        target=("appointment", item_id),
    )
    appointments.say(uow, row, "appointment_offer_lapsed")
    return True
