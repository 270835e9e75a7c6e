"""What patients fill in. Closed: an unknown field is refused; no input is quoted in an error."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, EmailStr, Field, StringConstraints

from portal.domain.discreet import Discreet
from portal.domain.fields import Day

# PostgreSQL stores no NUL, and control characters are nothing that a person types
LINE = r"^[^\x00-\x1f\x7f]*$"
PROSE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
# what draws nothing, or turns the direction of what follows; the joiners of Persian and Hindi names stay
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def _seen(value: Any) -> Any:
    """Drop from a name what nobody sees: two that look alike are to be found as one (F36)."""
    return _UNSEEN.sub("", value) if isinstance(value, str) else value


def _line(least: int, most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most, pattern=LINE)


Name = Annotated[str, _line(1, 120), BeforeValidator(_seen)]
OptionalName = Annotated[str, _line(0, 120), BeforeValidator(_seen)]
ShortLine = Annotated[str, _line(0, 100)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=PROSE)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$")]
PracticeNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class Form(Discreet):
    """A form of the patients' side."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Address(Form):
    """Where somebody lives."""

    line: Annotated[str, _line(1, 200)]
    city: Annotated[str, _line(1, 100)]
    state: Annotated[str, _line(1, 40)]
    postal_code: Annotated[str, _line(1, 20)]


class Insurance(Form):
    """Plan and claim mailing address: optional, unverified, never the home address (F25, F26)."""

    plan: Annotated[str, _line(1, 200)]
    member_id: ShortLine = ""
    group_number: ShortLine = ""
    claim_address: Annotated[str, _line(0, 300)] = ""


class Terms(Form):
    """The version of the terms that was accepted (F13)."""

    version: Annotated[str, _line(1, 20)]


class CaptchaAnswer(Form):
    """A challenge and the number found for it, or the token of a service's widget (F27)."""

    challenge: Annotated[str, StringConstraints(max_length=400)] = ""
    solution: Annotated[str, StringConstraints(pattern=r"^[0-9]{0,20}$")] = ""
    token: Annotated[str, StringConstraints(max_length=8192)] = ""


class SecurityAnswer(Form):
    """One of the five questions with its answer."""

    question: Annotated[str, _line(1, 200)]
    answer: Annotated[str, _line(1, 200)]


class Preferred(Form):
    """A day that would suit."""

    date: Day
    part: Literal["morning", "afternoon", "any"] = "any"


class Wish(Form):
    """The visit that somebody asks for."""

    visit_type: ShortLine = ""
    reason: Annotated[str, _line(1, 300)]
    preferred: Annotated[tuple[Preferred, ...], Field(max_length=5)] = ()
    practitioner_id: Id | None = None
    note: Prose = ""


class Demographics(Form):
    """Who somebody is; required at sign-up (F24)."""

    given_name: Name
    middle_name: OptionalName = ""
    family_name: Name
    suffix: Annotated[str, _line(0, 20)] = ""
    birth_date: Day
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    address: Address
    phone: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, max_length=40, pattern=r"^\+?[0-9][0-9 ()./-]{6,38}$"
        ),
    ]
    email: Annotated[EmailStr, Field(max_length=254)]
    insurance: Insurance | None = None


class Application(Demographics):
    """What a practice is sent by somebody who has an account already (F34)."""

    practice_id: PracticeNumber
    terms: Terms
    appointment: Wish | None = None


class SignUp(Application):
    """A self-enrollment with everything it needs (F24–F33). Client code asks the password twice."""

    captcha: CaptchaAnswer
    username: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    password: Secret
    security_questions: Annotated[tuple[SecurityAnswer, ...], Field(min_length=5, max_length=5)]
    language: Literal["en", "es"] = "en"


class Answer(Form):
    """What an applicant says when asked, and what they correct."""

    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=PROSE)
    ]
    corrected: Demographics | None = None


class RefillRequest(Form):
    """A renewal of a medication in the chart."""

    practice_id: PracticeNumber
    medication_id: Id
    pharmacy: Annotated[str, _line(0, 200)] = ""
    note: Prose = ""


class Booking(Form):
    """A free time that a patient takes without asking, where the practice lets them (F6)."""

    practice_id: PracticeNumber
    slot_id: Id
    reason: Annotated[str, _line(1, 300)]
    for_patient_id: Id | None = None  # a dependent of whoever asks (F49)


class AppointmentRequest(Wish):
    """A new visit, another time for one, or none any more (F57)."""

    practice_id: PracticeNumber
    request: Literal["new", "reschedule", "cancel"] = "new"
    appointment_id: Id | None = None
    for_patient_id: Id | None = None  # a dependent of whoever asks (F49)
