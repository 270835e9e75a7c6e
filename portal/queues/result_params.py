"""Parameters of what is done with results."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from portal.domain.fields import Day
from portal.queues.params import OptionalText, PatientText
from portal.queues.reasons import HOLD_BASES, RESULT_RECALLS, OneOf
from portal.queues.spec import ActionParams
from portal.services.contact_records import Told
from portal.services.forms import PROSE
from portal.services.holds import HARMS


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        msg = "a time has its zone"
        raise ValueError(msg)
    return at.astimezone(UTC)


Moment = Annotated[datetime, Field(strict=False), AfterValidator(_aware)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=PROSE)
]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PROSE)]
LongNote = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=PROSE)]


class Contact(ActionParams):
    """Whom somebody has told about a critical result, when, and whether it was read back."""

    told_name: Name
    told_role: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=PROSE)
    ]
    told_at: Moment
    read_back: bool
    note: LongNote = ""

    def told(self) -> Told:
        """Give the conversation as the records keep it."""
        return Told(self.told_name, self.told_role, self.told_at, self.read_back, self.note)


class Release(ActionParams):
    """What goes with the result: a comment that the patient reads, a comment that only staff read.

    `contact` is needed for a critical result that nobody has told yet. `audience_digest` names the
    audience that was shown; a release for another one is refused.
    """

    text_to_patient: OptionalText = ""
    internal_note: OptionalText = ""
    contact: Contact | None = None
    audience_digest: Annotated[str, StringConstraints(max_length=16, pattern="^[0-9a-f]*$")] = ""


class Review(ActionParams):
    """What a clinician makes of the result, whether or not the patient may see it yet."""

    assessment: Literal["normal", "abnormal", "follow_up"]
    note: OptionalText = ""


class Lift(ActionParams):
    """Why a hold is not needed any more."""

    note: OptionalText = ""


class Hold(ActionParams):
    """On what basis, why, and when it is looked at again; beside that, what the basis demands.

    DOMAIN §5.4: an individual risk names its harm (171.201(d)) and that the patient was told of the
    right to have it reviewed; a wish of the patient names who asked and when; a law is named; access
    to care needs the sign-off of counsel.
    """

    basis: Annotated[str, OneOf.reasons(HOLD_BASES)]
    rationale: PatientText
    review_on: Day
    harm: Annotated[str, OneOf(("", *HARMS))] = ""
    review_right_told: bool = False
    requested_by: ShortText = ""
    requested_on: Day | None = None
    law: ShortText = ""
    approved_by: ShortText = ""

    def details(self) -> dict[str, str | bool | None]:
        """Give what the ledger keeps beside basis, rationale and end."""
        asked = None if self.requested_on is None else self.requested_on.isoformat()
        return {
            "harm": self.harm,
            "review_right_told": self.review_right_told,
            "requested_by": self.requested_by,
            "requested_on": asked,
            "law": self.law,
            "approved_by": self.approved_by,
        }


class Recall(ActionParams):
    """Why a released result is taken back."""

    reason_code: Annotated[str, OneOf.reasons(RESULT_RECALLS)]
    internal_note: OptionalText = ""
