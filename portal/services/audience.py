"""Who will see what is released: the patient, and each care manager (DOMAIN F67, §5.4, inv. 19).

The rules are asked at three times: for the preview, at the commit of a release, and whenever a
record is read. They count years by the practice's calendar, so a parent's access to a result ends
at midnight before the eighteenth birthday, not when somebody notices.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, and_, bindparam, or_, select

from portal.db.among import among
from portal.db.tables import account, account_practice, patient, proxy_link
from portal.db.unit_of_work import Reader
from portal.domain.canonical import canonical, digest
from portal.services.policies import store
from portal.services.policies.result import ADULT_AGE, AgeBand, ResultPolicy
from portal.services.practice_time import today

SELF = "self"
PARENTS = frozenset({"parent", "mother", "father", "stepparent", "foster_parent"})
"""Relationships that end when the child is of age; a guardian's is by order of a court and stays."""

# why somebody does not see it; "" for who does
NO_ACCOUNT_YET = "BAND_NO_ACCOUNT"
BAND_NO_PROXY = "BAND_NO_PROXY"
LIMITED = "LIMITED_SCOPE"
BLOCKED = "CATEGORY_BLOCKED"
OF_AGE = "CHILD_IS_OF_AGE"
DECEASED = "DECEASED"


@dataclass(frozen=True)
class Viewer:
    """Somebody with an account who may ask for the patient's record, and what comes of it."""

    account_id: str
    name: str
    relation: str
    sees: bool
    why: str = ""


@dataclass(frozen=True)
class Person:
    """The patient: what the rules ask about them."""

    birth_date: date
    deceased: bool


@dataclass(frozen=True)
class Link:
    """An account beside the chart: the patient's own, or a care manager's with scope and basis."""

    account_id: str
    name: str
    relation: str
    scope: str = "full"
    basis: str = ""


def age_on(born: date, day: date) -> int:
    """Count whole years; who was born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def band_of(bands: Iterable[AgeBand], age: int) -> AgeBand:
    """Give the band of an age; the policy's bands leave no age out. A typo's -1 is a newborn."""
    years = max(0, age)
    return next(
        band
        for band in bands
        if band.from_age <= years and (band.to_age is None or years < band.to_age)
    )


def viewers_of(
    person: Person, links: Iterable[Link], bands: Sequence[AgeBand], sensitive: str, day: date
) -> list[Viewer]:
    """Say who sees a thing of this sensitive category ("" for none) on a day; the patient first."""
    age = age_on(person.birth_date, day)
    band = band_of(bands, age)
    found = []
    for link in sorted(links, key=lambda one: (one.relation != SELF, one.name, one.account_id)):
        why = _why_not(person, link, band, sensitive, age)
        found.append(Viewer(link.account_id, link.name, link.relation, not why, why))
    return found


def audience_content(viewers: Sequence[Viewer]) -> dict[str, Any]:
    """Give the audience as an item's content carries it, with the digest a decision names."""
    return {"digest": digest_of(viewers), "viewers": [asdict(one) for one in viewers]}


def digest_of(viewers: Sequence[Viewer]) -> str:
    """Give a short name of exactly this audience; names of people do not count, rights do."""
    told = [[one.account_id, one.relation, one.sees, one.why] for one in viewers]
    return digest(canonical(told))[:16]


def audience(
    reader: Reader,
    practice_id: int,
    patient_id: str,
    sensitive: str,
    bands: Sequence[AgeBand],
    day: date,
) -> list[Viewer]:
    """Read who sees a thing of this chart on a day of the practice."""
    row = reader.execute(_PERSON, {"practice": practice_id, "patient": patient_id}).one()
    person = Person(row.birth_date, row.deceased_on is not None)
    links = links_of(reader, practice_id, [patient_id], day).get(patient_id, [])
    return viewers_of(person, links, bands, sensitive, day)


