"""The words of care managers: relationships, bases, what was seen, states, reasons (F46–F51)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.proxies import CARE_MANAGER, ProxyLink
from console.models.chip import Chip
from console.models.one_line import isolated
from console.models.when import Calendar

_Words = Mapping[str, Callable[[], str]]


def words(code: str) -> str:
    """A relationship, basis, kind of evidence or reason in words; an unknown one as it is written."""
    found = _WORDS.get(code)
    return found() if found is not None else code.replace("_", " ").strip().capitalize()


def scope_words(scope: str) -> str:
    """What a link is good for."""
    translate = QCoreApplication.translate
    known = {
        "full": translate("Proxies", "Everything (results, documents, renewals, visits)"),
        "limited": translate("Proxies", "Visits and messages only"),
        "none": translate("Proxies", "Nothing at present"),
    }
    return known.get(scope, scope)


def state_chip(link: ProxyLink) -> Chip:
    """How a link stands."""
    translate = QCoreApplication.translate
    known = {
        "waiting": Chip("clock", translate("Proxies", "Waits for approval"), "warn"),
        "refused": Chip("cross", translate("Proxies", "Refused"), "muted"),
        "coming": Chip("clock", translate("Proxies", "Begins later"), "info"),
        "holds": Chip("check", translate("Proxies", "Holds"), "ok"),
        "ended": Chip("stop", translate("Proxies", "Ended"), "muted"),
        "revoked": Chip("cross", translate("Proxies", "Ended"), "muted"),
    }
    return known.get(link.state) or Chip("info", link.state, "muted")


def headline(link: ProxyLink) -> str:
    """The other person and what they are: "Kim Byron, spouse"."""
    who = isolated(link.other.name)
    relation = words(link.relationship).lower()
    if link.direction == CARE_MANAGER:
        return QCoreApplication.translate("Proxies", "{who}, {relation}").format(
            who=who, relation=relation
        )
    return QCoreApplication.translate("Proxies", "{who} (as {relation})").format(
        who=who, relation=relation
    )


def terms(link: ProxyLink, calendar: Calendar) -> str:
    """What a link says: its scope, its basis, its days."""
    parts = [scope_words(link.scope)]
    if link.state == "holds" and link.effective_scope != link.scope:
        parts.append(
            QCoreApplication.translate("Proxies", "today by the age bands: {scope}").format(
                scope=scope_words(link.effective_scope).lower()
            )
        )
    if link.basis:
        parts.append(words(link.basis))
    parts.append(days(link, calendar))
    return " · ".join(parts)


def days(link: ProxyLink, calendar: Calendar) -> str:
    """From when until when; the end is the first day on which the link does not hold."""
    translate = QCoreApplication.translate
    begin = calendar.day(link.starts_on)
    if not link.ends_on:
        return translate("Proxies", "since {begin}, without an end").format(begin=begin)
    return translate("Proxies", "from {begin}, ends on {end}").format(
        begin=begin, end=calendar.day(link.ends_on)
    )


def history(link: ProxyLink, calendar: Calendar) -> str:
    """Who prepared, approved and ended it, and what was seen."""
    translate = QCoreApplication.translate
    parts = []
    if link.prepared_by:
        parts.append(translate("Proxies", "Prepared by {who}").format(who=link.prepared_by))
    if link.decided_by and link.state != "refused":
        parts.append(translate("Proxies", "approved by {who}").format(who=link.decided_by))
    if link.state == "refused":
        parts.append(translate("Proxies", "refused by {who}").format(who=link.decided_by))
    if link.ended_at:
        by = link.ended_by or translate("Proxies", "the portal or one of the two")
        parts.append(
            translate("Proxies", "ended by {who} on {day}").format(
                who=by, day=calendar.day(link.ended_at[:10])
            )
        )
    if link.end_reason:
        parts.append(words(link.end_reason))
    if link.evidence:
        seen = ", ".join(_inside(words(code)) for code in link.evidence)
        parts.append(translate("Proxies", "seen: {evidence}").format(evidence=seen))
    return " · ".join(parts)


def _inside(text: str) -> str:
    """A word as it stands inside a sentence: "photo ID", not "photo id"."""
    return text[:1].lower() + text[1:]


def bar_words(code: str) -> str:
    """Why this staff member can not approve a link; nothing when they can."""
    translate = QCoreApplication.translate
    known = {
        "PREPARER": translate(
            "Proxies", "You prepared this link; somebody else has to approve it."
        ),
        "NOT_PERMITTED": translate("Proxies", "An administrator has to approve this link."),
    }
    return known.get(code, "")


_WORDS: _Words = {
    "spouse": lambda: QCoreApplication.translate("Proxies", "Spouse"),
    "partner": lambda: QCoreApplication.translate("Proxies", "Partner"),
    "parent": lambda: QCoreApplication.translate("Proxies", "Parent"),
    "mother": lambda: QCoreApplication.translate("Proxies", "Mother"),
    "father": lambda: QCoreApplication.translate("Proxies", "Father"),
    "stepparent": lambda: QCoreApplication.translate("Proxies", "Stepparent"),
    "foster_parent": lambda: QCoreApplication.translate("Proxies", "Foster parent"),
    "legal_guardian": lambda: QCoreApplication.translate("Proxies", "Legal guardian"),
    "adult_child": lambda: QCoreApplication.translate("Proxies", "Grown child"),
    "sibling": lambda: QCoreApplication.translate("Proxies", "Brother or sister"),
    "relative": lambda: QCoreApplication.translate("Proxies", "Other relative"),
    "caregiver": lambda: QCoreApplication.translate("Proxies", "Caregiver"),
    "other": lambda: QCoreApplication.translate("Proxies", "Other"),
    "patient_consent": lambda: QCoreApplication.translate("Proxies", "The patient's consent"),
    "parental": lambda: QCoreApplication.translate("Proxies", "A parent's right"),
    "power_of_attorney": lambda: QCoreApplication.translate("Proxies", "Power of attorney"),
    "court_order": lambda: QCoreApplication.translate("Proxies", "Order of a court"),
    "photo_id": lambda: QCoreApplication.translate("Proxies", "Photo ID of the care manager"),
    "known_to_practice": lambda: QCoreApplication.translate("Proxies", "Known to the practice"),
    "signed_authorization": lambda: QCoreApplication.translate(
        "Proxies", "Authorization signed by the patient"
    ),
    "patient_present": lambda: QCoreApplication.translate("Proxies", "The patient said so here"),
    "birth_certificate": lambda: QCoreApplication.translate("Proxies", "Birth certificate"),
    "insurance_card": lambda: QCoreApplication.translate("Proxies", "Insurance card with both"),
    "PATIENT_ASKED": lambda: QCoreApplication.translate("Proxies", "The patient asked for it"),
    "CARE_MANAGER_ASKED": lambda: QCoreApplication.translate(
        "Proxies", "The care manager asked for it"
    ),
    "DIVORCE": lambda: QCoreApplication.translate("Proxies", "Divorce or separation"),
    "COURT_ORDER_ENDED": lambda: QCoreApplication.translate("Proxies", "The court's order ended"),
    "SAFETY": lambda: QCoreApplication.translate("Proxies", "Safety of the patient"),
    "MADE_IN_ERROR": lambda: QCoreApplication.translate("Proxies", "Made in error"),
    "OTHER": lambda: QCoreApplication.translate("Proxies", "Another reason"),
    "NOT_PROVEN": lambda: QCoreApplication.translate("Proxies", "What was seen does not prove it"),
    "NOT_WANTED": lambda: QCoreApplication.translate("Proxies", "The patient does not want it"),
    "WRONG_PERSON": lambda: QCoreApplication.translate("Proxies", "The wrong person"),
    "ENDED_BY_PATIENT": lambda: QCoreApplication.translate(
        "Proxies", "The patient ended it in the portal"
    ),
    "ENDED_BY_CARE_MANAGER": lambda: QCoreApplication.translate(
        "Proxies", "The care manager ended it in the portal"
    ),
    "OF_AGE": lambda: QCoreApplication.translate("Proxies", "The patient came of age"),
    "DECEASED": lambda: QCoreApplication.translate("Proxies", "One of the two has died"),
    "END_REACHED": lambda: QCoreApplication.translate("Proxies", "Its end had come"),
    "ACCOUNT_DEACTIVATED": lambda: QCoreApplication.translate(
        "Proxies", "The care manager's account was deactivated"
    ),
    "REPLACED": lambda: QCoreApplication.translate("Proxies", "Replaced by a newer link"),
}
