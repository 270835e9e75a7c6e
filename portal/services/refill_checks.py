"""The check card of a renewal (DOMAIN §5.3, PEERS B15): plain values in, checks out.

A check says what was looked at and what was found: `ok`, `info` (to be known), `warn` (a provider
may decide otherwise) or `stop` (approval is refused). Facts carry no words but those of the chart;
whoever shows them words them. The same function makes the card when a patient asks and when a
provider approves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.services import refill_rules as rules
from portal.services.drug_names import Allergy, allergy_to, names_drug
from portal.services.policies.refill import Monitored, RefillPolicy
from portal.services.refill_rules import Fill

Check = dict[str, Any]
Medication = Mapping[str, Any]


@dataclass(frozen=True)
class Earlier:
    """An open request for the same drug that came first."""

    item_id: str
    submitted_on: date


@dataclass(frozen=True)
class Facts:
    """What is known of a patient on one day; a missing fact is unknown, never in order."""

    today: date
    policy: RefillPolicy = field(default_factory=RefillPolicy)
    last_visit: date | None = None
    labs: Mapping[str, date] = field(default_factory=dict)  # newest day by LOINC code
    allergies: Sequence[Allergy] = ()
    deceased: bool = False
    duplicate: Earlier | None = None
    prescriber_here: bool = True
    asked_by: str = ""  # a care manager, with the relationship; not the patient


def checks(medication: Medication, fills: Sequence[Fill], facts: Facts) -> list[Check]:
    """Give the checks in the order in which a provider reads them.

    `medication` is a row of that table. A fill dated ahead has not happened and does not count.
    """
    past = [fill for fill in fills if fill.on <= facts.today]
    found = [
        _check("DECEASED", "stop" if facts.deceased else "ok"),
        _duplicate(facts),
        _controlled(medication, past, facts),
        _allergy(medication, facts),
        _inactive(medication, facts),
        _remaining(medication, facts),
        _too_soon(medication, past, facts),
        _prescriber(medication, facts),
        _last_visit(facts),
        *_labs(medication, facts),
        _check("ASKED_BY_PROXY", "info", name=facts.asked_by) if facts.asked_by else None,
        _check("INTERACTIONS", "info", checked=False),
    ]
    return [check for check in found if check is not None]


def gravest(card: Iterable[Check]) -> Check | None:
    """Give the first check that stops, or else the first to be weighed; None if none is."""
    wanted = [check for check in card if check["level"] in {"stop", "warn"}]
    return min(wanted, key=lambda check: check["level"] != "stop", default=None)


def of_level(card: Iterable[Check], *levels: str) -> dict[str, Check]:
    """Give the checks of these levels by code."""
    return {check["code"]: check for check in card if check["level"] in levels}


def _check(code: str, level: str, **facts: Any) -> Check:
    return {"code": code, "level": level, "facts": facts}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _duplicate(facts: Facts) -> Check:
    first = facts.duplicate
    if first is None:
        return _check("DUPLICATE_OPEN", "ok", item_id=None)
    asked_on = _day(first.submitted_on)
    return _check("DUPLICATE_OPEN", "stop", item_id=first.item_id, submitted_on=asked_on)


def _controlled(medication: Medication, fills: Sequence[Fill], facts: Facts) -> Check | None:
    """Count what the law counts: 21 CFR 1306.12 and 1306.22; schedule V has no federal number."""
    schedule = medication["schedule"]
    if schedule not in rules.CONTROLLED:
        return None
    issued, allowed = medication["prescribed_on"], max(0, medication["refills_allowed"] or 0)
    used = rules.refills_used(fills, medication["quantity"], issued)
    left = rules.refills_left_in_law(schedule, issued, allowed, facts.today, used)
    return _check(
        "CONTROLLED",
        "stop" if left == 0 else "warn",
        schedule=schedule,
        prescribed_on=_day(issued),
        refills_allowed=allowed,
        refills_used=used,
        may_grant=left,
        valid_until=_day(rules.valid_until(issued)) if schedule in rules.COUNTED else None,
    )


def _allergy(medication: Medication, facts: Facts) -> Check:
    known = len(facts.allergies)
    match = allergy_to(medication["name"], medication["rxnorm"], facts.allergies)
    if match is None:
        return _check("ALLERGY", "ok", on_record=known)
    return _check(
        "ALLERGY",
        "warn",
        on_record=known,
        substance=match.allergy.substance,
        reaction=match.allergy.reaction,
        severity=match.allergy.severity,
        matched_by=match.by,
    )


def _inactive(medication: Medication, facts: Facts) -> Check | None:
    """F54: approving a stopped medicine restarts it; stopped too long ago, it is not renewed."""
    if medication["status"] != "inactive":
        return None
    stopped_on, most = medication["stopped_on"], facts.policy.inactive_days
    long = rules.is_long_inactive(stopped_on, facts.today, most)
    return _check(
        "INACTIVE",
        "stop" if long and not facts.policy.allow_long_inactive else "warn",
        stopped_on=_day(stopped_on),
        stopped_by=medication["stopped_by"],
        reason=medication["stop_reason"],
        days=(facts.today - stopped_on).days if stopped_on else None,
        most_days=most,
    )


def _remaining(medication: Medication, facts: Facts) -> Check:
    """Refills that the pharmacy may still fill make a renewal needless; those that lapsed do not."""
    remaining = max(0, medication["refills_remaining"] or 0)
    months = facts.policy.prescription_months
    if medication["schedule"] in rules.COUNTED:
        months = min(months, rules.MONTHS_VALID)
    until = rules.valid_until(medication["prescribed_on"], months)
    lapsed = facts.today > until
    wasted = remaining > 0 and medication["status"] == "active" and not lapsed
    return _check(
        "REFILLS_REMAINING",
        "warn" if wasted else "ok",
        refills_remaining=remaining,
        valid_until=_day(until),
        lapsed=lapsed,
    )


def _too_soon(medication: Medication, fills: Sequence[Fill], facts: Facts) -> Check:
    share = facts.policy.too_soon_share
    due = rules.eligible_on(fills, medication["days_supply"], medication["quantity"], share)
    early = (due - facts.today).days if due is not None and due > facts.today else 0
    return _check(
        "TOO_SOON",
        "warn" if early else "ok",
        eligible_on=_day(due),
        days_early=early,
        last_fill=_day(max((fill.on for fill in fills), default=None)),
        percent=round(share * 100),
    )


def _prescriber(medication: Medication, facts: Facts) -> Check:
    level = "ok" if facts.prescriber_here else "warn"
    return _check("PRESCRIBER", level, name=medication.get("prescriber") or "")


def _last_visit(facts: Facts) -> Check:
    months, on = facts.policy.visit_months, facts.last_visit
    on = None if on is None or on > facts.today else on
    recent = on is not None and on >= rules.add_months(facts.today, -months)
    return _check("LAST_VISIT", "ok" if recent else "warn", on=_day(on), months=months)


def _labs(medication: Medication, facts: Facts) -> list[Check]:
    found = (one for one in facts.policy.monitored if names_drug(one.drugs, medication["name"]))
    return [_lab(one, facts) for one in found]


def _lab(one: Monitored, facts: Facts) -> Check:
    days = [facts.labs[code] for code in one.codes if code in facts.labs]
    newest = max((day for day in days if day <= facts.today), default=None)
    due = newest is None or newest < rules.add_months(facts.today, -one.months)
    level = "warn" if due else "ok"
    return _check("LABS_DUE", level, lab=one.lab, on=_day(newest), months=one.months)
