"""What a practice may set about letting patients in (DOMAIN F14–F19, F31, F40, F46–F51, B11)."""

from typing import Annotated, ClassVar

from pydantic import Field

from portal.services.policies.store import Policy


class AccessPolicy(Policy):
    """How long what a desk hands out is good for, and who must agree to it."""

    NAME: ClassVar[str] = "access"
    token_days: Annotated[
        int,
        Field(
            ge=1,
            le=30,
            title="Enrollment tokens are good for",
            description="NIST SP 800-63A: at most 30 days for a code sent by post.",
            json_schema_extra={"unit": "days"},
        ),
    ] = 14
    temporary_hours: Annotated[
        int,
        Field(
            ge=1,
            le=72,
            title="Temporary credentials are good for",
            description="They open nothing but the choice of one's own user name and password.",
            json_schema_extra={"unit": "hours"},
        ),
    ] = 24
    invitation_days: Annotated[
        int,
        Field(
            ge=1,
            le=30,
            title="Invitations are good for",
            description="The link in the mail; sending it again starts the time anew.",
            json_schema_extra={"unit": "days"},
        ),
    ] = 7
    reset_minutes: Annotated[
        int,
        Field(
            ge=10,
            le=1440,
            title="Password links are good for",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 60
    reset_asks_questions: Annotated[
        bool,
        Field(
            title="A password link asks two security questions",
            description="Only where the account has answered five, and never in place of the link.",
        ),
    ] = True
    proof_minutes: Annotated[
        int,
        Field(
            ge=5,
            le=120,
            title="A recorded proof of identity holds for",
            description="After that the person is asked again before anything is handed out.",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 15
    second_person: Annotated[
        bool,
        Field(
            title="Temporary credentials need two staff members",
            description="One checks who the person is, another hands out.",
        ),
    ] = False
    care_managers: Annotated[
        bool,
        Field(
            title="Care managers may act for dependents",
            description="When off, no new link is made; those that hold go on until they end.",
        ),
    ] = True
    adult_proxy_approval: Annotated[
        bool,
        Field(
            title="Access to an adult's record needs a second person",
            description="One staff member prepares the link, an administrator approves it.",
        ),
    ] = True
    expiring_days: Annotated[
        int,
        Field(
            ge=1,
            le=365,
            title="Links are listed as ending when they end within",
            json_schema_extra={"unit": "days"},
        ),
    ] = 60
