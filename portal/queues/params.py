"""Parameters that the actions of several queues share."""

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from portal.domain.fields import Day
from portal.queues.spec import ActionParams
from portal.services.forms import PROSE

# what the patient reads; a refusal without words to the patient can not be made (invariant 14)
PatientText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=PROSE)
]
OptionalText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=PROSE)
]
InternalText = PatientText
"""What colleagues read and no patient ever does; as long, and as free of control characters."""
EntityId = Annotated[str, StringConstraints(min_length=1, max_length=36, pattern=r"^[!-~]+$")]


class NoParams(ActionParams):
    """An action that needs nothing but the item."""


class Refusal(ActionParams):
    """What every denial carries beside its coded reason.

    With `next_step`, what the reason names is set in motion as well (PEERS B16).
    """

    text_to_patient: PatientText
    internal_note: OptionalText = ""
    next_step: bool = True


class Note(ActionParams):
    """A note for colleagues."""

    text: InternalText


class Assign(ActionParams):
    """Who should see to it; null: nobody in particular."""

    assigned_to: EntityId | None
    note: OptionalText = ""


class WaitInside(ActionParams):
    """Why the item waits where the patient is not asked: for somebody inside, or set aside."""

    on: Literal["internal", "hold"]
    until: Day | None = None
    note: OptionalText = ""


class Wait(ActionParams):
    """What the item waits for. Who is asked reads words; who is not asked reads none."""

    on: Literal["patient", "internal", "hold"]
    until: Day | None = None
    note: OptionalText = ""
    text_to_patient: OptionalText = ""

    @model_validator(mode="after")
    def _words_for_who_is_asked(self) -> "Wait":
        if (self.on == "patient") != bool(self.text_to_patient):
            msg = "text_to_patient is given when the patient is asked, and only then"
            raise ValueError(msg)
        return self


class MarkDuplicate(ActionParams):
    """Of which item this one is a repetition."""

    of: EntityId
    note: OptionalText = ""


class Reopen(ActionParams):
    """Why the item is taken up again."""

    note: InternalText
