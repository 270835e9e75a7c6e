"""Charts for staff: search by terms in the body, which no log keeps, and the summary for review."""

from datetime import date
from typing import Annotated

from fastapi import BackgroundTasks, Request
from pydantic import Field, StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.domain.fields import Day
from portal.security.permissions import Permission
from portal.services import chart_reads, patients

router = Router(prefix="/v1/practices/{practice_id}/patients", tags=["patients"])

Term = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class SearchBody(Body):
    """What to look for; everything given must fit."""

    name: Term = ""
    birth_date: Day | None = None
    phone: Term = ""
    email: Term = ""
    record_number: Term = ""
    after: Annotated[str, StringConstraints(max_length=36, pattern=r"^[0-9a-f-]+$")] | None = None
    limit: Annotated[int, Field(ge=1, le=patients.MOST_FOUND)] = 20


class ChartAddress(Reply):
    """Where the patient lives, as the chart says."""

    line: str
    city: str
    state: str
    postal_code: str


class ChartReply(Reply):
    """Who a patient is."""

    id: str
    practice_id: int
    record_number: str
    name: str
    given_name: str
    middle_name: str
    family_name: str
    birth_date: date
    sex: str
    address: ChartAddress
    phone: str
    email: str
    deceased_on: date | None
    account_status: str | None


class SearchReply(Reply):
    """Charts by id; `next` goes into `after` for the following ones."""

    patients: list[ChartReply]
    next: str | None


class ChartAccount(Reply):
    """The login bound to the chart."""

    id: str
    username: str
    email: str
    email_verified_at: Moment | None
    status: str
    created_at: Moment


class ChartMedication(Reply):
    """A medication of the chart."""

    id: str
    name: str
    dose_text: str
    status: str
    schedule: str
    prescribed_on: date
    stopped_on: date | None
    stop_reason: str
    prescriber: str
    refills_allowed: int | None
    refills_remaining: int | None


class ChartAppointment(Reply):
    """An appointment of the chart."""

    id: str
    status: str
    reason: str
    starts_at: Moment
    ends_at: Moment
    practitioner: str
    location: str


class ChartValue(Reply):
    """A laboratory value of the chart."""

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


class ChartSummaryReply(ChartReply):
    """A chart for review. `values` is null for who may not see results."""

    account: ChartAccount | None
    medications: list[ChartMedication]
    appointments: list[ChartAppointment]
    values: list[ChartValue] | None


@router.post("/search", operation_id="search_patients")
def search_patients(
    practice_id: PracticeId, body: SearchBody, actor: Staff, request: Request
) -> SearchReply:
    """Find charts of the practice."""
    require(actor, practice_id, Permission.PATIENT_READ)
    terms = patients.Terms(
        name=body.name,
        birth_date=body.birth_date,
        phone=body.phone,
        email=body.email,
        record_number=body.record_number,
    )
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = patients.search(reader, practice_id, terms, after=body.after, limit=body.limit + 1)
    found = [ChartReply.model_validate(row) for row in rows[: body.limit]]
    return SearchReply(patients=found, next=found[-1].id if len(rows) > body.limit else None)


@router.get("/{patient_id}", operation_id="read_patient")
def read_patient(
    practice_id: PracticeId,
    patient_id: EntityId,
    actor: Staff,
    request: Request,
    afterwards: BackgroundTasks,
) -> ChartSummaryReply:
    """Read a chart for review; the journal remembers who did."""
    require(actor, practice_id, Permission.PATIENT_READ)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        row = patients.summary(
            reader,
            practice_id,
            patient_id,
            with_values=actor.may(practice_id, Permission.RESULT_READ),
        )
    database = portal_of(request).database
    afterwards.add_task(chart_reads.record, database, actor.staff_id, practice_id, patient_id)
    return ChartSummaryReply.model_validate(row)
