"""Sessions of patients' accounts: one opaque token, of another kind than those of the staff.

Between the password and the account there can be one more step: a code of the authenticator, or
after temporary credentials the choice of user name and password (DOMAIN F17, I11). A session for
such a step opens that step and nothing else; to every other route it is no session at all.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, update

from portal.db.engine import Database
from portal.db.tables import account_practice, patient_session
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security import tokens
from portal.security.actors import PatientActor

LIFE = timedelta(minutes=30)
STEP_LIFE = {"mfa": timedelta(minutes=5), "first-sign-in": timedelta(minutes=30)}
MFA, FIRST_SIGN_IN = "mfa", "first-sign-in"
_KEPT_AFTER_END = timedelta(days=1)


@dataclass(frozen=True)
class PatientToken:
    """What signing in gives a patient."""

    access_token: str = field(repr=False)
    expires_in: int  # seconds
    must: str | None = None  # the step that the token is for, and no more


@dataclass(frozen=True)
class StepActor:
    """Somebody between the password and their account."""

    session_id: str
    account_id: str | None  # none yet: temporary credentials make it
    credential_id: str | None


class PatientSessions:
    """The patients' sessions of the portal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, uow: UnitOfWork, account_id: str) -> PatientToken:
        """Open a session in the caller's transaction, and clear away the account's that have ended.

        Whoever calls has checked the password.
        """
        _clear_away(uow, patient_session.c.account_id == account_id)
        return _insert(uow, LIFE, account_id=account_id)

    def open_for_code(self, uow: UnitOfWork, account_id: str) -> PatientToken:
        """Open a session in which the account's authenticator is asked for a code."""
        return _insert(uow, STEP_LIFE[MFA], account_id=account_id, only_for=MFA)

    def open_for_choice(
        self, uow: UnitOfWork, credential_id: str, account_id: str | None
    ) -> PatientToken:
        """Open the one session of temporary credentials: an earlier one ends."""
        revoke_of_credential(uow, credential_id)
        _clear_away(uow, patient_session.c.only_for == FIRST_SIGN_IN)
        life = STEP_LIFE[FIRST_SIGN_IN]
        own = {"account_id": account_id, "credential_id": credential_id}
        return _insert(uow, life, **own, only_for=FIRST_SIGN_IN)

    def recognise(self, token: str) -> PatientActor:
        """Name the account behind a token, and the charts it is active for at this moment.

        Raises Problem: unauthenticated, also for a session that is for one step alone, or
        session-expired.
        """
        # the account's practices are not known before this very query, which names the account
        with self._database.read(Scope.ALL) as reader:
            session = _session(reader, token, only_for="")
            charts = reader.execute(
                select(account_practice.c.practice_id, account_practice.c.patient_id).where(
                    account_practice.c.account_id == session.account_id,
                    account_practice.c.status == "active",
                    account_practice.c.patient_id.is_not(None),
                )
            )
            return PatientActor(
                account_id=session.account_id,
                session_id=session.id,
                charts={row.practice_id: row.patient_id for row in charts},
            )

    def recognise_step(self, token: str, step: str) -> StepActor:
        """Name who is at a step. Raises Problem: unauthenticated (any other session), session-expired."""
        with self._database.read(Scope.of([])) as reader:
            session = _session(reader, token, only_for=step)
        return StepActor(session.id, session.account_id, session.credential_id)

    def sign_out(self, actor: PatientActor) -> None:
        """End the actor's session."""
        mine = patient_session.c.id == actor.session_id
        self._database.write(Scope.of([]), lambda uow: _revoke(uow, mine))


def revoke_of_account(uow: UnitOfWork, account_id: str, *, but: str | None = None) -> None:
    """End all sessions of an account, except the one with the id `but`."""
    mine = patient_session.c.account_id == account_id
    _revoke(uow, mine if but is None else and_(mine, patient_session.c.id != but))


def revoke_of_credential(uow: UnitOfWork, credential_id: str) -> None:
    """End what temporary credentials have opened."""
    _revoke(uow, patient_session.c.credential_id == credential_id)


def end_step(uow: UnitOfWork, actor: StepActor) -> None:
    """End a step that is done. Raises Problem(session-expired) when it has been ended meanwhile."""
    if _revoke(uow, patient_session.c.id == actor.session_id) != 1:
        raise Problem(ProblemType.SESSION_EXPIRED)


def _insert(uow: UnitOfWork, life: timedelta, **own: str | None) -> PatientToken:
    token = tokens.make(tokens.PATIENT)
    uow.execute(
        insert(patient_session).values(
            id=new_id(),
            access_hash=tokens.fingerprint(token),
            access_expires_at=uow.now + life,
            **own,
        )
    )
    return PatientToken(token, int(life.total_seconds()), own.get("only_for"))


def _session(reader: Reader, token: str, *, only_for: str) -> Row[Any]:
    if not tokens.is_whole(tokens.PATIENT, token):
        raise Problem(ProblemType.UNAUTHENTICATED)
    session = reader.execute(
        select(patient_session).where(patient_session.c.access_hash == tokens.fingerprint(token))
    ).one_or_none()
    if session is None or session.only_for != only_for:
        raise Problem(ProblemType.UNAUTHENTICATED)
    if session.revoked_at is not None or reader.now >= session.access_expires_at:
        raise Problem(ProblemType.SESSION_EXPIRED)
    return session


def _revoke(uow: UnitOfWork, condition: ColumnElement[bool]) -> int:
    live = patient_session.c.revoked_at.is_(None)
    ended = update(patient_session).where(condition, live).values(revoked_at=uow.now)
    return uow.execute(ended).rowcount


def _clear_away(uow: UnitOfWork, condition: ColumnElement[bool]) -> None:
    ended = patient_session.c.access_expires_at < uow.now - _KEPT_AFTER_END
    uow.execute(delete(patient_session).where(condition, ended))
