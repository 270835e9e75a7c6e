"""What an action wants to know, read from the portal's JSON schema of its parameters."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.session import ActionRule

MOST_HOLD_DAYS = 30
"""What 45 CFR 171 leaves as a hold's longest rest before somebody looks again (DOMAIN §5.4)."""

WITH_WORDS = "+words"
"""Ends the name under which an action is offered once more, with words to the patient."""


def properties_of(rule: ActionRule) -> Mapping[str, Any]:
    """The parameters by name."""
    properties: Mapping[str, Any] = rule.params_schema.get("properties") or {}
    return properties


def required_of(rule: ActionRule) -> Sequence[str]:
    """Names of the parameters without which the portal refuses."""
    required: Sequence[str] = rule.params_schema.get("required") or ()
    return required


def takes_words(rule: ActionRule) -> bool:
    """Whether the patient may be told something with it, though nothing need be said."""
    return (
        "text_to_patient" in properties_of(rule)
        and "text_to_patient" not in required_of(rule)
        and "reason_code" not in properties_of(rule)
    )


def most_days_of(rule: ActionRule) -> int:
    """How many days off the portal lets a hold be reviewed; 30 where its schema says nothing."""
    told = (properties_of(rule).get("review_on") or {}).get("x-most-days")
    return told if isinstance(told, int) and 0 < told <= 365 else MOST_HOLD_DAYS
