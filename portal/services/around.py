"""What stands around an item without being part of it: its household, its linked request, its mail.

A decision is bound to an item's content. These change while the item stays as it is, so they are
read when the item is shown, and whoever changes them moves the item in the feed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, select

from portal.db.among import among
from portal.db.tables import item, outbox_job
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import distinct_persons, enrollment_rules, guardians, households
from portal.services.policies import store
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.practice_time import today

Around = dict[str, Any]
_ENROLLMENT, _APPOINTMENT = "enrollment", "appointment"
_LINK_OF = {_ENROLLMENT: "appointment_item_id", _APPOINTMENT: "enrollment_item_id"}
_APPROVAL = "mail:enrollment_approved:"
_ASKED = ("request", "visit_type", "reason", "preferred", "practitioner")

_others = select(item).where(
    and_(item.c.practice_id == bindparam("practice"), among(item.c.id, "ids"))
)
_mailed = select(
    outbox_job.c.dedupe_key, outbox_job.c.done_at, outbox_job.c.dead_at, outbox_job.c.attempts
).where(among(outbox_job.c.dedupe_key, "keys"))


def around(reader: Reader, practice_id: int, rows: Sequence[Any]) -> dict[str, Around]:
    """Give what stands around these items, by id; most kinds have nothing.

    `household` as `households.members` gives it; `linked` {kind, id, state, is_open, version,
    content_hash, summary, asked} or null (DOMAIN F32); `mail` {state: queued, sent or failed, at}
    of the confirmation, or null (F21); `distinct` [patient_id, …] of charts that are another person's;
    `age_band` child, minor or adult as of today (F35), `bar` the rule that bars the application as it
    was sent in, or null (F13, F27).
    """
    enrollments = [row for row in rows if row["kind"] == _ENROLLMENT]
    linked = _linked(reader, practice_id, rows)
    found: dict[str, Around] = {key: {"linked": told} for key, told in linked.items()}
    if not enrollments:
        return found
    families = households.members(reader, practice_id, enrollments)
    mails = _mails(reader, [row["id"] for row in enrollments if row["state"] == "approved"])
    policy = store.current(reader, practice_id, EnrollmentPolicy)
    day = today(reader, practice_id)
    accounts = sorted({row["account_id"] for row in enrollments} - {None})
    apart = distinct_persons.of_accounts(reader, practice_id, accounts)
    for row in enrollments:
        found[row["id"]] = {
            "linked": linked.get(row["id"]),
            "household": families.get(row["id"], []),
            "mail": mails.get(row["id"]),
            "distinct": sorted(apart.get(row["account_id"], ())),
            "age_band": guardians.age_band(row["subject_birth_date"], day, policy),
            "bar": _bar(row, policy),
        }
    return found


def touch(uow: UnitOfWork, practice_id: int, item_id: str) -> None:
    """Move an item in the feed because something around it has changed."""
    row = uow.execute(
        select(item.c.kind, item.c.version)
        .where(and_(item.c.practice_id == practice_id, item.c.id == item_id))
        .with_for_update()
    ).one_or_none()
    if row is not None:
        uow.touch(practice_id, row.kind, item_id, row.version)


def linked_id(row: Mapping[str, Any]) -> str | None:
    """Give the id of the request that came along with an item, if there is one."""
    name = _LINK_OF.get(row["kind"])
    if name is None or f'"{name}":null' in row["content"]:  # canonical: no need to read it all
        return None
    content = orjson.loads(row["content"])
    place = content.get("submitted", {}) if row["kind"] == _ENROLLMENT else content
    found: str | None = place.get(name)
    return found


def _bar(row: Mapping[str, Any], policy: EnrollmentPolicy) -> str | None:
    if ":null" not in row["content"]:  # everything was accepted and passed
        return None
    return enrollment_rules.application_bar(orjson.loads(row["content"]), policy)


def _linked(reader: Reader, practice_id: int, rows: Sequence[Any]) -> dict[str, Around]:
    wanted = {row["id"]: other for row in rows if (other := linked_id(row)) is not None}
    if not wanted:
        return {}
    bound = {"practice": practice_id, "ids": sorted(set(wanted.values()))}
    told = {row["id"]: _told(row) for row in reader.dicts(_others, bound)}
    return {key: told[other] for key, other in wanted.items() if other in told}


def _told(row: Mapping[str, Any]) -> Around:
    told = {name: row[name] for name in ("kind", "id", "state", "is_open")}
    if row["kind"] != _APPOINTMENT:  # who decides appointments need not see enrollments
        return told
    content = orjson.loads(row["content"])
    return {
        **told,
        **{name: row[name] for name in ("version", "content_hash", "summary")},
        "asked": {name: content.get(name) for name in _ASKED},
    }


def _mails(reader: Reader, item_ids: Sequence[str]) -> dict[str, Around]:
    if not item_ids:
        return {}
    rows = reader.rows(_mailed, {"keys": [_APPROVAL + key for key in item_ids]})
    found = {}
    for row in rows:
        at = row.done_at or row.dead_at
        state = "sent" if row.done_at else "failed" if row.dead_at else "queued"
        found[row.dedupe_key.removeprefix(_APPROVAL)] = {
            "state": state,
            "at": None if at is None else moment_text(at),
            "attempts": row.attempts,
        }
    return found
