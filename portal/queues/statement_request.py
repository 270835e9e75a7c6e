"""The queue of what patients ask about statements (DOMAIN F71, F72).

States: pending → answered, declined; the patient may withdraw. `resend` sends the notice of the payable
statement again and answers with it; an answer may name the statement that has come meanwhile. What an
item's content holds: `portal.services.statement_requests`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.queues.params import EntityId, OptionalText, PatientText, Refusal
from portal.queues.reasons import OneOf
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.queues.statement_reasons import STATEMENT_DECLINES
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import item_changes, notices
from portal.services.policies.statement import StatementPolicy
from portal.services.rules import refused
from portal.services.statement_requests import KIND, statement_facts, statement_of
from portal.services.statements import patient_statements, resending

OPEN = frozenset({"pending"})
OFFLINE = timedelta(hours=24)
Row = Mapping[str, Any]


class Resend(ActionParams):
    """What the patient is told beside the notice; without words the notice is the answer."""

    text_to_patient: OptionalText = ""
    internal_note: OptionalText = ""


class Answer(ActionParams):
    """What the patient is told; `statement_id` is a published one of the account to look at."""

    text_to_patient: PatientText
    internal_note: OptionalText = ""
    statement_id: EntityId | None = None


class Decline(Refusal):
    """Why nothing is done about it."""

    reason_code: Annotated[str, OneOf.reasons(STATEMENT_DECLINES)]


def _resend(uow: UnitOfWork, row: Row, params: Resend, actor: StaffActor) -> Outcome:
    content = item_changes.content_of(row)
    practice_id = row["practice_id"]
    payable = patient_statements.payable_of(uow, practice_id, content["account"]["id"])
    if payable is None:
        raise refused("NOTHING_PAYABLE", "No statement of this account is to be paid now.")
    notice = resending.resend(
        uow, practice_id, payable["id"], expected_version=payable["version"], by=actor.staff_id
    )
    if params.text_to_patient:
        notices.tell_asker(uow, row, "statement_answered", params.text_to_patient)
    told = {
        "by": "resend",
        "at": moment_text(uow.now),
        "notice": notice,
        "statement": statement_facts(payable),
    }
    return Outcome(
        "answered",
        content=content | {"answer": told},
        journal={"statement_id": payable["id"], "notice": notice},
    )


def _answer(uow: UnitOfWork, row: Row, params: Answer, actor: StaffActor) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    named = None
    if params.statement_id is not None:
        found = statement_of(uow, row["practice_id"], content["account"]["id"], params.statement_id)
        named = statement_facts(found)
    notices.tell_asker(uow, row, "statement_answered", params.text_to_patient)
    told = {"by": "answer", "at": moment_text(uow.now), "statement": named}
    return Outcome(
        "answered",
        content=content | {"answer": told},
        journal={"statement_id": params.statement_id},
    )


def _decline(uow: UnitOfWork, row: Row, params: Decline, actor: StaffActor) -> Outcome:
    del actor
    notices.tell_asker(uow, row, "statement_declined", params.text_to_patient)
    return Outcome("declined")


def _action(name: str, to: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=OPEN,
        to_state=to,
        permission=Permission.STATEMENT_PUBLISH,
        params=params,
        apply=apply,
        bulk=False,
        **more,
    )


SPEC = QueueSpec(
    kind=KIND,
    read_permission=Permission.STATEMENT_PUBLISH,
    open_states=OPEN,
    closed_states=frozenset({"answered", "declined", "withdrawn"}),
    actions={
        "resend": _action("resend", "answered", Resend, _resend),
        "answer": _action("answer", "answered", Answer, _answer, offline_age=OFFLINE),
        "decline": _action(
            *("decline", "declined", Decline, _decline),
            offline_age=OFFLINE,
            reasons=STATEMENT_DECLINES,
        ),
    },
    target=timedelta(hours=48),
    policy=StatementPolicy,
)
