"""Numbers as laboratories write them; what is not surely a number stays text (DOMAIN §5.4).

A wrong number is worse than none: without one the text is shown as it was sent, and nothing is
reckoned from it.
"""

import math
import re
from typing import NamedTuple

_LONGEST = 64  # letters; no laboratory needs more for a number
_EXACT = 15  # digits that a float surely keeps; what has more before its point is no measurement

_SIGNS = {
    "<": "<",
    ">": ">",
    "<=": "<=",
    ">=": ">=",
    "=<": "<=",
    "=>": ">=",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "<or=": "<=",
    ">or=": ">=",
    "lessthan": "<",
    "greaterthan": ">",
    "morethan": ">",
    "lessthanorequalto": "<=",
    "greaterthanorequalto": ">=",
    "notmorethan": "<=",
    "nomorethan": "<=",
    "notlessthan": ">=",
    "nolessthan": ">=",
    "atleast": ">=",
    "atmost": "<=",
    "=": "",
    "": "",
}
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_RAISED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")

_SIGN = re.compile(r"(?:[<>]\s*or\s*=|[<>=≤≥⩽⩾]{1,2}|[a-z]+(?: [a-z]+){1,5})?", re.IGNORECASE)
_PLAIN = re.compile(
    r"""(?P<minus>[-+−–]?)
        (?:(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?P<fraction>\.[0-9]*)?|(?P<bare>\.[0-9]+))
        (?:[eE](?P<exponent>[-+]?[0-9]{1,3})
          |\ ?[x×*]\ ?10(?:(?:\^|\*\*?)(?P<power>[-+]?[0-9]{1,2})|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})))?
    """,
    re.VERBOSE,
)
_HALF = re.compile(r"(?P<minus>[-−–]?)(?P<whole>[0-9]{0,6}) ?(?P<half>[½¼¾])")
_GRADE = re.compile(r"\+[0-9]")  # 1+ to 4+ of a dipstick, turned around
_MARK = re.compile(r"(?P<number>.*?[0-9.]) *[(\[]?(?P<mark>HH|LL|H|L|\*{1,2})[)\]]?")


class Number(NamedTuple):
    """A number with what stands before it: "", <, <=, > or >=."""

    value: float
    comparator: str = ""


def number(text: str, *, us: bool = False) -> Number | None:
    """Read a number; None for whatever is not surely one: titers, grades, ranges, words, dates.

    `us` says that the sender is known to write as in the United States, where a comma only groups:
    "1,234" is then 1234. Without it a lone comma is not read at all, for elsewhere it is 1.234.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST:
        return None
    found = _SIGN.match(stripped)
    before = found[0] if found else ""
    comparator = _SIGNS.get("".join(before.casefold().split()))
    if comparator is None:
        return None
    value = plain_number(stripped[len(before) :].strip(), us=us)
    return None if value is None else Number(value, comparator)


def plain_number(text: str, *, us: bool = False) -> float | None:
    """Read a number without a comparator, as `number` does."""
    if _GRADE.fullmatch(text):
        return None
    half = _HALF.fullmatch(text)
    if half:
        size = int(half["whole"] or 0) + _HALVES[half["half"]]
        return -size if half["minus"] else size
    found = _PLAIN.fullmatch(text)
    if found is None or not _readable(found, us=us):
        return None
    whole = (found["whole"] or "").replace(",", "")
    exponent = found["exponent"] or found["power"] or (found["raised"] or "").translate(_RAISED)
    digits = f"{whole}{found['fraction'] or found['bare'] or ''}"
    value = float(f"{digits}e{exponent or 0}")
    lost = value == 0 and digits.strip("0.") != ""  # too small for a float
    if lost or not math.isfinite(value):
        return None
    return -value if found["minus"] in {"-", "−", "–"} else value


def _readable(found: re.Match[str], *, us: bool) -> bool:
    """Tell whether the digits can mean one number only."""
    whole = found["whole"] or ""
    if "," in whole:
        grouped = us or whole.count(",") > 1 or bool(found["fraction"])
        if not grouped or whole.startswith("0"):
            return False
    digits = whole.replace(",", "")
    # 007 is a code; 07 and 0065.88 are how some machines write numbers
    is_code = len(digits) > 2 and digits.startswith("00") and not found["fraction"]
    return len(digits.lstrip("0")) <= _EXACT and not is_code


def marked(text: str, *, us: bool = False) -> tuple[Number | None, str]:
    """Read a number with a flag written behind it: "12 H", "5.0*", "3.1 (L)"; for type NM only.

    Elsewhere the letter may be a unit (12 hours). Gives the mark, "" for none; a letter is a flag of
    HL7 table 0078, an asterisk only says that there is something to know.
    """
    found = _MARK.fullmatch(text.strip()[: _LONGEST + 1])
    if found is None:
        return number(text, us=us), ""
    read = number(found["number"], us=us)
    return (read, found["mark"]) if read else (None, "")


def structured(
    comparator: str, first: str, separator: str = "", second: str = ""
) -> tuple[Number | None, str]:
    """Read the four components of a structured numeric (SN): the number, or None, and the text.

    Only `^5`, `=^5`, `<^5` and their like are numbers; "=^1^:^8192" is a titer and reads "1:8192".
    """
    parts = [part.strip() for part in (comparator, first, separator, second)]
    sign = "" if parts[0] == "=" else parts[0]
    text = "".join((sign, *parts[1:]))
    if parts[2] or parts[3] or sign not in {"", "<", "<=", ">", ">="}:
        return None, text
    value = plain_number(parts[1])
    return (None if value is None else Number(value, sign)), text


def written(read: Number) -> str:
    """Write a number so that `number` reads the same again."""
    return f"{read.comparator}{read.value!r}"
