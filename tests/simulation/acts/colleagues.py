"""Colleagues who decide in another way than through a console of this world, and at once."""

from typing import Any

import orjson

from portal.domain.ids import new_id
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.security.actors import StaffActor
from portal.security.sessions import NOBODY
from portal.services.commands import Command
from portal.services.decisions import Decisions
from tests.simulation.acts.house import House, act

_CHOICES: dict[str, tuple[str, dict[str, Any]]] = {
    "refill": ("approve", {"refills": 1}),
    "result": ("release", {}),
    "document": ("release", {}),
    "task": ("complete", {"outcome_note": "Done."}),
}
_REFUSED = {"refill": "deny", "appointment": "decline", "enrollment": "deny"}


def decide(house: House, item_id: str = "") -> str:
    """A provider decides an item as it stands, without having waited for anybody."""
    query = (
        "SELECT id, kind, version, content_hash FROM item WHERE practice_id = 1 AND is_open"
        " AND kind IN ('refill', 'result', 'document', 'task', 'appointment', 'enrollment')"
    )
    rows = house.raw.execute(query + " ORDER BY id").fetchall()
    rows = [row for row in rows if item_id in {"", row[0]}]
    if not rows:
        return "nothing"
    key, kind, version, content = house.rng.choice(rows)
    action, params = _wish(house, kind)
    command = Command(
        command_id=new_id(),
        practice_id=1,
        kind=kind,
        item_id=key,
        expected_version=version,
        expected_content_hash=content,
        action=action,
        params=params,
        client_decided_at=house.database.clock(),
    )
    who = "front_desk" if kind in {"appointment", "enrollment"} else "provider"
    try:
        service = Decisions(house.database, QUEUES, ticks=lambda: 0.0)
        (result,) = service.decide(_actor(house, who), [command])
    except Problem as problem:
        return problem.type.slug
    return f"{kind} {action} {orjson.loads(orjson.dumps(result))['status']}"


def _wish(house: House, kind: str) -> tuple[str, dict[str, Any]]:
    refuses = kind in _REFUSED and (kind not in _CHOICES or house.rng.random() < 0.5)
    if not refuses:
        return _CHOICES[kind]
    action = QUEUES[kind].actions[_REFUSED[kind]]
    reason = next(one for one in action.reasons if one.permission is None)
    return action.name, {"reason_code": reason.code, "text_to_patient": "No."}


def _actor(house: House, role: str) -> StaffActor:
    """Somebody of the desk who has signed in just now."""
    staff_id = house.sown.desk[role]
    tokens = house.database.write(NOBODY, lambda uow: house.sessions.open(uow, staff_id, "sim"))
    return house.sessions.recognise(tokens.access_token)


ACTS = (act("colleague decides", 0.7, decide),)
