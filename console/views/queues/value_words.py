"""Values of a laboratory as people read them: sensibly rounded, with unit, range and flag in words."""

import math
import re

from PySide6.QtCore import QCoreApplication, QLocale

from console.models.queue_face import Chip

_PLAIN = re.compile(r"[-+]?[0-9]+\.([0-9]*)")
_MOST = 6  # decimals, when fewer would put a value on the wrong side of a limit
# on which sides of a range a value may lie with a flag of HL7 table 0078 without contradiction
_AGREEING = {
    **dict.fromkeys(("", "N"), "N"),
    **dict.fromkeys(("H", "HH", "HU", ">"), "H"),
    **dict.fromkeys(("L", "LL", "LU", "<"), "L"),
    **dict.fromkeys(("A", "AA"), "LH"),
}
GRADES = frozenset({"S", "I", "R", "SDD", "NS"})
"""Flags of HL7 table 0078 that say what an antibiotic does."""
_CRITICAL = frozenset({"HH", "LL", "AA"})


def decimals_of(
    value: float, low: float | None = None, high: float | None = None, sent: str = ""
) -> int:
    """Say with how many decimals to show a value: at most four significant digits (look.md).

    `sent` is the value as it came, where that tells how exactly was measured ("5.10"). The range
    tells it too: never fewer decimals than its limits have, never more than one beyond. A value
    never seems to lie on the other side of a limit.
    """
    size = abs(value)
    if size >= 1000:
        wanted = 0
    elif size >= 10:
        wanted = 1
    elif size >= 1:
        wanted = 2
    elif size:
        wanted = min(_MOST, 2 - math.floor(math.log10(size)))
    else:
        wanted = 0
    written = _PLAIN.fullmatch(sent.strip().lstrip("<>=^ "))
    wanted = min(wanted, len(written[1]) if written else _own_decimals(value))
    limits = [limit for limit in (low, high) if limit is not None]
    if limits:
        exact = max(map(_own_decimals, limits))
        wanted = max(exact, min(wanted, exact + 1))
    while wanted < _MOST and any(_crosses(value, limit, wanted) for limit in limits):
        wanted += 1
    return wanted


def _own_decimals(value: float) -> int:
    """Count the decimals that a number was written with."""
    text = f"{value:.{_MOST}f}".rstrip("0")
    return len(text) - text.index(".") - 1


def _crosses(value: float, limit: float, decimals: int) -> bool:
    rounded = round(value, decimals)
    return (value < limit) != (rounded < limit) or (value > limit) != (rounded > limit)


def number_text(value: float, decimals: int) -> str:
    """Write a number in the user's locale."""
    locale = QLocale()
    if abs(value) >= 1e9:
        return locale.toString(float(value), "g", 4)
    if 0 < abs(value) < 1e-4:
        return locale.toString(float(value), "g", 3)  # else it would read as 0
    return locale.toString(float(value), "f", decimals)


def limit_text(limit: float) -> str:
    """Write a limit of a range with the decimals it came with."""
    return number_text(limit, _own_decimals(limit))


def comparator_words(comparator: str) -> str:
    """Write a comparator as people do."""
    return {"<=": "≤", ">=": "≥"}.get(comparator, comparator[:2])


def split_at_point(text: str) -> tuple[str, str]:
    """Part a number before its decimal point, for aligning."""
    point = QLocale().decimalPoint()
    whole, found, fraction = text.partition(point)
    return whole, found + fraction


def range_words(low: float | None, high: float | None, *, strict: bool = False) -> str:
    """Say the range in words; a `strict` limit is itself outside."""
    if low is not None and high is not None:
        text = QCoreApplication.translate("Values", "range {low} to {high}")
        return text.format(low=limit_text(low), high=limit_text(high))
    if high is not None:
        text = QCoreApplication.translate("Values", "range up to {high}")
        below = QCoreApplication.translate("Values", "range below {high}")
        return (below if strict else text).format(high=limit_text(high))
    if low is not None:
        text = QCoreApplication.translate("Values", "range from {low}")
        above = QCoreApplication.translate("Values", "range above {low}")
        return (above if strict else text).format(low=limit_text(low))
    return QCoreApplication.translate("Values", "no range given")


def side_of(
    value: float | None, low: float | None, high: float | None, *, strict: bool = False
) -> str:
    """Give the side of a range on which a number lies: L, N or H; "" without a range."""
    if value is None or (low is None and high is None):
        return ""
    if low is not None and (value <= low if strict else value < low):
        return "L"
    if high is not None and (value >= high if strict else value > high):
        return "H"
    return "N"


