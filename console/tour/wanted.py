"""Which items the steps of the tour look for."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from console.domain.items import Item
from console.domain.session import Me

OF_AGE_DAYS = 18 * 366
SOON = 3  # days; a visit that is nearer is not canceled without a question


def is_pending(item: Item) -> bool:
    """Nobody has decided it."""
    return item.state == "pending"


def fits_a_chart(item: Item) -> bool:
    """An application of a grown-up whom the practice surely knows and who has no account yet."""
    found: list[Any] = list(item.content.get("candidates") or [])
    best = found[0] if found else {}
    return (
        item.state == "pending"
        and is_grown_up(item)
        and best.get("band") == "strong"
        and not best.get("bar")
        and not best.get("has_account")
        and not best.get("deceased")
    )


def is_grown_up(item: Item) -> bool:
    """A person of age: for a minor a guardian has to be seen first."""
    born = date.fromisoformat(item.entity["subject"]["birth_date"])
    return (datetime.now(UTC).date() - born).days > OF_AGE_DAYS


def is_plain(item: Item) -> bool:
    """An application with one chart to choose, which fits."""
    return fits_a_chart(item) and len(item.content["candidates"]) == 1


def needs_a_chart(item: Item) -> bool:
    """An application of a grown-up whom no chart is like."""
    return item.state == "pending" and is_grown_up(item) and not item.content.get("candidates")


def may_be_denied(item: Item) -> bool:
    """An application with which no appointment request came: that would be decided along."""
    return item.state == "pending" and not item.entity.get("linked")


def wants_a_time(item: Item) -> bool:
    """A request for a new appointment, by somebody with a chart, not decided yet."""
    return (
        item.state == "pending"
        and item.content.get("request") == "new"
        and bool(item.entity.get("patient"))
    )


def asks_to_cancel(item: Item) -> bool:
    """A request to cancel a visit that is days away."""
    visit = item.content.get("current") or {}
    if item.state != "pending" or item.content.get("request") != "cancel" or not visit:
        return False
    return datetime.fromisoformat(visit["starts_at"]) - datetime.now(UTC) > timedelta(days=SOON)


def may_be_renewed(item: Item) -> bool:
    """A renewal that no check speaks against, or wants a reason for."""
    checks = item.content.get("checks") or []
    levels = {check.get("code"): check.get("level") for check in checks}
    answered = all(levels.get(code) != "warn" for code in ("TOO_SOON", "ALLERGY"))
    return item.state == "pending" and answered and "stop" not in levels.values()


def is_untouched(item: Item) -> bool:
    """One that nobody has decided or works on, and that waits for nobody."""
    return item.state == "pending" and not item.entity.get("claim") and item.waiting is None


def may_be_changed(item: Item) -> bool:
    """A renewal that may be prescribed otherwise: not of a controlled drug."""
    return may_be_renewed(item) and not (item.content.get("medication") or {}).get("schedule")


def may_be_renewed_for_somebody(item: Item) -> bool:
    """A renewal that a delegate may approve."""
    return may_be_changed(item) and is_untouched(item)


def may_be_released(item: Item) -> bool:
    """A final result without a critical value."""
    return (
        item.state == "pending"
        and bool(item.content.get("releasable"))
        and not item.content.get("critical")
    )


def is_readable(item: Item) -> bool:
    """A document that may go out once it was read."""
    return item.state == "pending" and bool(item.content.get("document"))


def has_history(item: Item) -> bool:
    """A result with enough earlier values for a curve."""
    return any(
        len(value.get("history") or []) > 2 for value in item.content.get("observations") or []
    )


def other_denial(me: Me, kind: str) -> dict[str, str]:
    """A denial with another reason than the first, so that the two decisions differ."""
    rule = me.rule(kind, "deny")
    reasons = [one for one in (rule.reasons if rule else ()) if not one.permission]
    last = reasons[-1]
    return {
        "reason_code": last.code,
        "text_to_patient": last.text_to_patient or "Please call us.",
        "internal_note": "",
    }
