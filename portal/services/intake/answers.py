"""What a sender is told: acknowledgements of HL7 (chapter 2.9), an OperationOutcome of FHIR.

AA: it is stored, now or before. AR: it is stored, and nothing that this portal takes. AE: it is stored,
and has no header to say what it is; or, 207, it could not be stored and has to be sent again.
"""

from typing import Any

from portal.intake import fhir, hl7v2
from portal.intake.hl7v2 import acks, not_laboratory
from portal.intake.shape import Fault
from portal.services.intake.storing import Kept, Stored

_UNREADABLE, _WRONG_TYPE, _WRONG_EVENT = 100, 200, 201  # HL7 table 0357
_NOT_STORED = 207
_RESULT_TYPES = ("ORU", "OUL")


def acknowledgement(stored: Stored) -> bytes:
    """Answer messages of HL7, a batch by a batch; empty when enhanced mode wants no answer."""
    return acks.acknowledge([_of_hl7v2(one) for one in stored.messages], stored.batch)


def not_stored(raw: bytes) -> bytes:
    """Answer messages of HL7 that could not be stored: AE for each, and the sender tries again."""
    batch = hl7v2.split(raw)
    answers = [
        acks.Answer(hl7v2.head(one), acks.FAILED, _NOT_STORED, "Not stored; send it again")
        for one in batch.messages
    ]
    return acks.acknowledge(answers, batch)


def operation_outcome(stored: Stored) -> dict[str, Any]:
    """Answer what came as FHIR, one issue for each message."""
    return fhir.outcome([_of_fhir(one) for one in stored.messages])


def outcome_not_stored() -> dict[str, Any]:
    """Answer FHIR that could not be stored."""
    return fhir.outcome([fhir.Answer("STORING_FAILED", "Not stored; send it again.")])


def _of_hl7v2(kept: Kept) -> acks.Answer:
    head = kept.head
    if isinstance(head, Fault):
        return acks.Answer(head, acks.FAILED, _UNREADABLE, head.detail, "MSH")
    assert isinstance(head, hl7v2.Head)  # noqa: S101 - `Stored` of HL7 has heads of HL7
    refused = not_laboratory.by_header(head)
    if refused is not None and refused.reason == "NOT_A_RESULT_MESSAGE":
        ours = head.message_type.startswith(_RESULT_TYPES)
        error = _WRONG_EVENT if ours else _WRONG_TYPE
        return acks.Answer(head, acks.REJECTED, error, "Kept, and no laboratory result", "MSH", 9)
    return acks.Answer(head, acks.ACCEPTED, text="Kept before" if kept.repeated else "")


def _of_fhir(kept: Kept) -> fhir.Answer:
    head = kept.head
    if isinstance(head, Fault):
        return fhir.Answer(head.reason, head.detail, diagnostics=kept.id)
    return fhir.Answer("DUPLICATE" if kept.repeated else "STORED", diagnostics=kept.id)
