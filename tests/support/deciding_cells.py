"""Items and parameters for each cell of the table state × action × role (`portal/security/actions.csv`).

Run as a program it writes the table that the queues' specifications make, for a person to read:

    python -m tests.support.deciding_cells > portal/security/actions.csv
"""

import csv
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import update

from portal.db.tables import item, outbox_job
from portal.db.unit_of_work import Scope
from portal.queues.registry import QUEUES
from portal.security.permissions import Permission, Role, permissions_of
from tests.support import billing_rows
from tests.support.clinic import Clinic
from tests.support.desk import Seen
from tests.support.intake_world import Laboratory
from tests.support.staff import ROLES

CLINICAL = "deny for a clinical reason"
# what a rule forbids although the state would allow it: a result that the patient sees already
RULED_OUT = {("result", "mark_duplicate", "unreviewed")}
# where an action leads that goes different ways: who reviews what is released ends the wait for it
LEADS_TO = {("result", "review", "unreviewed"): "released"}
WORDS = {"text_to_patient": "Please call us.", "internal_note": ""}
HOLD = {
    "basis": "HARM_INDIVIDUAL",
    "harm": "LIFE_OR_SAFETY",
    "review_right_told": True,
    "rationale": "The patient is told in person on the next day.",
}


class Cells:
    """Makes the items that are decided; one that nobody may decide serves all who may not."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.world = clinic.world
        self.untouched: dict[tuple[str, str], Seen] = {}
        self.charts = 0

    def chart(self) -> str:
        """A chart whose number is none that an approval would give, of a person of their own."""
        self.charts += 1
        return self.world.chart(record_number=f"T-{self.charts}")

    def shared(self, kind: str, state: str) -> Seen:
        """The item in this state that every refused command is about."""
        key = (kind, state)
        if key not in self.untouched:
            self.untouched[key] = self.fresh(kind, state, "")
        seen = self.world.again(self.untouched[key])
        if self.world.state(seen) != state:  # a slot became free for who was on the wait list
            seen = self.world.set_state(seen, state)
        return seen

    def fresh(self, kind: str, state: str, action: str) -> Seen:
        """An item on which the action can be done in full."""
        seen = getattr(self, f"_{kind}")(action)
        if state != self.world.state(seen):
            seen = self.world.set_state(seen, state)
        if action == "resume":
            waits = {"waiting_on": "internal", "waiting_since": self.world.at()}
            seen = self.world.change(seen, **waits)
        return seen

    def params(self, action: str, seen: Seen) -> dict[str, Any]:
        """Parameters with which the action is done."""
        name = action.partition(" ")[0]
        reasons = QUEUES[seen.kind].actions[name].reasons
        clinical = action == CLINICAL
        code = next((one.code for one in reasons if bool(one.permission) is clinical), "")
        world, staff = self.world, self.clinic.staff
        colleague = "billing" if seen.kind == "statement_request" else "nurse"
        made: dict[str, Callable[[], dict[str, Any]]] = {
            "approve": lambda: {"second_chart": True} if seen.kind == "enrollment" else {},
            "deny": lambda: WORDS | {"reason_code": code},
            "decline": lambda: WORDS | {"reason_code": code},
            "recall": lambda: {"reason_code": code, "internal_note": ""},
            "hold": lambda: HOLD | {"review_on": world.at(days=2).date().isoformat()},
            "request_info": lambda: {"text_to_patient": "Which Byron are you?"},
            "mark_distinct": lambda: {"patient_id": self._candidate(seen)},
            "approve_with_changes": lambda: {"quantity": 90.0, "reason": "Fewer trips"},
            "needs_visit": lambda: {"text_to_patient": "Please come and see us."},
            "prepare": lambda: {"refills": 2},
            "route": lambda: {"assigned_to": staff["provider"].id},
            "book": lambda: {"slot_id": world.slot()},
            "offer": lambda: {"slot_ids": [world.slot()]},
            "wait_list": lambda: {"text_to_patient": "We will write to you."},
            "review": lambda: {"assessment": "normal"},
            "record_contact": lambda: {
                "told_name": "Ada Byron",
                "told_role": "patient",
                "told_at": world.at().isoformat(),
                "read_back": True,
            },
            "note": lambda: {"text": "The pharmacy called."},
            "assign": lambda: {"assigned_to": staff[colleague].id},
            "wait": lambda: {"on": "internal"},
            "mark_duplicate": lambda: {"of": self._original(seen)},
            "reopen": lambda: {"note": "Closed by mistake."},
            "match": lambda: {"patient_id": self.chart(), "chosen_because": "search"},
            "reject": lambda: {"reason_code": code, "note": ""},
            "discard": lambda: {"reason_code": code, "note": ""},
            "answer": lambda: {"text_to_patient": "A new one is on its way."},
            "complete": lambda: {"outcome_note": "Reached her."},
            "cancel": lambda: {"note": "Not needed."},
        }
        return made.get(name, dict)()

    def _enrollment(self, action: str) -> Seen:
        self.charts += 1
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(self.charts))
        person = {
            "given_name": f"X{letters}",
            "family_name": f"Q{letters}",
            "birth_date": date(1950, 1, 1),
            "phone": f"+1 202 555 {self.charts:04d}",
            "email": f"{letters}@example.org",
            "address_line": f"{self.charts} Elm Street",
        }
        if action == "mark_distinct":
            self.world.chart(record_number=f"T-{self.charts}", **person)
        seen = self.world.enrollment(self.world.login(), **person)
        if action == "resend_mail":
            self.world.done("front_desk", seen, "approve", second_chart=True)
            self._mail_is_sent(seen)
        return self.world.again(seen)

    def _mail_is_sent(self, seen: Seen) -> None:
        sent = update(outbox_job).where(outbox_job.c.dedupe_key.like(f"%{seen.id}"))
        done = sent.values(done_at=self.world.at())
        self.world.database.write(Scope.of([]), lambda uow: uow.execute(done))

    def _candidate(self, seen: Seen) -> str:
        found: str = self.world.content(seen)["candidates"][0]["patient_id"]
        return found

    def _refill(self, action: str) -> Seen:
        chart = self.chart()
        return self.world.ask_refill(self.world.login(chart=chart), self.world.medication(chart))

    def _appointment(self, action: str) -> Seen:
        chart = self.chart()
        login = self.world.login(chart=chart)
        # a day on which nothing becomes free: the portal's own wait list leaves the request alone
        wish = {"preferred": [{"date": self.world.at(days=200).date().isoformat()}]}
        if action == "confirm_cancel":
            # beyond the practice's notice, between the slots that come by themselves
            booked = self.world.booked(chart, login, hours=72.5 + self.charts)
            return self.world.ask_appointment(
                login, request="cancel", appointment_id=booked, **wish
            )
        return self.world.ask_appointment(login, **wish)

    def _result(self, action: str) -> Seen:
        chart = self.chart()
        seen = self.world.result_item(self.world.report(chart), chart)
        return self._released(seen) if action == "recall" else seen

    def _document(self, action: str) -> Seen:
        seen = self.world.document(self.chart())
        return self._released(seen) if action == "recall" else seen

    def _released(self, seen: Seen) -> Seen:
        self.world.done("provider", seen, "release")
        return self.world.again(seen)

    def _task(self, action: str) -> Seen:
        return self.world.task(self.chart())

    def _statement_request(self, action: str) -> Seen:
        chart = self.chart()
        return billing_rows.request(self.world, self.world.login(chart=chart), chart)

    def _unmatched_result(self, action: str) -> Seen:
        # each of an order of its own: another version would come into the same item
        self.charts += 1
        return Laboratory(self.world).unmatched(f"L-{self.charts}")

    def _quarantine(self, action: str) -> Seen:
        seen, _ = Laboratory(self.world).quarantined()
        return seen

    def _original(self, seen: Seen) -> str:
        """Another item of the kind, about the same person."""
        other = getattr(self, f"_{seen.kind}")("")
        self.world.change(other, patient_id=self.world.one(item, seen.id)["patient_id"])
        return str(other.id)


def expected(kind: str, action: str, state: str, role: str) -> str:
    """What the specification of the queue says of a cell."""
    spec = QUEUES[kind].actions[action.partition(" ")[0]]
    held = permissions_of([Role(role)])
    needed = {spec.permission}
    if spec.permission not in held:
        return "not-permitted"
    if state not in spec.from_states:
        return "illegal-transition"
    if action == CLINICAL:
        needed.add(Permission.REFILL_DENY_CLINICAL)
    if not needed <= held:
        return "not-permitted"
    return "rule-refused" if (kind, action, state) in RULED_OUT else "applied"


def rows() -> list[list[str]]:
    """All rows of the table, as the specifications make them."""
    made = []
    for kind, spec in QUEUES.items():
        names = [*spec.actions, *([CLINICAL] if kind == "refill" else [])]
        for action in sorted(names):
            for state in (*sorted(spec.open_states), *sorted(spec.closed_states)):
                cells = [expected(kind, action, state, role) for role in ROLES]
                made.append([kind, action, state, *cells])
    return made


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["kind", "action", "state", *ROLES])
    table.writerows(rows())
