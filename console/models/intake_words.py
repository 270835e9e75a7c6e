"""Why a result found no chart and why a message could not be read, as a nurse would say it.

A code of a newer portal gets a sentence that is true of every one.
"""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Why(NamedTuple):
    """What is the matter, and what to do next, in sentences; `act` says the latter in few words."""

    what: str
    next: str
    act: str = ""
    icon: str = "phone"


def unmatched_why(code: str) -> Why:
    """Say why a result was not bound to a chart by itself (DOMAIN §5.4)."""
    known = {**_of_number(), **_of_charts(), **_of_person()}
    return known.get(code) or Why(
        QCoreApplication.translate("Intake", "The portal could not tell whose result it is."),
        QCoreApplication.translate(
            "Intake", "Compare the person below with the charts, or call the laboratory."
        ),
    )


def _of_number() -> dict[str, Why]:
    compare = QCoreApplication.translate(
        "Intake", "Compare name, birth date and address. If you are not sure, call the laboratory."
    )
    return {
        "NO_RECORD_NUMBER": Why(
            QCoreApplication.translate("Intake", "The laboratory sent no record number."), compare
        ),
        "OTHER_AUTHORITY": Why(
            QCoreApplication.translate(
                "Intake", "The record number is of another house, not of this practice."
            ),
            compare,
        ),
        "UNKNOWN_RECORD_NUMBER": Why(
            QCoreApplication.translate("Intake", "No chart here has the record number."),
            QCoreApplication.translate(
                "Intake", "It may be mistyped, or the patient is of another practice."
            ),
        ),
    }


def _of_charts() -> dict[str, Why]:
    return {
        "SEVERAL_CHARTS": Why(
            QCoreApplication.translate("Intake", "What was sent fits several charts."),
            QCoreApplication.translate("Intake", "Compare them one by one before you choose."),
        ),
        "CHART_NOT_ACTIVE": Why(
            QCoreApplication.translate(
                "Intake", "The record number is of a chart that is not in use."
            ),
            QCoreApplication.translate(
                "Intake",
                "The patient has died, or the chart was merged or restricted. Choose where the"
                " result belongs now.",
            ),
        ),
        "ORDER_OF_ANOTHER_PATIENT": Why(
            QCoreApplication.translate(
                "Intake", "The laboratory has sent the same order for another patient before."
            ),
            QCoreApplication.translate(
                "Intake",
                "One of the two is wrong; call the laboratory. Matched here, the result is taken"
                " back from the other patient at once.",
            ),
        ),
    }


def _of_person() -> dict[str, Why]:
    return {
        "NO_BIRTH_DATE": Why(
            QCoreApplication.translate("Intake", "The laboratory sent no birth date."),
            QCoreApplication.translate(
                "Intake", "A record number alone is not enough: one wrong digit names another."
            ),
        ),
        "BIRTH_DATE_DIFFERS": Why(
            QCoreApplication.translate(
                "Intake", "The chart with this record number has another birth date."
            ),
            QCoreApplication.translate(
                "Intake",
                "The number or the date is wrong. If you can not tell, call the laboratory.",
            ),
        ),
        "NAME_DIFFERS": Why(
            QCoreApplication.translate(
                "Intake", "The chart with this record number has another name."
            ),
            QCoreApplication.translate(
                "Intake", "It may be a new name, or another person. Compare the rest."
            ),
        ),
        "NO_PATIENT": Why(
            QCoreApplication.translate("Intake", "The laboratory did not say whose result it is."),
            QCoreApplication.translate(
                "Intake", "Call the laboratory; the message has its order number."
            ),
        ),
    }


def unreadable_why(code: str) -> Why:
    """Say why a message could not be read; a code of a newer portal is one of these, too."""
    known = {**_not_a_message(), **_bad_parts(), **_our_fault()}
    return known.get(code) or Why(
        QCoreApplication.translate("Intake", "The message could not be read."), *_send_again()
    )


def _call() -> str:
    return QCoreApplication.translate("Intake", "Call the laboratory")


def _send_again() -> tuple[str, str]:
    again = QCoreApplication.translate(
        "Intake", "Give the number and the time below, and have the result sent again."
    )
    return again, _call()


def _not_a_message() -> dict[str, Why]:
    again = _send_again()
    return {
        "UNREADABLE": Why(
            QCoreApplication.translate("Intake", "What came is no laboratory message."), *again
        ),
        "NO_HEADER": Why(
            QCoreApplication.translate("Intake", "The beginning of the message is missing."), *again
        ),
        "BAD_ENCODING": Why(
            QCoreApplication.translate("Intake", "The letters of the message are garbled."), *again
        ),
        "TRUNCATED": Why(
            QCoreApplication.translate("Intake", "The end of the message is missing."), *again
        ),
        "TOO_LARGE": Why(
            QCoreApplication.translate("Intake", "The message is too large."),
            QCoreApplication.translate("Intake", "Ask for the result in smaller messages."),
            _call(),
        ),
        "SEVERAL_PATIENTS": Why(
            QCoreApplication.translate("Intake", "One message is about several patients."),
            QCoreApplication.translate(
                "Intake",
                "Ask for one message for each patient. Nothing of this one is filed, so that no result"
                " gets to the wrong patient.",
            ),
            _call(),
        ),
    }


def _bad_parts() -> dict[str, Why]:
    again = _send_again()
    return {
        "TOO_LONG": Why(
            QCoreApplication.translate("Intake", "A part of the message is too long to keep."),
            *again,
        ),
        "NO_REPORT": Why(
            QCoreApplication.translate("Intake", "There is no report in the message."), *again
        ),
        "BAD_STRUCTURE": Why(
            QCoreApplication.translate("Intake", "The parts of the message are not in order."),
            *again,
        ),
        "BAD_VALUE": Why(
            QCoreApplication.translate("Intake", "A value in the message can not be read."), *again
        ),
        "BAD_TIME": Why(
            QCoreApplication.translate("Intake", "A date in the message can not be read."), *again
        ),
        "MISSING_PART": Why(
            QCoreApplication.translate("Intake", "A part that the message refers to is missing."),
            *again,
        ),
    }


def _tell() -> str:
    return QCoreApplication.translate("Intake", "Tell whoever runs your portal")


def _our_fault() -> dict[str, Why]:
    return {
        "PARSER_FAILED": Why(
            QCoreApplication.translate("Intake", "The portal failed to read the message."),
            QCoreApplication.translate(
                "Intake",
                "It is no fault of the laboratory. Try again after the next update.",
            ),
            _tell(),
            "report",
        ),
        "LANDING_FAILED": Why(
            QCoreApplication.translate(
                "Intake", "The portal read the message and failed to file it."
            ),
            QCoreApplication.translate(
                "Intake", "If it comes back, tell whoever runs your portal."
            ),
            QCoreApplication.translate("Intake", "Try again"),
            "refresh",
        ),
    }
