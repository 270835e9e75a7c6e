"""Taking back what has been released: at once, for a coded reason, with who had seen it (K123).

What was shown to the wrong patient is a privacy incident, and somebody has to see to it
(45 CFR 164.402); the recall opens that task. Shared by every queue behind the gate.
"""

from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.services import inbox, item_changes, tasks
from portal.services.gate import Kind, Row, announce

WRONG_PATIENT = "WRONG_PATIENT"
RECALLED = "recalled"


def recalled(uow: UnitOfWork, kind: Kind, row: Row, reason: str) -> dict[str, Any]:
    """Take a thing back and tell who could see it; gives the item's content from then on."""
    viewers = [one for one in kind.gated.viewers(uow, row) if one.sees]
    found = kind.gated.close_to_patients(uow, row)
    inbox.take_back(uow, row["practice_id"], row["id"], kind.announced_as)
    announce(
        uow,
        row,
        viewers,
        kind=kind.recalled_as,
        key=f"{row['id']}:{row['version']}",
        body=kind.recall_texts[reason],
    )
    if reason == WRONG_PATIENT:
        _incident(uow, row, seen=found["seen"])
    return item_changes.content_of(row) | {
        "recall": {"reason_code": reason, "recipients": len(viewers), **found}
    }


def take_back(uow: UnitOfWork, kind: Kind, row: Row, reason: str, actor_id: str | None) -> None:
    """Recall an item outside a staff member's decision: its sender took it back."""
    content = recalled(uow, kind, row, reason)
    item_changes.change(uow, row, state=RECALLED, is_open=False, content=content)
    uow.journal(
        row["practice_id"],
        actor_id=actor_id,
        action="item.recalled",
        subject_id=row["id"],
        target=(kind.name, row["id"]),
        detail={"reason_code": reason, "seen": content["recall"]["seen"]},
    )


def _incident(uow: UnitOfWork, row: Row, *, seen: bool) -> None:
    tasks.create(
        uow,
        practice_id=row["practice_id"],
        code=tasks.PRIVACY_INCIDENT,
        summary="Shown to the wrong patient: " + ("seen" if seen else "not seen"),
        patient_id=row["patient_id"],
        origin_id=row["id"],
        priority="stat" if seen else "urgent",
        details={"seen": seen},
    )
