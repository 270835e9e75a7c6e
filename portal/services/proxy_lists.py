"""The links of care managers as staff read them: of a chart both ways, ending soon, waiting (F50, F51)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from portal.db.tables import account, account_practice, patient, proxy_link, staff
from portal.db.unit_of_work import Reader
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.policies.result import AgeBand, ResultPolicy
from portal.services.practice_time import today
from portal.services.proxies import GIVEN, REFUSED, WAITING
from portal.services.proxy_rules import NONE, effective_scope

Show = Literal["ending", "waiting", "all"]
CARE_MANAGER, DEPENDENT = "care_manager", "dependent"  # what the other person is to the chart shown
_OVER = frozenset({"ended", "revoked", "refused"})
NO_END = date(9999, 12, 31)

Row = Mapping[str, Any]
_manager = account.alias("manager")
_own = account_practice.alias("own")
_own_chart = patient.alias("own_chart")
_links = (
    select(
        proxy_link,
        *(patient.c[name].label(f"patient_{name}") for name in ("birth_date", "record_number")),
        (patient.c.given_name + " " + patient.c.family_name).label("patient_name"),
        patient.c.deceased_on,
        (_manager.c.given_name + " " + _manager.c.family_name).label("manager_name"),
        _own_chart.c.id.label("manager_patient_id"),
        _own_chart.c.record_number.label("manager_record_number"),
    )
    .join_from(
        proxy_link,
        patient,
        and_(
            patient.c.practice_id == proxy_link.c.practice_id,
            patient.c.id == proxy_link.c.patient_id,
        ),
    )
    .join(_manager, _manager.c.id == proxy_link.c.account_id)
    .outerjoin(
        _own,
        and_(
            _own.c.practice_id == proxy_link.c.practice_id,
            _own.c.account_id == proxy_link.c.account_id,
            _own.c.status == "active",
        ),
    )
    .outerjoin(
        _own_chart,
        and_(
            _own_chart.c.practice_id == proxy_link.c.practice_id,
            _own_chart.c.id == _own.c.patient_id,
        ),
    )
)


@dataclass(frozen=True)
class Asker:
    """Who reads, on which day, by which age bands."""

    actor: StaffActor
    practice_id: int
    day: date
    bands: Sequence[AgeBand]

    @classmethod
    def of(cls, reader: Reader, actor: StaffActor, practice_id: int) -> "Asker":
        """Look up the day and the bands of the practice."""
        bands = store.current(reader, practice_id, ResultPolicy).bands
        return cls(actor, practice_id, today(reader, practice_id), bands)


def of_patient(
    reader: Reader, practice_id: int, patient_id: str, actor: StaffActor
) -> list[dict[str, Any]]:
    """Give who may act for a patient and for whom they may act, the newest first, the ended ones last."""
    asker = Asker.of(reader, actor, practice_id)
    logins = (
        select(account_practice.c.account_id)
        .where(account_practice.c.practice_id == practice_id)
        .where(account_practice.c.patient_id == patient_id)
        .where(account_practice.c.status == "active")
    )
    rows = _read(
        reader,
        practice_id,
        or_(proxy_link.c.patient_id == patient_id, proxy_link.c.account_id.in_(logins)),
    )
    found = [
        _shown(row, asker, CARE_MANAGER if row["patient_id"] == patient_id else DEPENDENT)
        for row in rows
    ]
    _name_staff(reader, found)
    _pair(found)
    return sorted(found, key=lambda one: one["state"] in _OVER)


def search(
    reader: Reader,
    practice_id: int,
    actor: StaffActor,
    show: Show,
    *,
    after: str | None = None,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Give links by their end, the next ones first, from the one after `after` on.

    `ending`: hold and end within the days that the practice has set; `waiting`: for approval.
    """
    asker = Asker.of(reader, actor, practice_id)
    soon = store.current(reader, practice_id, AccessPolicy).expiring_days
    conditions: dict[Show, ColumnElement[bool]] = {
        "ending": and_(
            proxy_link.c.approval == GIVEN, proxy_link.c.ends_on <= asker.day + timedelta(soon)
        ),
        "waiting": proxy_link.c.approval == WAITING,
        "all": proxy_link.c.approval != REFUSED,
    }
    fits = and_(conditions[show], proxy_link.c.revoked_at.is_(None))
    rows = _read(reader, practice_id, fits, after=after, limit=limit)
    found = [_shown(row, asker, CARE_MANAGER) for row in rows]
    _name_staff(reader, found)
    return found


