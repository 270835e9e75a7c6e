"""Workstations: registering one, listing those of a practice, ending one (reference/security T1, T18).

A registration gives the workstation its share of the key that opens its files. The share is made once,
kept sealed, and gone for good from the moment the workstation is ended.
"""

import base64
import os
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.tables import staff_session
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.db.workstation_tables import workstation, workstation_practice
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.security.rescue_box import RescueBox
from portal.security.sealing import Sealing
from portal.security.sessions import confirm_actor, require_step_up
from portal.security.workstations import (
    WITHOUT_WIPE,
    State,
    end,
    practices_of_workstation,
    refuse_ended,
)
from portal.services.workstation_list import Document, documents

SHARE_BYTES = 32


@dataclass(frozen=True)
class Registration:
    """What a workstation says of itself; it keeps `sequence` and `nonce` before it sends them."""

    workstation_id: str
    public_key: str  # Ed25519, base64
    name: str
    sequence: int
    nonce: str
    replaces: str = ""  # the workstation that the same folder was before it was forked


@dataclass(frozen=True)
class Registered:
    """What it gets; `share` exists outside of the seal only in this answer."""

    share: bytes
    rescue_key: bytes
    former_share: bytes = b""  # of the one that it replaces; what it has kept is opened by that


class Workstations:
    """The workstations of the portal."""

    def __init__(self, database: Database, sealing: Sealing, box: RescueBox) -> None:
        self._database = database
        self._sealing = sealing
        self._box = box

    def register(self, actor: StaffActor, wanted: Registration) -> Registered:
        """Bind the actor's session to their workstation, and give its share.

        The same registration again, when its reply was lost, gives the same. Raises Problem:
        not-found for somebody else's; workstation-revoked; workstation-forked, which ends it, when the
        folder is in use twice; session-expired for a session that is another workstation's, or one
        whose registration a newer session of this one has overtaken.
        """

        def work(uow: UnitOfWork) -> tuple[str | None, str | None]:
            share = self._register(uow, actor, wanted)
            return share, None if share is None else _former_share(uow, actor, wanted)

        with self._database.read(Scope.ALL) as reader:  # also those that its owner has left
            worked_for = practices_of_workstation(reader, wanted.workstation_id)
        scope = Scope.of({*actor.practices, *worked_for})
        try:
            share, former = self._database.write(scope, work)
        except IntegrityError:  # the same registration, twice at once: now the other one is there
            share, former = self._database.write(scope, work)
        if share is None:
            raise Problem(ProblemType.WORKSTATION_FORKED)
        return Registered(
            share=base64.b64decode(self._sealing.open(share, _place(wanted.workstation_id))),
            rescue_key=self._box.public_key(wanted.workstation_id),
            former_share=b""
            if former is None
            else base64.b64decode(self._sealing.open(former, _place(wanted.replaces))),
        )

    def _register(self, uow: UnitOfWork, actor: StaffActor, wanted: Registration) -> str | None:
        """Give the sealed share; None when it is a fork, which has to be committed."""
        session = (
            uow.execute(
                select(staff_session)
                .where(staff_session.c.id == actor.session_id)
                .with_for_update()
            )
            .mappings()
            .one()
        )
        now = confirm_actor(uow, actor)
        if session["workstation_id"] not in {None, wanted.workstation_id}:
            # or a stolen session could leave a workstation that is about to be revoked
            raise Problem(ProblemType.SESSION_EXPIRED)
        mine = workstation.c.id == wanted.workstation_id
        row = (
            uow.execute(select(workstation).where(mine).with_for_update()).mappings().one_or_none()
        )
        if row is None:
            share = self._add(uow, now, wanted, session)
        else:
            if not _is_next(row, now, wanted, session):
                end(uow, mine, State.FORKED, actor_id=now.staff_id)
                return None
            share = str(row["share"])
            uow.execute(update(workstation).where(mine).values(_said(uow, wanted, session)))
        uow.execute(
            update(staff_session)
            .where(staff_session.c.id == now.session_id)
            .values(workstation_id=wanted.workstation_id)
        )
        _work_for(uow, now, actor.practices & now.practices, wanted.workstation_id)
        return share

    def _add(
        self, uow: UnitOfWork, actor: StaffActor, wanted: Registration, session: RowMapping
    ) -> str:
        raw = base64.b64encode(os.urandom(SHARE_BYTES)).decode()
        share = self._sealing.seal(raw, _place(wanted.workstation_id))
        row = {
            "id": wanted.workstation_id,
            "staff_id": actor.staff_id,
            "public_key": wanted.public_key,
            "state": State.ACTIVE.value,
            "share": share,
            "created_at": uow.now,
        }
        uow.execute(insert(workstation).values(row | _said(uow, wanted, session)))
        return share

    def of_practice(self, actor: StaffActor, practice_id: int) -> list[Document]:
        """List the workstations that have worked for a practice, the one last seen first.

        Raises Problem: not-found, not-permitted.
        """
        actor.must(practice_id, Permission.STAFF_MANAGE)
        with self._database.read(Scope.of([practice_id])) as reader:
            return documents(reader, practice_id)

    def revoke(
        self, actor: StaffActor, practice_id: int, workstation_id: str, *, reason: str, wipe: bool
    ) -> Document:
        """End a workstation for good, and with `wipe` order its files away; gives how it stands.

        Asked for twice, it is done once; an order to wipe can follow later, and is never taken back.
        Raises Problem: not-found, not-permitted, step-up-required.
        """
        actor.must(practice_id, Permission.STAFF_MANAGE)
        with self._database.read(Scope.ALL) as reader:  # every practice it has worked for is told
            practices = practices_of_workstation(reader, workstation_id)
        if practice_id not in practices:
            raise Problem(ProblemType.NOT_FOUND)

        def work(uow: UnitOfWork) -> Document:
            now = confirm_actor(uow, actor)
            now.must(practice_id, Permission.STAFF_MANAGE)
            require_step_up(now, uow.now)
            revoke(uow, workstation_id, reason=reason, wipe=wipe, actor=now)
            return documents(uow, practice_id, workstation_id)[0]

        return self._database.write(Scope.of(practices), work)