def sees(
    reader: Reader, practice_id: int, patient_id: str, account_id: str
) -> Callable[[str], bool]:
    """Give what tells whether an account reads today what is of a sensitive category ("" for none).

    Death does not count: what was released before it stays.
    """
    day = today(reader, practice_id)
    bands = store.current(reader, practice_id, ResultPolicy).bands
    born = reader.execute(
        select(patient.c.birth_date).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).scalar_one()
    person = Person(born, deceased=False)
    links = links_of(reader, practice_id, [patient_id], day).get(patient_id, [])

    def reads(sensitive: str) -> bool:
        viewers = viewers_of(person, links, bands, sensitive, day)
        return any(one.sees and one.account_id == account_id for one in viewers)

    return reads


def links_of(
    reader: Reader, practice_id: int, patient_ids: Sequence[str], day: date
) -> Mapping[str, list[Link]]:
    """Read the accounts beside charts: each patient's own, and the care managers' of that day."""
    whose = {"practice": practice_id, "patients": list(patient_ids)}
    found: dict[str, list[Link]] = {}
    for row in reader.execute(_OWN, whose):
        name = f"{row.given_name} {row.family_name}"
        found.setdefault(row.patient_id, []).append(Link(row.id, name, SELF))
    for row in reader.execute(_MANAGERS, {**whose, "day": day}):
        name = f"{row.given_name} {row.family_name}"
        link = Link(row.id, name, row.relationship, row.scope, row.basis)
        found.setdefault(row.patient_id, []).append(link)
    return found


def ends_of_age(relationship: str, basis: str) -> bool:
    """Whether a link is a parent's by right of the law; one that a grown child gives is not (F51)."""
    return relationship in PARENTS and basis in {"", "parental"}


def holds_on(day: date | BindParameter[date]) -> Any:
    """Give the condition that a care manager's link holds on a day; the end day is not in it.

    One that waits for a second person's approval, or was refused it, does not hold (PEERS B11).
    """
    return and_(
        proxy_link.c.approval == "given",
        proxy_link.c.revoked_at.is_(None),
        proxy_link.c.starts_on <= day,
        or_(proxy_link.c.ends_on.is_(None), proxy_link.c.ends_on > day),
    )


def _why_not(person: Person, link: Link, band: AgeBand, sensitive: str, age: int) -> str:
    if person.deceased:
        return DECEASED
    if link.relation == SELF:
        return "" if band.own_account else NO_ACCOUNT_YET
    if age >= ADULT_AGE and ends_of_age(link.relation, link.basis):
        return OF_AGE
    if band.proxy_scope == "none":
        return BAND_NO_PROXY
    if band.proxy_scope == "limited" or link.scope != "full":
        return LIMITED
    return BLOCKED if sensitive and sensitive in band.blocked else ""


# made once: to build them takes longer than to run them, and every result asks
_PERSON = select(patient.c.birth_date, patient.c.deceased_on).where(
    and_(patient.c.practice_id == bindparam("practice"), patient.c.id == bindparam("patient"))
)
_OWN = (
    select(account_practice.c.patient_id, account.c.id, account.c.given_name, account.c.family_name)
    .join_from(account_practice, account, account.c.id == account_practice.c.account_id)
    .where(account_practice.c.practice_id == bindparam("practice"))
    .where(among(account_practice.c.patient_id, "patients"))
    .where(account_practice.c.status == "active")
)
_MANAGERS = (
    select(
        proxy_link.c.patient_id,
        account.c.id,
        account.c.given_name,
        account.c.family_name,
        proxy_link.c.relationship,
        proxy_link.c.scope,
        proxy_link.c.basis,
    )
    .join_from(proxy_link, account, account.c.id == proxy_link.c.account_id)
    .where(proxy_link.c.practice_id == bindparam("practice"))
    .where(among(proxy_link.c.patient_id, "patients"))
    .where(holds_on(bindparam("day", type_=Date)))
)
