"""Tasks for staff that follow from a decision, left as jobs of its transaction.

A task is an item of a queue of its own, and the modules of the queues may not import the one that
knows all of them. So what a recall or a correction demands is enqueued with it: it happens if the
decision happens, once, and within the second in which the worker wakes.
"""

from collections.abc import Mapping
from typing import Any

from portal.db.unit_of_work import UnitOfWork

TASK = "task.create"


def ask_for_task(
    uow: UnitOfWork,
    *,
    practice_id: int,
    code: str,
    summary: str,
    patient_id: str | None,
    origin_id: str,
    priority: str = "routine",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Let a task be made once this transaction commits; one of its code for each origin."""
    payload = {
        "practice_id": practice_id,
        "code": code,
        "summary": summary,
        "patient_id": patient_id,
        "origin_id": origin_id,
        "priority": priority,
        "details": dict(details or {}),
    }
    uow.enqueue(TASK, f"{TASK}:{code}:{origin_id}", payload, practice_id=practice_id)
