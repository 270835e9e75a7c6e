"""What time does to an enrollment whose applicant was asked: one reminder, then the end (§5.2).

Both are jobs left with the question. A job that comes after the answer, or after a newer question,
does nothing.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import account, account_practice
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import enrollment_content, inbox, item_changes, memberships
from portal.services.outbox_worker import Handler, Job
from portal.services.policies.enrollment import EnrollmentPolicy

REMIND, CLOSE, FREE = "enrollment_remind", "enrollment_close", "username_free"
_KIND = "enrollment"


def begin(uow: UnitOfWork, row: item_changes.ItemRow, policy: EnrollmentPolicy) -> None:
    """Leave the reminder and the end of a question that is asked now."""
    payload = {
        "practice_id": row["practice_id"],
        "item_id": row["id"],
        "asked_at": moment_text(uow.now),
    }
    for kind, days in (
        (REMIND, policy.remind_after_days),
        (CLOSE, policy.answer_within_days),
    ):
        if days is not None:
            uow.enqueue(
                kind,
                f"{kind}:{row['id']}:{row['version']}",
                payload,
                practice_id=row["practice_id"],
                due_at=uow.now + timedelta(days=days),
            )


def free_username(uow: UnitOfWork, row: item_changes.ItemRow) -> None:
    """Give the user name of a denied applicant back, unless another practice knows them (F22).

    Whether one does is for the portal to see and not for a practice, so a job does it.
    """
    payload = {"account_id": row["account_id"]}
    uow.enqueue(FREE, f"{FREE}:{row['id']}:{row['version']}", payload)


def give_name_back(uow: UnitOfWork, account_id: str) -> bool:
    """Take the user name from an account that no practice waits for or has let in."""
    standing = uow.execute(
        select(account_practice.c.practice_id)
        .where(account_practice.c.account_id == account_id)
        .where(account_practice.c.status.in_(("pending", "active")))
        .limit(1)
    ).one_or_none()
    if standing is not None:
        return False
    uow.execute(
        update(account).where(account.c.id == account_id).values(username=f"freed {account_id}")
    )
    return True


def remind(uow: UnitOfWork, payload: Mapping[str, Any]) -> bool:
    """Remind the applicant of an open question; False when there is none any more."""
    row = _unanswered(uow, payload)
    if row is None:
        return False
    content = item_changes.content_of(row)
    question = content["exchange"][-1]["question"]
    _tell(uow, row, "enrollment_reminder", question)
    _journal(uow, row, "item.reminded")
    return True


def close(uow: UnitOfWork, payload: Mapping[str, Any]) -> bool:
    """Close a request whose question nobody has answered in time; False when it was answered."""
    row = _unanswered(uow, payload)
    if row is None:
        return False
    item_changes.change(uow, row, state="expired", is_open=False)
    memberships.end(uow, row["practice_id"], row["account_id"], "withdrawn")
    _tell(uow, row, "enrollment_lapsed")
    _journal(uow, row, "item.expired")
    return True


def _unanswered(uow: UnitOfWork, payload: Mapping[str, Any]) -> item_changes.ItemRow | None:
    row = item_changes.load(uow, payload["practice_id"], payload["item_id"], lock=True)
    if row is None or row["state"] != "needs_info":
        return None
    asked = enrollment_content.asked_at(item_changes.content_of(row))
    return row if asked == payload["asked_at"] else None


def _tell(uow: UnitOfWork, row: item_changes.ItemRow, kind: str, body: str = "") -> None:
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"],
        kind=kind,
        key=f"{row['id']}:{row['version']}",
        body=body,
        item_id=row["id"],
    )


def _journal(uow: UnitOfWork, row: item_changes.ItemRow, action: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action=action,
        subject_id=row["id"],
        target=(_KIND, row["id"]),
    )


def handlers(database: Database) -> dict[str, Handler]:
    """Give the handler of each of these jobs."""

    def of_question(work: Callable[[UnitOfWork, Mapping[str, Any]], object]) -> Handler:
        def handle(job: Job) -> None:
            scope = Scope.of([job.payload["practice_id"]])
            database.write(scope, lambda uow: work(uow, job.payload))

        return handle

    def free(job: Job) -> None:
        account_id = job.payload["account_id"]
        # whether any practice knows the account is the question, so the fence can not be narrower
        database.write(Scope.ALL, lambda uow: give_name_back(uow, account_id))

    return {REMIND: of_question(remind), CLOSE: of_question(close), FREE: free}
