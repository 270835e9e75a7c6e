"""What is said when something about a care manager was not done; nothing of it waits to be sent."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.errors import ConsoleError, RequestRefusedError
from console.messages.access_texts import access_message
from console.messages.message import Message


def proxy_message(error: ConsoleError) -> Message:
    """What is said of an error about a link, by its rule, its fault or its kind."""
    if isinstance(error, RequestRefusedError):
        faults = error.problem.get("errors") or [{}]
        for code in (str(error.problem.get("rule", "")), str(faults[0].get("code", ""))):
            if code in _TEXTS:
                return Message(_TEXTS[code](), tone="warn")
    return access_message(error)


_TEXTS: Mapping[str, Callable[[], str]] = {
    "CARE_MANAGERS_OFF": lambda: QCoreApplication.translate(
        "ProxyProblems", "Your practice has switched care managers off; no new link is made."
    ),
    "DECEASED": lambda: QCoreApplication.translate(
        "ProxyProblems", "The chart is marked as deceased; nobody acts for it any more."
    ),
    "CHART_RESTRICTED": lambda: QCoreApplication.translate(
        "ProxyProblems", "The chart is restricted; the practice's administrator decides."
    ),
    "CHART_MERGED": lambda: QCoreApplication.translate(
        "ProxyProblems", "The chart was merged into another one; take that one."
    ),
    "CARE_MANAGER_UNKNOWN": lambda: QCoreApplication.translate(
        "ProxyProblems", "No login has this user name. Ask the care manager how it is written."
    ),
    "CARE_MANAGER_HAS_NO_ACCOUNT": lambda: QCoreApplication.translate(
        "ProxyProblems", "The care manager has no login yet. Enroll them first."
    ),
    "CARE_MANAGER_DECEASED": lambda: QCoreApplication.translate(
        "ProxyProblems", "The care manager's chart is marked as deceased."
    ),
    "CARE_MANAGER_IS_A_MINOR": lambda: QCoreApplication.translate(
        "ProxyProblems", "A minor can not act for somebody else."
    ),
    "CARE_MANAGER_IS_THE_PATIENT": lambda: QCoreApplication.translate(
        "ProxyProblems", "That is the patient's own login; nobody is their own care manager."
    ),
    "CARE_MANAGER_NOT_IDENTIFIED": lambda: QCoreApplication.translate(
        "ProxyProblems", "The care manager is no patient here: look at their photo ID."
    ),
    "PATIENT_HAS_NO_ACCOUNT": lambda: QCoreApplication.translate(
        "ProxyProblems", "To act for the other in return, the patient needs a login, too."
    ),
    "NOT_MUTUAL": lambda: QCoreApplication.translate(
        "ProxyProblems",
        "Only two grown-up patients of the practice act for each other, each with the other's consent.",
    ),
    "BASIS_NOT_PROVEN": lambda: QCoreApplication.translate(
        "ProxyProblems", "What was seen does not prove this basis; tick what proves it."
    ),
    "BASIS_DOES_NOT_FIT": lambda: QCoreApplication.translate(
        "ProxyProblems",
        "For a minor it is a parent's right or a court's order; for an adult the patient's consent,"
        " a power of attorney or a court's order.",
    ),
    "BAND_NO_PROXY": lambda: QCoreApplication.translate(
        "ProxyProblems", "By your practice's age bands nobody acts for a patient of this age."
    ),
    "LINK_EXISTS": lambda: QCoreApplication.translate(
        "ProxyProblems", "The two have a link already. Change that one."
    ),
    "LINK_WAITS": lambda: QCoreApplication.translate(
        "ProxyProblems", "Another change of this link waits for approval."
    ),
    "LINK_NOT_HELD": lambda: QCoreApplication.translate(
        "ProxyProblems", "This link does not hold any more, or not yet."
    ),
    "LINK_NOT_WAITING": lambda: QCoreApplication.translate(
        "ProxyProblems", "This link does not wait for approval any more."
    ),
    "LINK_OUTLIVED": lambda: QCoreApplication.translate(
        "ProxyProblems", "Its time is over meanwhile. Refuse it and prepare it anew."
    ),
    "PREPARER": lambda: QCoreApplication.translate(
        "ProxyProblems", "You prepared this link; somebody else has to approve it."
    ),
    "ends_too_early": lambda: QCoreApplication.translate(
        "ProxyProblems", "It has to end after it begins, and after today."
    ),
}
