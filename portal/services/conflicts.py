"""What to call it when an item has moved on since the person saw it (reference/backend §6.3)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from portal.queues.spec import ActionSpec
from portal.services.commands import Command
from portal.services.entities import Row


class Conflict(StrEnum):
    """The classes a console shows; it never resolves one by itself."""

    ALREADY_SATISFIED = "already_satisfied"
    DECIDED_DIFFERENTLY = "decided_differently"
    CONTENT_CHANGED = "content_changed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    MOVED_ON_METADATA = "moved_on_metadata"


TITLES: Mapping[Conflict, str] = {
    Conflict.ALREADY_SATISFIED: "A colleague has made the same decision.",
    Conflict.DECIDED_DIFFERENTLY: "A colleague has decided otherwise.",
    Conflict.CONTENT_CHANGED: "The item has changed since you saw it.",
    Conflict.WITHDRAWN: "The request has been withdrawn.",
    Conflict.SUPERSEDED: "The item has been replaced by a newer one.",
    Conflict.MOVED_ON_METADATA: "The item has moved to another state.",
}
_ENDS = {"withdrawn": Conflict.WITHDRAWN, "superseded": Conflict.SUPERSEDED}


def as_seen(row: Row, command: Command) -> bool:
    """Whether the item stands exactly as the person saw it."""
    wanted = (command.expected_version, command.expected_content_hash)
    return (row["version"], row["content_hash"]) == wanted


def still_fits(
    row: Row, history: Sequence[Row], command: Command, action: ActionSpec | None
) -> bool:
    """Whether what the person saw still holds, though a claim, an assignment or the like has moved.

    A note holds whatever has become of the item.

    A colleague's decision that changed the state in between is no such thing, even where the state
    it led to would allow the action: a held result is not released by who never saw the hold. Nor
    has anybody seen a version that is yet to come, except before the portal was restored.
    """
    if action is not None and action.any_version:
        return not _is_ahead(row, command)
    if row["content_hash"] != command.expected_content_hash or _is_ahead(row, command):
        return False
    if row["version"] == command.expected_version:
        return True
    return (
        action is not None
        and row["state"] in action.from_states
        and not decided_since(history, command)
    )


def classify(row: Row, history: Sequence[Row], command: Command, params: str | None) -> Conflict:
    """Name the conflict between the item as it stands and the command.

    `history` holds the newest decisions on the item, newest first, and no work that decides nothing;
    `params` are the command's, canonical, or None when they do not fit the action.
    """
    if history and history[0]["to_state"] == row["state"] and _same(history[0], command, params):
        return Conflict.ALREADY_SATISFIED
    if row["state"] in _ENDS:
        return _ENDS[row["state"]]
    if not row["is_open"]:
        return Conflict.DECIDED_DIFFERENTLY
    if row["content_hash"] != command.expected_content_hash or _is_ahead(row, command):
        return Conflict.CONTENT_CHANGED
    if decided_since(history, command):
        return Conflict.DECIDED_DIFFERENTLY
    return Conflict.MOVED_ON_METADATA


def decided_since(history: Sequence[Row], command: Command) -> bool:
    """Whether a colleague's decision stands between what the person saw and now; then it does for ever."""
    return any(
        row["to_version"] > command.expected_version and row["from_state"] != row["to_state"]
        for row in history
    )


def _is_ahead(row: Row, command: Command) -> bool:
    version: int = row["version"]
    return command.expected_version > version


def _same(last: Row, command: Command, params: str | None) -> bool:
    return last["action"] == command.action and params is not None and last["params"] == params
