"""The coded reasons of every refusal, with the words proposed to the patient.

Codes are our own; DOMAIN §5.2–5.5 name their sources. No proposed text says whether a chart exists
(DOMAIN F22, invariant 7) or names a medicine or a test. A reason with a permission needs it beyond
the action's own: who may deny administratively may not deny for a clinical reason (DOMAIN AMB9).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from portal.queues.spec import Reason
from portal.security.permissions import Permission

_CLINICAL = Permission.REFILL_DENY_CLINICAL


@dataclass(frozen=True)
class OneOf:
    """Annotates a `str` that must be one of some codes; the JSON schema lists them in place."""

    codes: tuple[str, ...]

    @classmethod
    def reasons(cls, reasons: Iterable[Reason]) -> "OneOf":
        """Give the codes of coded reasons."""
        return cls(tuple(reason.code for reason in reasons))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate as a closed list instead of as any text."""
        return core_schema.literal_schema(list(self.codes))


# `external_code` is the refill denial code of NCPDP SCRIPT where one says the same (DOMAIN §5.3);
# AH–AL, AO and AQ are for pharmacies and answer no patient. docs/refills.md has the whole table.
REFILL_DENIALS = (
    Reason(
        "DUPLICATE_REQUEST",
        "The same renewal has been asked for before",
        "You have asked for this before. We will answer the first request.",
    ),
    Reason(
        "UNKNOWN_PATIENT",
        "Not a patient of this prescriber",
        "We could not find this prescription with us. Please call the practice.",
        next_step="message_practice",
        external_code="AA",
    ),
    Reason(
        "NO_LONGER_UNDER_CARE",
        "No longer under this prescriber's care",
        "Please ask your current prescriber to renew this for you.",
        external_code="AC",
    ),
    Reason(
        "WRONG_PRACTICE",
        "Prescribed elsewhere",
        "Please ask the practice that prescribed this for you.",
        external_code="AN",
    ),
    Reason(
        "REFILLS_REMAINING",
        "Refills are left at the pharmacy",
        "You still have refills. Your pharmacy can fill this without a new approval.",
    ),
    Reason(
        "ALREADY_ANSWERED",
        "Answered by phone or by the pharmacy",
        "This has already been taken care of. Please ask your pharmacy.",
        external_code="AP",
    ),
    Reason(
        "PATIENT_REQUEST",
        "The patient does not want it any more",
        "We have closed this request, as you asked us to.",
    ),
    Reason(
        "TOO_SOON",
        "Requested too soon",
        "It is too early to renew this. Please ask again closer to the day your supply ends.",
        _CLINICAL,
        next_step="resubmit",
        external_code="AD",
    ),
    Reason(
        "NEEDS_VISIT",
        "A visit is needed first",
        "We need to see you before we can renew this. Please ask for an appointment.",
        _CLINICAL,
        next_step="appointment",
        external_code="AM",
    ),
    Reason(
        "CONTACT_PRESCRIBER",
        "The patient should talk to the prescriber first",
        "Please call us or send us a message about this before it can be renewed.",
        _CLINICAL,
        next_step="message_practice",
        external_code="AF",
    ),
    Reason(
        "NOT_APPROPRIATE",
        "Not appropriate any more",
        "Your provider would like to talk with you about this before it is renewed.",
        _CLINICAL,
        next_step="call_patient",
        external_code="AG",
    ),
    Reason(
        "ALLERGY",
        "An allergy speaks against it",
        "Your provider would like to talk with you about this before it is renewed.",
        _CLINICAL,
        next_step="call_patient",
    ),
    Reason(
        "DISCONTINUED",
        "The medicine has been stopped",
        "This has been stopped. Please call us if you think that is a mistake.",
        _CLINICAL,
        next_step="message_practice",
    ),
    Reason(
        "NEVER_PRESCRIBED",
        "Never prescribed here",
        "We did not prescribe this for you. Please call us if you think that is a mistake.",
        _CLINICAL,
        external_code="AE",
    ),
    Reason(
        "NEW_PRESCRIPTION_NEEDED",
        "The law asks for a new prescription",
        "This can not be renewed. It needs a new prescription; please call us.",
        _CLINICAL,
        next_step="call_patient",
    ),
)

