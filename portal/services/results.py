"""Results: the content of their items, which may be released, and what release and recall do.

The status as received decides (DOMAIN §5.4), and the stored one, whatever the screen said.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from portal.db.tables import patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.us_states import postal_code
from portal.services import gate, holds, reports
from portal.services.audience import Viewer, audience
from portal.services.item_changes import content_of
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today, zone_of
from portal.services.raw_status import LABORATORY, not_releasable_reason, refusal_words
from portal.services.reports import observations_of, released_to
from portal.services.result_content import (
    CRITICAL_FLAGS,
    HISTORY,
    Setting,
    observation_values,
    result_content,
)
from portal.services.result_kinds import sensitive_of
from portal.services.rules import refused

__all__ = [
    "CRITICAL_FLAGS",
    "HISTORY",
    "LABORATORY",
    "content_of_report",
    "fresh_content",
    "observation_values",
    "observations_of",
    "recall",
    "release",
    "released_to",
    "result_content",
    "viewers_of_report",
]

Row = Mapping[str, Any]
_KEPT = ("review", "contacts", "recall")
_PERSON = select(patient.c.state, patient.c.deceased_on).where(
    and_(patient.c.practice_id == bindparam("practice"), patient.c.id == bindparam("patient"))
)


def content_of_report(
    reader: Reader,
    practice_id: int,
    report_id: str,
    *,
    received_at: datetime | None = None,
    correction: Row | None = None,
    more_bars: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Give the content of the item for a stored report, by the practice's policy of now."""
    report = reports.report_of(reader, practice_id, report_id)
    mine = observations_of(reader, practice_id, [report_id])
    history = reports.history_of(reader, report, [row["code"] for row in mine])
    policy = store.current(reader, practice_id, ResultPolicy)
    person = _person(reader, report)
    setting = Setting(
        policy=policy,
        zone=zone_of(reader, practice_id),
        state=postal_code(person["state"]),
        deceased=person["deceased_on"] is not None,
        viewers=_viewers(reader, report, mine, policy),
        received_at=received_at or reader.now,
        correction=correction,
        more_bars=more_bars,
    )
    return result_content(report, mine, history, setting)


def fresh_content(reader: Reader, row: Row) -> dict[str, Any]:
    """Give an item's content as it would be made now; what people did on it is kept."""
    old = content_of(row)
    practice_id = row["practice_id"]
    hold = holds.standing(reader, practice_id, row["id"], zone_of(reader, practice_id))
    lapsed = holds.ran_out(reader, practice_id, row["id"])
    bars = (*(("ON_HOLD",) if hold else ()), *(("HOLD_ENDED",) if lapsed else ()))
    made = content_of_report(
        reader,
        practice_id,
        old["report"]["id"],
        received_at=row["submitted_at"],
        correction=old.get("correction"),
        more_bars=bars,
    )
    made["release"]["hold"] = hold
    return made | {key: old[key] for key in _KEPT if key in old}


def viewers_of_report(reader: Reader, practice_id: int, report_id: str) -> list[Viewer]:
    """Say who would see a report if it were released now (invariant 19)."""
    report = reports.report_of(reader, practice_id, report_id)
    policy = store.current(reader, practice_id, ResultPolicy)
    return _viewers(reader, report, observations_of(reader, practice_id, [report_id]), policy)


def release(uow: UnitOfWork, practice_id: int, report_id: str, reviewer: str | None) -> None:
    """Make a report visible from now on; `reviewer` has read it, unless somebody did before.

    Raises Problem(rule-refused) by the stored status, whatever the item said when it was shown, for a
    version that is not the newest, and for a patient who has died.
    """
    report = reports.locked(uow, practice_id, report_id)
    if not reports.is_newest(uow, report):
        raise refused("SUPERSEDED", "A newer version has come in; decide on that one.")
    reason = not_releasable_reason(report, observations_of(uow, practice_id, [report_id]))
    if reason:
        raise refused(reason, refusal_words(reason))
    if _person(uow, report)["deceased_on"] is not None:
        raise refused("DECEASED", "The chart is marked as deceased.")
    marks: dict[str, Any] = {"released_at": uow.now, "recalled_at": None}
    if reviewer is not None and report["reviewed_by"] is None:
        marks |= {"reviewed_by": reviewer, "reviewed_at": uow.now}
    reports.mark(uow, practice_id, report_id, **marks)


def recall(uow: UnitOfWork, practice_id: int, report_id: str) -> dict[str, Any]:
    """Take a report out of everybody's sight; says whether somebody had seen it, and since when."""
    report = reports.locked(uow, practice_id, report_id)
    reports.mark(uow, practice_id, report_id, released_at=None, recalled_at=uow.now)
    return gate.was_seen(report)


def _viewers(
    reader: Reader, report: Row, observations: list[dict[str, Any]], policy: ResultPolicy
) -> list[Viewer]:
    practice_id = report["practice_id"]
    sensitive = sensitive_of(report, observations, policy.sensitive_codes)
    day = today(reader, practice_id)
    return audience(reader, practice_id, report["patient_id"], sensitive, policy.bands, day)


def _person(reader: Reader, report: Row) -> Row:
    whose = {"practice": report["practice_id"], "patient": report["patient_id"]}
    return dict(reader.execute(_PERSON, whose).mappings().one())
