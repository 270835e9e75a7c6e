"""Sessions of patients' accounts: one opaque token, of another kind than those of the staff."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from portal.db.engine import Database
from portal.db.tables import account_practice, patient_session
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security import tokens
from portal.security.actors import PatientActor

LIFE = timedelta(minutes=30)
_KEPT_AFTER_END = timedelta(days=1)


@dataclass(frozen=True)
class PatientToken:
    """What signing in gives a patient."""

    access_token: str
    expires_in: int  # seconds


class PatientSessions:
    """The patients' sessions of the portal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, uow: UnitOfWork, account_id: str) -> PatientToken:
        """Open a session in the caller's transaction, and clear away the account's that have ended.

        Whoever calls has checked the password.
        """
        ended = patient_session.c.access_expires_at < uow.now - _KEPT_AFTER_END
        uow.execute(
            delete(patient_session).where(patient_session.c.account_id == account_id, ended)
        )
        token = tokens.make(tokens.PATIENT)
        uow.execute(
            insert(patient_session).values(
                id=new_id(),
                account_id=account_id,
                access_hash=tokens.fingerprint(token),
                access_expires_at=uow.now + LIFE,
            )
        )
        return PatientToken(token, int(LIFE.total_seconds()))

    def recognise(self, token: str) -> PatientActor:
        """Name the account behind a token, and the charts it is active for at this moment.

        Raises Problem: unauthenticated or session-expired.
        """
        if not tokens.is_whole(tokens.PATIENT, token):
            raise Problem(ProblemType.UNAUTHENTICATED)
        # the account's practices are not known before this very query, which names the account
        with self._database.read(Scope.ALL) as reader:
            hashed = tokens.fingerprint(token)
            session = reader.execute(
                select(patient_session).where(patient_session.c.access_hash == hashed)
            ).one_or_none()
            if session is None:
                raise Problem(ProblemType.UNAUTHENTICATED)
            if session.revoked_at is not None or reader.now >= session.access_expires_at:
                raise Problem(ProblemType.SESSION_EXPIRED)
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

    def sign_out(self, actor: PatientActor) -> None:
        """End the actor's session."""
        mine = (patient_session.c.id == actor.session_id) & patient_session.c.revoked_at.is_(None)
        self._database.write(
            Scope.of([]),
            lambda uow: uow.execute(update(patient_session).where(mine).values(revoked_at=uow.now)),
        )
