"""Who calls: the dependencies that turn a bearer token into an actor.

Only the `Authorization` header counts. No route looks at a cookie, so there is nothing that another
site's page could make a browser send along.
"""

from typing import Annotated, NamedTuple

from fastapi import Depends, Request
from sqlalchemy.exc import SQLAlchemyError

from portal.api.models import LARGEST_ID
from portal.api.routing import first_on_loop
from portal.api.state import caller_address, portal_of
from portal.db.heads import Head
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import MachineActor, PatientActor, StaffActor
from portal.security.patient_sessions import FIRST_SIGN_IN, MFA, StepActor
from portal.security.permissions import Permission


class AtPractice(NamedTuple):
    """A staff member who asks for the feed of a practice, and where that stands if it is theirs."""

    actor: StaffActor
    head: Head | None


def bearer_token(request: Request) -> str:
    """Read the bearer token (RFC 6750 §2.1); raises Problem `unauthenticated` without one."""
    given = request.headers.getlist("authorization")
    scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem(ProblemType.UNAUTHENTICATED)
    return token.strip()


async def _met(request: Request) -> StaffActor | None:
    met = await portal_of(request).sessions.met(bearer_token(request))
    return None if met is None else met[0]


@first_on_loop(_met)
def staff_actor(request: Request) -> StaffActor:
    """Name the signed-in staff member, with the rights of this moment."""
    return portal_of(request).sessions.recognise(bearer_token(request))


async def _met_at_practice(request: Request) -> AtPractice | None:
    practice_id = _practice_named(request)
    met = await portal_of(request).sessions.met(bearer_token(request), practice_id)
    return None if met is None else AtPractice(*met)


@first_on_loop(_met_at_practice)
def staff_at_practice(request: Request) -> AtPractice:
    """As `staff_actor`, with the head of the practice that the path names, read in the same look.

    It comes before the parameters are looked at; what names no practice is for them to refuse.
    """
    sessions, practice_id = portal_of(request).sessions, _practice_named(request)
    token = bearer_token(request)
    if practice_id is not None:
        return AtPractice(*sessions.arrive(token, practice_id))
    return AtPractice(sessions.recognise(token), None)


def _practice_named(request: Request) -> int | None:
    named = request.path_params["practice_id"]
    usual = named.isascii() and named.isdigit() and 0 < int(named[:11]) <= LARGEST_ID
    return int(named) if usual else None


def patient_actor(request: Request) -> PatientActor:
    """Name the signed-in patient's account, with the charts of this moment."""
    return portal_of(request).patient_sessions.recognise(bearer_token(request))


def second_step_actor(request: Request) -> StepActor:
    """Name who has given a patient's password and is asked for a code; any other session is none."""
    return portal_of(request).patient_sessions.recognise_step(bearer_token(request), MFA)


def first_sign_in_actor(request: Request) -> StepActor:
    """Name who has signed in with temporary credentials; any other session is none (DOMAIN I11)."""
    return portal_of(request).patient_sessions.recognise_step(bearer_token(request), FIRST_SIGN_IN)


def machine_actor(request: Request) -> MachineActor:
    """Name the program that brings results, by the token of its own.

    While the database is away it is told to come again, as it is when nothing can be stored.
    """
    try:
        clients = portal_of(request).machine_clients
        return clients.recognise(bearer_token(request), caller_address(request))
    except SQLAlchemyError as error:
        raise Problem(ProblemType.UNAVAILABLE, headers={"Retry-After": "5"}) from error


Staff = Annotated[StaffActor, Depends(staff_actor)]
StaffAtPractice = Annotated[AtPractice, Depends(staff_at_practice)]
Patient = Annotated[PatientActor, Depends(patient_actor)]
SecondStep = Annotated[StepActor, Depends(second_step_actor)]
FirstSignIn = Annotated[StepActor, Depends(first_sign_in_actor)]
Machine = Annotated[MachineActor, Depends(machine_actor)]
STAFF_ACTORS = frozenset({staff_actor, staff_at_practice})
"""Every dependency that asks for a staff member's token."""
PATIENT_ACTORS = frozenset({patient_actor, second_step_actor, first_sign_in_actor})
"""Every dependency that asks for a patient's token."""


def require(actor: StaffActor, practice_id: int, *any_of: Permission) -> None:
    """Refuse as `StaffActor.must` does."""
    actor.must(practice_id, *any_of)
