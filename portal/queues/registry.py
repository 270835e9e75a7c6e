"""All queues by kind. Adding one is a module beside this one and a line here.

What a desk does with items of every queue is added here: who prepares, who may close and reopen.
"""

from collections.abc import Mapping

from portal.queues import (
    appointment,
    document,
    enrollment,
    quarantine,
    refill,
    result,
    result_acts,
    statement_request,
    task,
    unmatched_result,
)
from portal.queues.desk_actions import with_desk
from portal.queues.spec import QueueSpec
from portal.security.permissions import Permission
from portal.services import endings

QUEUES: Mapping[str, QueueSpec] = {
    spec.kind: spec
    for spec in (
        with_desk(
            enrollment.SPEC,
            Permission.ENROLLMENT_DECIDE,
            Permission.ENROLLMENT_DECIDE,
            ending=endings.ENROLLMENT,
        ),
        with_desk(
            refill.SPEC,
            Permission.REFILL_ROUTE,
            Permission.REFILL_DENY_ADMINISTRATIVE,
            ending=endings.REFILL,
        ),
        with_desk(
            appointment.SPEC,
            Permission.APPOINTMENT_DECIDE,
            Permission.APPOINTMENT_DECIDE,
            ending=endings.APPOINTMENT,
        ),
        with_desk(
            result.SPEC,
            Permission.RESULT_READ,
            Permission.RESULT_RELEASE,
            asks_patient=False,
            ending=result_acts.GATE.ending,
        ),
        with_desk(
            document.SPEC,
            Permission.RESULT_READ,
            Permission.RESULT_RELEASE,
            asks_patient=False,
            ending=document.GATE.ending,
        ),
        with_desk(
            task.SPEC,
            Permission.TASK_DECIDE,
            Permission.TASK_DECIDE,
            asks_patient=False,
            reopens=task.CLOSED,
        ),
        with_desk(
            statement_request.SPEC,
            Permission.STATEMENT_PUBLISH,
            Permission.STATEMENT_PUBLISH,
            ending=endings.STATEMENT_REQUEST,
        ),
        with_desk(
            unmatched_result.SPEC,
            Permission.INTAKE_RESOLVE,
            Permission.INTAKE_RESOLVE,
            asks_patient=False,
            ending=unmatched_result.ENDING,
            reopens=unmatched_result.REOPENS,
        ),
        with_desk(
            quarantine.SPEC,
            Permission.INTAKE_RESOLVE,
            Permission.INTAKE_RESOLVE,
            asks_patient=False,
            ending=quarantine.ENDING,
            reopens=quarantine.REOPENS,
        ),
    )
}
