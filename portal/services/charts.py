"""Charts as the queues change them: bind an account to one, make one, take submitted fields into one.

Two approvals at the same moment meet at the chart's row lock, and behind it at the unique index of
`account_practice` (invariant 5).
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select, update

from portal.db.tables import account_practice, item, patient, practice
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import chart_keys
from portal.services.folding import search_text
from portal.services.rules import not_found, refused

# a field that staff may accept from an enrollment → the columns of the chart it fills
ACCEPTABLE: dict[str, tuple[str, ...]] = {
    "given_name": ("given_name",),
    "middle_name": ("middle_name",),
    "family_name": ("family_name",),
    "suffix": ("suffix",),
    "birth_date": ("birth_date",),
    "sex": ("sex",),
    "address": ("address_line", "city", "state", "postal_code"),
    "phone": ("phone",),
    "email": ("email",),
}
FIRST_RECORD_NUMBER = 10001
_RECORD_NUMBER = re.compile(r"R-(\d{1,12})")
_LOOK_AT = 20  # newest record numbers looked at; imported charts may carry other patterns


def columns_of(submitted: Mapping[str, Any]) -> dict[str, Any]:
    """Give the chart's columns as an enrollment gives them. Insurance stays out: it is unverified."""
    address = submitted["address"]
    return {
        "given_name": submitted["given_name"],
        "middle_name": submitted["middle_name"],
        "family_name": submitted["family_name"],
        "suffix": submitted.get("suffix") or "",
        "birth_date": date.fromisoformat(submitted["birth_date"]),
        "sex": submitted["sex"] or "unknown",
        "address_line": address["line"],
        "city": address["city"],
        "state": address["state"],
        "postal_code": address["postal_code"],
        "phone": submitted["phone"],
        "email": submitted["email"],
    }


def load(reader: Reader, practice_id: int, patient_id: str) -> dict[str, Any]:
    """Give the row of a chart; raises Problem(not-found)."""
    row = _row(reader, practice_id, patient_id)
    if row is None:
        raise not_found()
    return row


def lock(uow: UnitOfWork, practice_id: int, patient_id: str) -> dict[str, Any]:
    """Give the row of a chart, locked: two who change what belongs to it do so one after the other.

    Raises Problem(not-found).
    """
    row = _row(uow, practice_id, patient_id, lock=True)
    if row is None:
        raise not_found()
    return row


def _row(
    reader: Reader, practice_id: int, patient_id: str, *, lock: bool = False
) -> dict[str, Any] | None:
    query = select(patient).where(
        and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
    )
    found = reader.execute(query.with_for_update(key_share=True) if lock else query)
    row = found.mappings().one_or_none()
    return None if row is None else dict(row)


def lock_free_chart(uow: UnitOfWork, practice_id: int, patient_id: str) -> dict[str, Any]:
    """Give the chart to link an account to, locked.

    Raises Problem(rule-refused) when the practice has no such chart, the patient has died, the chart
    was merged into another or is restricted, or another account is active on it (DOMAIN §5.2 hard
    stops).
    """
    row = _row(uow, practice_id, patient_id, lock=True)
    if row is None:
        raise refused("CHART_UNKNOWN", "The chart does not belong to this practice.")
    if row["deceased_on"] is not None:
        raise refused("CHART_DECEASED", "The chart is marked as deceased.")
    if row["status"] == "merged":
        raise refused("CHART_MERGED", "The chart was merged into another one.")
    if row["status"] == "restricted":
        raise refused("CHART_RESTRICTED", "The chart is restricted; the practice's admin decides.")
    taken = uow.execute(
        select(account_practice.c.account_id).where(
            and_(
                account_practice.c.practice_id == practice_id,
                account_practice.c.patient_id == patient_id,
                account_practice.c.status == "active",
            )
        )
    ).first()
    if taken is not None:
        raise refused("CHART_HAS_ACCOUNT", "The chart already has an active account.")
    return dict(row)


def create(uow: UnitOfWork, practice_id: int, submitted: Mapping[str, Any]) -> str:
    """Give a new chart from an enrollment, with the practice's next record number; gives its id."""
    columns = columns_of(submitted)
    number = next_record_number(uow, practice_id)
    patient_id = new_id()
    row = {"practice_id": practice_id, "id": patient_id, "record_number": number, **columns}
    uow.execute(patient.insert().values(search=search_text(row), version=1, **row))
    chart_keys.write(uow, practice_id, [row])
    return patient_id


def accept(
    uow: UnitOfWork, chart: Mapping[str, Any], submitted: Mapping[str, Any], fields: Iterable[str]
) -> list[str]:
    """Write the accepted fields into the chart; gives the names of those that changed it.

    The open items of the patient move in the feed, since each shows the patient's name.
    """
    offered = columns_of(submitted)
    changed = {
        field: {column: offered[column] for column in ACCEPTABLE[field]}
        for field in fields
        if any(chart[column] != offered[column] for column in ACCEPTABLE[field])
    }
    if not changed:
        return []
    values = {column: value for part in changed.values() for column, value in part.items()}
    if {"given_name", "family_name"} & changed.keys():
        values["other_names"] = _with_earlier_name(chart)
    write(uow, chart, values)
    return sorted(changed)


def write(uow: UnitOfWork, chart: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write columns of a locked chart, with all that is made of them; its open items move."""
    uow.execute(
        update(patient)
        .where(patient.c.practice_id == chart["practice_id"])
        .where(patient.c.id == chart["id"])
        .values(**values, search=search_text({**chart, **values}), version=patient.c.version + 1)
    )
    chart_keys.write(uow, chart["practice_id"], [{**chart, **values}])
    _move_items(uow, chart["practice_id"], chart["id"])


def _with_earlier_name(chart: Mapping[str, Any]) -> str:
    """Keep the name that is replaced: the patient may sign up, or be looked for, under it again."""
    known = json.loads(chart["other_names"])
    names = {
        "given": chart["given_name"],
        "middle": chart["middle_name"],
        "family": chart["family_name"],
    }
    return json.dumps(known if names in known else [*known, names], ensure_ascii=False)


def next_record_number(uow: UnitOfWork, practice_id: int) -> str:
    """Give the number after the highest one. The practice's row lock keeps two from taking the same."""
    uow.execute(
        select(practice.c.id)
        .where(practice.c.id == practice_id)
        .with_for_update(key_share=True)  # waits for other charts, not for foreign key checks
    )
    newest = uow.execute(
        select(patient.c.record_number)
        .where(and_(patient.c.practice_id == practice_id, patient.c.record_number.like("R-%")))
        .order_by(func.length(patient.c.record_number).desc(), patient.c.record_number.desc())
        .limit(_LOOK_AT)
    ).scalars()
    matches = (_RECORD_NUMBER.fullmatch(number) for number in newest)
    highest = max((int(match[1]) for match in matches if match), default=FIRST_RECORD_NUMBER - 1)
    return f"R-{highest + 1}"


def _move_items(uow: UnitOfWork, practice_id: int, patient_id: str) -> None:
    """Touch the items; locked, or a decision at this moment would stand in the feed as it was before."""
    rows = uow.execute(
        select(item.c.kind, item.c.id, item.c.version)
        .where(and_(item.c.practice_id == practice_id, item.c.patient_id == patient_id))
        .where(item.c.is_open.is_(True))
        .order_by(item.c.id)
        .with_for_update()
    ).all()
    for row in rows:
        uow.touch(practice_id, row.kind, row.id, row.version)
