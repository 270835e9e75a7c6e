"""What an answer of the portal says in the sender's language, and what is said when there is none."""

import json
import re
from collections.abc import Iterator
from typing import Any

from portal.intake.hl7v2.acks import FAILED, Answer, acknowledge
from portal.intake.hl7v2.framing import Batch
from portal.intake.hl7v2.reading import Head, head, split

INTERNAL = 207  # HL7 table 0357: application internal error
TAKEN = frozenset({"AA", "CA"})  # HL7 table 0008
_MSA = re.compile(rb"[\r\n]MSA[^A-Za-z0-9\s]([A-Z]{2})")
_CONTROL_ID = 60  # characters of a control id that are logged
_GRAVE = frozenset({"fatal", "error"})


def failure(message: bytes, text: str) -> bytes:
    """Write AE with error 207 for what could not be brought to the portal; the sender sends it again.

    A batch is answered as one. Empty bytes when the sender wants no such answer (MSH-15 and MSH-16).
    """
    whole = split(message) if message.lstrip()[:3].upper() in {b"FHS", b"BHS"} else None
    if whole is None or not whole.messages:
        return _failed((message,), None, text)
    return _failed(whole.messages, whole, text)


def control_id(message: bytes) -> str:
    """Give MSH-10 for the log; "" where there is none."""
    read = head(message[:4096])
    return read.control_id[:_CONTROL_ID] if isinstance(read, Head) else ""


def acknowledgements(answer: bytes) -> list[str]:
    """List what an answer in HL7 says of each message: AA, AE, AR or their like; none: no HL7."""
    narrow = answer.replace(b"\0", b"")  # one in UTF-16 is answered in it
    return [found.decode("ascii") for found in _MSA.findall(narrow)]


def is_taken(answer: bytes) -> bool:
    """Whether an answer says that all it is about was taken: HL7, or FHIR's OperationOutcome."""
    said = acknowledgements(answer)
    if said:
        return set(said) <= TAKEN
    try:
        found = json.loads(answer) if answer.strip() else None
    except ValueError:
        return False
    return not any(issue.get("severity") in _GRAVE for issue in _issues(found))


def _failed(messages: tuple[bytes, ...], batch: Batch | None, text: str) -> bytes:
    return acknowledge([Answer(head(one), FAILED, INTERNAL, text) for one in messages], batch)


def _issues(found: Any) -> Iterator[dict[str, Any]]:
    """Walk the issues of an OperationOutcome, or of those in a list or a Bundle."""
    if isinstance(found, list):
        for one in found:
            yield from _issues(one)
    elif isinstance(found, dict):
        if found.get("resourceType") == "OperationOutcome":
            yield from (one for one in found.get("issue") or () if isinstance(one, dict))
        for entry in found.get("entry") or ():
            if isinstance(entry, dict):
                yield from _issues(entry.get("resource"))
