"""Temporary credentials: a user name and a password for one first sign-in (DOMAIN F17, F43, F82; I11).

They are made here, told once, and open nothing but the choice of one's own user name and password.
For a chart without an account they make one; for a chart with one they reopen it: its sessions end
when they are handed out, and its old password is dead when the new one has been chosen.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from portal.db.engine import Database
from portal.db.tables import (
    account,
    patient,
    security_answer,
    temporary_credential,
)
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security import patient_sessions, temporary_secrets
from portal.security.passwords import Passwords
from portal.security.patient_sessions import StepActor
from portal.services import (
    access_ways,
    account_notices,
    activation,
    charts,
    email_addresses,
    guardians,
    hand_outs,
    inbox,
    old_ways,
    proofings,
)
from portal.services.access_facts import Facts
from portal.services.activation import Login, Prepared
from portal.services.hand_outs import CREDENTIALS, RevokeReason
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.rules import refused
from portal.services.sign_up_rules import username_taken


@dataclass(frozen=True)
class Issued:
    """What is told once. Nothing keeps the password; a repeated call makes other credentials."""

    id: str
    username: str
    password: str = field(repr=False)
    expires_at: datetime
    superseded: bool


class TemporaryCredentials:
    """Hands out, takes back, and lets the patient choose."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    def issue(self, practice_id: int, patient_id: str, proofing_id: str, *, by: str) -> Issued:
        """Make credentials for a patient who has proved who they are; earlier ones end.

        Raises Problem: not-found; rule-refused PROOF_MISSING, PROOF_LAPSED, SECOND_PERSON (who has
        checked the person may not hand out, where the practice wants it so), or what bars the
        chart: DECEASED, MERGED, RESTRICTED, ACCOUNT_LOCKED, MINOR_NEEDS_GUARDIAN,
        CHILD_NEEDS_CONSENT.
        """
        password = temporary_secrets.new_password()
        hashed = self._passwords.hash(temporary_secrets.normal_password(password))
        row = {
            "practice_id": practice_id,
            "id": new_id(),
            "patient_id": patient_id,
            "username": temporary_secrets.new_username(),
            "password_hash": hashed,
            "proofing_id": proofing_id,
            "issued_by": by,
        }

        def work(uow: UnitOfWork) -> Issued:
            expires_at, superseded = _issue(uow, row)
            return Issued(str(row["id"]), str(row["username"]), password, expires_at, superseded)

        return self._database.write(Scope.of([practice_id]), work)

    def revoke(
        self, practice_id: int, credential_id: str, reason: RevokeReason, *, by: str
    ) -> None:
        """Take credentials back, and end what they have opened.

        Raises Problem: not-found, or rule-refused NOT_LIVE for what has ended already.
        """

        def work(uow: UnitOfWork) -> None:
            hand_outs.revoke(uow, CREDENTIALS, practice_id, credential_id, by=by, reason=reason)
            patient_sessions.revoke_of_credential(uow, credential_id)

        self._database.write(Scope.of([practice_id]), work)

    def choose(self, step: StepActor, login: Login) -> str:
        """Let who has signed in with them choose a login of their own; gives the account's id.

        Raises Problem: validation (user name, password, questions, terms), hand-out-refused for
        credentials that were used, taken back, replaced or ran out meanwhile, session-expired.
        """
        with self._database.read(Scope.ALL) as reader:
            row = _by_id(reader, step.credential_id)
            practice_id, patient_id = row["practice_id"], row["patient_id"]
            own_words = _names(reader, practice_id, patient_id)
        prepared = activation.prepare(self._passwords, login, *own_words)

        def work(uow: UnitOfWork) -> str:
            charts.lock(uow, practice_id, patient_id)
            held = hand_outs.load(uow, CREDENTIALS, practice_id, row["id"], lock=True)
            patient_sessions.end_step(uow, step)
            hand_outs.use(uow, CREDENTIALS, held, held["account_id"])
            account_id: str | None = held["account_id"]
            if account_id is None:
                account_id = activation.open_account(
                    uow, practice_id, patient_id, prepared, verified_email=False, way=CREDENTIALS
                )
                hand_outs.used_by(uow, CREDENTIALS, held, account_id)
            else:
                _reopen(uow, held, prepared)
            hand_outs.end_all(uow, practice_id, patient_id)
            return account_id

        return activation.write(self._database, practice_id, prepared, work)


def find(reader: Reader, username: str) -> dict[str, Any] | None:
    """Give the credentials with this folded user name, if they work now; the scope must hold all."""
    row = (
        reader.execute(
            select(temporary_credential).where(temporary_credential.c.username == username)
        )
        .mappings()
        .one_or_none()
    )
    return dict(row) if row is not None and hand_outs.works(dict(row), reader.now) else None


