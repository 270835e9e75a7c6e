"""Who looks after whom in the demo, and what its practices have set about results.

The first practice lets a provider be first for three days; the second has changed nothing, so its
settings carry the warning about a delay without an end (45 CFR 171).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.demo.labs import Chapter
from portal.demo.people import Person
from portal.demo.ward import Ward
from portal.domain.us_states import postal_code
from portal.services.audience import SELF, Link, viewers_of
from portal.services.audience import Person as Patient
from portal.services.policies import store
from portal.services.policies.result import ReleaseRule, ResultPolicy
from portal.services.proxy_rules import majority
from portal.services.result_content import Setting
from portal.services.result_kinds import sensitive_of

DEADLINE_HOURS = 72
OFTEN = 3  # every third of those who could be looked after is
_GROWN = ("spouse", "caregiver", "adult_child")
ENDS_SOON = 5  # every fifth link to an adult's record
_SEEN = (("photo_id", "signed_authorization"), ("birth_certificate", "photo_id"))
_POLICIES: Mapping[int, ResultPolicy] = {
    1: ResultPolicy(
        rules=(ReleaseRule(categories=("pathology", "imaging"), mode="provider_first"),),
        otherwise=ReleaseRule(mode="provider_first", deadline_hours=DEADLINE_HOURS),
    )
}


def policy_of(ward: Ward) -> ResultPolicy:
    """Give what the practice has set about results."""
    return _POLICIES.get(ward.practice_id, ResultPolicy())


def write(database: Database, ward: Ward) -> None:
    """Let the practice set its policy, as its manager did when the portal was opened."""
    policy = _POLICIES.get(ward.practice_id)
    if policy is None:
        return
    database.write(
        Scope.of([ward.practice_id]),
        lambda uow: store.change(
            uow,
            ward.practice_id,
            policy,
            expected_version=0,
            actor_id=ward.staff["admin"]["id"],
            reason="Three days for the provider, then the patient reads it.",
        ),
    )


def links(ward: Ward) -> list[dict[str, Any]]:
    """Give children their parents and some others somebody who looks after them."""
    today, grown = ward.day(ward.now), [one for one in ward.users() if not _minor(ward, one)]
    if len(grown) < 2:
        return []
    found = []
    for n, person in enumerate(ward.living()):
        minor = _minor(ward, person)
        if not minor and n % OFTEN:
            continue
        manager = grown[n % len(grown)]
        if manager is person:
            continue
        relation = "parent" if minor else _GROWN[n % len(_GROWN)]
        limited = not minor and n % (2 * OFTEN) == 0
        found.append(_link(ward, person, manager, relation, today, limited=limited))
    adults = [row for row in found if row["basis"] == "patient_consent"]
    for n, row in enumerate(adults[::ENDS_SOON]):
        row["ends_on"] = today + timedelta(days=3 + 9 * n % 56)
    return found + _couple(ward, grown, today)


def _couple(ward: Ward, grown: Sequence[Person], today: date) -> list[dict[str, Any]]:
    """Let two spouses look after each other, and one link wait for a second person (F50)."""
    if len(grown) < 4:
        return []
    one, other, third, fourth = grown[:4]
    waiting = _link(ward, third, fourth, "spouse", today, limited=False)
    since = {"starts_on": today, "created_at": ward.now - timedelta(hours=3)}
    return [
        _link(ward, one, other, "spouse", today, limited=False),
        _link(ward, other, one, "spouse", today, limited=False),
        waiting | since | {"approval": "wanted"},
    ]


class Circle:
    """Who is beside each chart of a practice, as the portal would find it in its tables."""

    def __init__(self, ward: Ward) -> None:
        self._ward, self._policy = ward, policy_of(ward)
        names = {one.account["id"]: _name(one.account) for one in ward.logins.values()}
        self._links: dict[str, list[Link]] = {
            patient_id: [Link(one.account["id"], names[one.account["id"]], SELF)]
            for patient_id, one in ward.logins.items()
        }
        for row in ward.proxies:
            if row["approval"] != "given":
                continue
            link = Link(
                row["account_id"],
                names[row["account_id"]],
                row["relationship"],
                row["scope"],
                row["basis"],
            )
            self._links.setdefault(row["patient_id"], []).append(link)

    def setting(self, person: Person, chapter: Chapter) -> Setting:
        """Give what a report of this person stands in."""
        ward, policy, report = self._ward, self._policy, chapter.report
        sensitive = sensitive_of(report, chapter.observations, policy.sensitive_codes)
        patient = Patient(person.row["birth_date"], person.row["deceased_on"] is not None)
        links = self._links.get(person.id, [])
        return Setting(
            policy=policy,
            zone=ward.zone,
            state=postal_code(person.row["state"]),
            deceased=patient.deceased,
            viewers=viewers_of(patient, links, policy.bands, sensitive, ward.day(ward.now)),
            received_at=report["issued_at"],
        )


def _link(
    ward: Ward, person: Person, manager: Person, relation: str, today: date, *, limited: bool
) -> dict[str, Any]:
    return {
        "practice_id": ward.practice_id,
        "id": ward.ids(),
        "patient_id": person.id,
        "account_id": ward.logins[manager.id].account["id"],
        "relationship": relation,
        "scope": "limited" if limited else "full",
        "basis": "parental" if relation == "parent" else "patient_consent",
        "evidence": ", ".join(_SEEN[relation == "parent"]),
        "starts_on": today - timedelta(days=60),
        "ends_on": majority(person.row["birth_date"]) if relation == "parent" else None,
        "approval": "given",
        "created_by": ward.staff["frontdesk"]["id"],
        "created_at": ward.now - timedelta(days=60),
    }


def _minor(ward: Ward, person: Person) -> bool:
    return person.is_minor(ward.day(ward.now))


def _name(account: Mapping[str, Any]) -> str:
    return f"{account['given_name']} {account['family_name']}"