APPOINTMENT_DECLINES = (
    Reason(
        "NO_AVAILABILITY",
        "No suitable time",
        "We have no opening at the times you asked for. Please choose other times or call us.",
        next_step="resubmit",
    ),
    Reason(
        "WRONG_TYPE",
        "Another kind of visit is needed",
        "This needs another kind of visit. Please ask again for it, or call us.",
        next_step="resubmit",
    ),
    Reason(
        "NEEDS_REFERRAL",
        "A referral is needed",
        "A referral is needed first. Please ask us for one, or call us.",
        next_step="message_practice",
    ),
    Reason(
        "NEEDS_AUTH",
        "The insurance must agree first",
        "Your insurance must agree to this visit first. Please call us.",
        next_step="message_practice",
    ),
    Reason(
        "NOT_ACCEPTING_NEW",
        "No new patients at this time",
        "We are sorry: this provider is not taking new patients at this time.",
    ),
    Reason(
        "CALL_REQUIRED",
        "The symptoms need a call",
        "Please call us today about this. In an emergency call 911.",
        next_step="call_patient",
    ),
    Reason(
        "DUPLICATE",
        "Asked for before",
        "You have asked for this before. We will answer the first request.",
    ),
    Reason(
        "OUTSIDE_WINDOW",
        "Too far ahead, or too soon",
        "We can not book for those days yet. Please ask again for other days.",
        next_step="resubmit",
    ),
    Reason(
        "OUTSTANDING_FORM",
        "A form is missing",
        "A form is still missing. Please call the practice.",
        next_step="message_practice",
    ),
    Reason(
        "NOT_ELIGIBLE",
        "Not possible for this person",
        "We could not book this for you. Please call the practice.",
    ),
    Reason(
        "ENROLLMENT_DENIED",
        "The enrollment it belonged to was denied",
        "This request was closed together with your enrollment. Please call the practice.",
    ),
)

RESULT_RECALLS = (
    Reason(
        "WRONG_PATIENT",
        "Belongs to another patient",
        "A result was shown to you by mistake and has been taken back.",
    ),
    Reason(
        "ENTERED_IN_ERROR",
        "The laboratory made a mistake",
        "A result has been taken back because it was not correct.",
    ),
    Reason(
        "CORRECTION_EXPECTED",
        "A corrected result is coming",
        "A result has been taken back; a corrected one will follow.",
    ),
    Reason(
        "RELEASED_TOO_EARLY",
        "Released by mistake",
        "A result has been taken back for the time being. Please call us with any question.",
    ),
)

DOCUMENT_RECALLS = (
    Reason(
        "WRONG_PATIENT",
        "Belongs to another patient",
        "A document was shown to you by mistake and has been taken back.",
    ),
    Reason(
        "ENTERED_IN_ERROR",
        "The document is wrong",
        "A document has been taken back because it was not correct.",
    ),
    Reason(
        "CORRECTION_EXPECTED",
        "A corrected document is coming",
        "A document has been taken back; a corrected one will follow.",
    ),
    Reason(
        "RELEASED_TOO_EARLY",
        "Released by mistake",
        "A document has been taken back for the time being. Please call us with any question.",
    ),
)

# 45 CFR 171.201–206; what each asks of the reviewer is in DOMAIN §5.4
HOLD_BASES = (
    Reason("HARM_INDIVIDUAL", "Risk of harm, judged for this patient (171.201 c 1)", ""),
    Reason("HARM_DATA", "Misidentified, mismatched or erroneous data (171.201 c 2)", ""),
    Reason("PRIVACY_PATIENT_REQUEST", "The patient asked not to share it (171.202)", ""),
    Reason("PRIVACY_PRECONDITION", "A consent or legal condition is not met (171.202)", ""),
    Reason("STATE_LAW_DELAY", "State law demands a delay", ""),
    Reason("SECURITY", "Security of the record (171.203)", ""),
    Reason("INFEASIBLE", "Can not be done at present (171.204)", ""),
    Reason("PERFORMANCE", "Maintenance of the system (171.205)", ""),
    Reason("CARE_ACCESS", "Protecting access to care (171.206)", ""),
)
