"""When something behind the gate goes out: by itself, or by whom (DOMAIN §5.4, F64, AMB6).

Knows nothing of laboratories: `Facts` is what any queue says of a thing that waits for its release,
a report or a letter. `clock_of` is pure; the portal asks it when a thing comes in, when a hold ends,
when the policy changes, and once more when the clock has run out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.moments import moment_text
from portal.services.policies.result import ReleaseRule, ResultPolicy, StateDelay
from portal.services.practice_time import begin_of


@dataclass(frozen=True)
class Facts:
    """What the policy asks about a thing that waits.

    `bars` are codes for which it never goes out by itself: critical, sensitive, not final, …
    `state` is the postal code of the patient's state. The law counts from `final_at`, when the
    thing was complete; a deadline for the provider counts from `received_at`.
    """

    category: str
    status: str
    state: str
    final_at: datetime
    received_at: datetime
    sensitive: str = ""
    bars: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clock:
    """When a thing goes out. `mode` is what the policy says of its sort.

    `auto_release_at` is None when only a person releases it; `barred_by` then says why when the
    policy alone would let it go. Before `not_before` nobody releases it (`law` says which).
    """

    mode: str
    auto_release_at: datetime | None
    barred_by: str = ""
    not_before: datetime | None = None
    law: str = ""

    def content(self) -> dict[str, Any]:
        """Give the clock as the item's content carries it, without a hold."""
        return {
            "mode": self.mode,
            "auto_release_at": _text(self.auto_release_at),
            "barred_by": self.barred_by or None,
            "not_before": _text(self.not_before),
            "law": self.law or None,
            "hold": None,
        }


def rule_for(policy: ResultPolicy, facts: Facts) -> ReleaseRule:
    """Give the first rule of the practice that fits; an empty list of a rule fits everything."""
    for rule in policy.rules:
        sorts = {facts.category, facts.sensitive} - {""}
        if (
            _fits(rule.categories, sorts)
            and _fits(rule.states, {facts.state})
            and _fits(rule.statuses, {facts.status})
        ):
            return rule
    return policy.otherwise


def clock_of(facts: Facts, policy: ResultPolicy, zone: ZoneInfo) -> Clock:
    """Say when a thing goes out, in the practice's time zone."""
    rule = rule_for(policy, facts)
    delay = _delay(policy.state_delays, facts)
    not_before, law = None, ""
    if delay is not None:
        not_before, law = delay_end(delay, facts.final_at, zone), delay.law
    at = _automatic(rule, facts)
    if at is None:
        return Clock(rule.mode, None, not_before=not_before, law=law)
    if facts.bars:
        return Clock(rule.mode, None, facts.bars[0], not_before, law)
    return Clock(rule.mode, max(at, not_before or at), "", not_before, law)


def delay_end(delay: StateDelay, final_at: datetime, zone: ZoneInfo) -> datetime:
    """Give the first moment of the day on which the law's delay is over, at the practice."""
    return begin_of(final_at.astimezone(zone).date() + timedelta(days=delay.until_day), zone)


def _delay(delays: Iterable[StateDelay], facts: Facts) -> StateDelay | None:
    sorts = {facts.category, facts.sensitive}
    found = (
        delay
        for delay in delays
        if delay.state == facts.state and not sorts.isdisjoint(delay.categories)
    )
    return max(found, key=lambda delay: delay.until_day, default=None)


def _automatic(rule: ReleaseRule, facts: Facts) -> datetime | None:
    if rule.mode == "immediate":
        return facts.received_at
    if rule.mode == "provider_first" and rule.deadline_hours is not None:
        return facts.received_at + timedelta(hours=rule.deadline_hours)
    return None


def _fits(wanted: Iterable[str], found: Iterable[str]) -> bool:
    names = set(wanted)
    return not names or not names.isdisjoint(found)


def _text(at: datetime | None) -> str | None:
    return None if at is None else moment_text(at)
