"""All queues by kind. Adding one is a module beside this one and a line here."""

from collections.abc import Mapping

from portal.queues import appointment, enrollment, refill, result
from portal.queues.spec import QueueSpec

QUEUES: Mapping[str, QueueSpec] = {
    spec.kind: spec for spec in (enrollment.SPEC, refill.SPEC, appointment.SPEC, result.SPEC)
}
