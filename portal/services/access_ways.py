"""The ways in, what bars each for a patient, and what to think of before going it (PEERS K55, F14–F19).

The portal decides and the console shows, before anything is typed. Codes are stable; the first
blocker of a way is the `rule` of the refusal when it is tried all the same.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.security.permissions import Permission
from portal.services import access_facts, guardians, hand_outs, person_check
from portal.services.access_facts import Facts, Row
from portal.services.hand_outs import CREDENTIALS, INVITATION, TOKEN
from portal.services.rules import refused

SELF_ENROLLMENT, PASSWORD_LINK = "self_enrollment", "password_link"
RIGHTS: dict[str, Permission | None] = {
    TOKEN: Permission.CREDENTIAL_TOKEN,
    CREDENTIALS: Permission.CREDENTIAL_TEMPORARY,
    INVITATION: Permission.CREDENTIAL_TOKEN,
    SELF_ENROLLMENT: None,
    PASSWORD_LINK: Permission.ACCOUNT_MANAGE,
}
"""The ways in the order they are shown, and the right that each needs."""

_ASKS_PERSON = frozenset({TOKEN, INVITATION})  # whose holder types birth date and last name
_NEEDS_GUARDIAN = frozenset({TOKEN, CREDENTIALS, INVITATION})
_OLDEST = 125  # years
_PLACEHOLDERS = frozenset({date(1900, 1, 1), date(1901, 1, 1), date(1800, 1, 1)})
_SOON = timedelta(days=60)
_LIVE = {TOKEN: "LIVE_TOKEN", INVITATION: "LIVE_INVITATION", CREDENTIALS: "LIVE_CREDENTIALS"}
_DETAILS = {
    "DECEASED": "The chart is marked as deceased.",
    "RESTRICTED": "The chart is restricted; the practice's admin decides.",
    "MERGED": "The chart was merged into another one.",
    "ACCOUNT_EXISTS": "The chart already has an active account.",
    "ACCOUNT_LOCKED": "The account is locked; unlock it first.",
    "NO_ACCOUNT": "No account is active on the chart.",
    "MINOR_NEEDS_GUARDIAN": "A minor's guardian proves who they are first.",
    "CHILD_NEEDS_CONSENT": "A parent consents, and proves who they are, first.",
    "NAME_MISSING": "The chart has no last name to ask for.",
    "BIRTH_DATE_WRONG": "The chart's birth date can not be right; correct it first.",
    "NO_EMAIL": "There is no e-mail address to send to.",
    "SELF_ENROLLMENT_OFF": "The practice takes no self-enrollment.",
}


def check(
    uow: UnitOfWork,
    practice_id: int,
    chart: Row,
    way: str,
    *,
    lifted: Collection[str] = (),
) -> Facts:
    """Refuse a way that is barred for the chart now; gives the facts it was decided on.

    `lifted` are blockers that the request itself has answered. Lock the chart before. Raises
    Problem(rule-refused) with the first blocker as its rule.
    """
    facts = access_facts.facts_of(uow, practice_id, chart)
    for code in blockers(facts, way, uow.now):
        if code not in lifted:
            raise refused(code, _DETAILS[code])
    return facts


def blockers(facts: Facts, way: str, now: datetime) -> list[str]:
    """Give what bars a way for the patient, most telling first; [] when it is open."""
    return [code for code, bars in _bars(facts, way, now) if bars]


def warnings(facts: Facts, way: str, reader: Reader) -> list[str]:
    """Give what staff should know before they go a way; none of it bars."""
    return [code for code, holds in _cautions(facts, way, reader.now) if holds]


def _bars(facts: Facts, way: str, now: datetime) -> Iterator[tuple[str, bool]]:
    chart, login = facts.chart, facts.account
    locked = facts.active and login is not None and login["locked_at"] is not None
    yield "DECEASED", chart["deceased_on"] is not None
    yield "RESTRICTED", chart["status"] == "restricted"
    yield "MERGED", chart["status"] == "merged"
    if way == PASSWORD_LINK:
        yield "NO_ACCOUNT", not facts.active
    elif way != CREDENTIALS:  # temporary credentials let somebody into the account there is, again
        yield "ACCOUNT_EXISTS", facts.active
    if way in {PASSWORD_LINK, CREDENTIALS}:
        yield "ACCOUNT_LOCKED", locked
    if way == SELF_ENROLLMENT:
        yield "SELF_ENROLLMENT_OFF", not facts.self_enrollment
    if way in _ASKS_PERSON:
        yield "NAME_MISSING", not person_check.bare(chart["family_name"])
        yield "BIRTH_DATE_WRONG", _is_no_birth_date(chart["birth_date"], facts.day)
    if way in _NEEDS_GUARDIAN and not access_facts.guardian_proved(facts, now):
        yield "CHILD_NEEDS_CONSENT", facts.age_band == guardians.CHILD
        yield "MINOR_NEEDS_GUARDIAN", facts.age_band == guardians.MINOR
    if way == INVITATION:
        yield "NO_EMAIL", not chart["email"].strip()
    if way == PASSWORD_LINK and login is not None:
        yield "NO_EMAIL", not login["email"].strip()


def _cautions(facts: Facts, way: str, now: datetime) -> Iterator[tuple[str, bool]]:
    chart, login, choice = facts.chart, facts.account, facts.choice
    yield "DECLINED", choice is not None and choice["choice"] == "declined"
    yield "DEFERRED", choice is not None and choice["choice"] == "deferred"
    yield "REQUEST_PENDING", facts.pending_item_id is not None
    for kind, code in _LIVE.items():
        # one that came back reached nobody, though its link would open
        held = [row for row in facts.hand_outs[kind] if hand_outs.works(row, now)]
        arrived = any(hand_outs.state_of(row, now) != "bounced" for row in held)
        yield code, way in _LIVE and arrived
    if way in _ASKS_PERSON:
        odd = person_check.is_placeholder(chart["family_name"])
        yield "NAME_LOOKS_WRONG", bool(person_check.bare(chart["family_name"])) and odd
    if way == INVITATION:
        yield "EMAIL_BOUNCED", _came_back(facts, chart["email"])
    if way == PASSWORD_LINK:
        yield "EMAIL_BOUNCED", login is not None and login["email_bounced_at"] is not None
    if way in {INVITATION, PASSWORD_LINK}:
        yield "EMAIL_SHARED", facts.shared_email
    soon = facts.days_to_of_age
    yield "TURNS_ADULT_SOON", soon is not None and soon <= _SOON.days


def _came_back(facts: Facts, address: str) -> bool:
    """Whether the last invitation to this address came back."""
    sent = [
        row for row in facts.hand_outs[INVITATION] if row["email"].casefold() == address.casefold()
    ]
    return bool(address) and bool(sent) and sent[0]["bounced_at"] is not None


def _is_no_birth_date(born: date, day: date) -> bool:
    return born > day or day.year - born.year > _OLDEST or born in _PLACEHOLDERS
