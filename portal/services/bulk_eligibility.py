"""Why a result is not released among many: one code, always the first of a fixed order (DOMAIN §5.4).

The list is long on purpose: what goes out fifty at a time has been looked at for a second. The
content that the portal itself has made is asked, and the chart as it is now.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import patient
from portal.db.unit_of_work import Reader
from portal.services import audience
from portal.services.item_changes import content_of
from portal.services.policies.result import ADULT_AGE
from portal.services.practice_time import today
from portal.services.raw_status import CORRECTED_STATUS
from portal.services.rules import refused

Row = Mapping[str, Any]
Test = Callable[[Row, Row], bool]

_FINE_FLAGS = frozenset({"", "N"})


def _abnormal(content: Row, _row: Row) -> bool:
    found = content["review"]
    if found is not None and found["assessment"] in {"abnormal", "follow_up"}:
        return True
    return any(
        one["flag"] not in _FINE_FLAGS or one["own_flag"] in {"L", "H"}
        for one in content["observations"]
    )


def _no_range(content: Row, _row: Row) -> bool:
    numbers = [one for one in content["observations"] if one["value_number"] is not None]
    return any(not one["own_flag"] for one in numbers)


def _text_only(content: Row, _row: Row) -> bool:
    words = any(one["value_number"] is None for one in content["observations"])
    return words or not content["observations"] or bool(content["report"]["text"].strip())


def _correction(content: Row, _row: Row) -> bool:
    return content["correction"] is not None or content["report"]["raw_status"] in CORRECTED_STATUS


ORDER: Sequence[tuple[str, Test]] = (
    ("NOT_A_LAB_RESULT", lambda c, _: c["not_releasable_reason"] == "NOT_A_LAB_RESULT"),
    ("NOT_FINAL", lambda c, _: not c["releasable"]),
    ("CRITICAL", lambda c, _: bool(c["critical"])),
    ("ABNORMAL", _abnormal),
    ("NO_RANGE", _no_range),
    ("TEXT_ONLY", _text_only),
    ("SENSITIVE", lambda c, _: bool(c["report"]["sensitive"])),
    ("CATEGORY_NOT_ROUTINE", lambda c, _: not c["routine"]),
    ("UNMATCHED", lambda _, row: row["patient_id"] is None),
    ("ON_HOLD", lambda c, row: row["state"] == "held" or c["release"]["hold"] is not None),
    ("HOLD_ENDED", lambda c, _: c["release"]["barred_by"] == "HOLD_ENDED"),
    ("CORRECTION", _correction),
)
"""What the item itself tells; MINOR, DECEASED and STATE_LAW_DELAY follow, by chart and clock."""


def bulk_bar(reader: Reader, row: Row) -> str | None:
    """Give the code why this result is not released among many, or None."""
    content = content_of(row)
    for code, holds in ORDER:
        if holds(content, row):
            return code
    return _by_chart(reader, row, content)


def _by_chart(reader: Reader, row: Row, content: Row) -> str | None:
    person = reader.execute(
        select(patient.c.birth_date, patient.c.deceased_on).where(
            and_(patient.c.practice_id == row["practice_id"], patient.c.id == row["patient_id"])
        )
    ).one()
    if person.deceased_on is not None:
        return "DECEASED"
    day = today(reader, row["practice_id"])
    if _is_minor(person.birth_date, day) and not _has_parent(content):
        return "MINOR"
    return "STATE_LAW_DELAY" if is_delayed(content, reader.now) else None


def is_delayed(content: Row, now: datetime) -> bool:
    """Tell whether the law of the patient's state forbids the release for the time being."""
    at = content["release"]["not_before"]
    return at is not None and datetime.fromisoformat(at) > now


def refuse_delayed(content: Row, now: datetime) -> None:
    """Raise Problem(rule-refused: STATE_LAW_DELAY) while the law forbids the release."""
    if is_delayed(content, now):
        raise refused("STATE_LAW_DELAY", "The law of the patient's state demands a delay.")


def _is_minor(born: date, day: date) -> bool:
    return audience.age_on(born, day) < ADULT_AGE


def _has_parent(content: Row) -> bool:
    """Tell whether a care manager sees it, and nobody is kept from it by the minor's age."""
    managers = [one for one in content["audience"]["viewers"] if one["relation"] != audience.SELF]
    return bool(managers) and all(one["sees"] for one in managers)
