"""The result queue: laboratory reports that no patient sees until somebody releases them (F64–F67).

States: pending, held → released → recalled. A hold names its legal basis, the reviewer's reasons and
the day it is looked at again (45 CFR 171; invariant 18). Nothing here is ever decided offline.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any

from portal.db.unit_of_work import UnitOfWork
from portal.domain.fields import Day
from portal.queues.params import OptionalText, PatientText
from portal.queues.reasons import HOLD_BASES, RESULT_RECALLS, OneOf
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import inbox, item_changes, results
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today as practice_today
from portal.services.rules import refused

OPEN = frozenset({"pending", "held"})
MAX_HOLD = timedelta(days=30)
_RECALL_TEXTS = {reason.code: reason.text_to_patient for reason in RESULT_RECALLS}


class Release(ActionParams):
    """An optional comment that the patient reads beside the result."""

    text_to_patient: OptionalText = ""


class Hold(ActionParams):
    """On what basis, why, and when it is looked at again."""

    basis: Annotated[str, OneOf.reasons(HOLD_BASES)]
    rationale: PatientText
    review_on: Day


class Recall(ActionParams):
    """Why a released result is taken back."""

    reason_code: Annotated[str, OneOf.reasons(RESULT_RECALLS)]
    internal_note: OptionalText = ""


def _report_id(row: Mapping[str, Any]) -> str:
    report_id: str = item_changes.content_of(row)["report"]["id"]
    return report_id


def _release(
    uow: UnitOfWork, row: Mapping[str, Any], params: Release, actor: StaffActor
) -> Outcome:
    del actor
    report_id = _report_id(row)
    results.release(uow, row["practice_id"], report_id)
    day = practice_today(uow, row["practice_id"])
    # ten results on a day are ten entries and one mail
    _tell(uow, row, "result_released", f"{row['patient_id']}:{day}", params.text_to_patient)
    return Outcome("released", journal={"report_id": report_id})


def _hold(uow: UnitOfWork, row: Mapping[str, Any], params: Hold, actor: StaffActor) -> Outcome:
    del actor
    today = practice_today(uow, row["practice_id"])
    if not today <= params.review_on <= today + MAX_HOLD:
        raise refused(
            "REVIEW_DATE", "A hold is looked at again within 30 days, and not before today."
        )
    return Outcome(
        "held",
        due_at=datetime.combine(params.review_on, time(12), tzinfo=UTC),
        journal={"basis": params.basis, "review_on": params.review_on.isoformat()},
    )


def _recall(uow: UnitOfWork, row: Mapping[str, Any], params: Recall, actor: StaffActor) -> Outcome:
    del actor
    report_id = _report_id(row)
    results.recall(uow, row["practice_id"], report_id)
    inbox.take_back(uow, row["practice_id"], row["id"], "result_released")
    _tell(
        uow,
        row,
        "result_recalled",
        f"{row['id']}:{row['version']}",
        _RECALL_TEXTS[params.reason_code],
    )
    return Outcome("recalled", journal={"report_id": report_id})


def _tell(uow: UnitOfWork, row: Mapping[str, Any], kind: str, key: str, body: str) -> None:
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=inbox.account_of_chart(uow, row["practice_id"], row["patient_id"]),
        patient_id=row["patient_id"],
        kind=kind,
        key=key,
        body=body,
        item_id=row["id"],
    )


def _action(
    name: str, start: frozenset[str], to: str, params: type[ActionParams], apply: Any, **more: Any
) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=start,
        to_state=to,
        permission=Permission.RESULT_RELEASE,
        params=params,
        apply=apply,
        **more,
    )


SPEC = QueueSpec(
    kind="result",
    read_permission=Permission.RESULT_READ,
    open_states=OPEN,
    closed_states=frozenset({"released", "recalled"}),
    actions={
        "release": _action("release", OPEN, "released", Release, _release),
        "hold": _action("hold", OPEN, "held", Hold, _hold, bulk=False, reasons=HOLD_BASES),
        "recall": _action(
            "recall",
            frozenset({"released"}),
            "recalled",
            Recall,
            _recall,
            bulk=False,
            reasons=RESULT_RECALLS,
        ),
    },
    target=timedelta(hours=24),
    policy=ResultPolicy,
)
