"""What a renewal tells."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.told import Told, joined, line, part, parts
from console.models.when import Calendar


def told_refill(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """The medicine as it is prescribed, what the patient wrote, and what speaks against it."""
    content = part(entity, "content")
    medicine = part(content, "medication")
    prepared = part(content, "prepared")
    return (
        Told(QCoreApplication.translate("Told", "Medicine"), line(medicine, "name")),
        Told(QCoreApplication.translate("Told", "In use"), _in_use(medicine, calendar)),
        Told(QCoreApplication.translate("Told", "Dose"), line(medicine, "dose_text")),
        Told(QCoreApplication.translate("Told", "Quantity"), line(medicine, "quantity")),
        Told(QCoreApplication.translate("Told", "Days"), line(medicine, "days_supply")),
        Told(
            QCoreApplication.translate("Told", "Refills left"), line(medicine, "refills_remaining")
        ),
        Told(
            QCoreApplication.translate("Told", "Last filled"),
            calendar.day(max((line(one, "date") for one in parts(medicine, "fills")), default="")),
        ),
        Told(QCoreApplication.translate("Told", "Prescriber"), line(medicine, "prescriber")),
        Told(QCoreApplication.translate("Told", "Pharmacy"), line(content, "pharmacy")),
        Told(QCoreApplication.translate("Told", "The patient wrote"), line(content, "note")),
        Told(QCoreApplication.translate("Told", "Speaks against it"), _against(content)),
        Told(QCoreApplication.translate("Told", "Prepared by"), line(part(prepared, "by"), "name")),
        Told(QCoreApplication.translate("Told", "Refills proposed"), line(prepared, "refills")),
    )


def _in_use(medicine: Mapping[str, Any], calendar: Calendar) -> str:
    status = line(medicine, "status")
    if status != "inactive":
        return QCoreApplication.translate("Told", "Yes") if status else ""
    stopped = QCoreApplication.translate("Told", "Stopped {day}").format(
        day=calendar.day(line(medicine, "stopped_on"))
    )
    return joined(stopped, line(medicine, "stop_reason"), by=": ")


def _against(content: Mapping[str, Any]) -> str:
    """What the checks found, in a word each; nothing where all is well."""
    words = {
        "ALLERGY": QCoreApplication.translate("Told", "an allergy"),
        "CONTROLLED": QCoreApplication.translate("Told", "controlled medicine"),
        "DECEASED": QCoreApplication.translate("Told", "the patient has died"),
        "DUPLICATE_OPEN": QCoreApplication.translate("Told", "asked for twice"),
        "INACTIVE": QCoreApplication.translate("Told", "the medicine was stopped"),
        "LABS_DUE": QCoreApplication.translate("Told", "a laboratory test is due"),
        "LAST_VISIT": QCoreApplication.translate("Told", "no recent visit"),
        "REFILLS_REMAINING": QCoreApplication.translate("Told", "refills are left"),
        "TOO_SOON": QCoreApplication.translate("Told", "too soon"),
    }
    found = [
        line(one, "code")
        for one in parts(content, "checks")
        if line(one, "level") in {"warn", "stop"}
    ]
    nothing = QCoreApplication.translate("Told", "nothing")
    told = joined(*(words.get(code) or code.replace("_", " ").lower() for code in sorted(found)))
    return told or (nothing if content.get("checks") else "")
