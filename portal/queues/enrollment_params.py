"""What the actions of the enrollment queue are told (DOMAIN F24, F32, F35, §5.2)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from portal.queues.enrollment_reasons import ENROLLMENT_DENIALS
from portal.queues.params import EntityId, PatientText, Refusal
from portal.queues.reasons import OneOf
from portal.queues.spec import ActionParams
from portal.services import guardians
from portal.services.forms import PROSE

AcceptableField = Literal[
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "birth_date",
    "sex",
    "address",
    "phone",
    "email",
]
_SILENT = {"SUSPECTED_FRAUD": "NOT_A_PATIENT"}  # the second's words stand for the first
_WORDS = {reason.code: reason.text_to_patient for reason in ENROLLMENT_DENIALS}


class GuardianSeen(ActionParams):
    """Who stands behind a minor, and what was looked at. No number of a document is kept.

    `record_number` names the guardian's own chart here, if there is one: its account then sees the
    minor's record as a care manager.
    """

    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=PROSE),
    ]
    relationship: Annotated[str, OneOf(guardians.RELATIONSHIPS)]
    evidence: Annotated[
        tuple[Annotated[str, OneOf(guardians.EVIDENCE)], ...], Field(min_length=1, max_length=5)
    ]
    record_number: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PROSE)
    ] = ""

    def seen(self) -> guardians.Guardian:
        """Give the guardian for the rules."""
        evidence = tuple(dict.fromkeys(self.evidence))
        return guardians.Guardian(self.name, self.relationship, evidence, self.record_number)


class Approve(ActionParams):
    """Which chart the account gets. `accept` names submitted fields to write into a linked chart.

    `second_chart` confirms a new chart although the person may have one; `guardian` is demanded for
    a minor and refused for an adult.
    """

    chart: Literal["new", "link"] = "new"
    patient_id: EntityId | None = None
    accept: Annotated[tuple[AcceptableField, ...], Field(max_length=9)] = ()
    second_chart: bool = False
    guardian: GuardianSeen | None = None

    @model_validator(mode="after")
    def _name_the_chart(self) -> "Approve":
        if (self.chart == "link") != (self.patient_id is not None):
            msg = "patient_id is given with chart 'link', and only then"
            raise ValueError(msg)
        return self


class Deny(Refusal):
    """Why not. Whether an attached appointment request is declined or kept has to be said (F32).

    An applicant suspected of fraud reads the same words as one who is unknown, whatever was typed:
    words that differ would tell of the suspicion.
    """

    reason_code: Annotated[str, OneOf.reasons(ENROLLMENT_DENIALS)]
    linked: Literal["decline", "keep"] | None = None

    @model_validator(mode="after")
    def _keep_a_suspicion_silent(self) -> "Deny":
        stand_in = _SILENT.get(self.reason_code)
        if stand_in is not None and self.text_to_patient != _WORDS[stand_in]:
            return self.model_copy(update={"text_to_patient": _WORDS[stand_in]})
        return self


class RequestInfo(ActionParams):
    """What the applicant is asked."""

    text_to_patient: PatientText


class MarkDistinct(ActionParams):
    """A chart that is, or after all is not, of another person than the applicant (PEERS K48)."""

    patient_id: EntityId
    distinct: bool = True
