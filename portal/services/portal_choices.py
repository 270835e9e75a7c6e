"""What a patient has said about the portal: no, thank you, or not now (PEERS K56).

Recorded so that nobody asks at every visit; it bars nothing, for a patient may always change their
mind.
"""

from datetime import date

from sqlalchemy import delete, update

from portal.db.tables import portal_choice
from portal.db.unit_of_work import UnitOfWork
from portal.services import charts
from portal.services.practice_time import today
from portal.services.rules import invalid

DECLINED, DEFERRED, NONE = "declined", "deferred", "none"


def record(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    choice: str,
    *,
    reason: str,
    ask_again_on: date | None,
    by: str,
) -> None:
    """Write the patient's choice down, in place of an earlier one; "none" takes it back.

    `reason` is a code. Raises Problem: not-found for no such chart; validation for a day to ask again
    that has passed, or one with a refusal, whom nobody asks again.
    """
    charts.lock(uow, practice_id, patient_id)
    if ask_again_on is not None:
        if choice != DEFERRED:
            raise invalid("/ask_again_on", "unexpected", "Only who will think about it is asked.")
        if ask_again_on <= today(uow, practice_id):
            raise invalid("/ask_again_on", "past", "The day to ask again lies ahead.")
    mine = (portal_choice.c.practice_id == practice_id) & (portal_choice.c.patient_id == patient_id)
    if choice == NONE:
        uow.execute(delete(portal_choice).where(mine))
    else:
        values = {
            "choice": choice,
            "reason": reason,
            "ask_again_on": ask_again_on,
            "recorded_by": by,
            "recorded_at": uow.now,
        }
        changed = uow.execute(update(portal_choice).where(mine).values(values))
        if changed.rowcount == 0:
            key = {"practice_id": practice_id, "patient_id": patient_id}
            uow.execute(portal_choice.insert().values(key | values))
    uow.journal(
        practice_id,
        actor_id=by,
        action="portal_choice.recorded",
        subject_id=patient_id,
        target=("patient", patient_id),
        detail={"choice": choice, "reason": reason},
    )
