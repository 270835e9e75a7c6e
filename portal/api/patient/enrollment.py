"""Self-enrollment: what somebody without an account calls, and what follows (DOMAIN F2, F18–F36)."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import Patient
from portal.api.models import Body, EntityId, Moment, Reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import caller_address, portal_of
from portal.services import directory, sign_up_rules
from portal.services.enrollments import Submitted
from portal.services.forms import Answer, Application, SignUp

router = Router(prefix="/v1/patient", tags=["patient: enrollment"])


class ListedPractitioner(Reply):
    """Somebody who sees patients there."""

    id: str
    name: str
    specialty: str


class ListedPractice(Reply):
    """A practice that takes self-enrollment."""

    id: int
    name: str
    time_zone: str
    phone: str
    practitioners: list[ListedPractitioner]


class DirectoryReply(Reply):
    """The practices to choose from, by name."""

    practices: list[ListedPractice]


class UsernamePolicy(Reply):
    """What a user name must be; it is compared after NFKC and case folding."""

    shortest: int
    longest: int
    pattern: str


class PasswordPolicy(Reply):
    """How long a password must be. Common ones are refused too."""

    shortest: int
    longest: int


class QuestionPolicy(Reply):
    """The security questions to choose from, and how many."""

    asked: int
    choices: list[str]


class TermsPolicy(Reply):
    """The terms in force."""

    version: str


class PolicyReply(Reply):
    """The rules of the sign-up form."""

    username: UsernamePolicy
    password: PasswordPolicy
    security_questions: QuestionPolicy
    terms: TermsPolicy


class ChallengeReply(Reply):
    """What to do before a sign-up.

    `proof-of-work`: find a number n so that SHA-256 of `<challenge>:<n>` begins with that many zero
    bits. Every other provider: show its widget with `site_key`, and send the token that it gives.
    """

    provider: str
    challenge: str | None = None
    difficulty: int | None = None
    expires_at: Moment | None = None
    site_key: str | None = None


class UsernameBody(Body):
    """A user name that somebody would like."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=80)]


class AvailabilityReply(Reply):
    """Whether it can be chosen at this moment."""

    available: bool


class EnrollmentReply(Reply):
    """The request has been sent and is pending approval by the practice (F20)."""

    state: str
    enrollment_id: str
    appointment_request_id: str | None


@router.get("/practices", operation_id="list_practices")
def list_practices(request: Request) -> DirectoryReply:
    """List the practices that take self-enrollment."""
    found = directory.practices(portal_of(request).database)
    return DirectoryReply(practices=[ListedPractice.model_validate(row) for row in found])


@router.get("/sign-up-policy", operation_id="read_sign_up_policy")
def read_sign_up_policy() -> PolicyReply:
    """Give the rules for user names, passwords, security questions and terms."""
    return PolicyReply.model_validate(sign_up_rules.policy())


@router.get("/captcha", operation_id="make_captcha")
def make_captcha(request: Request) -> ChallengeReply:
    """Give a challenge to solve before a sign-up; it opens one.

    Answers `unavailable` with a `reason` while nobody can sign up, because the check does not work.
    """
    made = side_of(request).captcha.offer()
    return ChallengeReply(
        provider=made.provider,
        challenge=made.challenge,
        difficulty=made.difficulty,
        expires_at=made.expires_at,
        site_key=made.site_key,
    )


@router.post("/username-availability", operation_id="check_username")
def check_username(body: UsernameBody, request: Request) -> AvailabilityReply:
    """Say whether a user name can be chosen."""
    free = side_of(request).enrollments.is_available(body.username, address=caller_address(request))
    return AvailabilityReply(available=free)


@router.post("/enrollments", operation_id="sign_up", status_code=202)
def sign_up(body: SignUp, request: Request) -> EnrollmentReply:
    """Sign up for an account; the practice decides."""
    made = side_of(request).enrollments.sign_up(body, address=caller_address(request))
    return _pending(made)


@router.post("/enrollments/with-account", operation_id="apply_with_account", status_code=202)
def apply_with_account(body: Application, actor: Patient, request: Request) -> EnrollmentReply:
    """Ask another practice, or one that has denied, with the account there is (F34)."""
    return _pending(side_of(request).enrollments.apply(body, actor.account_id))


@router.post("/enrollments/{item_id}/answer", operation_id="answer_enrollment", status_code=204)
def answer_enrollment(
    item_id: EntityId, body: Answer, actor: Patient, request: Request
) -> Response:
    """Answer what the practice has asked about one's enrollment."""
    side_of(request).requests.answer(actor, item_id, body)
    return Response(status_code=204)


def _pending(made: Submitted) -> EnrollmentReply:
    return EnrollmentReply(
        state="pending",
        enrollment_id=made.enrollment_id,
        appointment_request_id=made.appointment_id,
    )
