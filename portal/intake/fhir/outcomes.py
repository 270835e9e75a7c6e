"""The answers: an OperationOutcome for each message, without anything of a patient in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.intake.reasons import REFUSED

STORED, DUPLICATE = "STORED", "DUPLICATE"
_SYSTEM = "urn:portal:intake-reason"
# our reason → the code of FHIR's issue-type; what is not named here is "processing"
_CODES = {
    STORED: "informational",
    DUPLICATE: "duplicate",
    "UNREADABLE": "structure",
    "NO_HEADER": "structure",
    "BAD_ENCODING": "structure",
    "TRUNCATED": "incomplete",
    "TOO_LARGE": "too-long",
    "TOO_LONG": "too-long",
    "NO_REPORT": "required",
    "BAD_STRUCTURE": "structure",
    "BAD_VALUE": "value",
    "BAD_TIME": "value",
    "MISSING_PART": "not-found",
    "SEVERAL_PATIENTS": "business-rule",
    "PARSER_FAILED": "exception",
    "STORING_FAILED": "transient",
}
_SEVERITIES = {STORED: "information", DUPLICATE: "information", "STORING_FAILED": "error"}


@dataclass(frozen=True)
class Answer:
    """What became of one message: STORED, DUPLICATE, STORING_FAILED or a name of `reasons`."""

    reason: str
    detail: str = ""
    expression: str = ""  # FHIRPath of the place, such as Bundle.entry[3].resource
    diagnostics: str = ""  # the portal's id of the message


def outcome(answers: Iterable[Answer]) -> dict[str, Any]:
    """Give the OperationOutcome for what was sent; one issue a message, in the order sent."""
    issues = [_issue(one) for one in answers]
    return {"resourceType": "OperationOutcome", "issue": issues or [_issue(Answer(STORED))]}


def _issue(answer: Answer) -> dict[str, Any]:
    default = "not-supported" if answer.reason in REFUSED else "processing"
    details: dict[str, Any] = {"coding": [{"system": _SYSTEM, "code": answer.reason}]}
    if answer.detail:
        details["text"] = answer.detail
    issue: dict[str, Any] = {
        "severity": _SEVERITIES.get(answer.reason, "warning"),
        "code": _CODES.get(answer.reason, default),
        "details": details,
    }
    if answer.diagnostics:
        issue["diagnostics"] = answer.diagnostics
    if answer.expression:
        issue["expression"] = [answer.expression]
    return issue
