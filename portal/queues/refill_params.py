"""What the actions of the refill queue want to know."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from portal.queues.params import EntityId, OptionalText, PatientText, Refusal
from portal.queues.reasons import REFILL_DENIALS, OneOf
from portal.queues.spec import ActionParams
from portal.services.forms import LINE

MAX_REFILLS = 12
Refills = Annotated[int, Field(ge=1, le=MAX_REFILLS)]
OverrideCode = Literal["travel", "lost", "dose_change", "tolerated", "other"]


class Override(ActionParams):
    """Why a renewal is approved against a check; `other` needs a note."""

    code: OverrideCode
    note: OptionalText = ""

    @model_validator(mode="after")
    def _other_is_explained(self) -> "Override":
        if self.code == "other" and not self.note:
            msg = "a note says what the other reason is"
            raise ValueError(msg)
        return self


class Approve(ActionParams):
    """How many refills; null grants what was prepared, or else one."""

    refills: Refills | None = None
    override: Override | None = None
    text_to_patient: OptionalText = ""


class ApproveWithChanges(Approve):
    """What is prescribed otherwise than before, and why; null stays as it is."""

    quantity: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = None
    days_supply: Annotated[int, Field(ge=1, le=366)] | None = None
    dose_text: (
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=LINE),
        ]
        | None
    ) = None
    reason: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=LINE)
    ]

    @model_validator(mode="after")
    def _something_changes(self) -> "ApproveWithChanges":
        if self.quantity is None and self.days_supply is None and self.dose_text is None:
            msg = "say what is changed, or approve it as it is"
            raise ValueError(msg)
        return self


class NeedsVisit(ActionParams):
    """Which visit is needed before it can be renewed, in words for the patient."""

    visit_type: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=40, pattern=LINE)
    ] = ""
    text_to_patient: PatientText
    internal_note: OptionalText = ""


class Deny(Refusal):
    """Why not."""

    reason_code: Annotated[str, OneOf.reasons(REFILL_DENIALS)]


class Route(ActionParams):
    """Which colleague should decide."""

    assigned_to: EntityId
    internal_note: OptionalText = ""


class Prepare(ActionParams):
    """What is proposed to the provider."""

    refills: Refills
    note: OptionalText = ""
