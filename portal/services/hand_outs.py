"""What a desk hands out to let a patient in: its states, and the ways in which it ends (DOMAIN F14–F19).

Enrollment tokens, temporary credentials and invitations share their columns (`portal.db.tables`).
Of each kind one lives per patient; a new one ends the old one in its own transaction. Whoever tries
one that does not work reads one and the same answer, whatever the reason.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Table, and_, select, update

from portal.db.tables import enrollment_token, invitation, temporary_credential
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import patient_sessions
from portal.services.rules import not_found, refused

TOKEN, CREDENTIALS, INVITATION = "token", "temporary_credentials", "invitation"
KINDS: dict[str, Table] = {
    TOKEN: enrollment_token,
    CREDENTIALS: temporary_credential,
    INVITATION: invitation,
}
STATES = (
    "issued",
    "printed",
    "sent",
    "opened",
    "used",
    "expired",
    "revoked",
    "superseded",
    "bounced",
    "burnt",
)
LIVE_STATES = frozenset({"issued", "printed", "sent", "opened", "bounced"})
"""What still works; a mail that came back does not kill the link in it."""
RevokeReason = Literal["WRONG_PERSON", "LOST", "NOT_NEEDED", "OTHER"]
FREE_TRIES = 5
"""How often somebody who holds the right secret may be wrong about the person; then it is burnt."""

Row = Mapping[str, Any]


def refusal() -> Problem:
    """Give the one answer to every wrong turn; it says nothing of the reason."""
    return Problem(ProblemType.HAND_OUT_REFUSED)


def state_of(row: Row, now: datetime) -> str:
    """Give the state, one of STATES, of a row of any of the three tables.

    What had expired before it was replaced stays expired: the patient who brings it has waited too
    long, and no newer letter is the reason.
    """
    replaced = row["superseded_at"]
    for name, holds in (
        ("used", row["used_at"]),
        ("revoked", row["revoked_at"]),
        ("burnt", row["burnt_at"]),
        ("superseded", replaced is not None and replaced < row["expires_at"]),
        ("bounced", row.get("bounced_at") and replaced is None),
        ("expired", row["expires_at"] <= now or replaced),
        ("opened", row.get("opened_at")),
        ("sent", row.get("last_sent_at")),
        ("printed", row.get("printed_at")),
    ):
        if holds:
            return name
    return "issued"


def works(row: Row, now: datetime) -> bool:
    """Whether it would open something now."""
    return state_of(row, now) in LIVE_STATES and now < row["expires_at"]


def load(
    reader: Reader, kind: str, practice_id: int, hand_out_id: str, *, lock: bool = False
) -> dict[str, Any]:
    """Give a row by its id, locked when a change follows; raises Problem(not-found)."""
    table = KINDS[kind]
    query = select(table).where(and_(table.c.practice_id == practice_id, table.c.id == hand_out_id))
    row = reader.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    if row is None:
        raise not_found()
    return dict(row)


def live(reader: Reader, kind: str, practice_id: int, patient_id: str) -> dict[str, Any] | None:
    """Give the patient's one of this kind that still works, or None."""
    found = [
        row for row in history(reader, kind, practice_id, patient_id) if works(row, reader.now)
    ]
    return found[0] if found else None


