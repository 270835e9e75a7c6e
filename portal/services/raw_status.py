"""The status of a report as its laboratory sent it, and what may not be released by it.

DOMAIN §5.4: converters disagree about HL7 tables 0123 and 0085 and turn "stored, not verified" into
something releasable. So the raw code is kept, the codes below are final, and every other code, known
or not, is not.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.intake.no_results import CASE_CODES, CASE_TITLES, DEATH_CODES, DEATH_TITLES

RELEASABLE_STATUS = frozenset({"F", "C", "final", "amended", "corrected", "appended"})
CORRECTED_STATUS = frozenset({"C", "corrected", "amended", "appended"})
# posted in error, deleted, taken back (HL7 tables 0085 and 0123, FHIR)
WITHDRAWN_STATUS = frozenset({"W", "D", "X", "entered-in-error", "cancelled"})
_VALUE_WITHDRAWN_STATUS = frozenset({"W", "D", "entered-in-error"})
WRONG_PATIENT = "W"
LABORATORY = "laboratory"

NOT_FINAL = "NOT_FINAL"
NOT_A_LAB_RESULT = "NOT_A_LAB_RESULT"
_REFUSALS = {
    NOT_FINAL: "The result is not final; wait for the laboratory.",
    NOT_A_LAB_RESULT: "This is not a laboratory result and is not released as one.",
}

NO_RESULTS = DEATH_CODES | CASE_CODES
_TITLES = (*DEATH_TITLES, *CASE_TITLES)


def is_no_result(report: Mapping[str, Any], observations: Iterable[Mapping[str, Any]] = ()) -> bool:
    """Tell whether something typed as a report is a certificate or a case notification."""
    if report["category"] != LABORATORY or report["code"] in NO_RESULTS:
        return True
    title = report["title"].casefold()
    if any(words in title for words in _TITLES):
        return True
    return any(row["code"] in NO_RESULTS for row in observations)


def not_releasable_reason(
    report: Mapping[str, Any], observations: Iterable[Mapping[str, Any]] = ()
) -> str:
    """Why a report may not be released: a code, or "" when it may.

    An observation may carry a status of its own (OBX-11); one that is not final bars the report, and
    so does one without any among others that have theirs: it was lost, and nobody knows what it said.
    """
    rows = list(observations)
    if is_no_result(report, rows):
        return NOT_A_LAB_RESULT
    own = {row.get("raw_status") or "" for row in rows}
    told = own if own - {""} else set()
    return "" if {report["raw_status"], *told} <= RELEASABLE_STATUS else NOT_FINAL


def takes_back(report_status: str, value_statuses: Iterable[str]) -> bool:
    """Tell whether a version takes back what was sent before (OBR-25 X, OBX-11 W and D).

    A value that could not be obtained (OBX-11 X) takes back nothing: the rest of its panel is true.
    """
    return report_status in WITHDRAWN_STATUS or not _VALUE_WITHDRAWN_STATUS.isdisjoint(
        value_statuses
    )


def refusal_words(reason: str) -> str:
    """Say to staff why a report is not released."""
    return _REFUSALS[reason]
