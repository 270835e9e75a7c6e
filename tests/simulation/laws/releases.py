"""I6 and I20: what a patient reads was released by who may, as seen; what waits has a clock or a reason."""

import json

from portal.security.permissions import Permission, Role, permissions_of
from portal.services.holds import DEMANDS
from tests.simulation.laws.view import View, Wrong

_GATED = "('result', 'document')"


def released_by_a_provider(view: View) -> Wrong:
    """I6: a visible report has a release by a provider of the practice, or by the policy, after its recall."""
    released: set[str] = view.memory.setdefault("released", set())
    view.memory.setdefault("roles", {})
    for practice, _seq, action, subject, body in view.new_entries():
        told = json.loads(body)
        item = str(told["target"][1]) if told["target"] else ""
        if action == "item.released_by_policy":
            released.add(item)
        elif action == "item.recalled":
            released.discard(item)
        elif action == "decision.applied" and told["target"][0] in ("result", "document"):
            what = told["detail"]["action"]
            if what == "release":
                released.add(item)
                yield from _by_a_provider(view, practice, told["actor"], str(subject))
            elif what == "recall":
                released.discard(item)
    visible = view.rows(
        "SELECT item.id FROM item JOIN lab_report AS report ON report.practice_id = item.practice_id"
        " AND report.id = json_extract(item.content, '$.report.id')"
        " WHERE item.kind = 'result' AND report.released_at IS NOT NULL"
    )
    for (key,) in visible:
        if key not in released:
            yield f"the report of item {key} is visible and nobody released it"
    view.memory["roles"] = _roles(view)


def _roles(view: View) -> dict[tuple[int, str], set[str]]:
    """Who holds which roles where, now."""
    held: dict[tuple[int, str], set[str]] = {}
    for practice, who, role in view.rows(
        "SELECT practice_id, staff_id, role FROM staff_membership"
    ):
        held.setdefault((practice, who), set()).add(role)
    return held


def _by_a_provider(view: View, practice: int, actor: str | None, command: str) -> Wrong:
    """It is by somebody who may release now, or might until this very step."""
    for roles in (_roles(view), view.memory["roles"]):
        names = roles.get((practice, str(actor)), ())
        if Permission.RESULT_RELEASE in permissions_of({Role(name) for name in names}):
            return
    yield f"release {command} is by somebody who may not release"


def waits_with_a_reason(view: View) -> Wrong:
    """I20: what waits is in the queue with the day it is overdue; what is held has a basis and an end."""
    for (key,) in view.rows(
        f"SELECT id FROM item WHERE kind IN {_GATED} AND state IN ('pending', 'held', 'unreviewed')"
        " AND (due_at IS NULL OR NOT is_open)"
    ):
        yield f"item {key} waits and nobody sees when it is overdue"
    holds: dict[str, int] = {}
    for item, basis, rationale, review in view.rows(
        "SELECT item_id, basis, rationale, review_on FROM result_hold WHERE lifted_at IS NULL"
    ):
        holds[item] = holds.get(item, 0) + 1
        if basis not in DEMANDS or not rationale.strip() or not review:
            yield f"the hold on item {item} has no reason of its own"
    held = {
        row[0]
        for row in view.rows(f"SELECT id FROM item WHERE kind IN {_GATED} AND state = 'held'")
    }
    for item, count in holds.items():
        if count != 1 or item not in held:
            yield f"{count} holds are on item {item}, which is held: {item in held}"
    for item in held - holds.keys():
        yield f"item {item} is held and no ledger says why"
