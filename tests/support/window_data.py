"""A made-up morning for tests and pictures of the window: staff, people, items, slots.

Everything is fixed: `NOW` is the window's clock, nothing is random. `ListedItems` answers the
table's questions from a list, where the program has the encrypted store.
"""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from console.api_client.payloads import me_from_text
from console.domain.decisions import Attention, Command, ResultStatus
from console.domain.items import (
    DecisionState,
    Item,
    ItemKey,
    QueueCount,
    QueueQuery,
    QueueView,
    RowText,
    SortKey,
)
from console.domain.session import Me
from console.models.when import Calendar, ms_of
from portal.api.me import _actions
from portal.security.permissions import Role, permissions_of

NOW = datetime(2026, 11, 23, 15, 12, tzinfo=UTC)
ZONE = "America/Chicago"
PRACTICE = 1
LONGEST = "Wilhelmina-Alexandra van der Westhuizen-Oyelaran Fernández de Córdoba"
MARKUP = "Ann <h1>APPROVED</h1>"
RIGHT_TO_LEFT = "فاطمة الزهراء"


def calendar() -> Calendar:
    """The window's calendar, stopped at `NOW`."""
    return Calendar(ZONE, lambda: NOW)


def at(**ago: float) -> str:
    """RFC 3339 time that long before `NOW`."""
    return (NOW - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def staff(*roles: Role, name: str = "Kim Osei", practices: int = 1) -> Me:
    """A staff member with the portal's own rules for every queue."""
    names = ("Riverside Family Practice", "Lakeview Pediatrics")
    described = {
        "staff": {"id": "staff-1", "username": "me", "name": name},
        "practices": [
            {
                "id": number + 1,
                "name": names[number],
                "time_zone": ZONE,
                "roles": [role.value for role in roles],
                "permissions": sorted(permissions_of(roles)),
            }
            for number in range(practices)
        ],
        "actions": {
            kind: [action.model_dump(mode="json") for action in actions]
            for kind, actions in _actions().items()
        },
        "policies": {"undo_s": 5, "lock_idle_s": 300, "claim_s": 300, "queues": {}},
        "server_time": at(),
    }
    return me_from_text(json.dumps(described))


def item(
    number: int,
    kind: str,
    content: Mapping[str, Any],
    *,
    name: str,
    birth_date: str = "1980-02-01",
    sex: str = "female",
    summary: str = "",
    ago: Mapping[str, float] | None = None,
    **changed: Any,
) -> Item:
    """An item as the store gives it, from the fields that matter."""
    item_id = f"0193a000-0000-7000-8000-{number:012x}"
    has_chart = kind != "enrollment"
    entity = {
        "kind": kind,
        "id": item_id,
        "practice_id": PRACTICE,
        "version": 1,
        "content_hash": f"{number:064x}",
        "state": "pending",
        "is_open": True,
        "priority": "routine",
        "submitted_at": at(**(ago or {"hours": number % 30 + 0.2})),
        "due_at": None,
        "summary": summary,
        "subject": {"name": name, "birth_date": birth_date},
        "patient": {
            "id": f"patient-{number}",
            "name": name,
            "birth_date": birth_date,
            "record_number": f"R-{10400 + number}",
            "sex": sex,
        }
        if has_chart
        else None,
        "requested_by": None,
        "assigned_to": None,
        "claim": None,
        "decision": None,
        "content": dict(content),
    }
    decided = {
        field: changed.pop(field)
        for field in ("decision_state", "decision_action", "decision_undo_until_ms")
        if field in changed
    }
    entity |= changed
    return Item(
        ItemKey(PRACTICE, kind, item_id),
        version=1,
        content_hash=str(entity["content_hash"]),
        state=str(entity["state"]),
        is_open=bool(entity["is_open"]),
        entity=entity,
        **decided,
    )


def row_of(shown: Item) -> RowText:
    """The item as a row of the table."""
    entity = shown.entity
    claim = entity["claim"] or {}
    return RowText(
        shown.key,
        patient=entity["subject"]["name"],
        birth_date=entity["subject"]["birth_date"],
        summary=entity["summary"],
        requested_by=entity["requested_by"] or "",
        submitted_ms=ms_of(entity["submitted_at"]),
        due_ms=ms_of(entity["due_at"]),
        priority=entity["priority"],
        state=shown.state,
        assigned_to=(entity["assigned_to"] or {}).get("name", ""),
        claimed_by=claim.get("name", ""),
        claim_until_ms=ms_of(claim.get("until")),
        decision_state=shown.decision_state,
        decision_action=shown.decision_action,
        is_open=shown.is_open,
        waiting_on=shown.waiting.on if shown.waiting else "",
    )


_SORTS: Mapping[SortKey, Callable[[RowText], Any]] = {
    SortKey.SUBMITTED: lambda row: row.submitted_ms,
    SortKey.PATIENT: lambda row: row.patient.casefold(),
    SortKey.SUMMARY: lambda row: row.summary.casefold(),
    SortKey.STATE: lambda row: row.state,
    SortKey.DUE: lambda row: row.due_ms,
    SortKey.ASSIGNED: lambda row: row.assigned_to,
}


class ListedItems:
    """Items in a list; row numbers are places in it, counted from 1, and stay what they are."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items: dict[int, Item] = dict(enumerate(items, 1))
        self.questions: list[QueueQuery] = []
        self.pages: list[tuple[int, ...]] = []

    async def ids(self, query: QueueQuery) -> "array[int]":
        """Row numbers in order."""
        self.questions.append(query)
        rows = {number: row_of(one) for number, one in self.items.items()}
        words = query.search.casefold().split()
        found = [
            number
            for number, row in rows.items()
            if row.key.practice_id == query.practice_id
            and row.key.kind in ((query.kind,) if query.kind else query.kinds)
            and _in_view(row, query.view)
            and all(word in f"{row.patient} {row.summary}".casefold() for word in words)
        ]
        key = _SORTS[query.sort]
        found.sort(key=lambda number: (key(rows[number]), number), reverse=query.descending)
        return array("I", found)

    def rows(self, numbers: Sequence[int]) -> list[RowText | None]:
        """One page."""
        self.pages.append(tuple(numbers))
        return [row_of(self.items[number]) if number in self.items else None for number in numbers]

    def item(self, key: ItemKey) -> Item | None:
        """One item whole."""
        return next((one for one in self.items.values() if one.key == key), None)

    def change(self, key: ItemKey, **changed: Any) -> Item:
        """Change an item; fields of the entity by their names, others as the item has them."""
        number = next(number for number, one in self.items.items() if one.key == key)
        one = self.items[number]
        own = {
            name: changed.pop(name)
            for name in ("decision_state", "decision_action")
            if name in changed
        }
        entity = {**one.entity, **changed}
        made = replace(one, entity=entity, state=entity["state"], is_open=entity["is_open"], **own)
        self.items[number] = made
        return made

    def counts(self) -> list[QueueCount]:
        """How much waits in each queue."""
        counts = []
        for kind in ("enrollment", "refill", "appointment", "result"):
            waiting = [
                row_of(one) for one in self.items.values() if one.key.kind == kind and one.is_open
            ]
            oldest = min((row.submitted_ms for row in waiting), default=None)
            now = NOW.timestamp() * 1000
            overdue = sum(1 for row in waiting if 0 < row.due_ms < now)
            counts.append(QueueCount(kind, len(waiting), oldest, overdue))
        return counts


def _in_view(row: RowText, view: QueueView) -> bool:
    waits = row.is_open or row.decision_state == DecisionState.QUEUED
    if view is QueueView.ALL:
        return True
    parked = row.is_open and bool(row.waiting_on)
    if view is QueueView.PARKED:
        return parked
    return waits and not parked if view is QueueView.WAITING else not waits


def refused(shown: Item, action: str, conflict: str, current: Mapping[str, Any]) -> Attention:
    """A decision on the item that the portal did not accept."""
    command = Command(
        command_id=f"command-{shown.key.id[-4:]}",
        key=shown.key,
        expected_version=1,
        expected_content_hash=shown.content_hash,
        action=action,
        params={},
        client_decided_at=at(minutes=9),
        not_before_ms=0,
        label=f"{shown.entity['subject']['name']} · {shown.entity['summary']}",
        seen=shown.entity,
    )
    problem = {"type": "urn:portal:problem:version-conflict", "class": conflict}
    entity = {**shown.entity, **current}
    return Attention(command, ResultStatus.CONFLICT, problem, entity, ms_of(at(minutes=8)))
