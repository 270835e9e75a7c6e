"""Decisions made without a line that the portal has refused, as the practice's list has them (I8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.domain.items import ItemKey


@dataclass(frozen=True)
class RefusedDecision:
    """One decision that did not count; it stays open until a named person has read it."""

    command_id: str
    key: ItemKey
    action: str
    params: Mapping[str, Any]
    staff_name: str  # who decided
    decided_at: str
    received_at: str
    outcome: str  # conflict, rejected, already_satisfied, or quarantined: saved by a wipe
    problem: Mapping[str, Any] = field(default_factory=dict)
    patient: str = ""  # the item's, as it is now
    summary: str = ""
    state: str = ""
    acknowledged_by: str = ""  # a name; empty while it is open
    acknowledged_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has read it yet."""
        return not self.acknowledged_at

    @classmethod
    def read(cls, practice_id: int, found: Mapping[str, Any]) -> "RefusedDecision":
        """From the portal's JSON; KeyError, TypeError or ValueError for something else."""
        item, by = found["item"], found.get("acknowledged_by")
        return cls(
            command_id=str(found["command_id"]),
            key=ItemKey(practice_id, str(item["kind"]), str(item["id"])),
            action=str(found["action"]),
            params=dict(found.get("params") or {}),
            staff_name=str(found["staff"]["name"]),
            decided_at=str(found["decided_at"]),
            received_at=str(found["received_at"]),
            outcome=str(found["outcome"]),
            problem=dict(found.get("problem") or {}),
            patient=str(item.get("patient") or ""),
            summary=str(item.get("summary") or ""),
            state=str(item.get("state") or ""),
            acknowledged_by=str(by["name"]) if by else "",
            acknowledged_at=str(found.get("acknowledged_at") or ""),
        )


@dataclass(frozen=True)
class RefusedPage:
    """Some refused decisions, the newest first; `next` is where the following page begins.

    `open` is how many nobody has read, on all pages; `rescued`, how many of those were ours and were
    saved from a workstation that was wiped.
    """

    decisions: tuple[RefusedDecision, ...]
    next: str = ""
    open: int = 0
    rescued: int = 0
