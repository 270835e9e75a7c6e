"""What the outbox leaves out of a mail and the database knows when it is written (DOMAIN F19, F39, F41).

A job names an invitation, a password link or some accounts. Between asking and writing it may have
been revoked, sent anew or used: then there is nothing to send any more.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import account, invitation, patient, recovery_link
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.security.mailed_secrets import Purpose
from portal.services import hand_outs
from portal.services.mail import KIND, hint_of, language_of
from portal.services.same_address import is_address
from portal.services.statements import notices

INVITATION = "invitation"
PASSWORD_LINK = "password_link"  # noqa: S105 - a template's name
USERNAMES = "username_reminder"

Payload = Mapping[str, Any]


def send_invitation(uow: UnitOfWork, row: Mapping[str, Any]) -> None:
    """Enqueue the mail of an invitation's present sending."""
    named = {"practice_id": row["practice_id"], "invitation_id": row["id"]}
    uow.enqueue(
        KIND,
        f"mail:{INVITATION}:{row['id']}:{row['sendings']}",
        {"template": INVITATION, **named, "sendings": row["sendings"]},
        practice_id=row["practice_id"],
    )


def send_password_link(uow: UnitOfWork, link_id: str) -> None:
    """Enqueue the mail of a password link."""
    key = f"mail:{PASSWORD_LINK}:{link_id}"
    uow.enqueue(KIND, key, {"template": PASSWORD_LINK, "link_id": link_id})


def send_usernames(uow: UnitOfWork, asked: str, account_ids: list[str], to: str) -> None:
    """Enqueue one mail with the user names of all these accounts; `asked` is the id of the asking."""
    payload = {"template": USERNAMES, "account_ids": account_ids, "to": to}
    uow.enqueue(KIND, f"mail:{USERNAMES}:{asked}", payload)


def complete(database: Database, payload: Payload) -> Payload | None:
    """Give the payload with all that its template needs; None when it is not to be sent any more."""
    finish = _FINISH.get(payload["template"])
    if finish is None:
        return payload
    practice_id = payload.get("practice_id")
    with database.read(Scope.of([] if practice_id is None else [practice_id])) as reader:
        added = finish(reader, payload)
    return None if added is None else {**payload, **added}


def _invitation(reader: Reader, payload: Payload) -> Payload | None:
    row = (
        reader.execute(
            select(invitation, patient.c.given_name)
            .join_from(
                invitation,
                patient,
                and_(
                    patient.c.practice_id == invitation.c.practice_id,
                    patient.c.id == invitation.c.patient_id,
                ),
            )
            .where(invitation.c.practice_id == payload["practice_id"])
            .where(invitation.c.id == payload["invitation_id"])
        )
        .mappings()
        .one_or_none()
    )
    if row is None or row["sendings"] != payload["sendings"]:
        return None
    if not hand_outs.works(dict(row), reader.now):
        return None
    return {
        "to": row["email"],
        "language": language_of(row["language"]),
        "hint": hint_of(row["given_name"]),
        "link": (Purpose.INVITATION, row["id"], row["sendings"]),
    }


def _password_link(reader: Reader, payload: Payload) -> Payload | None:
    row = reader.execute(
        select(
            recovery_link.c.email,
            recovery_link.c.expires_at,
            recovery_link.c.used_at,
            recovery_link.c.superseded_at,
            account.c.username,
            account.c.language,
        )
        .join_from(recovery_link, account, account.c.id == recovery_link.c.account_id)
        .where(recovery_link.c.id == payload["link_id"])
    ).one_or_none()
    if row is None or row.used_at or row.superseded_at or row.expires_at <= reader.now:
        return None
    return {
        "to": row.email,
        "language": language_of(row.language),
        "hint": hint_of(row.username),
        "link": (Purpose.RESET, payload["link_id"], 1),
    }


def _usernames(reader: Reader, payload: Payload) -> Payload | None:
    """Name the accounts that still have the address, and have it confirmed (F42)."""
    rows = reader.execute(
        select(account.c.username, account.c.language)
        .where(account.c.id.in_(payload["account_ids"]))
        .where(account.c.email_verified_at.is_not(None))
        .where(is_address(account.c.email, payload["to"]))
        .order_by(account.c.username)
    ).all()
    if not rows:
        return None
    return {
        "usernames": [row.username for row in rows],
        "language": language_of(rows[0].language),
        "hint": "",
    }


_FINISH: Mapping[str, Callable[[Reader, Payload], Payload | None]] = {
    INVITATION: _invitation,
    PASSWORD_LINK: _password_link,
    USERNAMES: _usernames,
    notices.TEMPLATE: notices.still_wanted,
}
