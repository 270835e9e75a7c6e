"""Units as people write them: UCUM's brackets and braces are for machines."""

import re

_ANNOTATED = re.compile(r"(?<=[^\s/.({])\{")
_POWER = re.compile(r"10[*^](-?\d+)")
_SQUARE = re.compile(r"(?<=m)([23])\b")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def unit_words(code: str) -> str:
    """Write a UCUM code for reading: `mL/min/{1.73_m2}` as `mL/min/1.73 m²`, `[IU]/L` as `IU/L`.

    Nothing is reckoned over, and what is no UCUM stays as the laboratory wrote it.
    """
    text = _ANNOTATED.sub(" {", code)
    for mark in "{}[]":
        text = text.replace(mark, "")
    text = _POWER.sub(lambda found: "10" + found[1].translate(_RAISED), text.replace("_", " "))
    return _SQUARE.sub(lambda found: found[1].translate(_RAISED), text).strip()
