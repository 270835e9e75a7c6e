"""Why the portal leaves an item out of a decision on many (DOMAIN §5.4, PEERS B7), in words.

Each sentence says what a person will see when looking at the item alone.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication


def bulk_bar_text(code: str) -> str:
    """A sentence for the portal's code; for one we do not know, that it wants a look of its own."""
    text = _TEXTS.get(code)
    if text is None:
        return QCoreApplication.translate("BulkBar", "It wants to be looked at alone.")
    return text()


def gone_text() -> str:
    """For an item that is not there any more."""
    return QCoreApplication.translate("BulkBar", "It is not there any more.")


def changed_text() -> str:
    """For an item that has changed since it was marked."""
    return QCoreApplication.translate("BulkBar", "It has changed since you marked it.")


_TEXTS: Mapping[str, Callable[[], str]] = {
    "NOT_A_LAB_RESULT": lambda: QCoreApplication.translate(
        "BulkBar", "It is no laboratory result."
    ),
    "NOT_FINAL": lambda: QCoreApplication.translate("BulkBar", "It is not final."),
    "CRITICAL": lambda: QCoreApplication.translate("BulkBar", "It has a critical value."),
    "ABNORMAL": lambda: QCoreApplication.translate("BulkBar", "A value is out of its range."),
    "NO_RANGE": lambda: QCoreApplication.translate(
        "BulkBar", "A value has no range to judge it by."
    ),
    "TEXT_ONLY": lambda: QCoreApplication.translate("BulkBar", "It is in words, to be read."),
    "SENSITIVE": lambda: QCoreApplication.translate("BulkBar", "It is of a sensitive kind."),
    "CATEGORY_NOT_ROUTINE": lambda: QCoreApplication.translate(
        "BulkBar", "Its kind is not on the practice's routine list."
    ),
    "UNMATCHED": lambda: QCoreApplication.translate("BulkBar", "It belongs to no chart yet."),
    "ON_HOLD": lambda: QCoreApplication.translate("BulkBar", "It is on hold."),
    "HOLD_ENDED": lambda: QCoreApplication.translate(
        "BulkBar", "Its hold has ended; look at it anew."
    ),
    "CORRECTION": lambda: QCoreApplication.translate("BulkBar", "It corrects an earlier report."),
    "DECEASED": lambda: QCoreApplication.translate("BulkBar", "The patient has died."),
    "MINOR": lambda: QCoreApplication.translate(
        "BulkBar", "The patient is a minor; look at who will see it."
    ),
    "STATE_LAW_DELAY": lambda: QCoreApplication.translate(
        "BulkBar", "The law of the patient's state demands a delay."
    ),
    "CONTROLLED": lambda: QCoreApplication.translate("BulkBar", "It is a controlled drug."),
    "MEDICATION_UNKNOWN": lambda: QCoreApplication.translate(
        "BulkBar", "The medicine is not on the chart."
    ),
    "DUPLICATE_OPEN": lambda: QCoreApplication.translate(
        "BulkBar", "The same has been asked for before."
    ),
    "TOO_SOON": lambda: QCoreApplication.translate("BulkBar", "It is too soon."),
    "INACTIVE": lambda: QCoreApplication.translate("BulkBar", "The medicine has been stopped."),
    "ALLERGY": lambda: QCoreApplication.translate("BulkBar", "An allergy speaks against it."),
    "CHART_MUST_BE_CHOSEN": lambda: QCoreApplication.translate(
        "BulkBar", "The chart is to be chosen by a person."
    ),
    "GUARDIAN_MISSING": lambda: QCoreApplication.translate("BulkBar", "A guardian is needed."),
    "LINKED_REQUEST": lambda: QCoreApplication.translate(
        "BulkBar", "An appointment request belongs to it."
    ),
    "NOT_A_CANCELLATION": lambda: QCoreApplication.translate("BulkBar", "It is no cancellation."),
    "VISIT_BEGUN": lambda: QCoreApplication.translate("BulkBar", "The visit has begun."),
    "LATE_CANCELLATION": lambda: QCoreApplication.translate(
        "BulkBar", "It comes so late that somebody should look at it."
    ),
    "TERMS_MISSING": lambda: QCoreApplication.translate(
        "BulkBar", "The terms have not been accepted."
    ),
    "LAST_VISIT": lambda: QCoreApplication.translate("BulkBar", "The last visit is too long ago."),
    "LABS_DUE": lambda: QCoreApplication.translate("BulkBar", "Laboratory tests are due."),
    "REFILLS_REMAINING": lambda: QCoreApplication.translate(
        "BulkBar", "Refills are left at the pharmacy."
    ),
    "PRESCRIBER": lambda: QCoreApplication.translate("BulkBar", "Somebody else prescribes it."),
    "NOT_IN_BULK": lambda: QCoreApplication.translate("BulkBar", "This is done one by one."),
    "CLAIMED_BY_OTHER": lambda: QCoreApplication.translate(
        "BulkBar", "A colleague is working on it."
    ),
    "WAITING": lambda: QCoreApplication.translate("BulkBar", "It waits for somebody else."),
    "MOVED_ON": changed_text,
    "ILLEGAL_STATE": lambda: QCoreApplication.translate("BulkBar", "It has been decided already."),
    "NOT_FOUND": gone_text,
}
