"""Approving, refusing and ending the links of care managers (F50, F51, PEERS B11).

An end takes effect with its commit: every reading and every request asks for the link anew. Ending one
of two mutual links leaves the other.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from sqlalchemy import select

from portal.db.tables import proxy_link
from portal.db.unit_of_work import UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import PatientActor
from portal.services import charts, gate, proxies, proxy_notices
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today
from portal.services.proxies import GIVEN, REFUSED, WAITING
from portal.services.proxy_rules import NONE, by_law, effective_scope
from portal.services.rules import not_found, refused

EndReason = Literal[
    "PATIENT_ASKED",
    "CARE_MANAGER_ASKED",
    "DIVORCE",
    "COURT_ORDER_ENDED",
    "SAFETY",
    "MADE_IN_ERROR",
    "OTHER",
]
RefuseReason = Literal["NOT_PROVEN", "NOT_WANTED", "WRONG_PERSON", "SAFETY", "OTHER"]
END_REASONS: tuple[str, ...] = get_args(EndReason)
# those that nobody at the desk chooses
ENDED_BY_PATIENT, ENDED_BY_CARE_MANAGER = "ENDED_BY_PATIENT", "ENDED_BY_CARE_MANAGER"
OF_AGE, DECEASED, END_REACHED, REPLACED = "OF_AGE", "DECEASED", "END_REACHED", "REPLACED"
ACCOUNT_DEACTIVATED = "ACCOUNT_DEACTIVATED"

Row = Mapping[str, Any]


def approve(
    uow: UnitOfWork, practice_id: int, proxy_id: str, *, expected_version: int, staff_id: str
) -> None:
    """Let a prepared link hold; it takes the place of what the two had before.

    Repeating one's own approval changes nothing. Raises Problem: not-found; version-conflict;
    rule-refused PREPARER to whoever prepared it, LINK_NOT_WAITING, CARE_MANAGERS_OFF, DECEASED,
    LINK_OUTLIVED when its days are over or the patient's age allows nobody any more.
    """
    row = proxies.locked(uow, practice_id, proxy_id)
    if (row["approval"], row["approved_by"]) == (GIVEN, staff_id):
        return
    _check_waiting(row, expected_version)
    if row["created_by"] == staff_id:
        raise refused("PREPARER", "Whoever has prepared a link does not approve it.")
    proxies.require_enabled(uow, practice_id)
    _check_still_good(uow, row)
    for other in proxies.beside(uow, row, today(uow, practice_id)):
        _close(uow, other, by=staff_id, reason=REPLACED)
    proxies.write(uow, row, approval=GIVEN, approved_by=staff_id, approved_at=uow.now)
    _journal(uow, row, staff_id, "proxy.approved")
    proxy_notices.tell(uow, row, proxy_notices.ADDED)
    gate.audience_changed(uow, practice_id, row["patient_id"])


def refuse(
    uow: UnitOfWork,
    practice_id: int,
    proxy_id: str,
    *,
    expected_version: int,
    reason: RefuseReason,
    staff_id: str,
) -> None:
    """Refuse a prepared link; it never holds. Raises Problem as `approve` does."""
    row = proxies.locked(uow, practice_id, proxy_id)
    if (row["approval"], row["approved_by"]) == (REFUSED, staff_id):
        return
    _check_waiting(row, expected_version)
    decided = {"approval": REFUSED, "approved_by": staff_id, "approved_at": uow.now}
    proxies.write(uow, row, **decided, revoke_reason=reason)
    _journal(uow, row, staff_id, "proxy.refused", reason=reason)


def revoke(
    uow: UnitOfWork, practice_id: int, proxy_id: str, *, reason: EndReason, staff_id: str
) -> None:
    """End a link at once, or take back one that waits; one that has ended stays as it is.

    Raises Problem(not-found).
    """
    row = proxies.locked(uow, practice_id, proxy_id)
    if proxies.holds(row):
        end(uow, row, by=staff_id, reason=reason)


def end_all_of(uow: UnitOfWork, practice_id: int, account_id: str, *, by: str) -> None:
    """End what an account may do for others here: it was deactivated, and is given nothing back.

    Charts are locked in the order of their ids, as everywhere.
    """
    rows = uow.execute(
        select(proxy_link.c.id)
        .where(proxy_link.c.practice_id == practice_id)
        .where(proxy_link.c.account_id == account_id)
        .where(proxy_link.c.revoked_at.is_(None))
        .order_by(proxy_link.c.patient_id, proxy_link.c.id)
    ).scalars()
    for proxy_id in list(rows):
        row = proxies.locked(uow, practice_id, proxy_id)
        if proxies.holds(row):
            end(uow, row, by=by, reason=ACCOUNT_DEACTIVATED)


def end_by_patient(uow: UnitOfWork, practice_id: int, proxy_id: str, actor: PatientActor) -> None:
    """Let the patient or the care manager end a link at once, as many times as they say so.

    What stands on the law and not on the patient's word only the care manager lays down. Raises
    Problem: not-found for a link that is neither's; rule-refused BY_LAW.
    """
    row = proxies.locked(uow, practice_id, proxy_id)
    gives = actor.charts.get(practice_id) == row["patient_id"]
    if row["account_id"] != actor.account_id and not gives:
        raise not_found()
    if not proxies.holds(row):
        return
    if row["account_id"] == actor.account_id:
        end(uow, row, by=actor.account_id, reason=ENDED_BY_CARE_MANAGER)
        return
    if not may_end(row):
        raise refused("BY_LAW", "This access stands on the law. Please call the practice.")
    end(uow, row, by=actor.account_id, reason=ENDED_BY_PATIENT)


def may_end(row: Row) -> bool:
    """Whether the patient whose record it is ends a link by their own word."""
    return bool(row["basis"]) and not by_law(row["basis"])


def practice_of(uow: UnitOfWork, proxy_id: str) -> int:
    """Give the practice of a link, of those in the scope; raises Problem(not-found)."""
    found: int | None = uow.execute(
        select(proxy_link.c.practice_id).where(proxy_link.c.id == proxy_id)
    ).scalar_one_or_none()
    if found is None:
        raise not_found()
    return found


def end(uow: UnitOfWork, row: Row, *, by: str | None, reason: str) -> None:
    """End a locked link that nobody has ended, and tell whom it concerns."""
    _close(uow, row, by=by, reason=reason)
    if row["approval"] == GIVEN:
        proxy_notices.tell(uow, row, proxy_notices.ENDED)
        gate.audience_changed(uow, row["practice_id"], row["patient_id"])


def _close(uow: UnitOfWork, row: Row, *, by: str | None, reason: str) -> None:
    proxies.write(uow, row, revoked_at=uow.now, revoked_by=by, revoke_reason=reason)
    _journal(uow, row, by, "proxy.ended", reason=reason)


def _check_waiting(row: Row, expected_version: int) -> None:
    if row["approval"] != WAITING or row["revoked_at"] is not None:
        raise refused("LINK_NOT_WAITING", "This link does not wait for approval any more.")
    if row["version"] != expected_version:
        raise Problem(ProblemType.VERSION_CONFLICT)


def _check_still_good(uow: UnitOfWork, row: Row) -> None:
    """Ask again what was asked when it was prepared: days may lie between."""
    practice_id = row["practice_id"]
    person, day = charts.load(uow, practice_id, row["patient_id"]), today(uow, practice_id)
    if person["deceased_on"] is not None:
        raise refused("DECEASED", "Nobody acts for somebody who has died.")
    bands = store.current(uow, practice_id, ResultPolicy).bands
    held = effective_scope(
        row["scope"], row["relationship"], row["basis"], person["birth_date"], day, bands
    )
    if held == NONE or (row["ends_on"] is not None and row["ends_on"] <= day):
        raise refused("LINK_OUTLIVED", "This link would not hold any more; prepare it anew.")


def _journal(uow: UnitOfWork, row: Row, by: str | None, action: str, **detail: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=by,
        action=action,
        subject_id=row["patient_id"],
        target=("proxy", row["id"]),
        detail={"account": row["account_id"], **detail},
    )
