"""From bytes to a JSON value that is safe to walk: characters, syntax, and how much of it there may be.

Only JSON is taken; a bundle in XML is told so. Decimals stay as they were written (7.4000 is not
7.4), a key that stands twice in one object is refused, since two readers would read two values.
"""

import codecs
import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.intake.shape import Fault

DEEPEST = 100  # levels of objects and lists; the deepest official example has 11
MOST_COMMAS = 30_000  # of one message: a report of 1,000 observations has about 25,000
MOST_REFERENCES = 12_000
LONGEST = 16 * 1024 * 1024  # bytes of one message
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONGEST_NUMBER = 400  # characters; a double has 17 digits


class UnfitError(Exception):
    """The message can not be taken; carries why."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.fault = Fault(reason, detail[:300])


def text_of(raw: bytes) -> str:
    """Decode a message; raises UnfitError for what is no text, or XML."""
    for bom, name in _BOMS:
        if raw.startswith(bom):
            text = _decoded(raw[len(bom) :], name)
            break
    else:
        text = _decoded(raw, _unmarked(raw))
    begin = text.lstrip()[:1]
    if begin == "<":
        raise UnfitError("UNREADABLE", "This is XML; FHIR is taken as JSON only.")
    if not begin:
        raise UnfitError("UNREADABLE", "There is nothing in it.")
    return text


def message_of(raw: bytes) -> str:
    """Decode one message as `split` gives it; raises UnfitError, also for one that is too large.

    It is looked at before it is parsed, so that no message takes the portal long.
    """
    if len(raw) > LONGEST:
        raise UnfitError("TOO_LARGE", "It is longer than any message that we read.")
    text = text_of(raw)
    if text.count(",") > MOST_COMMAS or text.count('"reference"') > MOST_REFERENCES:
        raise UnfitError("TOO_LARGE", "It has more parts than any message that we read.")
    return text


def load(text: str, *, strict: bool = False) -> Any:
    """Parse one JSON value; `strict` looks for double keys and bounds the depth. Raises UnfitError."""
    try:
        value = json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_constant,
            object_pairs_hook=_once if strict else None,
        )
    except UnfitError:
        raise
    except RecursionError as error:
        raise UnfitError("BAD_STRUCTURE", "It is nested too deeply.") from error
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip())
        raise UnfitError(
            "TRUNCATED" if cut else "UNREADABLE",
            f"The JSON is broken at line {error.lineno}, column {error.colno}.",
        ) from error
    if strict:
        _bound(value)
    return value


def as_object(value: Any) -> dict[str, Any]:
    """Take a parsed value as a resource; raises UnfitError."""
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        raise UnfitError("UNREADABLE", "This is JSON and no FHIR resource.")
    return value


def _unmarked(raw: bytes) -> str:
    """Guess from the first two bytes, of which one is 0 in UTF-16: JSON begins in ASCII (RFC 4627)."""
    if raw[:1] == b"\0" and raw[1:2] != b"\0":
        return "utf-16-be"
    return "utf-16-le" if raw[1:2] == b"\0" and raw[:1] != b"\0" else "utf-8"


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise UnfitError("BAD_ENCODING", f"Byte {error.start} is no {name.upper()}.") from error


def _decimal(text: str) -> Decimal:
    if len(text) > _LONGEST_NUMBER:
        raise UnfitError("BAD_VALUE", "A number is longer than any that we keep.")
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise UnfitError("BAD_VALUE", "A number is out of every range.") from error


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise UnfitError("BAD_VALUE", "A number is longer than any that we keep.")
    return int(text)


def _constant(name: str) -> Any:
    raise UnfitError("BAD_VALUE", f"{name} is no JSON number.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise UnfitError("BAD_STRUCTURE", "A key stands twice in one object.")
    return made


def _bound(value: Any) -> None:
    """Refuse what is deeper than any report; a level at a time, without recursion."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise UnfitError("BAD_STRUCTURE", "It is nested too deeply.")
        level = [inner for outer in level for inner in _inside(outer)]


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        return iter(value.values())
    return iter(value) if isinstance(value, list) else iter(())
