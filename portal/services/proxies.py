"""Making and changing the links of care managers (F46–F51, PEERS B11).

A link to an adult's record is prepared by one person and approved by another, where the practice wants
it so. Everything here first locks the dependent's chart, so that of two desks the second sees what the
first has done; asking for what is there already gives the same link again. What gives more than there
was is a new link that waits beside the one that holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select, update

from portal.db.tables import proxy_link
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.services import charts, gate, inbox, proxy_notices, proxy_people
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today
from portal.services.proxy_people import CareManager, Named
from portal.services.proxy_rules import (
    NONE,
    Scope,
    Wanted,
    check,
    effective_scope,
    end_of,
    reaches_an_adult,
    widens,
)
from portal.services.rules import invalid, not_found, refused

GIVEN, WAITING, REFUSED = "given", "wanted", "refused"
MUTUAL = frozenset({"patient_consent", "power_of_attorney"})
_INVERSE = {"parent": "adult_child", "adult_child": "parent"}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Terms:
    """What one link says beside the two people."""

    wanted: Wanted
    ends_on: date | None
    approval: str


def prepare(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    named: Named,
    wanted: Wanted,
    *,
    mutual: bool,
    staff_id: str,
) -> list[str]:
    """Write down that somebody may act for a patient; gives the link's id.

    With `mutual` the patient may act for them as well: a second link, of its own (F50). Raises Problem:
    not-found; validation; rule-refused CARE_MANAGERS_OFF, DECEASED, CHART_…, CARE_MANAGER_…,
    LINK_EXISTS (with `proxy_id`), NOT_MUTUAL and what `proxy_rules.check` refuses.
    """
    require_enabled(uow, practice_id)
    charts = _lock(uow, practice_id, patient_id, named, mutual=mutual)
    person = _living(charts[patient_id])
    manager = proxy_people.find(uow, practice_id, named, wanted)
    if not mutual:
        return [_link(uow, practice_id, person, manager, wanted, staff_id)]
    if wanted.basis not in MUTUAL or manager.chart is None:
        raise refused("NOT_MUTUAL", "Only two adults who are patients here act for each other.")
    back_id = inbox.account_of_chart(uow, practice_id, patient_id)
    if back_id is None:
        raise refused(
            "PATIENT_HAS_NO_ACCOUNT", "The patient has to be enrolled to act for another."
        )
    inverse: Any = _INVERSE.get(wanted.relationship, wanted.relationship)
    other = _living(charts[manager.chart["id"]])
    back = replace(wanted, relationship=inverse)
    return [
        _link(uow, practice_id, person, manager, wanted, staff_id),
        _link(uow, practice_id, other, CareManager(back_id, person), back, staff_id),
    ]


def change(
    uow: UnitOfWork,
    practice_id: int,
    proxy_id: str,
    *,
    expected_version: int,
    scope: Scope,
    ends_on: date | None,
    staff_id: str,
) -> str:
    """Give a link that holds another scope or end; gives the id of the link that says so.

    What gives more of an adult's record waits for a second person as a link of its own, and the old one
    goes on meanwhile. Raises Problem: not-found, version-conflict, validation, rule-refused.
    """
    row = locked(uow, practice_id, proxy_id)
    if row["version"] != expected_version:
        raise Problem(ProblemType.VERSION_CONFLICT)
    if not holds(row) or row["approval"] != GIVEN:
        raise refused("LINK_NOT_HELD", "Only a link that holds can be changed.")
    require_enabled(uow, practice_id)
    person = _living(charts.lock(uow, practice_id, row["patient_id"]))
    terms = _changed(uow, practice_id, person, row, scope, ends_on)
    if terms.approval == WAITING:
        return _replacement(uow, practice_id, row, terms, staff_id)
    if (row["scope"], row["ends_on"]) == (scope, terms.ends_on):
        return proxy_id
    write(uow, row, scope=scope, ends_on=terms.ends_on)
    _journal(uow, row, staff_id, "proxy.changed", scope=scope, ends_on=str(terms.ends_on))
    proxy_notices.tell(uow, row, proxy_notices.CHANGED)
    gate.audience_changed(uow, practice_id, row["patient_id"])
    return proxy_id


def require_enabled(reader: Reader, practice_id: int) -> None:
    """Refuse where the practice has no care managers; raises Problem(rule-refused) (F46)."""
    if not store.current(reader, practice_id, AccessPolicy).care_managers:
        raise refused("CARE_MANAGERS_OFF", "The practice has switched care managers off.")


def locked(uow: UnitOfWork, practice_id: int, proxy_id: str) -> dict[str, Any]:
    """Give a link with its chart and itself locked; raises Problem(not-found)."""
    one = and_(proxy_link.c.practice_id == practice_id, proxy_link.c.id == proxy_id)
    patient_id = uow.execute(select(proxy_link.c.patient_id).where(one)).scalar_one_or_none()
    if patient_id is None:
        raise not_found()
    charts.lock(uow, practice_id, patient_id)
    return dict(uow.execute(select(proxy_link).where(one).with_for_update()).mappings().one())


def holds(row: Row) -> bool:
    """Whether nobody has ended or refused it; its days are another question."""
    return row["revoked_at"] is None and row["approval"] != REFUSED


def write(uow: UnitOfWork, row: Row, **values: Any) -> None:
    """Change a locked link, and count its version."""
    uow.execute(
        update(proxy_link)
        .where(and_(proxy_link.c.practice_id == row["practice_id"], proxy_link.c.id == row["id"]))
        .values(version=row["version"] + 1, **values)
    )


def beside(uow: UnitOfWork, row: Row, day: date) -> list[dict[str, Any]]:
    """Give the other links between the same two that have not ended, waiting ones among them."""
    rows = uow.execute(
        select(proxy_link)
        .where(proxy_link.c.practice_id == row["practice_id"])
        .where(proxy_link.c.patient_id == row["patient_id"])
        .where(proxy_link.c.account_id == row["account_id"])
        .where(and_(proxy_link.c.revoked_at.is_(None), proxy_link.c.approval != REFUSED))
        .where(or_(proxy_link.c.ends_on.is_(None), proxy_link.c.ends_on > day))
        .where(proxy_link.c.id != row["id"])
        .order_by(proxy_link.c.id)
    ).mappings()
    return [dict(one) for one in rows]


def _lock(
    uow: UnitOfWork, practice_id: int, patient_id: str, named: Named, *, mutual: bool
) -> dict[str, Row]:
    """Lock the charts whose links will change, always in one order: two desks do not wait in a ring."""
    both = {patient_id}
    if mutual and named.patient_id:
        both.add(named.patient_id)
    return {one: charts.lock(uow, practice_id, one) for one in sorted(both)}


def _living(person: Row) -> Row:
    if person["deceased_on"] is not None:
        raise refused("DECEASED", "Nobody acts for somebody who has died.")
    if person["status"] != "active":
        raise refused(
            f"CHART_{person['status'].upper()}", "This chart is not open for care managers."
        )
    return person


def _link(
    uow: UnitOfWork,
    practice_id: int,
    person: Row,
    manager: CareManager,
    wanted: Wanted,
    staff_id: str,
) -> str:
    """Insert one link, unless it is there; gives its id."""
    if inbox.account_of_chart(uow, practice_id, person["id"]) == manager.account_id:
        raise refused("CARE_MANAGER_IS_THE_PATIENT", "Nobody is their own care manager.")
    day = today(uow, practice_id)
    check(wanted, person["birth_date"], day, store.current(uow, practice_id, ResultPolicy).bands)
    ends_on = end_of(wanted, person["birth_date"], day)
    row = {
        "practice_id": practice_id,
        "id": new_id(),
        "patient_id": person["id"],
        "account_id": manager.account_id,
        "relationship": wanted.relationship,
        "basis": wanted.basis,
        "scope": wanted.scope,
        "evidence": ", ".join(sorted(set(wanted.evidence))),
        "starts_on": wanted.starts_on,
        "ends_on": ends_on,
        "approval": _approval(uow, practice_id, ends_on, person["birth_date"]),
        "created_by": staff_id,
        "created_at": uow.now,
    }
    known = beside(uow, row, day)
    if known:
        same = ("relationship", "basis", "scope", "ends_on")
        for one in known:
            if all(one[name] == row[name] for name in same):
                return str(one["id"])
        raise refused("LINK_EXISTS", "They have a link already.", proxy_id=known[0]["id"])
    return _insert(uow, row, staff_id)


def _insert(uow: UnitOfWork, row: dict[str, Any], staff_id: str) -> str:
    uow.execute(proxy_link.insert().values(row))
    waits = row["approval"] == WAITING
    action = "proxy.prepared" if waits else "proxy.made"
    _journal(uow, row, staff_id, action, scope=row["scope"], basis=row["basis"])
    if not waits:
        proxy_notices.tell(uow, row, proxy_notices.ADDED)
        gate.audience_changed(uow, row["practice_id"], row["patient_id"])
    return str(row["id"])


def _approval(reader: Reader, practice_id: int, ends_on: date | None, born: date) -> str:
    wanted = store.current(reader, practice_id, AccessPolicy).adult_proxy_approval
    return WAITING if wanted and reaches_an_adult(ends_on, born) else GIVEN


def _changed(
    uow: UnitOfWork, practice_id: int, person: Row, row: Row, scope: Scope, ends_on: date | None
) -> Terms:
    day, born = today(uow, practice_id), person["birth_date"]
    evidence = tuple(filter(None, row["evidence"].split(", ")))
    wanted = Wanted(row["relationship"], row["basis"], evidence, scope, row["starts_on"], ends_on)
    until = end_of(wanted, born, day)
    if until is not None and until <= max(row["starts_on"], day):
        raise invalid("/ends_on", "ends_too_early", "It has to end after today; or end it at once.")
    bands = store.current(uow, practice_id, ResultPolicy).bands
    if effective_scope(scope, row["relationship"], row["basis"], born, day, bands) == NONE:
        raise refused("BAND_NO_PROXY", "By the age bands, nobody acts for a patient of this age.")
    more = widens(scope, until, from_scope=row["scope"], from_ends_on=row["ends_on"])
    approval = _approval(uow, practice_id, until, born) if more else GIVEN
    return Terms(wanted, until, approval)


def _replacement(uow: UnitOfWork, practice_id: int, row: Row, terms: Terms, staff_id: str) -> str:
    """Let the fuller link wait beside the one that holds; gives the one that waits already, too."""
    for one in beside(uow, row, today(uow, practice_id)):
        if one["approval"] == WAITING:
            if (one["scope"], one["ends_on"]) == (terms.wanted.scope, terms.ends_on):
                return str(one["id"])
            raise refused("LINK_WAITS", "Another change waits for approval.", proxy_id=one["id"])
    kept = ("practice_id", "patient_id", "account_id", "relationship", "basis", "evidence")
    fresh = {name: row[name] for name in (*kept, "starts_on")}
    fresh |= {
        "id": new_id(),
        "scope": terms.wanted.scope,
        "ends_on": terms.ends_on,
        "approval": WAITING,
        "created_by": staff_id,
        "created_at": uow.now,
    }
    return _insert(uow, fresh, staff_id)


def _journal(uow: UnitOfWork, row: Row, actor_id: str | None, action: str, **detail: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=actor_id,
        action=action,
        subject_id=row["patient_id"],
        target=("proxy", row["id"]),
        detail={"account": row["account_id"], **detail},
    )
