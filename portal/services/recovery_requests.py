"""Who is meant by what somebody typed to get back in, found out where nobody waits for it (F39–F42).

The job is sealed, for people type secrets into the wrong field, and it is emptied when it is done.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import account, outbox_job
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.security.sealing import Sealing
from portal.security.usernames import fold_username
from portal.services import mail_contents, recovery_links
from portal.services.outbox_worker import Handler, Job
from portal.services.same_address import is_address

KIND = "recovery"
PASSWORD, USERNAME = "password", "username"
PLACE = "recovery-request"
MOST_ACCOUNTS = 50  # on one address; a family has fewer

Row = Mapping[str, Any]


def handler(database: Database, sealing: Sealing) -> Handler:
    """Give what does such a job: it mails to confirmed addresses, or does nothing at all."""

    def handle(job: Job) -> None:
        sealed = job.payload.get("typed")
        if sealed is None:  # done before, and the mark was lost
            return
        typed = sealing.open(sealed, PLACE)

        def work(uow: UnitOfWork) -> None:
            if job.payload["what"] == PASSWORD:
                _send_links(uow, typed)
            else:
                _send_usernames(uow, job.id, typed)
            uow.execute(update(outbox_job).where(outbox_job.c.id == job.id).values(payload="{}"))

        database.write(Scope.ALL, work)

    return handle


def _send_links(uow: UnitOfWork, typed: str) -> None:
    """One link for each account: on a shared address every one says for whom it is (F38, F39)."""
    for owner in _named(uow, typed):
        if recovery_links.may_send(uow, owner["id"]):
            recovery_links.send(uow, owner)


def _send_usernames(uow: UnitOfWork, asked: str, typed: str) -> None:
    found = _at(uow, typed)
    if found:
        ids = [row["id"] for row in found]
        mail_contents.send_usernames(uow, asked, ids, found[0]["email"])


def _named(reader: Reader, typed: str) -> Sequence[Row]:
    """Find whom an e-mail or a user name means; user names have no @ in them."""
    if "@" in typed:
        return _at(reader, typed)
    return _usable(reader, account.c.username == fold_username(typed))


def _at(reader: Reader, typed: str) -> Sequence[Row]:
    return _usable(reader, is_address(account.c.email, typed))


def _usable(reader: Reader, condition: Any) -> Sequence[Row]:
    """Keep those that may recover by mail: confirmed, and not locked by staff (F42)."""
    found = reader.execute(
        select(account)
        .where(condition)
        .where(account.c.email_verified_at.is_not(None), account.c.locked_at.is_(None))
        .order_by(account.c.id)
        .limit(MOST_ACCOUNTS)
    ).mappings()
    return [dict(row) for row in found]