def history(reader: Reader, kind: str, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give all of this kind that the patient was ever given, newest first."""
    table = KINDS[kind]
    rows = reader.execute(
        select(table)
        .where(and_(table.c.practice_id == practice_id, table.c.patient_id == patient_id))
        .order_by(table.c.id.desc())
    ).mappings()
    return [dict(row) for row in rows]


def supersede(uow: UnitOfWork, kind: str, practice_id: int, patient_id: str) -> str | None:
    """End what the patient holds of this kind, for a new one follows; lock the chart before.

    What temporary credentials have opened ends with them. Gives the id of the one that worked until
    now, or None when none did.
    """
    table = KINDS[kind]
    ended = [one for one in history(uow, kind, practice_id, patient_id) if _unfinished(one)]
    for one in ended:
        uow.execute(
            update(table)
            .where(and_(table.c.practice_id == practice_id, table.c.id == one["id"]))
            .values(superseded_at=uow.now)
        )
        if kind == CREDENTIALS:
            patient_sessions.revoke_of_credential(uow, one["id"])
    worked = [one["id"] for one in ended if works(one, uow.now)]
    return worked[0] if worked else None


def end_all(uow: UnitOfWork, practice_id: int, patient_id: str) -> None:
    """End everything that the patient holds: they are in, and old letters must open nothing.

    What has just been used is marked so before; see `use`.
    """
    for kind in KINDS:
        supersede(uow, kind, practice_id, patient_id)


def use(uow: UnitOfWork, kind: str, row: Row, account_id: str | None) -> None:
    """Mark a row as used, once; raises the refusal when another was faster or it works no more.

    `account_id` may be None here and told by `used_by` when the account has been made.
    """
    table = KINDS[kind]
    if not works(row, uow.now):
        raise refusal()
    changed = uow.execute(
        update(table)
        .where(and_(table.c.practice_id == row["practice_id"], table.c.id == row["id"]))
        .where(table.c.used_at.is_(None))
        .where(table.c.revoked_at.is_(None))
        .where(table.c.superseded_at.is_(None))
        .values(used_at=uow.now, used_by=account_id)
    )
    if changed.rowcount != 1:
        raise refusal()


def used_by(uow: UnitOfWork, kind: str, row: Row, account_id: str) -> None:
    """Say which account came of a row that was marked as used."""
    table = KINDS[kind]
    uow.execute(
        update(table)
        .where(and_(table.c.practice_id == row["practice_id"], table.c.id == row["id"]))
        .values(used_by=account_id)
    )


def revoke(
    uow: UnitOfWork, kind: str, practice_id: int, hand_out_id: str, *, by: str, reason: RevokeReason
) -> dict[str, Any]:
    """Take back what was handed out; gives its row as it was.

    Raises Problem: not-found, or rule-refused NOT_LIVE for what has ended already.
    """
    row = load(uow, kind, practice_id, hand_out_id, lock=True)
    if not _unfinished(row) or not works(row, uow.now):
        raise refused("NOT_LIVE", "It has ended already.", state=state_of(row, uow.now))
    table = KINDS[kind]
    uow.execute(
        update(table)
        .where(and_(table.c.practice_id == practice_id, table.c.id == hand_out_id))
        .values(revoked_at=uow.now, revoked_by=by, revoke_reason=reason)
    )
    note(uow, kind, row, "revoked", by, reason=reason)
    return row


def count_try(uow: UnitOfWork, kind: str, row: Row) -> None:
    """Count a wrong guess at the person by somebody who holds the right secret; the fifth burns it."""
    table = KINDS[kind]
    mine = and_(table.c.practice_id == row["practice_id"], table.c.id == row["id"])
    tries = uow.execute(select(table.c.tries).where(mine).with_for_update()).scalar_one() + 1
    burnt = uow.now if tries >= FREE_TRIES else None
    uow.execute(update(table).where(mine).values(tries=tries, burnt_at=burnt))
    if tries == FREE_TRIES:
        note(uow, kind, row, "burnt", None)


def note(
    uow: UnitOfWork, kind: str, row: Row, act: str, actor_id: str | None, **detail: str | bool | int
) -> None:
    """Journal an act on something handed out: ids and codes only, no secret, no address."""
    uow.journal(
        row["practice_id"],
        actor_id=actor_id,
        action=f"{kind}.{act}",
        subject_id=row["id"],
        target=(kind, row["id"]),
        detail={"patient_id": row["patient_id"], **detail},
    )


def _unfinished(row: Row) -> bool:
    """Whether the row takes the one place per patient (the unique index of the tables)."""
    return row["used_at"] is None and row["revoked_at"] is None and row["superseded_at"] is None
