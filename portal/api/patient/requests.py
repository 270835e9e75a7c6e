"""Requests of patients: renewals, appointments, and what becomes of them (DOMAIN F54, F57)."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import Field, StringConstraints

from portal.api.actors import Patient
from portal.api.models import LARGEST_ID, Body, EntityId, Moment, Reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.services.forms import PROSE, AppointmentRequest, Booking, RefillRequest

router = Router(prefix="/v1/patient", tags=["patient: requests"])


class SubmittedReply(Reply):
    """The request waits for the practice."""

    id: str
    state: str


class OfferedTime(Reply):
    """A time that the practice holds."""

    slot_id: str
    starts_at: str
    ends_at: str
    practitioner: str
    location: str


class FreeTime(OfferedTime):
    """A time that one may book; `ends_at` is the end of the whole visit."""

    visit_type: str


class FreeTimesReply(Reply):
    """What is free, earliest first."""

    slots: list[FreeTime]


class BookedReply(Reply):
    """The visit is booked."""

    appointment_id: str
    request_id: str = Field(description="The item under which the practice keeps it")


class OwnRequest(Reply):
    """A request and what the practice said to it."""

    id: str
    practice_id: int
    kind: str
    state: str
    summary: str
    submitted_at: Moment
    asked: bool = Field(description="The practice waits for an answer")
    answer: str
    offered: list[OfferedTime]


class OwnRequestsReply(Reply):
    """The account's requests, newest first."""

    requests: list[OwnRequest]


class AcceptBody(Body):
    """The offered time that suits."""

    slot_id: Annotated[str, StringConstraints(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$")]


@router.get("/requests", operation_id="list_own_requests")
def list_own_requests(actor: Patient, request: Request) -> OwnRequestsReply:
    """List what one has asked: enrollments, renewals and appointments."""
    rows = side_of(request).requests.own(actor)
    return OwnRequestsReply(requests=[_own(row) for row in rows])


@router.post("/refill-requests", operation_id="ask_refill", status_code=202)
def ask_refill(body: RefillRequest, actor: Patient, request: Request) -> SubmittedReply:
    """Ask to renew one of one's medications, active or not."""
    return SubmittedReply(id=side_of(request).requests.ask_refill(actor, body), state="pending")


@router.post("/appointment-requests", operation_id="ask_appointment", status_code=202)
def ask_appointment(body: AppointmentRequest, actor: Patient, request: Request) -> SubmittedReply:
    """Ask for a visit, for another time, or to cancel one."""
    made = side_of(request).requests.ask_appointment(actor, body)
    return SubmittedReply(id=made, state="pending")


@router.get("/slots", operation_id="list_free_times")
def list_free_times(
    actor: Patient,
    request: Request,
    practice_id: Annotated[int, Query(ge=1, le=LARGEST_ID)],
    since: Annotated[date | None, Query(description="The first day; today, if none")] = None,
    for_patient_id: Annotated[
        str | None,
        Query(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$", description="A dependent"),
    ] = None,
) -> FreeTimesReply:
    """List the times of two weeks that one may book oneself, where the practice allows it."""
    rows = side_of(request).requests.free_times(actor, practice_id, since, for_patient_id)
    return FreeTimesReply(slots=[_free(row) for row in rows])


@router.post("/appointments/bookings", operation_id="book_online", status_code=201)
def book_online(body: Booking, actor: Patient, request: Request) -> BookedReply:
    """Book a free time oneself, where the practice allows it."""
    made = side_of(request).requests.book(actor, body)
    return BookedReply(appointment_id=made["appointment_id"], request_id=made["item_id"])


@router.post("/appointment-requests/{item_id}/accept", operation_id="accept_offer", status_code=204)
def accept_offer(item_id: EntityId, body: AcceptBody, actor: Patient, request: Request) -> Response:
    """Take one of the offered times."""
    side_of(request).requests.accept_offer(actor, item_id, body.slot_id)
    return Response(status_code=204)


@router.post(
    "/appointment-requests/{item_id}/refuse-offer", operation_id="refuse_offer", status_code=204
)
def refuse_offer(item_id: EntityId, actor: Patient, request: Request) -> Response:
    """Say that none of the offered times suits."""
    side_of(request).requests.refuse_offer(actor, item_id)
    return Response(status_code=204)


@router.post("/requests/{item_id}/withdraw", operation_id="withdraw_request", status_code=204)
def withdraw_request(item_id: EntityId, actor: Patient, request: Request) -> Response:
    """Take back a request that has not been decided."""
    side_of(request).requests.withdraw(actor, item_id)
    return Response(status_code=204)


class ReplyBody(Body):
    """What the patient answers."""

    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=PROSE)
    ]


@router.post("/requests/{item_id}/reply", operation_id="reply_to_question", status_code=204)
def reply_to_question(
    item_id: EntityId, body: ReplyBody, actor: Patient, request: Request
) -> Response:
    """Answer the practice's question about a request that has not been decided."""
    side_of(request).requests.reply(actor, item_id, body.text)
    return Response(status_code=204)


def _own(row: dict[str, Any]) -> OwnRequest:
    submitted_at: datetime = row["submitted_at"]
    return OwnRequest(
        id=row["id"],
        practice_id=row["practice_id"],
        kind=row["kind"],
        state=row["state"],
        summary=row["summary"],
        submitted_at=submitted_at,
        asked=row["asked"],
        answer=row["answer"],
        offered=[OfferedTime(**_time(slot)) for slot in row["offered"]],
    )


def _free(slot: dict[str, Any]) -> FreeTime:
    return FreeTime(visit_type=slot["visit_type"], **_time(slot))


def _time(slot: dict[str, Any]) -> dict[str, str]:
    return {
        "slot_id": slot["id"],
        "starts_at": slot["starts_at"],
        "ends_at": slot["ends_at"],
        "practitioner": slot["practitioner"]["name"],
        "location": slot["location"],
    }
