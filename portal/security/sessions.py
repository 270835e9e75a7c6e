"""Staff sessions: opening, renewing, recognising and ending them (docs/decisions/0013).

One row is one sign-in. It holds the hashes of the one live access token and the one live refresh
token, so signing out, disabling somebody and revoking are one update, effective with its commit:
nothing about a session is remembered outside the database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from portal.db.engine import Database
from portal.db.heads import Head
from portal.db.tables import staff, staff_membership, staff_session
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.db.workstation_tables import workstation
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security import tokens
from portal.security.actors import StaffActor
from portal.security.session_rows import AT_PRACTICE, BY_ACCESS, BY_ID, actor_of, head_among
from portal.security.workstations import WITHOUT_WIPE, State, end, refuse_ended, seen

ACCESS_LIFE = timedelta(minutes=10)
IDLE_LIFE = timedelta(minutes=30)  # without a renewal
ABSOLUTE_LIFE = timedelta(hours=12)  # of one sign-in (OWASP ASVS 5.0 10.4.8)
STEP_UP_LIFE = timedelta(minutes=15)
_KEPT_AFTER_END = timedelta(days=1)

Rows = list[Row[Any]]
Look = Callable[[Mapping[str, object]], Rows]

NOBODY = Scope.of([])  # the tables of staff and sessions belong to no practice


@dataclass(frozen=True)
class Tokens:
    """What signing in and renewing give; the only time these texts are outside of memory."""

    access_token: str
    refresh_token: str
    expires_in: int  # seconds


class Sessions:
    """The staff sessions of the portal."""

    def __init__(self, database: Database, refresh_tokens: tokens.RefreshTokens) -> None:
        self._database = database
        self._refresh_tokens = refresh_tokens

    def open(self, uow: UnitOfWork, staff_id: str, device: str) -> Tokens:
        """Open a session in the caller's transaction, and clear away those long ended."""
        ended = staff_session.c.absolute_expires_at < uow.now - _KEPT_AFTER_END
        uow.execute(delete(staff_session).where(staff_session.c.staff_id == staff_id, ended))
        session_id = new_id()
        issued = Tokens(
            tokens.make(tokens.STAFF),
            self._refresh_tokens.first(session_id),
            int(ACCESS_LIFE.total_seconds()),
        )
        uow.execute(
            insert(staff_session).values(
                id=session_id,
                staff_id=staff_id,
                access_hash=tokens.fingerprint(issued.access_token),
                access_expires_at=uow.now + ACCESS_LIFE,
                refresh_hash=tokens.fingerprint(issued.refresh_token),
                idle_expires_at=uow.now + IDLE_LIFE,
                absolute_expires_at=uow.now + ABSOLUTE_LIFE,
                authenticated_at=uow.now,
                device=device,
            )
        )
        return issued

    def renew(self, token: str) -> Tokens:
        """Exchange a refresh token for the next pair.

        The same token asked again, before the new access token was used, gives the same pair: the
        first reply was lost. Any other token of the past ends the session, for one of the two who
        hold it is a thief. Raises Problem: session-expired, account-disabled, workstation-revoked or
        workstation-forked.
        """
        session_id = self._refresh_tokens.session_of(token)
        if session_id is None:
            raise Problem(ProblemType.SESSION_EXPIRED)
        with self._database.read(NOBODY) as reader:
            scope = Scope.of(_practices_of_session(reader, session_id))
        outcome = self._database.write(scope, lambda uow: self._renew(uow, session_id, token))
        if isinstance(outcome, ProblemType):
            raise Problem(outcome)
        return outcome

    def _renew(self, uow: UnitOfWork, session_id: str, token: str) -> Tokens | ProblemType:
        """Answer with a type instead of raising it: a revocation has to be committed."""
        row = uow.execute(
            select(staff_session, staff.c.active, workstation.c.state.label("workstation_state"))
            .join(staff, staff.c.id == staff_session.c.staff_id)
            .outerjoin(workstation, workstation.c.id == staff_session.c.workstation_id)
            .where(staff_session.c.id == session_id)
            .with_for_update(of=staff_session)
        ).one_or_none()
        if row is None:
            return ProblemType.SESSION_EXPIRED
        if not row.active:
            return ProblemType.ACCOUNT_DISABLED
        refuse_ended(row.workstation_state)
        ends_at = min(row.idle_expires_at, row.absolute_expires_at)
        if row.revoked_at is not None or uow.now >= ends_at:
            return ProblemType.SESSION_EXPIRED
        presented = tokens.fingerprint(token)
        access, refresh = self._refresh_tokens.successors(session_id, token)
        if presented == row.refresh_hash:
            expires_at = min(uow.now + ACCESS_LIFE, row.absolute_expires_at)
            _rotate(uow, row, access, refresh, expires_at)
            seen(uow, row.workstation_id)
        elif presented == row.previous_refresh_hash and row.previous_usable:
            expires_at = row.access_expires_at
        else:
            _revoke(uow, staff_session.c.id == session_id)
            _journal(uow, row.staff_id, "session.reuse_detected", session_id)
            return ProblemType.SESSION_EXPIRED
        return Tokens(access, refresh, max(0, int((expires_at - uow.now).total_seconds())))

    def recognise(self, token: str) -> StaffActor:
        """Name the staff member behind an access token, with the rights they hold at this moment.

        Raises Problem: unauthenticated, session-expired, account-disabled, workstation-revoked or
        workstation-forked.
        """
        return self._recognised(token, lambda bound: self._database.glance(BY_ACCESS, bound))[0]

    def arrive(self, token: str, practice_id: int) -> tuple[StaffActor, Head | None]:
        """As `recognise`, and with it the head of a practice where the actor belongs to that, in one look.

        The head is of the moment of the rights. None says nothing: it has to be asked for where it counts.
        """
        actor, rows = self._recognised(
            token, lambda bound: self._database.glance(AT_PRACTICE, bound, practice_id)
        )
        return actor, head_among(rows)

    async def met(
        self, token: str, practice_id: int | None = None
    ) -> tuple[StaffActor, Head | None] | None:
        """As `arrive`, or `recognise` without a practice, on the event loop; None: it takes a thread."""
        hashed = _hashed(token)
        statement = BY_ACCESS if practice_id is None else AT_PRACTICE
        rows = await self._database.look(statement, {"wanted": hashed}, practice_id)
        if rows is None or (rows and rows[0].previous_usable):
            return None
        actor = actor_of(rows, self._database.clock())
        return actor, None if practice_id is None else head_among(rows)

    def _recognised(self, token: str, look: Look) -> tuple[StaffActor, Rows]:
        hashed = _hashed(token)
        rows = look({"wanted": hashed})
        actor = actor_of(rows, self._database.clock())
        if rows[0].previous_usable:
            self._database.write(NOBODY, lambda uow: _forbid_previous(uow, hashed))
        return actor, rows

    def sign_out(self, actor: StaffActor) -> None:
        """End the actor's session."""

        def work(uow: UnitOfWork) -> None:
            _revoke(uow, staff_session.c.id == actor.session_id)
            _journal(uow, actor.staff_id, "staff.signed_out", actor.session_id)

        self._database.write(Scope.of(actor.practices), work)


