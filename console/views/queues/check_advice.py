"""What to do about what a check of a renewal found: one short sentence, or none."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.views.queues.reading import line, part


def advice_for(check: Mapping[str, Any], level: str) -> str:
    """Give the advice for a check; what is in order needs none."""
    if level not in {"stop", "warn"}:
        return ""
    code = line(check, "code")
    if code == "CONTROLLED":
        return _controlled(line(part(check, "facts"), "schedule"), level)
    return _advice(level).get(code, "")


def _controlled(schedule: str, level: str) -> str:
    if schedule == "II":
        return QCoreApplication.translate(
            "Checks", "Hand it to the prescriber, or deny it: a new prescription is needed."
        )
    if level == "stop":
        return QCoreApplication.translate(
            "Checks", "Hand it to the prescriber for a new prescription."
        )
    return QCoreApplication.translate(
        "Checks", "Looked at alone, while online, by the provider in person."
    )


def _advice(level: str) -> Mapping[str, str]:
    restart = QCoreApplication.translate("Checks", "Make sure that it should be taken again.")
    return {
        "DECEASED": QCoreApplication.translate(
            "Checks", "Close the request; look at the chart before anybody is called."
        ),
        "DUPLICATE_OPEN": QCoreApplication.translate(
            "Checks", "Decide the first one, or mark this one as its duplicate."
        ),
        "INACTIVE": QCoreApplication.translate("Checks", "Prescribe it anew, or deny it.")
        if level == "stop"
        else restart,
        "TOO_SOON": QCoreApplication.translate(
            "Checks", "Deny it for now, or choose below why it may be early."
        ),
        "ALLERGY": QCoreApplication.translate(
            "Checks", "Ask the patient, or choose below why it may be renewed all the same."
        ),
        "REFILLS_REMAINING": QCoreApplication.translate(
            "Checks", "Deny it and tell the patient to ask the pharmacy."
        ),
        "LAST_VISIT": QCoreApplication.translate("Checks", "Consider asking for a visit first."),
        "LABS_DUE": QCoreApplication.translate("Checks", "Consider ordering it."),
        "PRESCRIBER": QCoreApplication.translate(
            "Checks", "Hand it to who prescribes for this patient now."
        ),
    }
