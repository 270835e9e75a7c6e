"""The enrollment queue: somebody asks for an account (DOMAIN F18–F36, §5.2).

States: pending ⇄ needs_info → approved, denied; withdrawn by the applicant; expired when nobody
answers. Approving never happens by itself and never links to a chart that a person has not named.
The content is that of `portal.services.enrollment_content`; around it stand `household`, `linked`
and `mail` (`portal.services.around`).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.queues.enrollment_params import Approve, Deny, MarkDistinct, RequestInfo
from portal.queues.enrollment_reasons import ENROLLMENT_DENIALS
from portal.queues.params import NoParams
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import (
    around,
    charts,
    distinct_persons,
    enrollment_clock,
    enrollment_content,
    enrollment_rules,
    guardians,
    households,
    inbox,
    item_changes,
    linked_requests,
    mail_fates,
    memberships,
)
from portal.services.policies import store
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.rules import refused

OPEN = frozenset({"pending", "needs_info"})
CLOSED = frozenset({"approved", "denied", "withdrawn"})
OFFLINE = timedelta(hours=72)
_APPROVED = frozenset({"approved"})


def _approve(
    uow: UnitOfWork, row: Mapping[str, Any], params: Approve, actor: StaffActor
) -> Outcome:
    practice_id, content = row["practice_id"], item_changes.content_of(row)
    submitted, policy = content["submitted"], _policy(uow, row)
    enrollment_rules.check_application(content, policy)
    band = guardians.band_today(uow, practice_id, submitted, policy)
    guardian = None if params.guardian is None else params.guardian.seen()
    enrollment_rules.check_guardian(band, guardian)
    memberships.lock_undecided(uow, practice_id, row["account_id"])
    patient_id, accepted = _chart(uow, row, content, params)
    memberships.activate(uow, practice_id, row["account_id"], patient_id)
    proxy = None
    if guardian is not None:
        proxy = guardians.vouch(
            uow,
            practice_id,
            patient_id,
            date.fromisoformat(submitted["birth_date"]),
            guardian,
            limited=band == guardians.MINOR,
            ends_at_age=policy.guardian_below,
            staff_id=actor.staff_id,
        )
    linked_requests.bind(uow, row, submitted, patient_id, actor)
    enrollment_content.show_chart(uow, practice_id, patient_id, but=row["id"])
    households.touch(uow, practice_id, row["id"])
    _tell(uow, row, "enrollment_approved", patient_id=patient_id)
    return Outcome(
        "approved",
        patient_id=patient_id,
        journal={
            "chart": params.chart,
            "patient_id": patient_id,
            "account_id": row["account_id"],
            "accepted": ",".join(accepted),
            "second_chart": params.second_chart,
            "guardian": "" if guardian is None else guardian.relationship,
            "evidence": "" if guardian is None else ",".join(guardian.evidence),
            "care_manager": proxy,
        },
    )


def _chart(
    uow: UnitOfWork, row: Mapping[str, Any], content: Mapping[str, Any], params: Approve
) -> tuple[str, list[str]]:
    """Give the chart of the account, and which submitted fields have changed it."""
    practice_id, submitted = row["practice_id"], content["submitted"]
    if params.patient_id is None:
        enrollment_rules.check_new_chart(uow, row, content, confirmed=params.second_chart)
        return charts.create(uow, practice_id, submitted), []
    chart = charts.lock_free_chart(uow, practice_id, params.patient_id)
    enrollment_rules.check_link(uow, row, params.patient_id)
    return params.patient_id, charts.accept(uow, chart, submitted, params.accept)


def _deny(uow: UnitOfWork, row: Mapping[str, Any], params: Deny, actor: StaffActor) -> Outcome:
    practice_id, policy = row["practice_id"], _policy(uow, row)
    enrollment_rules.check_words(params.text_to_patient, item_changes.content_of(row))
    memberships.end(uow, practice_id, row["account_id"], "denied")
    settled = linked_requests.settle(uow, row, params.linked, params.text_to_patient, actor)
    freed = policy.denied_username == "freed"
    if freed:
        enrollment_clock.free_username(uow, row)
    households.touch(uow, practice_id, row["id"])
    _tell(uow, row, "enrollment_denied", params.text_to_patient)
    return Outcome("denied", journal={"appointment": settled, "username_freed": freed})


def _request_info(
    uow: UnitOfWork, row: Mapping[str, Any], params: RequestInfo, actor: StaffActor
) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    enrollment_rules.check_words(params.text_to_patient, content)
    _tell(uow, row, "enrollment_question", params.text_to_patient)
    enrollment_clock.begin(uow, row, _policy(uow, row))
    households.touch(uow, row["practice_id"], row["id"])
    asked = enrollment_content.with_question(content, params.text_to_patient, uow.now)
    return Outcome("needs_info", content=asked)


def _mark_distinct(
    uow: UnitOfWork, row: Mapping[str, Any], params: MarkDistinct, actor: StaffActor
) -> Outcome:
    practice_id, content = row["practice_id"], item_changes.content_of(row)
    if params.patient_id not in {one["patient_id"] for one in content["candidates"]}:
        raise refused("NOT_A_CANDIDATE", "The chart is none of those that the item shows.")
    if row["account_id"] is None:
        raise refused("NO_ACCOUNT", "The request carries no account to tell apart.")
    distinct_persons.mark(
        uow,
        practice_id,
        row["account_id"],
        params.patient_id,
        distinct=params.distinct,
        by=actor.staff_id,
    )
    return Outcome(
        row["state"],
        journal={"patient_id": params.patient_id, "distinct": params.distinct},
    )


def _resend_mail(
    uow: UnitOfWork, row: Mapping[str, Any], params: ActionParams, actor: StaffActor
) -> Outcome:
    del params, actor
    mail_fates.send_again(uow, row)
    return Outcome(row["state"])


def _policy(reader: Reader, row: Mapping[str, Any]) -> EnrollmentPolicy:
    return store.current(reader, row["practice_id"], EnrollmentPolicy)


def _approve_bar(reader: Reader, row: Mapping[str, Any]) -> str | None:
    content, policy = item_changes.content_of(row), _policy(reader, row)
    band = guardians.band_today(reader, row["practice_id"], content["submitted"], policy)
    return enrollment_rules.bulk_bar(content, policy, band)


def _deny_bar(reader: Reader, row: Mapping[str, Any]) -> str | None:
    del reader
    return "LINKED_REQUEST" if around.linked_id(row) else None


def _tell(
    uow: UnitOfWork,
    row: Mapping[str, Any],
    kind: str,
    body: str = "",
    patient_id: str | None = None,
) -> None:
    approved = kind == "enrollment_approved"  # once in the life of an item: its mail is found by it
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"],
        patient_id=patient_id,
        kind=kind,
        key=row["id"] if approved else f"{row['id']}:{row['version']}",
        body=body,
        item_id=row["id"],
    )


def _action(name: str, to: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=more.pop("from_states", OPEN),
        to_state=to,
        permission=Permission.ENROLLMENT_DECIDE,
        params=params,
        apply=apply,
        offline_age=OFFLINE,
        **more,
    )


SPEC = QueueSpec(
    kind="enrollment",
    read_permission=Permission.ENROLLMENT_READ,
    open_states=OPEN,
    closed_states=CLOSED,
    actions={
        "approve": _action("approve", "approved", Approve, _approve, bulk_bar=_approve_bar),
        "deny": _action(
            "deny", "denied", Deny, _deny, reasons=ENROLLMENT_DENIALS, bulk_bar=_deny_bar
        ),
        "request_info": _action("request_info", "needs_info", RequestInfo, _request_info),
        "mark_distinct": _action(
            "mark_distinct", "", MarkDistinct, _mark_distinct, decides=False, bulk=False
        ),
        "resend_mail": _action(
            "resend_mail",
            "",
            NoParams,
            _resend_mail,
            from_states=_APPROVED,
            decides=False,
            bulk=False,
        ),
    },
    target=timedelta(hours=24),
    policy=EnrollmentPolicy,
)
