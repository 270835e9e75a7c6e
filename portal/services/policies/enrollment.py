"""What a practice may set about enrollments (DOMAIN F13, F22, F27, F35, §5.2)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portal.services.policies.queue import ExpireAfterDays, QueuePolicy, TargetHours

Age = Annotated[int, Field(ge=0, le=25)]
Days = Annotated[int, Field(ge=1, le=365)]


class EnrollmentPolicy(QueuePolicy):
    """The rules of the enrollment queue that are the practice's own. Ages are in years."""

    NAME: ClassVar[str] = "enrollment"
    target_hours: TargetHours = 16
    expire_after_days: ExpireAfterDays = 90
    terms_required: Annotated[
        bool,
        Field(
            title="Terms must be accepted",
            description="Without accepted terms no enrollment is approved.",
        ),
    ] = True
    captcha_required: Annotated[
        bool,
        Field(
            title="The bot check must have been passed",
            description="Off: a sign-up without it is marked as a risk and may be approved.",
        ),
    ] = False
    guardian_below: Annotated[
        Age,
        Field(
            title="A guardian stands behind who is younger than",
            description="The age counts on the day of the decision; 0: nobody needs a guardian.",
            json_schema_extra={"unit": "years"},
        ),
    ] = 18
    child_below: Annotated[
        Age,
        Field(
            title="A parent must consent for who is younger than",
            description="Children's Online Privacy Protection Act, 15 U.S.C. 6501: under 13.",
            json_schema_extra={"unit": "years"},
        ),
    ] = 13
    remind_after_days: Annotated[
        Days | None,
        Field(
            title="Reminds the applicant after",
            description="An applicant who was asked and has not answered is reminded once.",
            json_schema_extra={"unit": "days"},
        ),
    ] = 7
    answer_within_days: Annotated[
        Days | None,
        Field(
            title="An unanswered question closes the request after",
            description="The applicant is told and may ask again.",
            json_schema_extra={"unit": "days"},
        ),
    ] = 30
    denied_username: Annotated[
        Literal["reserved", "freed"],
        Field(
            title="The user name of a denied applicant",
            description="Reserved: it stays theirs. Freed: somebody else may choose it.",
        ),
    ] = "reserved"
    reapply_after_days: Annotated[
        Annotated[int, Field(ge=0, le=365)],
        Field(
            title="A denied applicant may ask again after",
            description="0: at once.",
            json_schema_extra={"unit": "days"},
        ),
    ] = 0
