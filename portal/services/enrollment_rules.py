"""What the portal holds an enrollment decision to, whatever the console shows (DOMAIN §5.2, §6).

Every refusal has a stable code. No detail tells anything of a chart: staff see charts on the item.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.services import distinct_persons, enrollment_content
from portal.services.folding import fold, phone_digits
from portal.services.guardians import ADULT, Guardian
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.rules import refused

Content = Mapping[str, Any]
_PHONE_DIGITS = 7
_SHORTEST = 3  # letters of a name that is looked for in a text; "Al" stands in too many words


def application_bar(content: Content, policy: EnrollmentPolicy) -> str | None:
    """Give the rule that bars an application as it was sent in, or None (F13, F27).

    Who applies with an account of another practice has passed the bot check there (F34).
    """
    submitted = content["submitted"]
    if policy.terms_required and not submitted["terms"]:
        return "TERMS_MISSING"
    self_made = content.get("route", enrollment_content.SIGN_UP) == enrollment_content.SIGN_UP
    if policy.captcha_required and self_made and not submitted["captcha"]:
        return "CAPTCHA_MISSING"
    return None


def check_application(content: Content, policy: EnrollmentPolicy) -> None:
    """Raise Problem(rule-refused) for an application that may not be approved as it is."""
    details = {
        "TERMS_MISSING": "The applicant has not accepted the terms.",
        "CAPTCHA_MISSING": "The sign-up has not passed the bot check, which the practice demands.",
    }
    bar = application_bar(content, policy)
    if bar is not None:
        raise refused(bar, details[bar])


def check_guardian(band: str, guardian: Guardian | None) -> None:
    """Demand a guardian for a minor, and none for an adult (F35); raises Problem(rule-refused)."""
    if band == ADULT:
        if guardian is not None:
            raise refused("NOT_A_MINOR", "The applicant is of age and needs no guardian.")
        return
    if guardian is None:
        raise refused("GUARDIAN_MISSING", "A minor needs a guardian, and what was seen of them.")


def check_link(uow: UnitOfWork, row: Mapping[str, Any], patient_id: str) -> None:
    """Refuse a chart of which a colleague has said that it is another person's (K48)."""
    if patient_id in distinct_persons.charts_of(uow, row["practice_id"], row["account_id"]):
        raise refused("CHART_OF_ANOTHER", "A colleague has marked this chart as another person's.")


def check_new_chart(
    uow: UnitOfWork, row: Mapping[str, Any], content: Content, *, confirmed: bool
) -> None:
    """Refuse a second chart for somebody who may have one, unless a person has confirmed it.

    The charts are looked at as they are now: of two requests of one stranger, the first makes the
    chart that the second may belong to.
    """
    if confirmed:
        return
    others = distinct_persons.charts_of(uow, row["practice_id"], row["account_id"])
    possible = [
        one
        for one in enrollment_content.find(uow, row["practice_id"], content["submitted"])
        if one["patient_id"] not in others and not enrollment_content.guarded(one)
    ]
    if possible:
        raise refused(
            "SECOND_CHART",
            "The person may have a chart already. Look again, and confirm a second one.",
            charts=len(possible),
        )


def check_words(text: str, content: Content) -> None:
    """Refuse words to the applicant that give away what only a chart says (invariant 7).

    What the applicant sent may be repeated; record numbers, and values of a candidate that differ
    from what was sent, may not. Raises Problem(rule-refused).
    """
    told, digits = f" {fold(text)} ", re.sub(r"\D", "", text)
    sent = content["submitted"]
    known = {word for value in _texts(sent) for word in fold(value).split()}
    for candidate in content["candidates"]:
        phone = phone_digits(candidate["phone"])
        numbers = [phone] if phone and phone != phone_digits(sent["phone"]) else []
        if any(_says(told, value, known) for value in _facts(candidate)) or any(
            number[-_PHONE_DIGITS:] in digits for number in numbers
        ):
            raise refused(
                "TEXT_REVEALS_CHART",
                "The words to the applicant hold something that only a chart says.",
            )


def bulk_bar(content: Content, policy: EnrollmentPolicy, band: str) -> str | None:
    """Give why an enrollment is not approved among many: each needs somebody's own look.

    Only who has everything in order and resembles no chart is let in together with others.
    """
    bar = application_bar(content, policy)
    if bar is not None:
        return bar
    if content["candidates"]:
        return "CHART_MUST_BE_CHOSEN"
    if band != ADULT:
        return "GUARDIAN_MISSING"
    return "LINKED_REQUEST" if content["submitted"]["appointment_item_id"] else None


def _texts(sent: Mapping[str, Any]) -> Iterable[str]:
    address = sent["address"]
    names = ("given_name", "middle_name", "family_name", "email", "phone", "username")
    yield from (sent.get(name) or "" for name in names)
    yield from (address[name] for name in ("line", "city", "state", "postal_code"))
    yield from _spellings(sent["birth_date"])


def _facts(candidate: Mapping[str, Any]) -> Iterable[str]:
    yield candidate["record_number"]
    yield candidate["email"]
    yield from candidate["address"].split(",")[:1]
    yield from candidate["name"].split()
    yield from _spellings(candidate["birth_date"])


def _spellings(day_text: str) -> Sequence[str]:
    if not day_text:
        return ()
    day = date.fromisoformat(day_text)
    return (
        day_text,
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02}/{day.day:02}/{day.year}",
        f"{day:%B} {day.day} {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day} {day.year}",
    )


def _says(told: str, value: str, known: set[str]) -> bool:
    bare = fold(value)
    if len(bare) < _SHORTEST or set(bare.split()) <= known:
        return False
    return f" {bare} " in told
