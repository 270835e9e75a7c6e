"""Patients' accounts as the staff of a practice look them up (DOMAIN F31, F37–F42, F45).

Of the user name only its beginning is shown; the whole of it is told after a proof of identity and
journaled (F41). One e-mail may belong to many: a search gives a list, never the first (F38).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.db.tables import account, account_practice, patient, recovery_link
from portal.db.unit_of_work import Reader
from portal.security import throttle
from portal.security.usernames import fold_username
from portal.services import mail, own_account
from portal.services.folding import fold
from portal.services.rules import not_found

MOST_FOUND = 200
OURS = ("active", "pending")
"""Standings in which a practice has to do with an account; of others it knows that there was one."""
_BECAME: dict[str, Any] = {
    "email": "",
    "email_verified_at": None,
    "email_bounced_at": None,
    "last_sign_in_at": None,
    "locked_at": None,
    "lock_reason": "",
    "totp_secret": None,
    "totp_confirmed_at": None,
    "password_changed_at": None,
}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Terms:
    """What to look for; all that is given must fit. Nothing given: every account of the practice.

    User name and e-mail have to be whole: trying out beginnings would tell what is not shown.
    """

    status: str | None = None
    name: str = ""
    username: str = ""
    email: str = ""
    locked: bool | None = None
    unverified: bool | None = None
    bounced: bool | None = None
    never_signed_in: bool | None = None


def search(
    reader: Reader, practice_id: int, terms: Terms, *, after: str | None = None, limit: int = 50
) -> list[dict[str, Any]]:
    """Give the accounts that fit by name, from the one behind `after` (an account's id) on."""
    waiting = throttle.locked_accounts(reader)
    fits = _conditions(terms, waiting)
    if terms.name.strip():
        fits.append(_named(reader, practice_id, fold(terms.name).split()))
    if after is not None:
        fits.append(_behind(practice_id, after))
    rows = reader.execute(
        _accounts(practice_id)
        .where(and_(True, *fits))
        .order_by(account.c.family_name, account.c.given_name, account.c.id)
        .limit(limit)
    ).mappings()
    return [_shown(withheld(dict(row)), waiting) for row in rows]


def read(reader: Reader, practice_id: int, account_id: str) -> dict[str, Any]:
    """Give one account with what a search leaves out; raises Problem(not-found)."""
    row = withheld(find(reader, practice_id, account_id))
    ours = row["status"] in OURS
    return {
        **_shown(row, throttle.locked_accounts(reader, account_id)),
        "password_changed_at": row["password_changed_at"],
        "security_questions": own_account.questions_of(reader, account_id) if ours else 0,
        "sessions": own_account.sessions_of(reader, account_id) if ours else 0,
        "last_reset": _last_reset(reader, account_id) if ours else None,
    }


def withheld(row: Row) -> dict[str, Any]:
    """Give a row without what the account has become since it left the practice, or was not let in.

    It may live on in another practice, whose patient it is now; `row` has the `status` here.
    """
    return dict(row) if row["status"] in OURS else {**row, **_BECAME}


def find(reader: Reader, practice_id: int, account_id: str) -> dict[str, Any]:
    """Give an account's row with its `status` and `patient_id` here; raises Problem(not-found)."""
    row = (
        reader.execute(_accounts(practice_id).where(account.c.id == account_id)).mappings().first()
    )
    if row is None:
        raise not_found()
    return dict(row)


def _accounts(practice_id: int) -> Select[Any]:
    chart = [
        patient.c[name].label(f"chart_{name}")
        for name in ("given_name", "middle_name", "family_name", "birth_date", "record_number")
    ]
    return (
        select(account, account_practice.c.status, account_practice.c.patient_id, *chart)
        .join_from(
            account_practice,
            account,
            and_(
                account.c.id == account_practice.c.account_id,
                account_practice.c.practice_id == practice_id,
            ),
        )
        .outerjoin(
            patient,
            and_(
                patient.c.practice_id == account_practice.c.practice_id,
                patient.c.id == account_practice.c.patient_id,
            ),
        )
        .where(account_practice.c.practice_id == practice_id)
    )


def _conditions(terms: Terms, waiting: Mapping[str, datetime]) -> list[ColumnElement[bool]]:
    """Give what must hold; by what is withheld of an account it is not found, either."""
    found: list[ColumnElement[bool]] = []
    if terms.username.strip():
        found.append(account.c.username == fold_username(terms.username))
    if terms.email.strip():
        found.append(func.lower(account.c.email) == terms.email.strip().lower())
    locked = or_(account.c.locked_at.is_not(None), account.c.id.in_(sorted(waiting)))
    unverified = and_(account.c.email != "", account.c.email_verified_at.is_(None))
    wanted: Sequence[tuple[bool | None, ColumnElement[bool]]] = (
        (terms.locked, locked),
        (terms.unverified, unverified),
        (terms.bounced, account.c.email_bounced_at.is_not(None)),
        (terms.never_signed_in, account.c.last_sign_in_at.is_(None)),
    )
    found += [holds if want else ~holds for want, holds in wanted if want is not None]
    if found:
        found.append(account_practice.c.status.in_(OURS))
    if terms.status is not None:
        found.append(account_practice.c.status == terms.status)
    return found


def _named(reader: Reader, practice_id: int, words: Sequence[str]) -> ColumnElement[bool]:
    """Each word begins one of the chart's, or while there is no chart, one that the applicant gave.

    No database folds what applicants wrote as a chart's words are folded; they are few, and looked at
    one by one.
    """
    in_chart = [patient.c.search.contains(f" {word}", autoescape=True) for word in words]
    applicants = reader.execute(
        select(account.c.id, account.c.given_name, account.c.family_name)
        .join_from(account_practice, account, account.c.id == account_practice.c.account_id)
        .where(account_practice.c.practice_id == practice_id)
        .where(account_practice.c.patient_id.is_(None))
    )
    fitting = [
        row.id
        for row in applicants
        if all(f" {word}" in " " + fold(f"{row.given_name} {row.family_name}") for word in words)
    ]
    return or_(and_(True, *in_chart), account.c.id.in_(fitting))


def _behind(practice_id: int, account_id: str) -> ColumnElement[bool]:
    """Continue behind an account of the practice, in the order of the search; another's is no place."""
    names = ("family_name", "given_name", "id")
    here = and_(
        account_practice.c.practice_id == practice_id, account_practice.c.account_id == account_id
    )
    last = [
        select(account.c[name])
        .join_from(account, account_practice, account.c.id == account_practice.c.account_id)
        .where(here)
        .scalar_subquery()
        for name in names
    ]
    family, given, key = (account.c[name] for name in names)
    return or_(
        family > last[0],
        and_(family == last[0], given > last[1]),
        and_(family == last[0], given == last[1], key > last[2]),
    )


def _shown(row: Row, waiting: Mapping[str, datetime]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "username_hint": mail.hint_of(row["username"]),
        "name": f"{row['given_name']} {row['family_name']}",
        "patient": _chart(row),
        "status": row["status"],
        "email": row["email"],
        "email_verified_at": row["email_verified_at"],
        "email_bounced_at": row["email_bounced_at"],
        "last_sign_in_at": row["last_sign_in_at"],
        "locked_at": row["locked_at"],
        "locked_until": waiting.get(row["id"]) if row["status"] in OURS else None,
        "lock_reason": row["lock_reason"],
        "mfa": own_account.mfa_of(row),
        "created_at": row["created_at"],
    }


def _chart(row: Row) -> dict[str, Any] | None:
    if row["patient_id"] is None:
        return None
    names = (row[f"chart_{name}"] for name in ("given_name", "middle_name", "family_name"))
    return {
        "id": row["patient_id"],
        "name": " ".join(name for name in names if name),
        "birth_date": row["chart_birth_date"],
        "record_number": row["chart_record_number"],
    }


def _last_reset(reader: Reader, account_id: str) -> dict[str, Any] | None:
    """Tell what became of the last password link (F40)."""
    row = reader.execute(
        select(recovery_link)
        .where(recovery_link.c.account_id == account_id)
        .order_by(recovery_link.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return {
        "sent_at": row.created_at,
        "expires_at": row.expires_at,
        "used_at": row.used_at,
        "asked_by_staff": row.asked_by is not None,
        "state": _state_of_link(row, reader.now),
    }


def _state_of_link(row: Any, now: datetime) -> str:
    if row.used_at is not None:
        return "used"
    if row.bounced_at is not None:
        return "bounced"
    if row.superseded_at is not None:
        return "ended"
    return "expired" if row.expires_at <= now else "live"
