"""What the portal does by itself at the gate, when a clock has run out, a hold ends, a day begins.

Each works on the item's row under lock, by the policy and the audience of that very moment, and
does nothing where a person was faster. The journal names no actor: it was the policy.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from portal.db.engine import Database
from portal.db.tables import item, patient, proxy_link
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.canonical import canonical
from portal.services import gate, holds, item_changes
from portal.services.audience import audience_content
from portal.services.gate import UNREVIEWED, Kind, Row
from portal.services.outbox_worker import Handler, Job
from portal.services.policies import store
from portal.services.policies.result import RETIME, ResultPolicy
from portal.services.practice_time import today

PENDING = "pending"
CHUNK = 25  # items whose clocks are worked out anew in one transaction: decisions wait for it


def handlers(database: Database, kinds: Mapping[str, Kind]) -> Mapping[str, Handler]:
    """Give the handlers of the gate's jobs."""

    def handler(work: Any, *names: str) -> Handler:
        def do(job: Job) -> None:
            told = [job.payload[name] for name in names]
            practice_id, kind = job.payload["practice_id"], kinds[job.payload["kind"]]
            scope = Scope.of([practice_id])
            database.write(scope, lambda uow: work(uow, kind, practice_id, *told))

        return do

    return {
        gate.DUE: handler(release_due, "item_id"),
        gate.HOLD_END: handler(end_hold, "item_id"),
        gate.DAILY: handler(begin_day),
        RETIME: handler(retime, "version", "after"),
        gate.AUDIENCE: handler(show_audience, "patient_id"),
    }


def release_due(uow: UnitOfWork, kind: Kind, practice_id: int, item_id: str) -> bool:
    """Release what the policy lets out by itself; False when it does not, or not yet."""
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or row["state"] != PENDING:
        return False
    if row["claimed_until"] is not None and row["claimed_until"] > uow.now:
        gate.due(uow, kind.name, practice_id, item_id, row["claimed_until"])  # somebody looks at it
        return False
    content = kind.gated.fresh_content(uow, row)
    at = content["release"]["auto_release_at"]
    if at is None or datetime.fromisoformat(at) > uow.now:
        _keep(uow, kind, row, content)
        return False
    viewers = kind.gated.viewers(uow, row)
    kind.gated.open_to_patients(uow, row)
    content |= {"audience": audience_content(viewers)}
    reviewed = content.get("review", True) is not None  # a document has no review of its own
    item_changes.change(
        uow,
        row,
        state="released" if reviewed else UNREVIEWED,
        is_open=not reviewed,
        content=content,
        decided_by=None,
        decided_at=uow.now,
        decided_action="release",
        outcome=canonical({"text_to_patient": ""}),
    )
    uow.journal(
        practice_id,
        actor_id=None,
        action="item.released_by_policy",
        subject_id=item_id,
        target=(kind.name, item_id),
        detail={"mode": content["release"]["mode"], "auto_release_at": at},
    )
    day = str(today(uow, practice_id))
    gate.announce(uow, row, viewers, kind=kind.announced_as, key=day, body="")
    return True


def end_hold(uow: UnitOfWork, kind: Kind, practice_id: int, item_id: str) -> bool:
    """End a hold that has run out; the policy decides again, or the item waits for a person."""
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or row["state"] != "held":
        return False
    hold = item_changes.content_of(row)["release"]["hold"]
    if hold is None or datetime.fromisoformat(hold["ends_at"]) > uow.now:
        return False  # lifted, or placed anew with a later end
    holds.lift(uow, practice_id, item_id, None)
    content = kind.gated.fresh_content(uow, row)
    urgent = row["priority"] if row["priority"] == "stat" else "urgent"
    item_changes.change(
        uow,
        row,
        state=PENDING,
        is_open=True,
        content=content,
        due_at=uow.now,
        priority=urgent if hold["basis"] in holds.JUDGED else row["priority"],
    )
    uow.journal(
        practice_id,
        actor_id=None,
        action="item.hold_ended",
        subject_id=item_id,
        target=(kind.name, item_id),
        detail={"basis": hold["basis"]},
    )
    gate.schedule(uow, kind.name, practice_id, item_id, content)
    return True


