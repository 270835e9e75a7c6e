"""What an action wants to know, read from the portal's JSON schema of its parameters."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.session import ActionRule

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
