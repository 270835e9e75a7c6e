"""One value of a report, as staff and patients get it: as sent, and what was understood of it.

code, name, value_number, value_text, comparator, unit, range_low, range_high, flag, raw_status and
effective_at are always there; `own_flag` is L, H or N by the range, "" where nothing can be said.

The rest is there only where it says something that those do not:

value_original, unit_original, flags_original  as sent
range_text     as sent, where no limits could be read from it
range_strict   true where a one-sided limit is itself outside ("<5")
ucum           the unit's code, where it is spelled differently
note, sub_id
value_type     where the value is no number: ST, TX, CWE, String, …
code_system    where it is not LOINC
"""

from collections.abc import Mapping
from typing import Any

from portal.domain.moments import moment_text
from portal.intake.ranges import is_strict, says_nothing

Row = Mapping[str, Any]
_LOINC = frozenset({"LN", "http://loinc.org", "2.16.840.1.113883.6.1"})
_NOTE = 4_000  # letters of a note that go into the feed; the chart keeps all
_ORIGINAL = 200  # a longer original is a text, and shown as one


def observation_values(row: Row) -> dict[str, Any]:
    """One value with its unit and range. A range of 0 to 0 is no range (DOMAIN, odd data)."""
    low, high = usable_range(row)
    return {
        "code": row["code"],
        "name": row["name"],
        "value_number": row["value_number"],
        "value_text": row["value_text"],
        "comparator": row["comparator"],
        "unit": row["unit"],
        "range_low": low,
        "range_high": high,
        "flag": row["flag"],
        "own_flag": own_flag(row),
        "raw_status": row.get("raw_status") or "",
        "effective_at": moment_text(row["effective_at"]),
    } | {name: value for name, value in _more(row).items() if value}


def _more(row: Row) -> dict[str, Any]:
    low, high = usable_range(row)
    limited = low is not None or high is not None
    return {
        "value_original": _value_original(row),
        "unit_original": _differing(row, "unit_original", "unit"),
        "flags_original": _flags_original(row),
        "range_text": "" if limited else _range_text(row),
        "range_strict": limited and _is_strict(row),
        "ucum": _differing(row, "ucum", "unit"),
        "note": _note(_sent(row, "note")),
        "sub_id": _sent(row, "sub_id"),
        "value_type": _sent(row, "value_type") if row["value_number"] is None else "",
        "code_system": "" if _sent(row, "code_system") in _LOINC else _sent(row, "code_system"),
    }


def _note(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[: _NOTE - 1]}…"


def _sent(row: Row, name: str) -> str:
    return str(row.get(name) or "")


def _differing(row: Row, name: str, shown: str) -> str:
    sent = _sent(row, name)
    return "" if sent == row[shown] else sent


def _flags_original(row: Row) -> str:
    sent = _sent(row, "flags_original")
    return "" if sent.partition("^")[0] == row["flag"] and "~" not in sent else sent


def _value_original(row: Row) -> str:
    sent = _sent(row, "value_original")
    number = row["value_number"]
    if number is None:
        return "" if len(sent) > _ORIGINAL or row["value_text"] in sent else sent
    same = {f"{row['comparator']}{number:.17g}", f"{row['comparator']}{number!r}"}
    return "" if sent in same else sent


def _range_text(row: Row) -> str:
    sent = _sent(row, "range_text")
    return "" if says_nothing(sent) else sent


def _is_strict(row: Row) -> bool:
    low, high = usable_range(row)
    return (low is None or high is None) and is_strict(_sent(row, "range_text"))


def usable_range(row: Row) -> tuple[float | None, float | None]:
    """Give the limits of a range; none for 0 to 0, and none for limits that are crossed."""
    low, high = row["range_low"], row["range_high"]
    if (not low and not high) or (low is not None and high is not None and low > high):
        return None, None
    return low, high


def own_flag(row: Row) -> str:
    """Give the flag by the range alone: L, H, or N; "" where nothing can be said.

    A value given as "<5" or ">60" is somewhere beyond that number: it is inside only where the
    range is open to that side or ends there, and L or H only where it is surely so.
    """
    value, sign = row["value_number"], row["comparator"]
    low, high = usable_range(row)
    if value is None or (low is None and high is None):
        return ""
    strict = _is_strict(row)  # the limit itself is outside
    open_end = sign in {"<", ">"}  # the value itself is not among what may be
    upward, downward = sign.startswith(">"), sign.startswith("<")
    if low is not None and not upward and _beyond(low - value, touches=strict or open_end):
        return "L"
    if high is not None and not downward and _beyond(value - high, touches=strict or open_end):
        return "H"
    # what is beyond a number reaches as far as it likes; no quantity here is below zero
    last = strict and not open_end
    fits_low = low is None or (not low if downward else not _beyond(low - value, touches=last))
    fits_high = high is None or (not upward and not _beyond(value - high, touches=last))
    return "N" if fits_low and fits_high else ""


def _beyond(distance: float, *, touches: bool) -> bool:
    """Tell whether something lies outside; `touches`: being at the limit is outside already."""
    return distance >= 0 if touches else distance > 0