def _hashed(token: str) -> str:
    if not tokens.is_whole(tokens.STAFF, token):
        raise Problem(ProblemType.UNAUTHENTICATED)
    return tokens.fingerprint(token)


def confirm_actor(reader: Reader, actor: StaffActor) -> StaffActor:
    """Build the actor anew inside a transaction, so that what it commits was right at that time.

    Raises Problem when the session or its workstation has been ended, or the staff member disabled,
    since.
    """
    return actor_of(reader.rows(BY_ID, {"wanted": actor.session_id}), reader.now)


def require_step_up(actor: StaffActor, now: datetime) -> None:
    """Refuse unless the password or a code was given lately (RFC 9470)."""
    if now - actor.authenticated_at > STEP_UP_LIFE:
        age = int(STEP_UP_LIFE.total_seconds())
        challenge = f'Bearer error="insufficient_user_authentication", max_age="{age}"'
        raise Problem(
            ProblemType.STEP_UP_REQUIRED,
            extra={"max_age_s": age},
            headers={"WWW-Authenticate": challenge},
        )


def disable_staff(uow: UnitOfWork, staff_id: str, *, actor_id: str | None) -> None:
    """Disable a staff member, end all their sessions, and order their workstations wiped.

    All in the caller's transaction. The scope must hold the practices they belong to, or have worked
    for at a workstation.
    """
    uow.execute(update(staff).where(staff.c.id == staff_id).values(active=False))
    _revoke(uow, staff_session.c.staff_id == staff_id)
    theirs = workstation.c.staff_id == staff_id
    end(uow, theirs, State.WIPE_ORDERED, before=WITHOUT_WIPE, actor_id=actor_id)
    for practice_id in practices_of(uow, staff_id):
        uow.journal(practice_id, actor_id=actor_id, action="staff.disabled", subject_id=staff_id)


def practices_of(reader: Reader, staff_id: str) -> list[int]:
    """List the practices a staff member belongs to, ascending."""
    mine = staff_membership.c.staff_id == staff_id
    return list(
        reader.execute(
            select(staff_membership.c.practice_id)
            .where(mine)
            .distinct()
            .order_by(staff_membership.c.practice_id)
        ).scalars()
    )


def _practices_of_session(reader: Reader, session_id: str) -> list[int]:
    found = reader.execute(
        select(staff_session.c.staff_id).where(staff_session.c.id == session_id)
    ).scalar()
    return practices_of(reader, found) if found else []


def _rotate(
    uow: UnitOfWork, row: Row[Any], access: str, refresh: str, expires_at: datetime
) -> None:
    uow.execute(
        update(staff_session)
        .where(staff_session.c.id == row.id)
        .values(
            access_hash=tokens.fingerprint(access),
            access_expires_at=expires_at,
            refresh_hash=tokens.fingerprint(refresh),
            previous_refresh_hash=row.refresh_hash,
            previous_usable=True,
            idle_expires_at=uow.now + IDLE_LIFE,
        )
    )


def _forbid_previous(uow: UnitOfWork, access_hash: str) -> None:
    """Mark that the new access token has arrived: the token before it is spent from now on."""
    mine = staff_session.c.access_hash == access_hash
    uow.execute(update(staff_session).where(mine).values(previous_usable=False))


def _revoke(uow: UnitOfWork, condition: ColumnElement[bool]) -> None:
    live = staff_session.c.revoked_at.is_(None)
    uow.execute(update(staff_session).where(condition, live).values(revoked_at=uow.now))


def _journal(uow: UnitOfWork, staff_id: str, action: str, subject_id: str) -> None:
    for practice_id in practices_of(uow, staff_id):
        uow.journal(practice_id, actor_id=staff_id, action=action, subject_id=subject_id)
