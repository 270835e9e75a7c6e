"""An account as its owner sees it. No secret, and no answer to a question, is in it (DOMAIN F30)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from portal.db.tables import account, patient_session, security_answer
from portal.db.unit_of_work import Reader
from portal.security.actors import PatientActor

SHOWN = ("id", "username", "email", "email_verified_at", "language", "created_at")
OFF, SETTING_UP, ON = "off", "setting_up", "on"


def read(reader: Reader, actor: PatientActor) -> dict[str, Any]:
    """Give the account of who is signed in."""
    row = reader.execute(select(account).where(account.c.id == actor.account_id)).mappings().one()
    times = ("last_sign_in_at", "password_changed_at")
    return {
        **{name: row[name] for name in (*SHOWN, *times)},
        "mfa": mfa_of(dict(row)),
        "security_questions": questions_of(reader, actor.account_id),
        "other_sessions": sessions_of(reader, actor.account_id) - 1,
    }


def mfa_of(row: Mapping[str, Any]) -> str:
    """Tell whether an account asks for a code: off, setting_up, on."""
    if row["totp_confirmed_at"] is not None:
        return ON
    return OFF if row["totp_secret"] is None else SETTING_UP


def questions_of(reader: Reader, account_id: str) -> int:
    """Count the answered security questions: 5 or 0 (F30)."""
    mine = security_answer.c.account_id == account_id
    return int(
        reader.execute(select(func.count()).select_from(security_answer).where(mine)).scalar_one()
    )


def sessions_of(reader: Reader, account_id: str) -> int:
    """Count the sessions that open the account now."""
    live = (
        (patient_session.c.account_id == account_id)
        & (patient_session.c.only_for == "")
        & patient_session.c.revoked_at.is_(None)
        & (patient_session.c.access_expires_at > reader.now)
    )
    return int(
        reader.execute(select(func.count()).select_from(patient_session).where(live)).scalar_one()
    )
