"""Spellings of DSTU2 and STU3, brought to those of R4. What R4 knows already stays as it is.

Source: the version history pages of DiagnosticReport and Observation in FHIR R4 ("R3 Diff").
"""

from typing import Any

from portal.intake.fhir.elements import Element

_RENAMED = {
    "DiagnosticReport": {
        "codedDiagnosis": "conclusionCode",
        "image": "media",
        "context": "encounter",
        "request": "basedOn",
        "diagnosticOrder": "basedOn",
    },
    "Observation": {"context": "encounter"},
}
_LISTS = {
    "DiagnosticReport": ("category", "performer", "identifier", "basedOn", "conclusionCode"),
    "Observation": ("category", "interpretation", "performer", "note", "basedOn", "identifier"),
}
_COMMENTS = ("comment", "comments")


def as_r4(resource: Element) -> dict[str, Any]:
    """Give a report or an observation in the spelling of R4; the resource itself is not changed."""
    kind = resource.get("resourceType")
    made = dict(resource)
    for old, new in _RENAMED.get(str(kind), {}).items():
        if old in made and new not in made:
            made[new] = made.pop(old)
    for key in _LISTS.get(str(kind), ()):
        if isinstance(made.get(key), dict):
            made[key] = [made[key]]
    if kind == "DiagnosticReport":
        _unwrap_actors(made)
    elif kind == "Observation":
        _take_comment(made)
        _take_members(made)
        _list_interpretations(made)
    return made


def _unwrap_actors(made: dict[str, Any]) -> None:
    """STU3: performer is {role, actor}; R4: the reference itself."""
    performers = made.get("performer")
    if isinstance(performers, list):
        made["performer"] = [
            one["actor"] if isinstance(one, dict) and isinstance(one.get("actor"), dict) else one
            for one in performers
        ]


def _take_comment(made: dict[str, Any]) -> None:
    """STU3 and DSTU2: one text; R4: a list of notes."""
    for key in _COMMENTS:
        told = made.get(key)
        if isinstance(told, str) and "note" not in made:
            made["note"] = [{"text": told}]
            del made[key]


def _take_members(made: dict[str, Any]) -> None:
    """STU3: related {type: has-member, target}; R4: hasMember. The other kinds of relation stay."""
    related = made.get("related")
    if not isinstance(related, list) or "hasMember" in made:
        return
    members = [
        one["target"]
        for one in related
        if isinstance(one, dict) and one.get("type") == "has-member" and "target" in one
    ]
    if members:
        made["hasMember"] = members


def _list_interpretations(made: dict[str, Any]) -> None:
    """STU3: a component has one interpretation; R4: a list of them."""
    components = made.get("component")
    if isinstance(components, list):
        made["component"] = [
            {**one, "interpretation": [one["interpretation"]]}
            if isinstance(one, dict) and isinstance(one.get("interpretation"), dict)
            else one
            for one in components
        ]
