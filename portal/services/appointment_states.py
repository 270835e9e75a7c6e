"""The states of an appointment request: what leads where, and what FHIR calls them.

The queue's actions, the patient's side and the jobs are built from `TRANSITIONS`; nothing else moves
a request (DOMAIN §5.5, PEERS K96). `docs/appointments.md` prints both tables, and a test holds it
against these.
"""

from typing import NamedTuple

OPEN = frozenset({"pending", "offered", "waitlisted"})
CLOSED = frozenset({"booked", "declined", "cancelled", "withdrawn"})


class Fhir(NamedTuple):
    """FHIR R4B: `Appointment.status`, and the patient's participation status where it matters."""

    status: str
    participation: str = ""


class Transition(NamedTuple):
    """One way from states to a state, and who takes it: staff, patient, or a job of the portal."""

    name: str
    before: frozenset[str]
    after: str
    by: str


FHIR = {
    "pending": Fhir("proposed"),
    "offered": Fhir("pending", "needs-action"),
    "waitlisted": Fhir("waitlist"),
    "booked": Fhir("booked", "accepted"),
    "declined": Fhir("cancelled"),
    "cancelled": Fhir("cancelled"),
    "withdrawn": Fhir("cancelled", "declined"),
    "duplicate": Fhir("cancelled"),
    "expired": Fhir("cancelled"),
}

_OFFERED, _WAITLISTED = frozenset({"offered"}), frozenset({"waitlisted"})

TRANSITIONS = (
    Transition("book", OPEN, "booked", "staff"),
    Transition("offer", OPEN, "offered", "staff"),
    Transition("wait_list", frozenset({"pending", "offered"}), "waitlisted", "staff"),
    Transition("decline", OPEN, "declined", "staff"),
    Transition("confirm_cancel", OPEN, "cancelled", "staff"),
    Transition("accept_offer", _OFFERED, "booked", "patient"),
    Transition("refuse_offer", _OFFERED, "pending", "patient"),
    Transition("withdraw", OPEN, "withdrawn", "patient"),
    Transition("offer_lapse", _OFFERED, "pending", "job"),
    Transition("slot_freed", _WAITLISTED, "pending", "job"),
    Transition("wait_list_end", _WAITLISTED, "pending", "job"),
)
_BY_NAME = {one.name: one for one in TRANSITIONS}


def transition(name: str) -> Transition:
    """Give a transition by its name; KeyError for one that is not in the table."""
    return _BY_NAME[name]


def allows(name: str, state: str) -> bool:
    """Tell whether a request in this state may be moved so."""
    return state in _BY_NAME[name].before
