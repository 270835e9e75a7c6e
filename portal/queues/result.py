"""The result queue: laboratory reports that no patient sees until they are released (F64–F67).

States: pending, held → released → recalled. The policy of the practice may release by itself; what
nobody has reviewed by then waits on as `unreviewed`. A corrected report makes its earlier version
`superseded`. Release and clinical review are two facts, each with its own actor.

A hold names its legal basis, the reviewer's reasons and the day it is looked at again (45 CFR 171;
invariant 18). Nothing is released, held or recalled offline; the mark of a review may wait.
What an item's content holds: `portal.services.result_content`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from portal.queues import result_acts as acts
from portal.queues.reasons import HOLD_BASES, RESULT_RECALLS
from portal.queues.result_params import Contact, Hold, Lift, Recall, Release, Review
from portal.queues.spec import ActionParams, ActionSpec, QueueSpec
from portal.security.permissions import Permission
from portal.services.bulk_eligibility import bulk_bar
from portal.services.gate import UNREVIEWED
from portal.services.policies.result import ResultPolicy

OPEN = frozenset({"pending", "held"})
VISIBLE = frozenset({UNREVIEWED, "released"})
CLOSED = frozenset({"released", "recalled", "superseded"})
REVIEWS_KEEP = timedelta(hours=24)


def is_critical(content: Mapping[str, Any]) -> bool:
    """Whether the result is critical: nothing about it waits for a line (DOMAIN §5.4)."""
    return bool(content["critical"])


def _plain(content: Mapping[str, Any]) -> bool:
    """Whether a delegate may decide it: what is critical or sensitive is the provider's own."""
    return not content["critical"] and not content["report"]["sensitive"]


def _action(
    name: str, start: frozenset[str], to: str, params: type[ActionParams], apply: Any, **more: Any
) -> ActionSpec:
    facts: dict[str, Any] = {"permission": Permission.RESULT_RELEASE, "bulk": False}
    return ActionSpec(
        name=name, from_states=start, to_state=to, params=params, apply=apply, **facts | more
    )


SPEC = QueueSpec(
    kind="result",
    read_permission=Permission.RESULT_READ,
    open_states=OPEN | {UNREVIEWED},
    closed_states=CLOSED,
    actions={
        "release": _action(
            "release",
            OPEN,
            "released",
            Release,
            acts.release,
            bulk=True,
            bulk_bar=bulk_bar,
            bulk_most=50,  # DOMAIN §5.4: no more than somebody has looked at
            delegable=_plain,
        ),
        "hold": _action("hold", OPEN, "held", Hold, acts.GATE.hold, reasons=HOLD_BASES),
        "lift": _action("lift", frozenset({"held"}), "pending", Lift, acts.GATE.lift),
        "recall": _action(
            "recall",
            VISIBLE | {"superseded"},  # patients read it until its correction is released
            "recalled",
            Recall,
            acts.recall,
            reasons=RESULT_RECALLS,
        ),
        "review": _action(
            "review",
            OPEN | VISIBLE,
            "",
            Review,
            acts.review,
            offline_age=REVIEWS_KEEP,
            online_only=is_critical,
            decides=False,
        ),
        "record_contact": _action(
            "record_contact",
            OPEN | VISIBLE,
            "",
            Contact,
            acts.record_contact,
            permission=Permission.RESULT_READ,
            decides=False,
        ),
    },
    target=timedelta(hours=24),
    policy=ResultPolicy,
)
