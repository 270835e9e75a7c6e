"""What patients read: themselves, their inbox, medications, appointments, released results."""

from datetime import date
from typing import Annotated, Any

from fastapi import BackgroundTasks, Query, Request, Response

from portal.api.actors import Patient
from portal.api.models import EntityId, Moment, Reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.engine import Database
from portal.security.actors import PatientActor
from portal.services import inbox, proxy_reads
from portal.services.dependents import charts_of
from portal.services.rules import not_found
from portal.services.standing import CLOSED, scope_of, standings

router = Router(prefix="/v1/patient", tags=["patient: record"])


class AccountReply(Reply):
    """The account. Its secrets and the answers to its questions are in no reply (F30)."""

    id: str
    username: str
    given_name: str
    family_name: str
    email: str
    email_verified_at: Moment | None
    language: str


class OwnPractice(Reply):
    """A practice of the account, and whether it has let the account in."""

    id: int
    name: str
    status: str


class PatientMeReply(Reply):
    """Who is signed in, and where they stand."""

    account: AccountReply
    practices: list[OwnPractice]


class InboxEntry(Reply):
    """Something that the practice has said."""

    id: str
    practice_id: int
    kind: str
    title: str
    body: str
    item_id: str | None
    next_step: str  # message_practice, recover_account, resubmit, or nothing
    created_at: Moment
    read_at: Moment | None


class InboxReply(Reply):
    """A page of the inbox, newest first; go on with `?before=` the last id."""

    entries: list[InboxEntry]
    more: bool


class OwnMedication(Reply):
    """A medication of the chart, or of a dependent's, whom `for_whom` then names."""

    id: str
    practice_id: int
    name: str
    dose_text: str
    status: str
    prescribed_on: date
    stopped_on: date | None
    prescriber: str
    refills_remaining: int | None
    for_whom: str


class MedicationsReply(Reply):
    """All medications that may be asked for, the own ones first, active ones before others."""

    medications: list[OwnMedication]


class OwnAppointment(Reply):
    """An appointment with its time; one of a dependent names whom it is for."""

    id: str
    practice_id: int
    patient_id: str
    for_whom: str
    status: str
    reason: str
    starts_at: Moment
    ends_at: Moment
    practitioner: str
    location: str


class AppointmentsReply(Reply):
    """All appointments, latest first."""

    appointments: list[OwnAppointment]


class OwnValue(Reply):
    """One value of a report.

    `display` is for people: rounded, with its unit, as the practice's own program shows it.
    `value_original` and `range_text` are as the laboratory sent them, where that says more.
    """

    code: str
    name: str
    value_number: float | None
    value_text: str
    comparator: str
    unit: str
    range_low: float | None
    range_high: float | None
    flag: str
    effective_at: str
    display: str
    value_original: str = ""
    range_text: str = ""
    note: str = ""


class OwnResult(Reply):
    """A report that has been released to the patient, or to their care manager.

    `corrected` marks a version that replaces an earlier one, `change_reason` says why;
    `being_corrected` that a newer version is on its way.
    """

    id: str
    practice_id: int
    patient_id: str
    patient_name: str
    title: str
    performer: str
    raw_status: str
    text: str
    corrected: bool
    being_corrected: bool
    change_reason: str
    effective_at: Moment
    released_at: Moment
    observations: list[OwnValue]


class ResultsReply(Reply):
    """All released reports, newest first."""

    results: list[OwnResult]


@router.get("/me", operation_id="read_patient_me")
def read_patient_me(actor: Patient, request: Request) -> PatientMeReply:
    """Say who is signed in and which practices have let them in."""
    found = standings(portal_of(request).database, actor.account_id)
    return PatientMeReply(
        account=AccountReply.model_validate(side_of(request).record.account(actor)),
        practices=[
            OwnPractice(id=one.practice_id, name=one.practice_name, status=one.status)
            for one in found
            if one.status != CLOSED
        ],
    )


@router.get("/inbox", operation_id="read_inbox")
def read_inbox(
    actor: Patient,
    request: Request,
    before: Annotated[
        str | None, Query(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> InboxReply:
    """Read the inbox."""
    database = portal_of(request).database
    charts, limited = _charts(database, actor)
    with database.read(scope_of(database, actor.account_id)) as reader:
        rows = inbox.entries(
            reader, actor.account_id, charts, limited=limited, before=before, limit=limit + 1
        )
    return InboxReply(
        entries=[InboxEntry.model_validate(row) for row in rows[:limit]], more=len(rows) > limit
    )


@router.post("/inbox/{entry_id}/read", operation_id="mark_inbox_read", status_code=204)
def mark_inbox_read(entry_id: EntityId, actor: Patient, request: Request) -> Response:
    """Say that an entry has been read."""
    database = portal_of(request).database
    charts, limited = _charts(database, actor)
    if not database.write(
        scope_of(database, actor.account_id),
        lambda uow: inbox.mark_read(uow, actor.account_id, entry_id, uow.now, charts, limited),
    ):
        raise not_found()
    return Response(status_code=204)


def _charts(database: Database, actor: PatientActor) -> tuple[list[str], list[str]]:
    """Give the charts that the account reads of, and those that it only arranges visits for."""
    whole = [patient_id for _, patient_id in charts_of(database, actor, limited=False)]
    every = [patient_id for _, patient_id in charts_of(database, actor)]
    return whole, sorted(set(every) - set(whole))


@router.get("/medications", operation_id="list_own_medications")
def list_own_medications(
    actor: Patient, request: Request, afterwards: BackgroundTasks
) -> MedicationsReply:
    """List the medications that one may ask to be renewed, for oneself and for dependents."""
    rows: list[dict[str, Any]] = side_of(request).record.medications(actor)
    _remember(request, actor, rows, afterwards)
    return MedicationsReply(medications=[OwnMedication.model_validate(row) for row in rows])


@router.get("/appointments", operation_id="list_own_appointments")
def list_own_appointments(
    actor: Patient, request: Request, afterwards: BackgroundTasks
) -> AppointmentsReply:
    """List the appointments of one's own charts and of those one arranges visits for."""
    rows = side_of(request).record.appointments(actor)
    _remember(request, actor, rows, afterwards)
    return AppointmentsReply(appointments=[OwnAppointment.model_validate(row) for row in rows])


@router.get("/results", operation_id="list_own_results")
def list_own_results(actor: Patient, request: Request, afterwards: BackgroundTasks) -> ResultsReply:
    """List the results that have been released; no others exist here."""
    rows = side_of(request).record.results(actor)
    _remember(request, actor, rows, afterwards)
    return ResultsReply(results=[OwnResult.model_validate(row) for row in rows])


def _remember(
    request: Request, actor: PatientActor, rows: list[dict[str, Any]], afterwards: BackgroundTasks
) -> None:
    """Let the journal say, once the answer has left, whose records a care manager has read (F48)."""
    afterwards.add_task(proxy_reads.record, portal_of(request).database, actor, rows)