def revoke(
    uow: UnitOfWork,
    workstation_id: str,
    *,
    reason: str,
    wipe: bool,
    actor: StaffActor | None = None,
) -> bool:
    """End a workstation in the caller's transaction; gives whether that changed anything.

    The scope must hold the practices that it has worked for. One that was forked loses its share only by
    this: nobody who copied its folder gets it any more.
    """
    ended = end(
        uow,
        workstation.c.id == workstation_id,
        State.WIPE_ORDERED if wipe else State.REVOKED,
        before=WITHOUT_WIPE if wipe else (State.ACTIVE, State.FORKED),
        actor=actor,
        actor_id=None if actor is None else actor.staff_id,
        reason=reason,
    )
    return bool(ended)


def _former_share(uow: UnitOfWork, actor: StaffActor, wanted: Registration) -> str | None:
    """Give the sealed share of the actor's own forked workstation that this one replaces, if it has one."""
    return uow.execute(
        select(workstation.c.share).where(
            workstation.c.id == wanted.replaces,
            workstation.c.staff_id == actor.staff_id,
            workstation.c.state == State.FORKED,
        )
    ).scalar_one_or_none()


def _is_next(row: RowMapping, actor: StaffActor, wanted: Registration, session: RowMapping) -> bool:
    """Whether the registration follows on the last one; if not, the folder is in use twice.

    Raises Problem for a workstation that is not the actor's or has been ended, and for a registration
    that has been on its way while a newer session of the same folder registered: it is late, no fork.
    """
    if row["staff_id"] != actor.staff_id:
        raise Problem(ProblemType.NOT_FOUND)
    refuse_ended(row["state"])
    if row["public_key"] != wanted.public_key:
        return False
    if wanted.sequence > row["sequence"]:
        return True
    if (wanted.sequence, wanted.nonce) == (row["sequence"], row["nonce"]):
        return True
    if session["absolute_expires_at"] < row["session_until"]:
        raise Problem(ProblemType.SESSION_EXPIRED)
    return False


def _said(uow: UnitOfWork, wanted: Registration, session: RowMapping) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "sequence": wanted.sequence,
        "nonce": wanted.nonce,
        "session_until": session["absolute_expires_at"],
        "last_seen_at": uow.now,
    }


def _work_for(
    uow: UnitOfWork, actor: StaffActor, practices: frozenset[int], workstation_id: str
) -> None:
    """Remember the practices whose data comes to this workstation, and tell each of them once."""
    known = practices_of_workstation(uow, workstation_id)
    for practice_id in sorted(practices - set(known)):
        row = {"practice_id": practice_id, "workstation_id": workstation_id, "created_at": uow.now}
        uow.execute(insert(workstation_practice).values(row))
        uow.journal(
            practice_id,
            actor_id=actor.staff_id,
            action="workstation.registered",
            subject_id=workstation_id,
            target=("workstation", workstation_id),
        )


def _place(workstation_id: str) -> str:
    return f"workstation-share:{workstation_id}"