def opened(uow: UnitOfWork, credential_id: str, practice_id: int) -> dict[str, Any] | None:
    """Note that somebody has signed in with them; None when they work no more."""
    row = hand_outs.load(uow, CREDENTIALS, practice_id, credential_id, lock=True)
    if not hand_outs.works(row, uow.now):
        return None
    if row["opened_at"] is None:
        mine = and_(
            temporary_credential.c.practice_id == practice_id,
            temporary_credential.c.id == credential_id,
        )
        uow.execute(update(temporary_credential).where(mine).values(opened_at=uow.now))
    hand_outs.note(uow, CREDENTIALS, row, "opened", None)
    return row


def _issue(uow: UnitOfWork, row: dict[str, Any]) -> tuple[datetime, bool]:
    practice_id, patient_id = row["practice_id"], row["patient_id"]
    chart = charts.lock(uow, practice_id, patient_id)
    proof = proofings.require(uow, practice_id, patient_id, row["proofing_id"])
    policy = store.current(uow, practice_id, AccessPolicy)
    if policy.second_person and proof["performed_by"] == row["issued_by"]:
        raise refused(
            "SECOND_PERSON", "One of you checks who the person is, another one hands out."
        )
    _refuse_unguarded(
        access_ways.check(uow, practice_id, dict(chart), CREDENTIALS), proof["person"]
    )
    account_id = inbox.account_of_chart(uow, practice_id, patient_id)
    ended = hand_outs.supersede(uow, CREDENTIALS, practice_id, patient_id)
    expires_at = uow.now + timedelta(hours=policy.temporary_hours)
    times = {"issued_at": uow.now, "expires_at": expires_at}
    uow.execute(insert(temporary_credential).values(**row, **times, account_id=account_id))
    said: dict[str, str | bool] = {"proofing_id": row["proofing_id"], "superseded": bool(ended)}
    if account_id is not None:
        patient_sessions.revoke_of_account(uow, account_id)
        account_notices.tell_owner(
            uow, account_id, account_notices.CREDENTIALS_ISSUED, practice_id=practice_id
        )
        said["account_id"] = account_id
    hand_outs.note(uow, CREDENTIALS, row, "issued", row["issued_by"], **said)
    return expires_at, ended is not None


def _refuse_unguarded(facts: Facts, person: str) -> None:
    """Of a minor it is the guardian who stands there and is handed the credentials (F35)."""
    if facts.age_band != guardians.ADULT and person != proofings.GUARDIAN:
        code = (
            "CHILD_NEEDS_CONSENT" if facts.age_band == guardians.CHILD else "MINOR_NEEDS_GUARDIAN"
        )
        raise refused(code, "For a minor the guardian has to prove who they are.")


def _reopen(uow: UnitOfWork, held: dict[str, Any], prepared: Prepared) -> None:
    """Put the new login in the place of the old one; an authenticator stays in force (F45)."""
    account_id, practice_id = held["account_id"], held["practice_id"]
    if inbox.account_of_chart(uow, practice_id, held["patient_id"]) != account_id:
        raise hand_outs.refusal()  # bound otherwise since
    mine = select(account).where(account.c.id == account_id).with_for_update()
    row = uow.execute(mine).mappings().one()
    if row["locked_at"] is not None:
        raise hand_outs.refusal()
    namesake = select(account.c.id).where(account.c.username == prepared.username)
    if uow.execute(namesake).scalar_one_or_none() not in {None, account_id}:
        raise username_taken()
    values: dict[str, Any] = {
        "username": prepared.username,
        "password_hash": prepared.password_hash,
        "password_changed_at": uow.now,
        "language": prepared.language,
    }
    uow.execute(update(account).where(account.c.id == account_id).values(values))
    if prepared.email is not None and prepared.email.casefold() != row["email"].casefold():
        email_addresses.change(uow, {**row, **values}, prepared.email, practice_id)
    if prepared.answers:
        uow.execute(delete(security_answer).where(security_answer.c.account_id == account_id))
        activation.write_answers(uow, account_id, prepared.answers)
    old_ways.close(uow, account_id)
    account_notices.tell_owner(
        uow,
        account_id,
        account_notices.PASSWORD_CHANGED,
        practice_id=practice_id,
        also_to=row["email"],
    )
    uow.journal(
        practice_id,
        actor_id=account_id,
        action="account.reopened",
        subject_id=account_id,
        target=("account", account_id),
        detail={"patient_id": held["patient_id"], "way": CREDENTIALS, "terms": prepared.terms},
    )


def _by_id(reader: Reader, credential_id: str | None) -> Any:
    row = (
        reader.execute(
            select(temporary_credential).where(temporary_credential.c.id == credential_id)
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise hand_outs.refusal()
    return row


def _names(reader: Reader, practice_id: int, patient_id: str) -> tuple[str, str]:
    row = reader.execute(
        select(patient.c.given_name, patient.c.family_name).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).one()
    return row.given_name, row.family_name
