"""Roles and permissions (DESIGN §6). Deny by default; `permissions.csv` is the golden copy.

A permission reads `subject:act`. A role is a frozen set of permissions; a membership gives a staff
member roles in one practice. The admin who grants roles does not see clinical data by that role.
"""

from collections.abc import Iterable
from enum import StrEnum


class Permission(StrEnum):
    """Everything the portal ever asks about a staff member."""

    ENROLLMENT_READ = "enrollment:read"
    ENROLLMENT_DECIDE = "enrollment:decide"
    APPOINTMENT_READ = "appointment:read"
    APPOINTMENT_DECIDE = "appointment:decide"
    REFILL_READ = "refill:read"
    REFILL_ROUTE = "refill:route"
    REFILL_DENY_ADMINISTRATIVE = "refill:deny_administrative"
    REFILL_APPROVE = "refill:approve"
    REFILL_DENY_CLINICAL = "refill:deny_clinical"
    RESULT_READ = "result:read"
    RESULT_RELEASE = "result:release"
    INTAKE_RESOLVE = "intake:resolve"  # whose a result is; what could not be read
    INTAKE_WATCH = "intake:watch"  # what came from where; no values, no names
    TASK_READ = "task:read"
    TASK_DECIDE = "task:decide"
    PATIENT_READ = "patient:read"
    CREDENTIAL_TOKEN = "credential:token"  # noqa: S105 - the name of a right, not a secret
    CREDENTIAL_TEMPORARY = "credential:temporary"
    ACCOUNT_READ = "account:read"
    ACCOUNT_MANAGE = "account:manage"  # lock, unlock, reset link, address
    ACCOUNT_RESET_MFA = "account:reset_mfa"  # stronger than the rest (DOMAIN F45)
    PROXY_PREPARE = "proxy:prepare"
    PROXY_APPROVE = "proxy:approve"
    STATEMENT_PUBLISH = "statement:publish"
    STAFF_MANAGE = "staff:manage"
    JOURNAL_OWN = "journal:own"
    JOURNAL_PRACTICE = "journal:practice"
    JOURNAL_VERIFY = "journal:verify"


class Role(StrEnum):
    """The roles of DESIGN §6."""

    FRONT_DESK = "front_desk"
    NURSE = "nurse"
    PROVIDER = "provider"
    BILLING = "billing"
    ADMIN = "admin"
    AUDITOR = "auditor"


_P = Permission
_REQUESTS = {_P.ENROLLMENT_READ, _P.ENROLLMENT_DECIDE, _P.APPOINTMENT_READ, _P.APPOINTMENT_DECIDE}
_TASKS = {_P.TASK_READ, _P.TASK_DECIDE}
_INTAKE = {_P.INTAKE_RESOLVE, _P.INTAKE_WATCH}
_CREDENTIALS = {
    _P.CREDENTIAL_TOKEN,
    _P.CREDENTIAL_TEMPORARY,
    _P.ACCOUNT_READ,
    _P.ACCOUNT_MANAGE,
    _P.PROXY_PREPARE,
}
_REFILL_DESK = {_P.REFILL_READ, _P.REFILL_ROUTE, _P.REFILL_DENY_ADMINISTRATIVE}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FRONT_DESK: frozenset(
        {*_REQUESTS, *_CREDENTIALS, *_REFILL_DESK, *_TASKS, _P.PATIENT_READ, _P.JOURNAL_OWN}
    ),
    Role.NURSE: frozenset(
        {
            *_REQUESTS,
            *_CREDENTIALS,
            *_REFILL_DESK,
            *_TASKS,
            _P.RESULT_READ,
            *_INTAKE,
            _P.PATIENT_READ,
            _P.JOURNAL_OWN,
        }
    ),
    Role.PROVIDER: frozenset(
        {
            _P.APPOINTMENT_READ,
            _P.APPOINTMENT_DECIDE,
            *_REFILL_DESK,
            *_TASKS,
            _P.REFILL_APPROVE,
            _P.REFILL_DENY_CLINICAL,
            _P.RESULT_READ,
            _P.RESULT_RELEASE,
            *_INTAKE,
            _P.PATIENT_READ,
            _P.JOURNAL_OWN,
        }
    ),
    Role.BILLING: frozenset({_P.STATEMENT_PUBLISH, _P.PATIENT_READ, _P.JOURNAL_OWN}),
    Role.ADMIN: frozenset(
        {
            *_REQUESTS,
            *_CREDENTIALS,
            *_TASKS,
            _P.ACCOUNT_RESET_MFA,
            _P.PROXY_APPROVE,
            _P.STATEMENT_PUBLISH,
            _P.STAFF_MANAGE,
            _P.INTAKE_WATCH,
            _P.PATIENT_READ,
            _P.JOURNAL_OWN,
            _P.JOURNAL_PRACTICE,
        }
    ),
    Role.AUDITOR: frozenset({_P.JOURNAL_OWN, _P.JOURNAL_PRACTICE, _P.JOURNAL_VERIFY}),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that somebody holding `roles` in a practice may do there."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))
