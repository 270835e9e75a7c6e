"""The gate that stands before patients: what every queue that releases something shares (F64, F66).

A queue behind the gate says in a `Gated` what its things are; when they go out, who sees them, what
holds them, and who is told is the same for a report and a letter. Jobs of the outbox carry out what
the policy promised (`gate_jobs`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import and_, select

from portal.db.tables import item
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import inbox
from portal.services.audience import Viewer
from portal.services.policies.result import GATED_KINDS, RETIME
from portal.services.practice_time import begin_of, today, zone_of

DUE = "gate.due"  # the clock of an item has run out
HOLD_END = "gate.hold_end"
DAILY = "gate.daily"  # a new day at the practice: birthdays, links that begin and end
AUDIENCE = "gate.audience"  # somebody has got, or lost, access to a chart
UNREVIEWED = "unreviewed"  # the policy let the patient see it; a clinician has still to look

Row = Mapping[str, Any]


class Gated(Protocol):
    """What a queue says of the things behind its gate."""

    def fresh_content(self, reader: Reader, row: Row) -> dict[str, Any]:
        """Give the content of an item as it would be made now, with `release` and `audience`."""

    def viewers(self, reader: Reader, row: Row) -> list[Viewer]:
        """Say who would see the thing if it were released now."""

    def open_to_patients(self, uow: UnitOfWork, row: Row) -> None:
        """Mark the thing as visible; raises Problem when a rule forbids it."""

    def close_to_patients(self, uow: UnitOfWork, row: Row) -> dict[str, Any]:
        """Mark it as taken back; gives `seen` and `seen_at`."""


@dataclass(frozen=True)
class Kind:
    """A queue behind the gate, with the inbox entries that announce a thing and its recall."""

    name: str
    gated: Gated
    announced_as: str
    recalled_as: str
    recall_texts: Mapping[str, str]  # what patients read, by the code of the reason


def was_seen(stored: Row) -> dict[str, Any]:
    """Say whether somebody has seen a stored thing since it went out, and when first: for its recall."""
    at, since = stored["seen_at"], stored["released_at"]
    seen = at is not None and (since is None or at >= since)
    return {"seen": seen, "seen_at": moment_text(at) if seen else None}


def schedule(uow: UnitOfWork, kind: str, practice_id: int, item_id: str, content: Row) -> None:
    """Leave the jobs that carry out what an item's content promises; a known job is left as it is."""
    schedule_all(uow, kind, practice_id, [(item_id, content)])


def schedule_all(
    uow: UnitOfWork, kind: str, practice_id: int, items: Iterable[tuple[str, Row]]
) -> None:
    """Leave the jobs of many items at once, by id and content."""
    for item_id, content in items:
        at = content["release"]["auto_release_at"]
        if at is not None:
            due(uow, kind, practice_id, item_id, datetime.fromisoformat(at))
    tomorrow(uow, kind, practice_id)


def tomorrow(uow: UnitOfWork, kind: str, practice_id: int) -> None:
    """Leave the job that looks at who sees what when the practice's next day begins."""
    day = today(uow, practice_id) + timedelta(days=1)
    uow.enqueue(
        DAILY,
        f"{DAILY}:{kind}:{practice_id}:{day}",
        {"practice_id": practice_id, "kind": kind},
        practice_id=practice_id,
        due_at=begin_of(day, zone_of(uow, practice_id)),
    )


def due(uow: UnitOfWork, kind: str, practice_id: int, item_id: str, at: datetime) -> None:
    """Leave the job that looks at an item when its clock has run out.

    A job of the same time may have come to nothing under a hold, so each call leaves its own.
    """
    uow.enqueue(
        DUE,
        f"{DUE}:{item_id}:{at.isoformat()}:{uow.now.isoformat()}",
        {"practice_id": practice_id, "kind": kind, "item_id": item_id},
        practice_id=practice_id,
        due_at=at,
    )


def hold_ends(uow: UnitOfWork, kind: str, practice_id: int, item_id: str, hold: Row) -> None:
    """Leave the job that ends a hold; it leaves alone what ends later by then."""
    uow.enqueue(
        HOLD_END,
        f"{HOLD_END}:{item_id}:{hold['ends_at']}:{uow.now.isoformat()}",
        {"practice_id": practice_id, "kind": kind, "item_id": item_id},
        practice_id=practice_id,
        due_at=datetime.fromisoformat(hold["ends_at"]),
    )


def retime(uow: UnitOfWork, kind: str, practice_id: int, version: int, after: str = "") -> None:
    """Leave the job that works out every clock anew, by the policy's new version."""
    uow.enqueue(
        RETIME,
        f"{RETIME}:{kind}:{practice_id}:{version}:{after}",
        {"practice_id": practice_id, "kind": kind, "version": version, "after": after},
        practice_id=practice_id,
    )


def audience_changed(uow: UnitOfWork, practice_id: int, patient_id: str) -> None:
    """Leave the job that tells open items of a chart who sees them now.

    To be called wherever an account becomes active on a chart, or a care manager's link is made or
    ended: until then a release that names the audience on the screen is refused.
    """
    waiting = uow.execute(
        select(item.c.kind)
        .distinct()
        .where(and_(item.c.practice_id == practice_id, item.c.patient_id == patient_id))
        .where(and_(item.c.is_open.is_(True), item.c.kind.in_(GATED_KINDS)))
    ).scalars()
    for kind in waiting:
        uow.enqueue(
            AUDIENCE,
            f"{AUDIENCE}:{kind}:{patient_id}:{uow.now.isoformat()}",
            {"practice_id": practice_id, "kind": kind, "patient_id": patient_id},
            practice_id=practice_id,
        )


def announce(
    uow: UnitOfWork, row: Row, viewers: Iterable[Viewer], *, kind: str, key: str, body: str
) -> None:
    """Tell everybody who sees the thing; one account gets one mail for one `key`."""
    for viewer in viewers:
        if viewer.sees:
            inbox.tell(
                uow,
                practice_id=row["practice_id"],
                account_id=viewer.account_id,
                patient_id=row["patient_id"],
                kind=kind,
                key=f"{row['practice_id']}:{viewer.account_id}:{key}",
                body=body,
                item_id=row["id"],
            )
