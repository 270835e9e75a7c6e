"""What a reviewer sees of a report: the content of an item of the result queue.

report        as received: code, title, raw_status, performer, times, text; `kind` of test,
`sensitive` category or ""
observations  as `observation_values` gives them, with `history`, the earlier values
critical, text_only, routine, releasable, not_releasable_reason
release       the clock (`release_policy.Clock.content`) and the `hold`, or null
audience      who would see it today, with the digest that a release may name
review        {assessment, note, by, at} or null; another fact than the release
contacts      who told whom about a critical result: [{told_name, told_role, told_at, …}]
correction    what this version corrects, old and new values; null for a first version
recall        {reason_code, seen, seen_at, recipients} once it has been taken back
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.moments import moment_text
from portal.intake.flags import CRITICAL as CRITICAL_FLAGS
from portal.services.audience import Viewer, audience_content
from portal.services.observation_values import observation_values, own_flag, usable_range
from portal.services.policies.result import ResultPolicy
from portal.services.raw_status import CORRECTED_STATUS, not_releasable_reason
from portal.services.release_policy import Facts, clock_of
from portal.services.result_kinds import kind_of, sensitive_of

HISTORY = 8  # earlier values shown with each observation
LONGEST = 20_000  # letters of a report's text that go into the feed; the chart keeps all

Row = Mapping[str, Any]
__all__ = [
    "CRITICAL_FLAGS",
    "LONGEST",
    "Setting",
    "is_critical",
    "observation_values",
    "own_flag",
    "result_content",
    "usable_range",
]


@dataclass(frozen=True)
class Setting:
    """What a report stands in, beside its own values: the practice, the patient, the past.

    `received_at` is when the practice got it; a deadline for the provider counts from then.
    """

    policy: ResultPolicy = field(default_factory=ResultPolicy)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    state: str = ""
    deceased: bool = False
    matched: bool = True
    viewers: Sequence[Viewer] = ()
    received_at: datetime | None = None
    correction: Mapping[str, Any] | None = None
    more_bars: tuple[str, ...] = ()


def result_content(
    report: Row,
    observations: Sequence[Row],
    history: Mapping[str, Sequence[Row]],
    setting: Setting | None = None,
) -> dict[str, Any]:
    """Give the content of a result item from plain values.

    `report` and `observations` are rows of their tables; `history` maps an observation's code to
    earlier rows of the same patient in any order.
    """
    at = setting or Setting()
    sensitive = sensitive_of(report, observations, at.policy.sensitive_codes)
    kind = kind_of(report, observations)
    reason = not_releasable_reason(report, observations)
    critical = is_critical(observations)
    facts = _facts(report, at, kind=kind, sensitive=sensitive, reason=reason, critical=critical)
    return {
        "report": _head(report, kind, sensitive),
        "observations": [
            {**observation_values(row), "history": earlier(row, history.get(row["code"], ()))}
            for row in sorted(observations, key=lambda row: row["ordinal"])
        ],
        "critical": critical,
        "text_only": all(row["value_number"] is None for row in observations),
        "routine": kind in at.policy.routine_categories,
        "releasable": not reason,
        "not_releasable_reason": reason,
        "release": clock_of(facts, at.policy, at.zone).content(),
        "audience": audience_content(at.viewers),
        "review": None,
        "contacts": [],
        "correction": at.correction,
        "recall": None,
    }


def is_critical(observations: Iterable[Row]) -> bool:
    """Tell whether any value is beyond a limit at which the laboratory calls (HL7 table 0078)."""
    return any(row["flag"] in CRITICAL_FLAGS for row in observations)


def earlier(row: Row, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Give the last `HISTORY` values before `row`'s, oldest first. Other units are other scales."""
    before = sorted(
        (
            old
            for old in rows
            if old["effective_at"] < row["effective_at"] and _same_scale(old, row)
        ),
        key=lambda old: old["effective_at"],
    )
    return [
        {
            "at": moment_text(old["effective_at"]),
            "value_number": old["value_number"],
            "value_text": old["value_text"],
        }
        for old in before[-HISTORY:]
    ]


def _same_scale(one: Row, other: Row) -> bool:
    """Tell whether two values can stand in one course: one unit, however it is spelled."""
    code = one.get("ucum")
    return one["unit"] == other["unit"] or (bool(code) and code == other.get("ucum"))


def _head(report: Row, kind: str, sensitive: str) -> dict[str, Any]:
    finalized = report.get("finalized_at")
    return {
        "id": report["id"],
        "code": report["code"],
        "title": report["title"],
        "category": report["category"],
        "kind": kind,
        "sensitive": sensitive,
        "raw_status": report["raw_status"],
        "performer": report["performer"],
        "effective_at": moment_text(report["effective_at"]),
        "issued_at": moment_text(report["issued_at"]),
        "finalized_at": None if finalized is None else moment_text(finalized),
        "text": (report.get("text") or "")[:LONGEST],
        "change_reason": report.get("change_reason") or "",
    }


def _facts(
    report: Row, at: Setting, *, kind: str, sensitive: str, reason: str, critical: bool
) -> Facts:
    bars = (
        (reason, bool(reason)),
        ("CRITICAL", critical),
        ("SENSITIVE", bool(sensitive)),
        ("UNMATCHED", not at.matched),
        ("DECEASED", at.deceased),
        ("CORRECTION", at.correction is not None or report["raw_status"] in CORRECTED_STATUS),
    )
    final_at: datetime = report.get("finalized_at") or report["issued_at"]
    return Facts(
        category=kind,
        status=report["raw_status"],
        state=at.state,
        final_at=final_at.astimezone(UTC),
        received_at=max(final_at, at.received_at or final_at).astimezone(UTC),
        sensitive=sensitive,
        bars=(*(code for code, holds in bars if holds), *at.more_bars),
    )
