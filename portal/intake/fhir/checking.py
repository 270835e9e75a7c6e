"""Checks reports and observations against the R4B models of `fhir.resources`; every failure is a Fault.

The models know the types of all elements and refuse what they do not know. Elements of other
releases and of nobody do no harm and are let through; a wrong type, a date that is none, two
values in one observation are not. A missing status is let through as well: such a report is kept
and can not be released.

The models come with the first message: they take 9 MB, and most portals' laboratories send HL7 v2.
"""

import re
from functools import cache
from typing import Any

from pydantic import ValidationError

from portal.intake.fhir.decoding import UnfitError
from portal.intake.fhir.elements import Element, instant
from portal.intake.fhir.older import as_r4

# neither read nor shown: who wants them finds them in the message as it came
_LEFT_OUT = frozenset({"extension", "contained", "text", "meta", "fhir_comments", "implicitRules"})
_CHANGES_MEANING = ("modifierExtension", "implicitRules")
_TIMES = frozenset(
    {"effectiveDateTime", "effectiveInstant", "issued", "valueDateTime", "start", "end"}
)
_MOST_ITEMS = 5_000  # of one list
_UNSAFE = re.compile(r"[^A-Za-z0-9_.\[\]]")


@cache
def _models() -> dict[str, Any]:
    from fhir.resources.R4B.diagnosticreport import DiagnosticReport  # noqa: PLC0415 - see above
    from fhir.resources.R4B.observation import Observation  # noqa: PLC0415 - see above

    return {"DiagnosticReport": DiagnosticReport, "Observation": Observation}


def checked(resource: Element) -> dict[str, Any]:
    """Give a report or an observation, sound and in the spelling of R4; raises UnfitError."""
    kind = str(resource.get("resourceType"))
    made = as_r4(resource)
    refuse_modifiers(kind, made)
    try:
        _models()[kind].model_validate(_prune(made, top=True))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            _judge(made, one["type"], one["loc"])
    if not made.get("code"):
        raise UnfitError("BAD_STRUCTURE", f"{kind}.code is missing.")
    return made


def refuse_modifiers(kind: str, made: Element) -> None:
    """An extension that changes the meaning must not be passed over (FHIR R4 §2.4.1.1)."""
    components = made.get("component")
    within = components if isinstance(components, list) else []
    for one in [made, *within]:
        for key in _CHANGES_MEANING:
            if isinstance(one, dict) and one.get(key):
                raise UnfitError("BAD_STRUCTURE", f"{kind}.{key} changes the meaning of the rest.")


def _judge(made: Element, error: str, where: tuple[int | str, ...]) -> None:
    """Let an error of the model pass, or raise UnfitError with the element's name."""
    name = where[-1] if where else ""
    if error == "extra_forbidden" or where == ("status",) or where[::2] == ("note", "text"):
        return
    if name in _TIMES and _is_time(made, where):
        return
    path = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in where)
    path = _UNSAFE.sub("", f"{made.get('resourceType')}{path}")[:200]
    raise UnfitError(_reason(where), f"{path} does not fit R4.")


def _is_time(made: Element, where: tuple[int | str, ...]) -> bool:
    """Whether it is a time that R4 refuses and anybody can read: without a zone, or without seconds."""
    found: Any = made
    for step in where:
        found = found[step]
    return isinstance(found, str) and instant(found) is not None


def _reason(where: tuple[int | str, ...]) -> str:
    if where and where[-1] in _TIMES:
        return "BAD_TIME"
    is_value = any(isinstance(one, str) and one.startswith("value") for one in where)
    return "BAD_VALUE" if is_value else "BAD_STRUCTURE"


def _prune(value: Any, *, top: bool = False) -> Any:
    """Leave out what is not checked, and refuse lists that no report has."""
    if isinstance(value, dict):
        return {
            key: _prune(inner)
            for key, inner in value.items()
            if not key.startswith("_")
            and not (key in _LEFT_OUT and (top or key == "extension"))
            and not (key == "data" and "contentType" in value)
            and inner != ""
        }
    if isinstance(value, list):
        if len(value) > _MOST_ITEMS:
            raise UnfitError("TOO_LARGE", "A list is longer than any that we read.")
        return [_prune(one) for one in value]
    return value
