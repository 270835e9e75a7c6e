"""The check card of a renewal (DOMAIN §5.3) as pure rules: plain values in, checks out.

A check says what was looked at and what was found: `ok`, `warn` (a provider may decide otherwise)
or `stop` (approval is refused). Federal limits: 21 CFR 1306.12 and 1306.22.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Check = dict[str, Any]

TOO_SOON_SHARE = 0.80  # of the supply, used up before a renewal is due
VISIT_WITHIN = timedelta(days=365)
CONTROLLED = frozenset({"II", "III", "IV", "V"})
COUNTED = frozenset({"III", "IV"})
MAX_REFILLS = 5
MONTHS_VALID = 6


@dataclass(frozen=True)
class Fill:
    """One time the pharmacy handed the medicine out."""

    on: date
    quantity: float | None
    days_supply: int | None


def eligible_on(fills: Sequence[Fill], days_supply: int | None) -> date | None:
    """Give the first day a renewal is due: most of the last fill is used up. None: not known."""
    if not fills:
        return None
    last = max(fills, key=lambda fill: fill.on)
    supply = last.days_supply or days_supply
    return last.on + timedelta(days=math.ceil(supply * TOO_SOON_SHARE)) if supply else None


def valid_until(prescribed_on: date) -> date:
    """Give the last day of a schedule III–IV prescription: six months after it was issued."""
    month = prescribed_on.month - 1 + MONTHS_VALID
    year, month = prescribed_on.year + month // 12, month % 12 + 1
    for day in range(prescribed_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, prescribed_on.day)


def refills_left_in_law(
    schedule: str, prescribed_on: date, allowed: int, today: date
) -> int | None:
    """How many more refills the law lets a provider grant; None where it sets no number."""
    if schedule == "II":
        return 0
    if schedule not in COUNTED:
        return None
    if today > valid_until(prescribed_on):
        return 0
    return max(0, MAX_REFILLS - allowed)


def checks(
    medication: Mapping[str, Any],
    fills: Sequence[Fill],
    *,
    today: date,
    last_visit: date | None,
    deceased: bool,
    duplicate_of: str | None,
) -> list[Check]:
    """Give the checks in the order in which a provider reads them.

    `medication` is a row of that table; `duplicate_of` the item that already asks for it.
    """
    found = [
        _check("DECEASED", "stop" if deceased else "ok"),
        _check("DUPLICATE_OPEN", "stop" if duplicate_of else "ok", item_id=duplicate_of),
        _controlled(medication, today),
        _inactive(medication),
        _remaining(medication),
        _too_soon(medication, fills, today),
        _last_visit(last_visit, today),
    ]
    return [check for check in found if check is not None]


def _check(code: str, level: str, **facts: Any) -> Check:
    return {"code": code, "level": level, "facts": facts}


def _controlled(medication: Mapping[str, Any], today: date) -> Check | None:
    schedule = medication["schedule"]
    if schedule not in CONTROLLED:
        return None
    prescribed_on = medication["prescribed_on"]
    allowed = medication["refills_allowed"] or 0
    left = refills_left_in_law(schedule, prescribed_on, allowed, today)
    return _check(
        "CONTROLLED",
        "stop" if left == 0 else "warn",
        schedule=schedule,
        prescribed_on=prescribed_on.isoformat(),
        refills_allowed=allowed,
        may_grant=left,
    )


def _inactive(medication: Mapping[str, Any]) -> Check | None:
    if medication["status"] != "inactive":
        return None
    stopped_on = medication["stopped_on"]
    return _check(
        "INACTIVE",
        "warn",
        stopped_on=stopped_on.isoformat() if stopped_on else None,
        reason=medication["stop_reason"],
    )


def _remaining(medication: Mapping[str, Any]) -> Check:
    remaining = medication["refills_remaining"] or 0
    wasted = remaining > 0 and medication["status"] == "active"
    return _check("REFILLS_REMAINING", "warn" if wasted else "ok", refills_remaining=remaining)


def _too_soon(medication: Mapping[str, Any], fills: Sequence[Fill], today: date) -> Check:
    due = eligible_on(fills, medication["days_supply"])
    early = (due - today).days if due is not None and due > today else 0
    return _check(
        "TOO_SOON",
        "warn" if early else "ok",
        eligible_on=due.isoformat() if due else None,
        days_early=early,
    )


def _last_visit(last_visit: date | None, today: date) -> Check:
    recent = last_visit is not None and today - last_visit <= VISIT_WITHIN
    return _check(
        "LAST_VISIT",
        "ok" if recent else "warn",
        on=last_visit.isoformat() if last_visit else None,
    )
