"""Which items the steps of the tour look for."""

from typing import Any

from console.domain.items import Item
from console.domain.session import Me


def is_pending(item: Item) -> bool:
    """Nobody has decided it."""
    return item.state == "pending"


def fits_a_chart(item: Item) -> bool:
    """An application of somebody whom the practice surely knows."""
    found: list[Any] = list(item.content.get("candidates") or [])
    best = found[0] if found else {}
    return (
        item.state == "pending"
        and best.get("band") == "strong"
        and not best.get("has_account")
        and not best.get("deceased")
    )


def wants_a_time(item: Item) -> bool:
    """A request for a new appointment, by somebody with a chart."""
    return item.content.get("request") == "new" and bool(item.entity.get("patient"))


def may_be_renewed(item: Item) -> bool:
    """A renewal that no check speaks against."""
    checks = item.content.get("checks") or []
    return item.state == "pending" and all(check.get("level") != "stop" for check in checks)


def may_be_released(item: Item) -> bool:
    """A final result without a critical value."""
    return (
        item.state == "pending"
        and bool(item.content.get("releasable"))
        and not item.content.get("critical")
    )


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
