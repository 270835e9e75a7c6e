"""Parameters that the actions of several queues share."""

from typing import Annotated

from pydantic import StringConstraints

from portal.queues.spec import ActionParams
from portal.services.forms import PROSE

# what the patient reads; a refusal without words to the patient can not be made (invariant 14)
PatientText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=PROSE)
]
OptionalText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=PROSE)
]
EntityId = Annotated[str, StringConstraints(min_length=1, max_length=36, pattern=r"^[!-~]+$")]


class NoParams(ActionParams):
    """An action that needs nothing but the item."""


class Refusal(ActionParams):
    """What every denial carries beside its coded reason."""

    text_to_patient: PatientText
    internal_note: OptionalText = ""
