"""Which queues a staff member sees, and in which decides."""

from collections.abc import Mapping

from console.domain.session import Me
from console.models.queue_face import QueueFace

HANDS_OUT = ("credential:token", "credential:temporary")


def may_hand_out(me: Me, practice_id: int) -> bool:
    """Whether the staff member may let patients in by a token, an invitation or credentials."""
    return any(me.may(practice_id, permission) for permission in HANDS_OUT)


def readable_kinds(me: Me, practice_id: int, faces: Mapping[str, QueueFace]) -> tuple[str, ...]:
    """The queues whose items the portal sends to this staff member, in their usual order."""
    return tuple(kind for kind, face in faces.items() if me.may(practice_id, face.read_right))


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
