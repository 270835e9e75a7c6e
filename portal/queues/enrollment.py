"""The enrollment queue: somebody asks for an account (DOMAIN F18–F36, §5.2).

States: pending ⇄ needs_info → approved, denied; withdrawn by the applicant. Approving never happens by
itself and never links to a chart that a person has not named.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from portal.db.unit_of_work import UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.problems import Problem, ProblemType
from portal.queues.params import EntityId, PatientText, Refusal
from portal.queues.reasons import ENROLLMENT_DENIALS, OneOf
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import appointments, charts, inbox, item_changes, memberships, slots
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.rules import refused

OPEN = frozenset({"pending", "needs_info"})
OFFLINE = timedelta(hours=72)
_DETACHED_REASON = "ENROLLMENT_DENIED"

AcceptableField = Literal[
    "given_name", "middle_name", "family_name", "birth_date", "sex", "address", "phone", "email"
]


class Approve(ActionParams):
    """Which chart the account gets. `accept` names submitted fields to write into a linked chart."""

    chart: Literal["new", "link"] = "new"
    patient_id: EntityId | None = None
    accept: Annotated[tuple[AcceptableField, ...], Field(max_length=8)] = ()

    @model_validator(mode="after")
    def _name_the_chart(self) -> "Approve":
        if (self.chart == "link") != (self.patient_id is not None):
            msg = "patient_id is given with chart 'link', and only then"
            raise ValueError(msg)
        return self


class Deny(Refusal):
    """Why not. An attached appointment request is declined too, or kept and detached (F32)."""

    reason_code: Annotated[str, OneOf.reasons(ENROLLMENT_DENIALS)]
    appointment: Literal["decline", "keep"] = "decline"


class RequestInfo(ActionParams):
    """What the applicant is asked."""

    text_to_patient: PatientText


def _approve(
    uow: UnitOfWork, row: Mapping[str, Any], params: Approve, actor: StaffActor
) -> Outcome:
    practice_id = row["practice_id"]
    submitted = item_changes.content_of(row)["submitted"]
    if not submitted["terms"]:
        raise refused("TERMS_MISSING", "The applicant has not accepted the terms.")
    memberships.lock_undecided(uow, practice_id, row["account_id"])
    accepted: list[str] = []
    if params.patient_id is not None:
        chart = charts.lock_free_chart(uow, practice_id, params.patient_id)
        accepted = charts.accept(uow, chart, submitted, params.accept)
        patient_id = params.patient_id
    else:
        patient_id = charts.create(uow, practice_id, submitted)
    memberships.activate(uow, practice_id, row["account_id"], patient_id)
    _bind_appointment(uow, row, submitted, patient_id, actor)
    _tell(uow, row, "enrollment_approved", patient_id=patient_id)
    return Outcome(
        "approved",
        patient_id=patient_id,
        journal={
            "chart": params.chart,
            "patient_id": patient_id,
            "account_id": row["account_id"],
            "accepted": ",".join(accepted),
        },
    )


def _deny(uow: UnitOfWork, row: Mapping[str, Any], params: Deny, actor: StaffActor) -> Outcome:
    memberships.end(uow, row["practice_id"], row["account_id"], "denied")
    settled = _settle_appointment(uow, row, params, actor)
    _tell(uow, row, "enrollment_denied", params.text_to_patient)
    return Outcome("denied", journal={"appointment": settled})


def _request_info(
    uow: UnitOfWork, row: Mapping[str, Any], params: RequestInfo, actor: StaffActor
) -> Outcome:
    del actor
    _tell(uow, row, "enrollment_question", params.text_to_patient)
    return Outcome("needs_info")


def _tell(
    uow: UnitOfWork,
    row: Mapping[str, Any],
    kind: str,
    body: str = "",
    patient_id: str | None = None,
) -> None:
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"],
        patient_id=patient_id,
        kind=kind,
        key=f"{row['id']}:{row['version']}",
        body=body,
        item_id=row["id"],
    )


def _attached(
    uow: UnitOfWork, row: Mapping[str, Any], submitted: Mapping[str, Any]
) -> item_changes.ItemRow | None:
    """Give the appointment request that came with the enrollment, if it still waits; locked."""
    attached = submitted["appointment_item_id"]
    if attached is None:
        return None
    found = item_changes.load(uow, row["practice_id"], attached, lock=True)
    return found if found is not None and found["is_open"] else None


def _bind_appointment(
    uow: UnitOfWork,
    row: Mapping[str, Any],
    submitted: Mapping[str, Any],
    patient_id: str,
    actor: StaffActor,
) -> None:
    """Give the attached request its chart, so that it can be booked. It is not approved by this."""
    attached = _attached(uow, row, submitted)
    if attached is None:
        return
    item_changes.change(uow, attached, state=attached["state"], is_open=True, patient_id=patient_id)
    uow.journal(
        row["practice_id"],
        actor_id=actor.staff_id,
        action="item.bound",
        subject_id=attached["id"],
        target=("appointment", attached["id"]),
        detail={"patient_id": patient_id, "enrollment_item_id": row["id"]},
    )


def _settle_appointment(
    uow: UnitOfWork, row: Mapping[str, Any], params: Deny, actor: StaffActor
) -> str:
    """Decline the attached request, or let it go on alone; gives what was done."""
    attached = _attached(uow, row, item_changes.content_of(row)["submitted"])
    if attached is None:
        return "none"
    content = item_changes.content_of(attached)
    if params.appointment == "keep":
        item_changes.change(
            uow,
            attached,
            state=attached["state"],
            is_open=True,
            content={**content, "enrollment_item_id": None},
        )
    else:
        _decline_attached(uow, attached, content, params, actor)
    uow.journal(
        row["practice_id"],
        actor_id=actor.staff_id,
        action="item.declined" if params.appointment == "decline" else "item.detached",
        subject_id=attached["id"],
        target=("appointment", attached["id"]),
        detail={"enrollment_item_id": row["id"]},
    )
    return params.appointment


def _decline_attached(
    uow: UnitOfWork,
    attached: item_changes.ItemRow,
    content: Mapping[str, Any],
    params: Deny,
    actor: StaffActor,
) -> None:
    if not actor.may(attached["practice_id"], Permission.APPOINTMENT_DECIDE):
        raise Problem(
            ProblemType.NOT_PERMITTED,
            "An appointment request is attached, and your role does not decide those.",
        )
    slots.free_holds(uow, attached["practice_id"], attached["id"])
    item_changes.change(
        uow,
        attached,
        state="declined",
        is_open=False,
        content=appointments.without_offer(content),
        decided_by=actor.staff_id,
        decided_at=uow.now,
        decided_action="decline",
        outcome=canonical(
            {"reason_code": _DETACHED_REASON, "text_to_patient": params.text_to_patient}
        ),
    )


def _action(name: str, to: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=OPEN,
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
    closed_states=frozenset({"approved", "denied", "withdrawn"}),
    actions={
        "approve": _action("approve", "approved", Approve, _approve),
        "deny": _action("deny", "denied", Deny, _deny, reasons=ENROLLMENT_DENIALS),
        "request_info": _action("request_info", "needs_info", RequestInfo, _request_info),
    },
    target=timedelta(hours=24),
    policy=EnrollmentPolicy,
)
