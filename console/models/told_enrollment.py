"""What an application tells."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.told import DOT, Told, joined, line, part, parts
from console.models.when import Calendar


def told_enrollment(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """What the applicant submitted, and the charts that may be theirs."""
    content = part(entity, "content")
    sent = part(content, "submitted")
    name = joined(*(line(sent, f"{one}_name") for one in ("given", "middle", "family")), by=" ")
    address = part(sent, "address")
    where = joined(*(line(address, one) for one in ("line", "city", "state", "postal_code")))
    return (
        Told(QCoreApplication.translate("Told", "Name"), name),
        Told(
            QCoreApplication.translate("Told", "Birth date"),
            calendar.day(line(sent, "birth_date")),
        ),
        Told(QCoreApplication.translate("Told", "Sex"), line(sent, "sex").capitalize()),
        Told(QCoreApplication.translate("Told", "Address"), where),
        Told(QCoreApplication.translate("Told", "Phone"), line(sent, "phone")),
        Told(QCoreApplication.translate("Told", "E-mail"), line(sent, "email")),
        Told(QCoreApplication.translate("Told", "User name"), line(sent, "username")),
        Told(QCoreApplication.translate("Told", "Insurance"), _insurance(part(sent, "insurance"))),
        Told(
            QCoreApplication.translate("Told", "Charts that may fit"),
            joined(*(chart_words(one) for one in parts(content, "candidates")), by=DOT),
        ),
        Told(
            QCoreApplication.translate("Told", "Visit asked for with it"),
            line(part(entity, "linked"), "summary"),
        ),
    )


def chart_words(candidate: Mapping[str, Any]) -> str:
    """A chart by its number and name, and that it has an account already or is closed."""
    words = joined(line(candidate, "record_number"), line(candidate, "name"), by=" ")
    if candidate.get("deceased") is True:
        return joined(words, QCoreApplication.translate("Told", "deceased"))
    if candidate.get("has_account") is True:
        return joined(words, QCoreApplication.translate("Told", "has an account"))
    return words


def _insurance(insurance: Mapping[str, Any]) -> str:
    return joined(*(line(insurance, one) for one in ("plan", "member_id", "group_number")))
