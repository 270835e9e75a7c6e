"""Laboratory reports as they are stored: reading them, and the marks of their release.

No rule stands here; `results` asks the rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from portal.db.among import among
from portal.db.tables import lab_observation, lab_report
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services.raw_status import RELEASABLE_STATUS
from portal.services.rules import refused

Row = dict[str, Any]
_VERSION = ("id", "supersedes_id", "released_at", "recalled_at")
# statements that every result needs, made once: to build them takes longer than to run them
_REPORT = select(lab_report).where(
    and_(lab_report.c.practice_id == bindparam("practice"), lab_report.c.id == bindparam("report"))
)
_VALUES = (
    select(lab_observation)
    .where(lab_observation.c.practice_id == bindparam("practice"))
    .where(among(lab_observation.c.report_id, "reports"))
    .order_by(lab_observation.c.report_id, lab_observation.c.ordinal)
)
_NEWER = lab_report.alias("newer")
_MINE = and_(
    _NEWER.c.practice_id == bindparam("practice"), _NEWER.c.patient_id == bindparam("patient")
)
_HISTORY = (
    select(lab_observation)
    .where(lab_observation.c.practice_id == bindparam("practice"))
    .where(lab_observation.c.patient_id == bindparam("patient"))
    .where(among(lab_observation.c.code, "codes"))
    .where(lab_observation.c.report_id != bindparam("report"))
    .where(
        lab_observation.c.report_id.not_in(
            select(_NEWER.c.supersedes_id).where(_MINE, _NEWER.c.supersedes_id.is_not(None))
        )
    )
    .where(
        lab_observation.c.report_id.not_in(
            select(_NEWER.c.id).where(_MINE, _NEWER.c.recalled_at.is_not(None))
        )
    )
)


def report_of(reader: Reader, practice_id: int, report_id: str) -> Row:
    """Give a stored report."""
    wanted = {"practice": practice_id, "report": report_id}
    return dict(reader.execute(_REPORT, wanted).mappings().one())


def locked(uow: UnitOfWork, practice_id: int, report_id: str) -> Row:
    """Give a report's row, locked; raises Problem(rule-refused: REPORT_UNKNOWN)."""
    row = (
        uow.execute(
            select(lab_report)
            .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.id == report_id))
            .with_for_update()
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise refused("REPORT_UNKNOWN", "The report is not in the chart any more.")
    return dict(row)


def observations_of(reader: Reader, practice_id: int, report_ids: Sequence[str]) -> list[Row]:
    """All values of some reports, in the order of the laboratory."""
    wanted = {"practice": practice_id, "reports": list(report_ids)}
    return [dict(row) for row in reader.execute(_VALUES, wanted).mappings()]


def history_of(
    reader: Reader, report: Mapping[str, Any], codes: Sequence[str]
) -> dict[str, list[Row]]:
    """Give earlier values of the same patient by code.

    Those of superseded versions are left out, and those taken back: they may be another patient's.
    """
    wanted = {
        "practice": report["practice_id"],
        "patient": report["patient_id"],
        "report": report["id"],
        "codes": list(codes),
    }
    rows = reader.execute(_HISTORY, wanted).mappings()
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["code"], []).append(dict(row))
    return found


def mark(uow: UnitOfWork, practice_id: int, report_id: str, **columns: Any) -> None:
    """Write marks of a report, such as `released_at`, `recalled_at`, `reviewed_by`."""
    uow.execute(
        update(lab_report)
        .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.id == report_id))
        .values(**columns)
    )


def mark_seen(
    uow: UnitOfWork, practice_id: int, report_ids: Sequence[str], at: datetime
) -> set[str]:
    """Remember that values are handed to the patient or a care manager, the first time.

    Gives those that may be: what has been taken back meanwhile is not among them.
    """
    released = and_(
        lab_report.c.practice_id == practice_id,
        lab_report.c.id.in_(report_ids),
        lab_report.c.released_at.is_not(None),
    )
    uow.execute(
        update(lab_report).where(released).where(lab_report.c.seen_at.is_(None)).values(seen_at=at)
    )
    return set(uow.execute(select(lab_report.c.id).where(released)).scalars())


def released_to(reader: Reader, practice_id: int, patient_id: str) -> list[Row]:
    """Give the reports that have been released, newest first, each in its newest released version.

    A version stays away once any later one has been released, even if that was taken back since: what
    was corrected is not true again. `being_corrected` tells that a newer version waits for its release,
    `corrects` that it followed one that was final: a final report after a preliminary one corrects none.
    """
    mine = and_(lab_report.c.practice_id == practice_id, lab_report.c.patient_id == patient_id)
    rows = reader.execute(
        select(lab_report)
        .where(mine)
        .where(lab_report.c.released_at.is_not(None))
        .order_by(lab_report.c.effective_at.desc(), lab_report.c.id)
    ).mappings()
    released = [dict(row) for row in rows]
    later = _later(reader, practice_id, patient_id)
    final = _final(reader, practice_id, [row["supersedes_id"] for row in released])
    return [
        row
        | {
            "being_corrected": bool(later[row["id"]]),
            "corrects": row["supersedes_id"] in final,
        }
        for row in released
        if not any(one.released_at or one.recalled_at for one in later[row["id"]])
    ]


def _final(reader: Reader, practice_id: int, report_ids: Iterable[str | None]) -> set[str]:
    """Give those reports that were sent as final."""
    known = [one for one in report_ids if one is not None]
    if not known:
        return set()
    rows = reader.execute(
        select(lab_report.c.id)
        .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.id.in_(known)))
        .where(lab_report.c.raw_status.in_(sorted(RELEASABLE_STATUS)))
    )
    return set(rows.scalars())


def is_newest(reader: Reader, report: Mapping[str, Any]) -> bool:
    """Tell whether no later version of a report has come in."""
    return not _later(reader, report["practice_id"], report["patient_id"])[report["id"]]


def is_read(reader: Reader, report: Mapping[str, Any]) -> bool:
    """Tell whether this version is the one that patients read."""
    shown = released_to(reader, report["practice_id"], report["patient_id"])
    return any(one["id"] == report["id"] for one in shown)


def _later(reader: Reader, practice_id: int, patient_id: str) -> Mapping[str, list[Any]]:
    """Give all later versions of each report of a chart; none for the newest."""
    rows = reader.execute(
        select(*(lab_report.c[name] for name in _VERSION))
        .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.patient_id == patient_id))
        .where(lab_report.c.supersedes_id.is_not(None))
    )
    after: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        after[row.supersedes_id].append(row)
    later: dict[str, list[Any]] = defaultdict(list)
    for key, next_ones in after.items():  # one may come in late: the order of arrival says nothing
        waiting = list(next_ones)
        while waiting:
            row = waiting.pop()
            later[key].append(row)
            waiting += after.get(row.id, ())
    return later
