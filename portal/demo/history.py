"""What has been decided in the demo's practice before now: visits, bookings, answers, holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo import appointment_requests
from portal.demo.bulk import submit
from portal.demo.desk import Desk
from portal.demo.people import Person
from portal.demo.plan import Plan
from portal.demo.timeline import Timeline
from portal.demo.ward import Draft, Ward
from portal.queues.enrollment_reasons import ENROLLMENT_DENIALS
from portal.queues.reasons import REFILL_DENIALS
from portal.queues.spec import Reason
from portal.services import enrollment_answers, item_changes
from portal.services.forms import Answer

PREPARED = ("Called: takes it every day, feels well.", "Same as last time.", "")
KEPT_FOR_OFFERS = 30  # slots at the end of the calendar
MINUTE = timedelta(minutes=1)
Params = dict[str, Any]


class History:
    """Plans events on a timeline; nothing happens before the timeline runs."""

    def __init__(self, database: Database, ward: Ward, timeline: Timeline) -> None:
        self._database = database
        self._ward = ward
        self._timeline = timeline
        self._desk = Desk(database, ward)
        self._chance = ward.chance("history")
        self._linked: set[str] = set()
        self.told: set[str] = set()  # items that history submits by itself

    def visits(self, people: Sequence[Person]) -> None:
        """Let people have been seen on past days, and remember when."""
        for person, slot in zip(people, self._ward.slots_behind, strict=False):
            asked = slot["starts_at"] - timedelta(days=4, minutes=self._chance.randrange(600))
            draft = appointment_requests.visit(
                self._ward, person, slot["visit_type"], asked, self._chance
            )
            self._book(draft, slot["id"])
            self._ward.visits[person.id] = slot["starts_at"].date()

    def bookings(self, people: Sequence[Person], plan: Plan) -> None:
        """Book people for the days ahead; some of them ask for another time, or none."""
        free = self._free_slots()[:-KEPT_FOR_OFFERS]
        chosen = self._chance.sample(free, min(plan.bookings, len(free)))
        for n, (person, slot) in enumerate(zip(people, chosen, strict=False)):
            asked = self._ward.now - timedelta(days=2, minutes=self._chance.randrange(6000))
            draft = appointment_requests.visit(
                self._ward, person, slot["visit_type"], asked, self._chance
            )
            self._book(draft, slot["id"])
            if n < plan.changes:
                self._change(person, slot, draft, cancel=n % 5 in {1, 3})

    def offers(self, drafts: Iterable[Draft], count: int) -> None:
        """Offer times to some who wait for an appointment."""
        free = self._free_slots()[-KEPT_FOR_OFFERS:]
        for n, draft in enumerate(self._first(drafts, "appointment", count)):
            if draft.patient_id is not None and free[n * 3 :]:
                chosen = free[n * 3 : n * 3 + 3]
                shortest = min(slot["ends_at"] - slot["starts_at"] for slot in chosen)
                offer = {
                    "slot_ids": [slot["id"] for slot in chosen],
                    "minutes": shortest // MINUTE,  # whatever the kind of visit usually takes
                }
                self._settle(draft, "frontdesk", "offer", offer)

    def answers(self, drafts: Iterable[Draft], count: int) -> None:
        """Decide some items of the other queues the way most of them are decided."""
        left = {"enrollment": 1 + count // 3, "refill": 1 + count // 3, "result": count // 3}
        for draft in drafts:
            if not count:
                return
            answer = self._answer(draft) if left.get(draft.kind) else None
            if answer is not None:
                left[draft.kind] -= 1
                count -= 1
                self._settle(draft, *answer)

    def questions(self, drafts: Iterable[Draft], count: int) -> None:
        """Leave some items open but begun: asked back, routed to a provider, held."""
        begun: dict[str, tuple[str, str, Params]] = {
            "enrollment": (
                "frontdesk",
                "request_info",
                {"text_to_patient": "Please send us a copy of your photo ID."},
            ),
            "refill": ("nurse", "route", {"assigned_to": self._ward.staff["physician"]["id"]}),
            "result": (
                "provider",
                "hold",
                {
                    "basis": "HARM_DATA",
                    "rationale": "The sample may have been mixed up; the laboratory repeats it.",
                    "review_on": (self._ward.day(self._ward.now) + timedelta(days=5)).isoformat(),
                },
            ),
        }
        waiting = list(drafts)
        self._answered_questions(waiting, count)
        for kind, (who, action, params) in begun.items():
            for draft in self._first(waiting, kind, count):
                self._settle(draft, who, action, params)
        fit = (one for one in waiting if one.kind == "refill" and _may_be_prepared(one.content))
        for n, draft in enumerate(self._first(fit, "refill", count)):
            proposal = {"refills": 1 + n % 3, "note": PREPARED[n % len(PREPARED)]}
            self._settle(draft, "frontdesk", "prepare", proposal)

    def _answered_questions(self, waiting: Sequence[Draft], count: int) -> None:
        """Ask some applicants something, and let them answer before now (DOMAIN §5.2)."""
        for draft in self._first(waiting, "enrollment", count):
            question = {"text_to_patient": "Which address should we write to you at?"}
            self._settle(draft, "frontdesk", "request_info", question)
            answered = self._ward.now - MINUTE * self._chance.randrange(5, 60)
            self._timeline.at(answered, partial(self._let_answer, draft))

    def _let_answer(self, draft: Draft) -> None:
        def work(uow: UnitOfWork) -> None:
            row = item_changes.load(uow, draft.practice_id, draft.item_id, lock=True)
            if row is not None and row["state"] == "needs_info":
                said = Answer(text="The one in the form is right. We moved here in spring.")
                enrollment_answers.answer(uow, row, said)

        self._database.write(Scope.of([draft.practice_id]), work)

    def _answer(self, draft: Draft) -> tuple[str, str, Params] | None:
        """Say who decides a plain case, and how; None for what needs a second look."""
        content = draft.content
        if draft.kind == "enrollment":
            return self._answer_enrollment(draft)
        if draft.kind == "refill":
            return self._answer_refill(content)
        if draft.kind == "result" and content["releasable"] and not content["critical"]:
            return "provider", "release", {}
        return None

    def _answer_enrollment(self, draft: Draft) -> tuple[str, str, Params] | None:
        found = draft.content["candidates"]
        if draft.subject_birth_date > self._grown_up_by():
            return None  # a guardian has to be seen first
        if not found and not draft.requested_by:
            refusal = _refusal(ENROLLMENT_DENIALS, "CANNOT_VERIFY_IDENTITY")
            return "frontdesk", "deny", refusal | _of_attached(draft)
        if len(found) == 1 and found[0]["band"] == "strong" and self._is_free(found[0]):
            chart = {"chart": "link", "patient_id": found[0]["patient_id"]}
            return "frontdesk", "approve", chart
        return None

    def _grown_up_by(self) -> date:
        """Give the last birth date of those who are of age today."""
        today = self._ward.day(self._ward.now)
        return today.replace(year=today.year - 18, day=min(today.day, 28))

    def _answer_refill(self, content: Mapping[str, Any]) -> tuple[str, str, Params] | None:
        levels = {one["code"]: one["level"] for one in content["checks"]}
        if "CONTROLLED" in levels or "stop" in levels.values() or levels["ALLERGY"] != "ok":
            return None
        if levels["TOO_SOON"] != "ok":
            return "provider", "deny", _refusal(REFILL_DENIALS, "TOO_SOON")
        return "provider", "approve", {"refills": self._chance.choice((1, 2, 3))}

    def _change(self, person: Person, slot: dict[str, Any], booked: Draft, *, cancel: bool) -> None:
        names = {one["id"]: one["name"] for one in self._ward.practitioners}
        shown = slot | {"practitioner_name": names[slot["practitioner_id"]]}
        asked = self._ward.now - MINUTE * self._chance.randrange(5, 600)

        def ask() -> None:
            made = self._desk.appointment_of(booked.item_id)
            draft = appointment_requests.change(
                self._ward, person, shown, made, asked, cancel=cancel
            )
            self.submit([draft])

        self._timeline.at(asked, ask)

    def _book(self, draft: Draft, slot_id: str) -> None:
        self._settle(draft, "frontdesk", "book", {"slot_id": slot_id})

    def _settle(self, draft: Draft, who: str, action: str, params: Params) -> None:
        """Let an item come in, and be decided some hours later."""
        self.told.add(draft.item_id)
        self._timeline.at(draft.submitted_at, lambda: self.submit([draft]))
        at = draft.submitted_at + MINUTE * self._chance.randrange(20, 400)
        at = min(at, self._ward.now - MINUTE)
        self._timeline.at(at, lambda: self._desk.decide(who, draft.item_id, action, params))

    def submit(self, drafts: Sequence[Draft]) -> None:
        """Put drafts into their queues now."""
        submit(self._database, self._ward, drafts)

    def _first(self, drafts: Iterable[Draft], kind: str, count: int) -> list[Draft]:
        fits = (one for one in drafts if one.kind == kind and one.item_id not in self.told)
        return list(islice(fits, count))

    def _free_slots(self) -> list[dict[str, Any]]:
        return [slot for slot in self._ward.slots_ahead if slot["state"] == "free"]

    def _is_free(self, candidate: Mapping[str, Any]) -> bool:
        """Whether the chart may be linked, once: another request may be for the same one."""
        patient_id: str = candidate["patient_id"]
        free = not candidate["has_account"] and not candidate["deceased"]
        free = free and candidate["bar"] is None and patient_id not in self._linked
        self._linked.add(patient_id)
        return free


def _of_attached(draft: Draft) -> Params:
    came_along = draft.content["submitted"]["appointment_item_id"]
    return {"linked": "decline"} if came_along else {}


def _may_be_prepared(content: Mapping[str, Any]) -> bool:
    return all(
        check["level"] != "stop" and check["code"] != "CONTROLLED" for check in content["checks"]
    )


def _refusal(reasons: Sequence[Reason], code: str) -> Params:
    text = next(reason.text_to_patient for reason in reasons if reason.code == code)
    return {"reason_code": code, "text_to_patient": text}
