"""What else happens around the demo's appointments: a wait list, leave, a long visit, a late change of mind.

No item is added: requests that would only wait are told differently.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from portal.db.engine import Database
from portal.db.tables import slot
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo import appointment_requests
from portal.demo.calendar import LONG_VISIT, MINUTES
from portal.demo.desk import Desk
from portal.demo.history import History
from portal.demo.timeline import Timeline
from portal.demo.ward import Draft, Ward
from portal.services import leave, slots, wait_list

MINUTE = timedelta(minutes=1)
WORDS = "All times of those days are taken. We will write as soon as one becomes free."
TOLD = 6  # requests that the stories need


class AppointmentStories:
    """Plans them on the timeline; nothing happens before it runs."""

    def __init__(
        self, database: Database, ward: Ward, timeline: Timeline, history: History
    ) -> None:
        self._database, self._ward = database, ward
        self._timeline, self._history = timeline, history
        self._desk = Desk(database, ward)

    def tell(self, drafts: Sequence[Draft]) -> None:
        """Tell them of requests that nobody else has told, if there are enough."""
        waiting = [
            draft
            for draft in drafts
            if draft.kind == "appointment"
            and draft.patient_id is not None
            and draft.item_id not in self._history.told
        ][:TOLD]
        if len(waiting) < TOLD:
            return
        first, second, phone, long, booked, cancelling = waiting
        self._wait(first, None)
        self._wait(second, self._ward.day(self._ward.now + timedelta(days=14)).isoformat())
        phone.content = {**phone.content, "source": "practice"}
        long.content = {**long.content, "visit_type": LONG_VISIT, "minutes": MINUTES[LONG_VISIT]}
        long.summary = LONG_VISIT
        self._change_of_mind(booked, cancelling)
        self._timeline.at(self._ward.now, self._leave)
        self._timeline.at(self._ward.now, self._slot_freed)

    def _wait(self, draft: Draft, until: str | None) -> None:
        params = {"until": until, "text_to_patient": WORDS}
        self._in(draft, lambda: self._desk.decide("frontdesk", draft.item_id, "wait_list", params))

    def _change_of_mind(self, booked: Draft, cancelling: Draft) -> None:
        """Let somebody be booked for the next free time, and cancel it shortly before."""
        person, found = self._ward.people[str(booked.patient_id)], dict[str, Any]()
        self._history.told.add(cancelling.item_id)

        def book() -> None:
            found.update(self._next_free())
            minutes = (found["ends_at"] - found["starts_at"]) // MINUTE
            params = {"slot_id": found["id"], "minutes": minutes, "acknowledge_overlap": True}
            self._desk.decide("frontdesk", booked.item_id, "book", params)

        def cancel() -> None:
            made = self._desk.appointment_of(booked.item_id)
            now = self._ward.now - MINUTE
            draft = appointment_requests.change(self._ward, person, found, made, now, cancel=True)
            self._history.submit([replace(draft, item_id=cancelling.item_id)])

        self._in(booked, book)
        self._timeline.at(self._ward.now - MINUTE, cancel)

    def _next_free(self) -> dict[str, Any]:
        scope = Scope.of([self._ward.practice_id])
        with self._database.read(scope) as reader:
            free = slots.find(
                reader,
                self._ward.practice_id,
                slot.c.state == "free",
                slot.c.starts_at > self._ward.now,
            )
        return min(free, key=lambda one: (one["starts_at"], one["id"]))

    def _in(self, draft: Draft, then: Callable[[], None]) -> None:
        """Let a request come in when it did, and something follow some minutes later."""
        self._history.told.add(draft.item_id)
        self._timeline.at(draft.submitted_at, lambda: self._history.submit([draft]))
        at = min(draft.submitted_at + 15 * MINUTE, self._ward.now - 2 * MINUTE)
        self._timeline.at(at, then)

    def _leave(self) -> None:
        """Let the last practitioner be away on the fourth day ahead."""
        days = sorted({self._ward.day(one["starts_at"]) for one in self._ward.slots_ahead})
        whose = self._ward.practitioners[-1]["id"]
        there = [
            one
            for one in self._ward.slots_ahead
            if one["practitioner_id"] == whose and self._ward.day(one["starts_at"]) == days[3]
        ]
        begin = min(one["starts_at"] for one in there)
        end = max(one["ends_at"] for one in there)
        admin = self._ward.staff["admin"]["id"]
        self._write(
            lambda uow: leave.add(
                uow, self._ward.practice_id, whose, begin, end, actor_id=admin, reason="Training"
            )
        )

    def _slot_freed(self) -> None:
        """Let a slot be there that one of those who wait asked for."""
        for one in self._ward.slots_ahead:
            if one["state"] == "free" and self._write(partial(_offer_to_list, one)):
                return

    def _write(self, work: Callable[[UnitOfWork], str | None]) -> str | None:
        return self._database.write(Scope.of([self._ward.practice_id]), work)


def _offer_to_list(free: dict[str, Any], uow: UnitOfWork) -> str | None:
    return wait_list.slot_freed(uow, free["practice_id"], free["id"])
