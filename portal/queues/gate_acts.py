"""What every queue behind the gate does alike: hold, lift, recall; end and begin anew (DOMAIN §5.4)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.db.unit_of_work import UnitOfWork
from portal.queues.result_params import Hold, Lift, Recall
from portal.queues.spec import Ending, Outcome
from portal.security.actors import StaffActor
from portal.services import gate, holds, item_changes, recalls, tasks
from portal.services.audience import Viewer, audience_content
from portal.services.gate import UNREVIEWED, Kind
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import begin_of, today, zone_of
from portal.services.rules import refused

Row = Mapping[str, Any]
REVIEW_REMINDER = timedelta(hours=12)  # a hold is due at noon of its day, not at midnight


class GateActs:
    """The acts of one queue; each is an `Apply` of its action."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def viewers(self, uow: UnitOfWork, row: Row, digest: str) -> list[Viewer]:
        """Say who will see the thing (inv. 19).

        Raises Problem(rule-refused: AUDIENCE_CHANGED) when `digest` names another audience.
        """
        found = self._kind.gated.viewers(uow, row)
        if digest and digest != audience_content(found)["digest"]:
            raise refused("AUDIENCE_CHANGED", "Who will see it has changed; look at it again.")
        return found

    def hold(self, uow: UnitOfWork, row: Row, params: Hold, actor: StaffActor) -> Outcome:
        """Withhold it on a coded basis, until a day on which somebody looks again."""
        practice_id = row["practice_id"]
        zone, day = zone_of(uow, practice_id), today(uow, practice_id)
        policy = store.current(uow, practice_id, ResultPolicy)
        wanted = holds.Wanted(params.basis, params.rationale, params.review_on, params.details())
        holds.check(wanted, actor, practice_id, day, policy.hold_days)
        content = item_changes.content_of(row)
        placed = holds.place(uow, row, wanted, actor, zone)
        content["release"] |= {"hold": placed, "auto_release_at": None, "barred_by": "ON_HOLD"}
        gate.hold_ends(uow, self._kind.name, practice_id, row["id"], placed)
        if params.basis == "HARM_DATA":
            tasks.create(
                uow,
                practice_id=practice_id,
                code=tasks.CORRECT_CHART,
                summary="Find out what is wrong with what is held",  # no title: the desk reads it
                patient_id=row["patient_id"],
                origin_id=row["id"],
            )
        return Outcome(
            "held",
            content=content,
            due_at=_due(params.review_on, zone),
            journal={"basis": params.basis, "review_on": params.review_on.isoformat()},
        )

    def lift(self, uow: UnitOfWork, row: Row, params: Lift, actor: StaffActor) -> Outcome:
        """End a hold before its day; the policy decides again when it goes out."""
        del params
        holds.lift(uow, row["practice_id"], row["id"], actor.staff_id)
        return Outcome("pending", content=self._rescheduled(uow, row), due_at=uow.now)

    def recall(self, uow: UnitOfWork, row: Row, params: Recall, actor: StaffActor) -> Outcome:
        """Take it back; the item says from now on whether somebody had seen it."""
        del actor
        content = recalls.recalled(uow, self._kind, row, params.reason_code)
        return Outcome("recalled", content=content, journal={"seen": content["recall"]["seen"]})

    @property
    def ending(self) -> Ending:
        """What else happens when the desk closes an item of the queue, or opens it again."""
        return Ending(self._close, self._reopen, tells_patient=False)

    def _close(self, uow: UnitOfWork, row: Row, _state: str) -> Row | None:
        """Let a hold end with its item; what a patient sees already is recalled, not closed."""
        if row["state"] == UNREVIEWED:
            raise refused("VISIBLE", "Patients see it already; review it, or recall it.")
        if not holds.lift(uow, row["practice_id"], row["id"], None):
            return None
        content = item_changes.content_of(row)
        return content | {"release": content["release"] | {"hold": None}}

    def _reopen(self, uow: UnitOfWork, row: Row) -> Row:
        """Let the clock run again, by what holds now."""
        return self._rescheduled(uow, row)

    def _rescheduled(self, uow: UnitOfWork, row: Row) -> dict[str, Any]:
        content = self._kind.gated.fresh_content(uow, row)
        gate.schedule(uow, self._kind.name, row["practice_id"], row["id"], content)
        return content


def _due(day: date, zone: ZoneInfo) -> datetime:
    return begin_of(day, zone).astimezone(UTC) + REVIEW_REMINDER
