"""What an applicant submitted beside the person's own data, as facts (DOMAIN F25–F33)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar, ms_of
from console.views.queues.facts import DOT, Fact
from console.views.queues.reading import count, line, part

_QUESTIONS = 5  # all five are chosen and answered (F30)


def sex_word(code: str) -> str:
    """Give the administrative sex as a word; a code nobody knows stays as it is."""
    words = {
        "female": QCoreApplication.translate("Person", "Female"),
        "male": QCoreApplication.translate("Person", "Male"),
        "other": QCoreApplication.translate("Person", "Other"),
        "unknown": QCoreApplication.translate("Person", "Unknown"),
    }
    return words.get(code.casefold(), code)


def one_line_address(address: Mapping[str, Any]) -> str:
    """Give an address on one line, as it would stand on an envelope."""
    place = " ".join(filter(None, (line(address, "state"), line(address, "postal_code"))))
    return ", ".join(filter(None, (line(address, "line"), line(address, "city"), place)))


def application_facts(submitted: Mapping[str, Any], calendar: Calendar) -> list[Fact]:
    """Give the facts in the order in which they are checked."""
    facts = [_terms(part(submitted, "terms"), calendar), _bot_check(submitted, calendar)]
    facts.append(_questions(count(submitted, "security_questions") or 0))
    username = line(submitted, "username")
    if username:
        facts.append(Fact(QCoreApplication.translate("Enrollment", "User name"), username))
    facts.extend(_insurance(part(submitted, "insurance")))
    return facts


def _terms(terms: Mapping[str, Any], calendar: Calendar) -> Fact:
    if not terms:
        return Fact(
            QCoreApplication.translate("Enrollment", "Terms"),
            QCoreApplication.translate("Enrollment", "Not accepted"),
            "cross",
            "bad",
        )
    when = calendar.moment(ms_of(line(terms, "accepted_at")))
    version = line(terms, "version")
    if version and when:
        text = QCoreApplication.translate(
            "Enrollment", "Version {version}, accepted {when}"
        ).format(version=version, when=when)
    else:
        text = QCoreApplication.translate("Enrollment", "Accepted")
    return Fact(QCoreApplication.translate("Enrollment", "Terms"), text, "check")


def _bot_check(submitted: Mapping[str, Any], calendar: Calendar) -> Fact:
    captcha = part(submitted, "captcha")
    if not captcha:
        return Fact(
            QCoreApplication.translate("Enrollment", "Bot check"),
            QCoreApplication.translate("Enrollment", "Missing"),
            "warning",
            "warn",
        )
    when = calendar.moment(ms_of(line(captcha, "passed_at")))
    text = (
        QCoreApplication.translate("Enrollment", "Passed {when}").format(when=when)
        if when
        else QCoreApplication.translate("Enrollment", "Passed")
    )
    return Fact(QCoreApplication.translate("Enrollment", "Bot check"), text, "check")


def _questions(answered: int) -> Fact:
    text = QCoreApplication.translate(
        "Enrollment", "{answered} of {all} security questions set"
    ).format(answered=answered, all=_QUESTIONS)
    if answered >= _QUESTIONS:
        return Fact(QCoreApplication.translate("Enrollment", "Recovery"), text, "check")
    return Fact(QCoreApplication.translate("Enrollment", "Recovery"), text, "warning", "warn")


def _insurance(insurance: Mapping[str, Any]) -> list[Fact]:
    if not insurance:
        return []
    words = [line(insurance, "plan")]
    for key, name in (
        ("member_id", QCoreApplication.translate("Enrollment", "member {number}")),
        ("group_number", QCoreApplication.translate("Enrollment", "group {number}")),
    ):
        if line(insurance, key):
            words.append(name.format(number=line(insurance, key)))
    told = DOT.join(filter(None, words)) or "–"
    facts = [
        Fact(
            QCoreApplication.translate("Enrollment", "Insurance"),
            QCoreApplication.translate("Enrollment", "Not verified: {plan}").format(plan=told),
        )
    ]
    if line(insurance, "claim_address"):
        facts.append(
            Fact(
                QCoreApplication.translate("Enrollment", "Claims go to"),
                line(insurance, "claim_address"),
            )
        )
    return facts