def begin_day(uow: UnitOfWork, kind: Kind, practice_id: int) -> int:
    """Work out anew what a birthday or a link of a care manager changes today; says how many."""
    day = today(uow, practice_id)
    query = (
        select(item.c.id, patient.c.birth_date)
        .join_from(
            item,
            patient,
            and_(patient.c.practice_id == item.c.practice_id, patient.c.id == item.c.patient_id),
        )
        .where(and_(item.c.practice_id == practice_id, item.c.kind == kind.name))
        .where(item.c.state.in_([PENDING, "held"]))
    )
    eve = day - timedelta(days=1)
    days = {(day.month, day.day)} | ({(2, 29)} if (eve.month, eve.day) == (2, 28) else set())
    touched = {
        row.id for row in uow.execute(query) if (row.birth_date.month, row.birth_date.day) in days
    }
    linked = (
        select(item.c.id)
        .join_from(
            item,
            proxy_link,
            and_(
                proxy_link.c.practice_id == item.c.practice_id,
                proxy_link.c.patient_id == item.c.patient_id,
            ),
        )
        .where(and_(item.c.practice_id == practice_id, item.c.kind == kind.name))
        .where(item.c.state.in_([PENDING, "held"]))
        .where(or_(proxy_link.c.starts_on == day, proxy_link.c.ends_on == day))
    )
    touched |= {row.id for row in uow.execute(linked)}
    changed = sum(refresh(uow, kind, practice_id, item_id) for item_id in sorted(touched))
    gate.tomorrow(uow, kind.name, practice_id)
    return changed


def show_audience(uow: UnitOfWork, kind: Kind, practice_id: int, patient_id: str) -> int:
    """Tell the open items of a chart who sees them now; says how many have changed."""
    ids: Sequence[str] = list(
        uow.execute(
            select(item.c.id)
            .where(and_(item.c.practice_id == practice_id, item.c.kind == kind.name))
            .where(and_(item.c.patient_id == patient_id, item.c.is_open.is_(True)))
            .order_by(item.c.id)
        ).scalars()
    )
    return sum(refresh(uow, kind, practice_id, item_id) for item_id in ids)


def retime(uow: UnitOfWork, kind: Kind, practice_id: int, version: int, after: str) -> int:
    """Work out the clocks of the next open items anew; leaves a job for those behind them.

    When the policy has changed again, the round of the newer version does all of it.
    """
    if store.held(uow, practice_id, ResultPolicy).version > version:
        return 0
    ids: Sequence[str] = list(
        uow.execute(
            select(item.c.id)
            .where(and_(item.c.practice_id == practice_id, item.c.kind == kind.name))
            .where(item.c.state.in_([PENDING, "held"]))
            .where(item.c.id > after)
            .order_by(item.c.id)
            .limit(CHUNK)
        ).scalars()
    )
    if len(ids) == CHUNK:
        gate.retime(uow, kind.name, practice_id, version, ids[-1])
    return sum(refresh(uow, kind, practice_id, item_id) for item_id in ids)


def refresh(uow: UnitOfWork, kind: Kind, practice_id: int, item_id: str) -> bool:
    """Bring an open item's clock and audience up to date; False when they were."""
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or row["state"] not in {PENDING, "held"}:
        return False
    return _keep(uow, kind, row, kind.gated.fresh_content(uow, row))


def _keep(uow: UnitOfWork, kind: Kind, row: Row, content: dict[str, Any]) -> bool:
    if canonical(content) == row["content"]:
        return False
    item_changes.change(uow, row, state=row["state"], is_open=True, content=content)
    gate.schedule(uow, kind.name, row["practice_id"], row["id"], content)
    return True
