"""What becomes of the confirmation of an approval: queued, sent, failed, sent again (DOMAIN F21).

Who was let in and never heard of it is an exception for a person to see to: a mail that fails for
good is shown at the item, with a way to send it again, and leaves a task to call the patient.
"""

import smtplib
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import account, outbox_job
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import around, tasks
from portal.services.mail import MailWriter
from portal.services.mailer import Mailer
from portal.services.outbox_worker import Handler, HopelessError, Job
from portal.services.rules import refused

APPROVAL = "mail:enrollment_approved:"
_PERMANENT = 500  # RFC 5321 §4.2.1: 5yz is a permanent negative completion


def is_permanent(error: Exception) -> bool:
    """Whether the mail server has refused the address for good; another try changes nothing."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    codes = [code for code, _ in error.recipients.values()]
    return bool(codes) and all(code >= _PERMANENT for code in codes)


def sender(mailer: Mailer, writer: MailWriter) -> Handler:
    """Give the handler that sends a mail; an address refused for good is not tried again."""

    def send(job: Job) -> None:
        try:
            mailer.send(job.id, writer.write(job.id, job.payload))
        except smtplib.SMTPRecipientsRefused as error:
            if is_permanent(error):
                raise HopelessError from error
            raise

    return send


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
    """Show at the item what became of its mail; one that failed for good leaves a task, once."""
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
