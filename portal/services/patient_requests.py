"""What a patient may do with their own requests: ask, look, answer, accept, withdraw.

Every change takes the item's lock, so of a withdrawal and a decision at one moment one is told of the
other.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import item
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.security.actors import PatientActor
from portal.services import (
    appointments,
    dependents,
    enrollment_answers,
    item_changes,
    online_booking,
    refill_asking,
    replies,
    wishes,
)
from portal.services.forms import Answer, AppointmentRequest, Booking, RefillRequest
from portal.services.practice_time import today as practice_today
from portal.services.rules import not_found, refused
from portal.services.standing import asker_of, scope_of
from portal.services.waiting import PATIENT

SHOWN = 100  # newest requests in a list
_KINDS = ("enrollment", "refill", "appointment", "statement_request")
_Row = Mapping[str, Any]


class PatientRequests:
    """The requests of accounts. Each method raises Problem(not-found) for what is not theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask_refill(self, actor: PatientActor, form: RefillRequest) -> str:
        """Ask to renew a medication of the actor or a dependent, active or not (F49, F54).

        Gives the id; raises what `refill_asking.ask` raises.
        """
        # the actor may care for somebody in a practice that is not their own
        return self._database.write(
            Scope.of([form.practice_id]), lambda uow: refill_asking.ask(uow, actor, form)
        )

    def ask_appointment(self, actor: PatientActor, form: AppointmentRequest) -> str:
        """Ask for a visit, another time, or a cancellation; gives the id. Raises Problem."""

        def work(uow: UnitOfWork) -> str:
            asker = asker_of(uow, actor, form.practice_id, form.for_patient_id)
            return wishes.submit_request(uow, form, asker)

        # the actor may care for somebody in a practice that is not their own
        return self._database.write(Scope.of([form.practice_id]), work)

    def free_times(
        self,
        actor: PatientActor,
        practice_id: int,
        since: date | None,
        for_patient_id: str | None = None,
    ) -> list[dict[str, Any]]:
        """Give the times that the actor may book; raises Problem: not-found, rule-refused."""
        with self._database.read(Scope.of([practice_id])) as reader:
            asker_of(reader, actor, practice_id, for_patient_id)
            return online_booking.free_times(reader, practice_id, since)

    def book(self, actor: PatientActor, form: Booking) -> dict[str, Any]:
        """Book a free time (F6); raises Problem: not-found, rule-refused, slot-taken."""

        def work(uow: UnitOfWork) -> dict[str, Any]:
            asker = asker_of(uow, actor, form.practice_id, form.for_patient_id)
            return online_booking.book(uow, form, asker)

        return self._database.write(Scope.of([form.practice_id]), work)

    def accept_offer(self, actor: PatientActor, item_id: str, slot_id: str) -> None:
        """Take one of the offered times; raises Problem: rule-refused, slot-taken."""
        self._change(
            actor,
            ("appointment",),
            item_id,
            "item.offer_accepted",
            lambda uow, row: wishes.accept_offer(uow, row, slot_id),
        )

    def refuse_offer(self, actor: PatientActor, item_id: str) -> None:
        """Say that no offered time suits; raises Problem: rule-refused."""
        self._change(actor, ("appointment",), item_id, "item.offer_refused", wishes.refuse_offer)

    def withdraw(self, actor: PatientActor, item_id: str) -> None:
        """Take an open request back; raises Problem: rule-refused when it was decided."""
        self._change(actor, _KINDS, item_id, "item.withdrawn", _withdraw)

    def answer(self, actor: PatientActor, item_id: str, form: Answer) -> None:
        """Answer the practice's question about an enrollment; raises Problem: rule-refused."""
        self._change(
            actor,
            ("enrollment",),
            item_id,
            "item.answered",
            lambda uow, row: enrollment_answers.answer(uow, row, form),
        )

    def reply(self, actor: PatientActor, item_id: str, text: str) -> None:
        """Answer what the desk has asked about an open request; raises Problem: rule-refused."""
        self._change(
            actor, _KINDS, item_id, "item.replied", lambda uow, row: replies.take(uow, row, text)
        )

    def own(self, actor: PatientActor) -> list[dict[str, Any]]:
        """Give the account's newest requests with what the practice said to them."""
        with self._database.read(scope_of(self._database, actor.account_id)) as reader:
            rows = reader.execute(
                select(item)
                .where(and_(item.c.account_id == actor.account_id, item.c.kind.in_(_KINDS)))
                .order_by(item.c.submitted_at.desc(), item.c.id.desc())
                .limit(SHOWN)
            ).mappings()
            visible = [dict(row) for row in rows if _may_see(reader, actor, dict(row))]
            times = {
                row["id"]: appointments.offered_times(reader, row)
                for row in visible
                if row["state"] == "offered"
            }
        return [_shown(row, times.get(row["id"], [])) for row in visible]

    def _change(
        self,
        actor: PatientActor,
        kinds: tuple[str, ...],
        item_id: str,
        action: str,
        work: Callable[[UnitOfWork, item_changes.ItemRow], None],
    ) -> None:
        scope = scope_of(self._database, actor.account_id)

        def change(uow: UnitOfWork) -> None:
            row = self._locked(uow, actor, kinds, item_id)
            work(uow, row)
            replies.resume(uow, row)
            uow.journal(
                row["practice_id"],
                actor_id=actor.account_id,
                action=action,
                subject_id=item_id,
                target=(row["kind"], item_id),
            )

        self._database.write(scope, change)

    def _locked(
        self, uow: UnitOfWork, actor: PatientActor, kinds: tuple[str, ...], item_id: str
    ) -> item_changes.ItemRow:
        mine = and_(item.c.id == item_id, item.c.account_id == actor.account_id)
        practice_id = uow.execute(
            select(item.c.practice_id).where(mine).where(item.c.kind.in_(kinds))
        ).scalar_one_or_none()
        row = practice_id and item_changes.load(uow, practice_id, item_id, lock=True)
        if not row or not _may_see(uow, actor, row):
            raise not_found()
        if not row["is_open"]:
            raise refused("ALREADY_DECIDED", "The practice has answered already.")
        return row


def _may_see(reader: Reader, actor: PatientActor, row: _Row) -> bool:
    """Hide what tells of a chart from an account that is neither active on it nor cares for it."""
    practice_id, patient_id = row["practice_id"], row["patient_id"]
    if patient_id is None or actor.charts.get(practice_id) == patient_id:
        return True
    if row["kind"] == "enrollment":
        return True
    today = practice_today(reader, practice_id)
    visits_only = row["kind"] == "appointment"
    found = dependents.cares_for(
        reader, practice_id, actor.account_id, patient_id, today, visits_only=visits_only
    )
    return found is not None


def _withdraw(uow: UnitOfWork, row: item_changes.ItemRow) -> None:
    if row["kind"] == "appointment":
        wishes.withdraw(uow, row)
    elif row["kind"] == "enrollment":
        enrollment_answers.withdraw(uow, row)
    else:
        item_changes.change(uow, row, state="withdrawn", is_open=False)


def _shown(row: _Row, times: list[dict[str, Any]]) -> dict[str, Any]:
    outcome = orjson.loads(row["outcome"]) if row["outcome"] else {}
    return {
        "id": row["id"],
        "practice_id": row["practice_id"],
        "kind": row["kind"],
        "state": row["state"],
        "summary": row["summary"],
        "submitted_at": row["submitted_at"],
        "asked": row["is_open"] and row["waiting_on"] == PATIENT,
        "answer": outcome.get("text_to_patient") or "",
        "offered": times,
    }
