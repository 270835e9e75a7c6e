"""A value as people read it: rounded as its size and its range suggest, never across a limit.

The console reckons the same for its own screens; `tests/support/rounding.csv` holds both to it. The
original goes along, so that nothing is lost by it.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from portal.services.observation_values import usable_range

_MOST = 6  # decimals, when fewer would put a value on the wrong side of a limit
_PLAIN = re.compile(r"[-+]?[0-9]+\.([0-9]*)")


def display(row: Mapping[str, Any]) -> str:
    """Write the value of a row of `lab_observation` with comparator and unit: "<7.46 mmol/L"."""
    value = row["value_number"]
    if value is None:
        return str(row["value_text"])
    low, high = usable_range(row)
    decimals = decimals_of(value, low, high, str(row.get("value_original") or ""))
    if abs(value) >= 1e9 or 0 < abs(value) < 1e-4:
        number = f"{value:.3g}"
    else:
        number = f"{value:.{decimals}f}"
    return f"{row['comparator']}{number} {row['unit']}".strip()


def decimals_of(
    value: float, low: float | None = None, high: float | None = None, sent: str = ""
) -> int:
    """Say with how many decimals to show a value: at most four significant digits.

    Never more than the laboratory sent, never fewer than its limits have, and never more than one
    beyond those, unless the value would then seem to lie on the other side of a limit.
    """
    wanted = min(_by_size(abs(value)), _written_decimals(value, sent))
    limits = [limit for limit in (low, high) if limit is not None]
    if limits:
        exact = max(map(_own_decimals, limits))
        wanted = max(exact, min(wanted, exact + 1))
    while wanted < _MOST and any(_crosses(value, limit, wanted) for limit in limits):
        wanted += 1
    return wanted


def _by_size(size: float) -> int:
    if size >= 1000 or not size:
        return 0
    if size >= 10:
        return 1
    return 2 if size >= 1 else min(_MOST, 2 - math.floor(math.log10(size)))


def _written_decimals(value: float, sent: str) -> int:
    """Count the decimals as sent: a zero at the end says how exactly was measured."""
    found = _PLAIN.fullmatch(sent.strip().lstrip("<>=^ "))
    return len(found[1]) if found else _own_decimals(value)


def _own_decimals(value: float) -> int:
    text = f"{value:.{_MOST}f}".rstrip("0")
    return len(text) - text.index(".") - 1


def _crosses(value: float, limit: float, decimals: int) -> bool:
    rounded = round(value, decimals)
    return (value < limit) != (rounded < limit) or (value > limit) != (rounded > limit)
