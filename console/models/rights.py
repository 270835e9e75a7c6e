"""Which queues a staff member sees, and in which decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.session import Me
from console.models.queue_face import QueueFace

Delegators = Mapping[str, Sequence[tuple[str, str]]]
"""By queue, the colleagues (id, name) for whom one may decide just now."""


def delegators_of(me: Me, delegations: Sequence[Mapping[str, Any]]) -> Delegators:
    """Read the practice's delegations as the portal sends them: who has active cover by me.

    The portal checks each again when it is used; this only spares a person a refusal.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for one in delegations:
        giver, taker = one.get("from") or {}, one.get("to") or {}
        if one.get("active") and taker.get("id") == me.staff_id and giver.get("id"):
            pair = (str(giver["id"]), str(giver.get("name") or ""))
            found.setdefault(str(one.get("kind") or ""), []).append(pair)
    return {
        kind: tuple(sorted(set(pairs), key=lambda pair: pair[1])) for kind, pairs in found.items()
    }


def readable_kinds(me: Me, practice_id: int, faces: Mapping[str, QueueFace]) -> tuple[str, ...]:
    """The queues whose items the portal sends to this staff member, in their usual order."""
    return tuple(kind for kind in faces if me.may(practice_id, f"{kind}:read"))


def decidable_kinds(me: Me, practice_id: int, faces: Mapping[str, QueueFace]) -> tuple[str, ...]:
    """The queues whose primary action the staff member may take: what *My morning* gathers.

    Who may only deny for administrative reasons does not decide that queue.
    """
    return tuple(
        kind
        for kind, face in faces.items()
        if any(
            (rule := me.rule(kind, action)) is not None and me.may(practice_id, rule.permission)
            for action in face.primary
        )
    )
