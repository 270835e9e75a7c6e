"""Mails that come back: what they make known of an invitation, a password link, an account (F19, F75).

A server says so at once (a permanent refusal, RFC 5321) or later (a report, RFC 3464); both give a
status code of RFC 3463. The mail's job says what it was about. Telling twice changes nothing.
"""

import re
import smtplib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import account, invitation, recovery_link
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import hand_outs, mail_contents
from portal.services.same_address import is_address
from portal.services.statements import notices

NO_REASON = "5.0.0"  # RFC 3463 §3.1: other or undefined
TOO_LONG = "4.4.7"  # §3.5: delivery time expired
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# of these, no mail will ever arrive at the address; a full box or a refused content is another matter
_ABOUT_ADDRESS = re.compile(r"5\.(?:0\.0|1\.\d+|2\.1)")
_PERMANENT = 500  # RFC 5321 §4.2.1: 5yz is a permanent negative completion

Payload = Mapping[str, Any]


def status_in(text: str) -> str | None:
    """Find the status code of RFC 3463 in what a mail server said."""
    found = _STATUS.search(text)
    return found and found.group(1)


def status_of(error: smtplib.SMTPRecipientsRefused) -> str:
    """Give the status code with which a server refused the address."""
    said = b" ".join(text for _, text in error.recipients.values())
    return status_in(said.decode(errors="replace")) or NO_REASON


def is_permanent(error: Exception) -> bool:
    """Whether the mail server has refused the address for good; another try changes nothing."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    codes = [code for code, _ in error.recipients.values()]
    return bool(codes) and all(code >= _PERMANENT for code in codes)


def record(database: Database, payload: Payload, status: str) -> None:
    """Note that the mail of a job with this payload did not arrive, and why."""
    template = payload["template"]
    if template == mail_contents.INVITATION:
        practice_id = payload["practice_id"]
        database.write(
            Scope.of([practice_id]),
            lambda uow: _invitation(uow, practice_id, payload, status),
        )
    elif template == mail_contents.PASSWORD_LINK:
        database.write(Scope.of([]), lambda uow: _password_link(uow, payload["link_id"], status))
    else:
        if template == notices.TEMPLATE:
            scope = Scope.of([payload["practice_id"]])
            database.write(scope, lambda uow: notices.bounced(uow, payload, status))
        ids = payload.get("account_ids") or [payload["account_id"]]
        database.write(Scope.of([]), lambda uow: _accounts(uow, ids, payload["to"], status))


def _invitation(uow: UnitOfWork, practice_id: int, payload: Payload, status: str) -> None:
    """Only of the present sending: an older one may have gone to another address."""
    row = hand_outs.load(
        uow, hand_outs.INVITATION, practice_id, payload["invitation_id"], lock=True
    )
    if row["sendings"] != payload["sendings"] or row["bounced_at"] or row["used_at"]:
        return
    uow.execute(
        update(invitation)
        .where(invitation.c.practice_id == practice_id)
        .where(invitation.c.id == row["id"])
        .values(bounced_at=uow.now, bounce_reason=status)
    )
    hand_outs.note(uow, hand_outs.INVITATION, row, "bounced", None, reason=status)


def _password_link(uow: UnitOfWork, link_id: str, status: str) -> None:
    mine = recovery_link.c.id == link_id
    uow.execute(
        update(recovery_link)
        .where(mine, recovery_link.c.bounced_at.is_(None))
        .values(bounced_at=uow.now)
    )
    row = uow.execute(
        select(recovery_link.c.account_id, recovery_link.c.email).where(mine)
    ).one_or_none()
    if row is not None:
        _accounts(uow, [row.account_id], row.email, status)


def _accounts(uow: UnitOfWork, account_ids: list[str], address: str, status: str) -> None:
    """Mark the address of these accounts as one that takes no mail, while they have it."""
    if not _ABOUT_ADDRESS.fullmatch(status):
        return
    uow.execute(
        update(account)
        .where(account.c.id.in_(account_ids))
        .where(is_address(account.c.email, address))
        .where(account.c.email_bounced_at.is_(None))
        .values(email_bounced_at=uow.now)
    )
