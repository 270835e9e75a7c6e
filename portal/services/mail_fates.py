"""What becomes of a mail: queued, sent, failed at once or come back later, sent again (F19, F21, F75).

Who was let in and never heard of it is an exception for a person to see to: a mail that fails for
good is shown at the item, with a way to send it again, and leaves a task to call the patient.
"""

import smtplib
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import and_, select, update

from portal.db.engine import Database
from portal.db.tables import account, invitation, outbox_job
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import around, bounces, mail_contents, tasks
from portal.services.mail import KIND, MailWriter
from portal.services.mailer import Mailer
from portal.services.outbox_worker import Handler, HopelessError, Job
from portal.services.rules import refused
from portal.services.statements import notices

APPROVAL = "mail:enrollment_approved:"


def sender(database: Database, mailer: Mailer, writer: MailWriter) -> Handler:
    """Give the handler that sends a mail; an address refused for good is not tried again."""

    def send(job: Job) -> None:
        payload = mail_contents.complete(database, job.payload)
        if payload is None:  # what it is about has ended meanwhile
            return
        try:
            mailer.send(job.id, writer.write(job.id, payload))
        except smtplib.SMTPRecipientsRefused as error:
            if bounces.is_permanent(error):
                bounces.record(database, payload, bounces.status_of(error))
                raise HopelessError from error
            raise
        _taken(database, payload)

    return send


def _taken(database: Database, payload: Mapping[str, Any]) -> None:
    """Note at an invitation, or a statement's notice, that the mail server has taken it."""
    if payload["template"] == notices.TEMPLATE:
        scope = Scope.of([payload["practice_id"]])
        database.write(scope, lambda uow: notices.sent(uow, payload))
    if payload["template"] != mail_contents.INVITATION:
        return
    present = and_(
        invitation.c.practice_id == payload["practice_id"],
        invitation.c.id == payload["invitation_id"],
        invitation.c.sendings == payload["sendings"],
    )
    database.write(
        Scope.of([payload["practice_id"]]),
        lambda uow: uow.execute(update(invitation).where(present).values(last_sent_at=uow.now)),
    )


def came_back(database: Database, job_id: str, status: str) -> bool:
    """Note that a mail was taken and came back; False when it is not ours, or known already."""

    def fail(uow: UnitOfWork) -> Job | None:
        found = uow.execute(
            select(outbox_job.c.payload, outbox_job.c.attempts)
            .where(outbox_job.c.id == job_id, outbox_job.c.kind == KIND)
            .where(outbox_job.c.dead_at.is_(None))
            .with_for_update()
        ).one_or_none()
        if found is None:
            return None
        uow.execute(
            update(outbox_job)
            .where(outbox_job.c.id == job_id)
            .values(done_at=None, leased_until=None, dead_at=uow.now, last_error="Bounce")
        )
        return Job(job_id, KIND, orjson.loads(found.payload), found.attempts)

    job = database.write(Scope.of([]), fail)
    if job is None:
        return False
    bounces.record(database, job.payload, status)
    settled(database, job, True)
    return True


def send_again(uow: UnitOfWork, row: Mapping[str, Any]) -> None:
    """Send the confirmation of an approval once more, to the address that the account has now.

    Raises Problem(rule-refused) when there is none, or the first one is still on its way.
    """
    key = f"{APPROVAL}{row['id']}"
    job = (
        uow.execute(select(outbox_job).where(outbox_job.c.dedupe_key == key).with_for_update())
        .mappings()
        .one_or_none()
    )
    if job is None:
        raise refused("NO_MAIL", "No confirmation belongs to this enrollment.")
    if job["done_at"] is None and job["dead_at"] is None:
        raise refused("MAIL_WAITS", "The confirmation is still on its way.")
    address = uow.execute(
        select(account.c.email).where(account.c.id == row["account_id"])
    ).scalar_one()
    payload = orjson.loads(job["payload"]) | {"to": address}
    uow.execute(
        update(outbox_job)
        .where(outbox_job.c.id == job["id"])
        .values(
            payload=orjson.dumps(payload).decode(),
            due_at=uow.now,
            attempts=0,
            leased_until=None,
            done_at=None,
            dead_at=None,
            last_error=None,
        )
    )


def settled(database: Database, job: Job, failed: bool) -> None:  # noqa: FBT001 - a fact of the job
    """Show what became of a mail at what it was about; an approval's that failed leaves a task, once."""
    if failed and job.payload.get("template") == mail_contents.INVITATION:
        bounces.record(database, job.payload, bounces.TOO_LONG)  # a nearer reason is known before
    if job.payload.get("template") == notices.TEMPLATE:
        # one that was not handed to the mail server, and did not fail, was not wanted any more
        why = bounces.TOO_LONG if failed else notices.WITHDRAWN
        scope = Scope.of([job.payload["practice_id"]])
        database.write(scope, lambda uow: notices.ended(uow, job.payload, why))
    practice_id, item_id = job.payload.get("practice_id"), job.payload.get("item_id")
    if practice_id is None or item_id is None:
        return

    def work(uow: UnitOfWork) -> None:
        if failed:
            tasks.create(
                uow,
                practice_id=practice_id,
                code=tasks.CALL_PATIENT,
                summary="The confirmation of an approval could not be delivered",
                origin_id=item_id,
                priority="urgent",
                details={"cause": "confirmation_failed"},
            )
        around.touch(uow, practice_id, item_id)

    database.write(Scope.of([practice_id]), work)
