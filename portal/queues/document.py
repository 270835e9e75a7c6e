"""The document queue: letters, reports and forms that no patient sees until they are released (F64–F67).

States: pending, held → released → recalled; the gate and its policy are those of results. Nothing here
is decided offline: a document is not cached, so nobody could have read it. What an item's content holds:
`portal.services.documents`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import StringConstraints

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.queues.gate_acts import GateActs
from portal.queues.params import OptionalText
from portal.queues.reasons import DOCUMENT_RECALLS, HOLD_BASES
from portal.queues.result_params import Hold, Lift, Recall
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import gate, holds, item_changes
from portal.services.audience import audience_content
from portal.services.bulk_eligibility import refuse_delayed
from portal.services.documents import KIND, document_id
from portal.services.policies.document import DocumentPolicy
from portal.services.practice_time import today

Row = Mapping[str, Any]
OPEN = frozenset({"pending", "held"})
GATE = GateActs(KIND)


class Release(ActionParams):
    """What goes with the document: a comment for the patient, and one that only staff read."""

    text_to_patient: OptionalText = ""
    internal_note: OptionalText = ""
    audience_digest: Annotated[str, StringConstraints(max_length=16, pattern="^[0-9a-f]*$")] = ""


def _release(uow: UnitOfWork, row: Row, params: Release, actor: StaffActor) -> Outcome:
    content = item_changes.content_of(row)
    refuse_delayed(content, uow.now)
    viewers = GATE.viewers(uow, row, params.audience_digest)
    KIND.gated.open_to_patients(uow, row)
    holds.lift(uow, row["practice_id"], row["id"], actor.staff_id)
    audience = audience_content(viewers)
    clock = content["release"] | {"auto_release_at": None, "hold": None}
    # ten documents on a day are ten entries and one mail
    gate.announce(
        uow,
        row,
        viewers,
        kind=KIND.announced_as,
        key=str(today(uow, row["practice_id"])),
        body=params.text_to_patient,
    )
    told = sum(one.sees for one in viewers)
    return Outcome(
        "released",
        content=content | {"audience": audience, "release": clock, "recall": None},
        journal={
            "document_id": document_id(row),
            "audience": audience["digest"],
            "told": told,
        },
    )


def _unread(_reader: Reader, _row: Row) -> str:
    """Bar every document from being released among many: its pages can not all be shown at once."""
    return "NOT_SHOWN"


def _action(
    name: str, start: frozenset[str], to: str, params: type[ActionParams], apply: Any, **more: Any
) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=start,
        to_state=to,
        permission=Permission.RESULT_RELEASE,
        params=params,
        apply=apply,
        bulk=False,
        **more,
    )


SPEC = QueueSpec(
    kind=KIND.name,
    read_permission=Permission.RESULT_READ,
    open_states=OPEN,
    closed_states=frozenset({"released", "recalled"}),
    actions={
        "release": _action(
            "release",
            OPEN,
            "released",
            Release,
            _release,
            bulk_bar=_unread,
            delegable=lambda content: not content["document"]["sensitive"],
        ),
        "hold": _action("hold", OPEN, "held", Hold, GATE.hold, reasons=HOLD_BASES),
        "lift": _action("lift", frozenset({"held"}), "pending", Lift, GATE.lift),
        "recall": _action(
            "recall",
            frozenset({"released"}),
            "recalled",
            Recall,
            GATE.recall,
            reasons=DOCUMENT_RECALLS,
        ),
    },
    target=timedelta(hours=48),
    policy=DocumentPolicy,
)