def _read(
    reader: Reader,
    practice_id: int,
    fits: ColumnElement[bool],
    *,
    after: str | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Read links with the two people of each; by their end, or the newest first without a limit."""
    query = _links.where(and_(proxy_link.c.practice_id == practice_id, fits))
    if limit is None:
        return [
            dict(row) for row in reader.execute(query.order_by(proxy_link.c.id.desc())).mappings()
        ]
    end = _end()
    if after is not None:
        last = reader.execute(
            select(end).where(
                and_(proxy_link.c.practice_id == practice_id, proxy_link.c.id == after)
            )
        ).scalar_one_or_none()
        query = query.where(tuple_(end, proxy_link.c.id) > tuple_(last or NO_END, after))
    query = query.order_by(end, proxy_link.c.id).limit(limit)
    return [dict(row) for row in reader.execute(query).mappings()]


def _end() -> ColumnElement[date]:
    return func.coalesce(proxy_link.c.ends_on, NO_END, type_=proxy_link.c.ends_on.type)


def _shown(row: Row, asker: Asker, direction: str) -> dict[str, Any]:
    held = effective_scope(
        row["scope"],
        row["relationship"],
        row["basis"],
        row["patient_birth_date"],
        asker.day,
        asker.bands,
    )
    state = _state(row, asker.day, held)
    return {
        "id": row["id"],
        "version": row["version"],
        "direction": direction,
        **_two(row),
        "relationship": row["relationship"],
        "basis": row["basis"],
        "evidence": [code for code in row["evidence"].split(", ") if code],
        "scope": row["scope"],
        "effective_scope": held if state == "holds" else NONE,
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
        "state": state,
        "prepared_by": row["created_by"],
        "prepared_at": row["created_at"],
        "decided_by": row["approved_by"],
        "decided_at": row["approved_at"],
        "ended_by": row["revoked_by"],
        "ended_at": row["revoked_at"],
        "end_reason": row["revoke_reason"],
        "mutual_id": None,
        **_rights(row, asker, state),
    }


def _two(row: Row) -> dict[str, Any]:
    """Name the two people of a link."""
    return {
        "patient": {
            "id": row["patient_id"],
            "name": row["patient_name"],
            "birth_date": row["patient_birth_date"],
            "record_number": row["patient_record_number"],
        },
        "care_manager": {
            "account_id": row["account_id"],
            "name": row["manager_name"],
            "patient_id": row["manager_patient_id"],
            "record_number": row["manager_record_number"],
        },
    }


def _state(row: Row, day: date, held: str) -> str:
    if row["approval"] == REFUSED:
        return "refused"
    if row["revoked_at"] is not None:
        return "revoked"
    if row["ends_on"] is not None and row["ends_on"] <= day:
        return "ended"
    if row["approval"] == WAITING:
        return "waiting"
    if row["deceased_on"] is not None or held == NONE:
        return "ended"
    return "coming" if row["starts_on"] > day else "holds"


def _rights(row: Row, asker: Asker, state: str) -> dict[str, Any]:
    """Say what this reader may do with the link now, and why they may not approve it."""
    approves = asker.actor.may(asker.practice_id, Permission.PROXY_APPROVE)
    bar = "" if approves else "NOT_PERMITTED"
    if approves and row["created_by"] == asker.actor.staff_id:
        bar = "PREPARER"
    actions: list[str] = []
    if state == "waiting":
        actions = ([] if bar else ["approve"]) + (["refuse"] if approves else []) + ["revoke"]
    elif state in {"holds", "coming"}:
        actions = ["change", "revoke"]
    return {"actions": actions, "approve_bar": bar if state == "waiting" else ""}


def _pair(found: Iterable[dict[str, Any]]) -> None:
    """Let each of two links that go both ways name the other (F50); each ends by itself."""
    standing = [one for one in found if one["state"] not in _OVER]
    back = {one["patient"]["id"]: one for one in standing if one["direction"] == DEPENDENT}
    for one in standing:
        other = back.get(one["care_manager"]["patient_id"])
        if one["direction"] == CARE_MANAGER and other is not None:
            one["mutual_id"], other["mutual_id"] = other["id"], one["id"]


def _name_staff(reader: Reader, found: Iterable[dict[str, Any]]) -> None:
    """Put names to the staff members who prepared, decided and ended; an account's stays a code."""
    found = list(found)
    parts = ("prepared_by", "decided_by", "ended_by")
    wanted = {one[part] for one in found for part in parts if one[part]}
    rows = reader.execute(select(staff.c.id, staff.c.name).where(staff.c.id.in_(sorted(wanted))))
    names = {row.id: {"id": row.id, "name": row.name} for row in rows}
    for one in found:
        for part in parts:
            one[part] = names.get(one[part])
