"""A policy's JSON schema as the fields of a form, worded in the user's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from console.models.policy_words import policy_text


class Shape(StrEnum):
    """What kind of editor a field needs."""

    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    CHOICES = "choices"  # some of several codes
    WORDS = "words"  # a list of short texts
    DAYS = "days"
    HOURS = "hours"
    PART = "part"  # an object
    PARTS = "parts"  # a list of objects
    WORDS_BY_NAME = "words_by_name"  # lists of short texts under names
    OTHER = "other"  # shown as it is, not edited


@dataclass(frozen=True)
class PolicyField:
    """One field. A number may be whole or not, may have bounds, may be left out (`optional`).

    `empty` says what a list means in which nothing stands.
    """

    name: str
    title: str
    shape: Shape
    description: str = ""
    unit: str = ""
    empty: str = ""
    optional: bool = False
    whole: bool = False
    low: float = 0
    high: float = 1_000_000
    choices: tuple[str, ...] = ()
    fields: tuple["PolicyField", ...] = ()


_EDITORS = {"weekly_hours": Shape.HOURS, "days": Shape.DAYS}
_SIMPLE = {
    "boolean": Shape.SWITCH,
    "integer": Shape.NUMBER,
    "number": Shape.NUMBER,
    "string": Shape.TEXT,
}


def fields_of(form: Mapping[str, Any]) -> tuple[PolicyField, ...]:
    """The fields of a policy's form, in the portal's order."""
    return _fields(form, _map(form.get("$defs")))


def field_at(fields: tuple[PolicyField, ...], pointer: str) -> PolicyField | None:
    """The field that a problem's pointer (`/policy/…`) is about."""
    parts = pointer.split("/")
    return next((one for one in fields if len(parts) > 2 and one.name == parts[2]), None)


def _fields(schema: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[PolicyField, ...]:
    found = _map(schema.get("properties"))
    return tuple(_field(name, _map(one), known) for name, one in found.items())


def _field(name: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> PolicyField:
    schema, optional = _plain(given, known)
    shape, fields = _shape(schema, known)
    title = given.get("title") or schema.get("title") or name.replace("_", " ").capitalize()
    return PolicyField(
        name=name,
        title=policy_text(str(title)),
        shape=shape,
        description=policy_text(str(given.get("description") or "")),
        unit=policy_text(str(given.get("unit") or schema.get("unit") or "")),
        empty=policy_text(str(given.get("empty") or schema.get("empty") or "")),
        optional=optional,
        whole=schema.get("type") == "integer",
        low=_bound(schema, "minimum", "exclusiveMinimum", 0),
        high=_bound(schema, "maximum", "exclusiveMaximum", 1_000_000),
        choices=tuple(str(one) for one in _choices(schema, known)),
        fields=fields,
    )


def _plain(given: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
    """The schema itself, without references and without "or nothing"."""
    schema, optional = dict(given), False
    for union in ("anyOf", "oneOf"):
        kinds = [_map(one) for one in schema.get(union) or ()]
        real = [one for one in kinds if one.get("type") != "null"]
        if len(real) == 1:
            optional = len(real) < len(kinds)
            schema = {**schema, **real[0]}
    for one in schema.get("allOf") or ():
        schema = {**schema, **_map(one)}
    name = str(schema.get("$ref") or "").rpartition("/")[2]
    return ({**_map(known.get(name)), **schema} if name else schema), optional


def _shape(
    schema: Mapping[str, Any], known: Mapping[str, Any]
) -> tuple[Shape, tuple[PolicyField, ...]]:
    """The editor, and the fields of what has some."""
    if str(schema.get("editor")) in _EDITORS:
        return _EDITORS[str(schema["editor"])], ()
    if schema.get("enum"):
        return Shape.CHOICE, ()
    kind = str(schema.get("type"))
    if kind == "array":
        inner, _ = _plain(_map(schema.get("items")), known)
        fields = _fields(inner, known)
        if inner.get("enum"):
            return Shape.CHOICES, ()
        other = Shape.WORDS if inner.get("type") == "string" else Shape.OTHER
        return (Shape.PARTS, fields) if fields else (other, ())
    if kind == "object":
        values, _ = _plain(_map(schema.get("additionalProperties")), known)
        fields = _fields(schema, known)
        other = Shape.WORDS_BY_NAME if values.get("type") == "array" else Shape.OTHER
        return (Shape.PART, fields) if fields else (other, ())
    return _SIMPLE.get(kind, Shape.OTHER), ()


def _choices(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Iterable[object]:
    """What may be chosen, once or several times."""
    inner, _ = _plain(_map(schema.get("items")), known)
    return schema.get("enum") or inner.get("enum") or ()


def _bound(schema: Mapping[str, Any], closed: str, opened: str, otherwise: float) -> float:
    for name in (closed, opened):
        if isinstance(schema.get(name), int | float):
            return float(schema[name])
    return otherwise


def _map(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}
