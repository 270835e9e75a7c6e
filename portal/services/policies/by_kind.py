"""The policy of each kind of item, for services that must not know the queues themselves.

The queues import the services, so who makes items can not look a policy up in the registry; a test
holds this table against it.
"""

from collections.abc import Mapping

from portal.services.policies.appointment import AppointmentPolicy
from portal.services.policies.document import DocumentPolicy
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.policies.intake import QuarantinePolicy, UnmatchedResultPolicy
from portal.services.policies.queue import QueuePolicy
from portal.services.policies.refill import RefillPolicy
from portal.services.policies.result import ResultPolicy
from portal.services.policies.statement import StatementPolicy
from portal.services.policies.task import TaskPolicy

POLICY_OF: Mapping[str, type[QueuePolicy]] = {
    model.NAME: model
    for model in (
        EnrollmentPolicy,
        RefillPolicy,
        AppointmentPolicy,
        ResultPolicy,
        DocumentPolicy,
        TaskPolicy,
        StatementPolicy,
        UnmatchedResultPolicy,
        QuarantinePolicy,
    )
}