def side_words(side: str) -> str:
    """Say on which side of its range a value lies; nothing where that is not known."""
    return {
        "L": QCoreApplication.translate("Values", "below the range"),
        "H": QCoreApplication.translate("Values", "above the range"),
        "N": QCoreApplication.translate("Values", "within the range"),
    }.get(side, "")


def is_critical(flag: str) -> bool:
    """Tell whether the laboratory calls a value critical (HL7 table 0078)."""
    return flag in _CRITICAL


def flag_chip(flag: str) -> Chip | None:
    """Give the laboratory's flag as a chip; None for no flag, which never means normal."""
    if flag in {"", "N"}:
        return None
    known = {
        "H": Chip("arrow-up", QCoreApplication.translate("Flags", "High"), "warn"),
        "L": Chip("arrow-down", QCoreApplication.translate("Flags", "Low"), "warn"),
        "HH": Chip("urgent", QCoreApplication.translate("Flags", "Critical high"), "bad"),
        "LL": Chip("urgent", QCoreApplication.translate("Flags", "Critical low"), "bad"),
        "AA": Chip("urgent", QCoreApplication.translate("Flags", "Critical"), "bad"),
        "A": Chip("warning", QCoreApplication.translate("Flags", "Abnormal"), "warn"),
        ">": Chip("arrow-up", QCoreApplication.translate("Flags", "Above scale"), "warn"),
        "<": Chip("arrow-down", QCoreApplication.translate("Flags", "Below scale"), "warn"),
        "R": Chip("warning", QCoreApplication.translate("Flags", "Resistant"), "warn"),
        "I": Chip("approx", QCoreApplication.translate("Flags", "Intermediate"), "warn"),
        "S": Chip("check", QCoreApplication.translate("Flags", "Susceptible"), "info"),
    }
    return known.get(flag) or Chip("info", flag[:16], "info")


def own_chip(side: str) -> Chip | None:
    """Mark a value that lies beside its range though the laboratory put no flag on it.

    The words differ from the laboratory's, so that nobody takes our reckoning for its judgment.
    """
    if side == "L":
        return Chip("arrow-down", QCoreApplication.translate("Flags", "Below the range"), "warn")
    if side == "H":
        return Chip("arrow-up", QCoreApplication.translate("Flags", "Above the range"), "warn")
    return None


def differing_words(flag: str, side: str) -> str:
    """Say both, where the laboratory's flag and the range disagree; "" where they do not."""
    agreeing = _AGREEING.get(flag)
    if not side or agreeing is None or side in agreeing:
        return ""
    chip = flag_chip(flag)
    told = flag if chip is None else f"{chip.text} ({flag})"
    text = QCoreApplication.translate("Flags", "Laboratory: {flag} · by the range: {side}")
    return text.format(
        flag=told or QCoreApplication.translate("Flags", "no flag"),
        side={
            "L": QCoreApplication.translate("Flags", "below"),
            "H": QCoreApplication.translate("Flags", "above"),
        }.get(side, QCoreApplication.translate("Flags", "within")),
    )


def status_chip(raw_status: str) -> Chip | None:
    """Give a report's status as the laboratory sent it (HL7 table 0123, FHIR) as a chip."""
    final = Chip("check", QCoreApplication.translate("Reports", "Final"), "ok")
    changed = Chip("edit", QCoreApplication.translate("Reports", "Corrected"), "info")
    early = Chip("clock", QCoreApplication.translate("Reports", "Preliminary"), "warn")
    partial = Chip("clock", QCoreApplication.translate("Reports", "Partial"), "warn")
    unverified = Chip("warning", QCoreApplication.translate("Reports", "Not verified"), "warn")
    ordered = Chip("clock", QCoreApplication.translate("Reports", "In progress"), "warn")
    canceled = Chip("cross", QCoreApplication.translate("Reports", "Canceled"), "bad")
    wrong = Chip("cross", QCoreApplication.translate("Reports", "Entered in error"), "bad")
    known = {
        **dict.fromkeys(("F", "final"), final),
        **dict.fromkeys(("C", "corrected", "amended", "appended"), changed),
        **dict.fromkeys(("P", "preliminary"), early),
        **dict.fromkeys(("A", "partial"), partial),
        "R": unverified,
        **dict.fromkeys(("O", "I", "S", "registered"), ordered),
        **dict.fromkeys(("X", "cancelled"), canceled),
        "entered-in-error": wrong,
    }
    if not raw_status:
        return None
    return known.get(raw_status) or Chip("info", raw_status[:24].capitalize(), "warn")
