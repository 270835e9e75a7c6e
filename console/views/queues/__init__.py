"""The bodies of the item panel, one module a queue."""

from collections.abc import Mapping

from console.models.when import Calendar
from console.views.queues.appointment import AppointmentBody
from console.views.queues.body import QueueBody
from console.views.queues.document import DocumentBody
from console.views.queues.enrollment import EnrollmentBody
from console.views.queues.quarantine import QuarantineBody
from console.views.queues.refill import RefillBody
from console.views.queues.result import ResultBody
from console.views.queues.statement_request import StatementRequestBody
from console.views.queues.task import TaskBody
from console.views.queues.unmatched_result import UnmatchedResultBody

BODIES: Mapping[str, type[QueueBody]] = {
    "enrollment": EnrollmentBody,
    "refill": RefillBody,
    "appointment": AppointmentBody,
    "result": ResultBody,
    "document": DocumentBody,
    "unmatched_result": UnmatchedResultBody,
    "quarantine": QuarantineBody,
    "statement_request": StatementRequestBody,
    "task": TaskBody,
}


def body_for(kind: str, calendar: Calendar | None = None) -> QueueBody:
    """Make the body of a queue; KeyError for a kind that this console does not know."""
    return BODIES[kind](calendar)
