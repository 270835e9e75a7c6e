"""An applicant's side of a waiting enrollment: answer what was asked, or take it back (§5.2)."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_

from portal.db.tables import account
from portal.db.unit_of_work import UnitOfWork
from portal.services import (
    applications,
    around,
    enrollment_content,
    households,
    item_changes,
    memberships,
    wishes,
)
from portal.services.forms import Answer, Demographics
from portal.services.policies import store
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.rules import refused


def answer(uow: UnitOfWork, row: item_changes.ItemRow, form: Answer) -> None:
    """Give the practice's question an answer; the item waits for the practice again.

    What was asked and said before stays in the content, and which fields were corrected. Raises
    Problem: rule-refused when nothing was asked, validation for an impossible birth date.
    """
    if row["state"] != "needs_info":
        raise refused("NOT_ASKED", "The practice has not asked anything.")
    content = item_changes.content_of(row)
    submitted: dict[str, Any] = content["submitted"]
    about: dict[str, Any] = {}
    if form.corrected is not None:
        submitted, about = _corrected(uow, row, submitted, form.corrected)
    found = enrollment_content.find(uow, row["practice_id"], submitted, row["account_id"])
    item_changes.change(
        uow,
        row,
        state="pending",
        is_open=True,
        content=enrollment_content.with_answer(content, submitted, found, form.text, uow.now),
        due_at=_due(uow, row, content),
        **about,
    )
    _show_linked(uow, row)
    if form.corrected is not None:
        households.remember(uow, row["practice_id"], row["id"], submitted)
    else:
        households.touch(uow, row["practice_id"], row["id"])


def withdraw(uow: UnitOfWork, row: item_changes.ItemRow) -> None:
    """Take an enrollment back, and the appointment request that came along with it."""
    item_changes.change(uow, row, state="withdrawn", is_open=False)
    memberships.end(uow, row["practice_id"], row["account_id"], "withdrawn")
    households.touch(uow, row["practice_id"], row["id"])
    attached = item_changes.content_of(row)["submitted"]["appointment_item_id"]
    found = attached and item_changes.load(uow, row["practice_id"], attached, lock=True)
    if found and found["is_open"]:
        wishes.withdraw(uow, found)


def _corrected(
    uow: UnitOfWork, row: item_changes.ItemRow, before: dict[str, Any], form: Demographics
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the application and the item's columns after a correction; a new address is unconfirmed."""
    applications.check_person(uow, form)
    submitted = applications.submitted_of(
        form,
        before["username"],
        terms=before["terms"],
        captcha=before["captcha"],
        appointment_item_id=before["appointment_item_id"],
    )
    name = f"{form.given_name} {form.family_name}"
    uow.execute(
        account.update()
        .where(and_(account.c.id == row["account_id"], account.c.email != form.email))
        .values(email=form.email, email_verified_at=None, email_bounced_at=None)
    )
    return submitted, {
        "subject_name": name,
        "summary": name,
        "subject_birth_date": form.birth_date,
    }


def _due(uow: UnitOfWork, row: item_changes.ItemRow, content: dict[str, Any]) -> datetime | None:
    """Give when the item is due: the practice's clock has stood while the applicant was asked."""
    due: datetime | None = row["due_at"]
    asked = enrollment_content.asked_at(content)
    policy = store.current(uow, row["practice_id"], EnrollmentPolicy)
    if due is None or asked is None or not policy.pause_while_waiting:
        return due
    return due + (uow.now - datetime.fromisoformat(asked))


def _show_linked(uow: UnitOfWork, row: item_changes.ItemRow) -> None:
    linked = around.linked_id(row)
    if linked is not None:
        around.touch(uow, row["practice_id"], linked)
