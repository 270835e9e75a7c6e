"""What a new version of a report changes, value by value (DOMAIN §5.4, Corrections)."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
_MEASURED = ("value_number", "value_text", "comparator", "unit")
_JUDGED = ("range_low", "range_high", "flag", "raw_status")


def same(before: Sequence[Row], after: Sequence[Row]) -> bool:
    """Tell whether two versions say the same about every value."""
    return [_whole(row) for row in before] == [_whole(row) for row in after]


def changes(before: Sequence[Row], after: Sequence[Row]) -> list[dict[str, Any]]:
    """Give what differs, in the order of the new version; `old` or `new` is null where it is missing."""
    earlier, found = _by_test(before), []
    later = _by_test(after)
    for key, row in later.items():
        old = earlier.get(key)
        if old is None or _whole(old) != _whole(row):
            found.append(_change(row, old, row))
    found += [_change(row, row, None) for key, row in earlier.items() if key not in later]
    return found


def _by_test(rows: Sequence[Row]) -> dict[tuple[str, int], Row]:
    """Key rows by code and by how often the code came before: a panel may repeat a test."""
    found: dict[tuple[str, int], Row] = {}
    for row in sorted(rows, key=lambda one: one["ordinal"]):
        count = sum(code == row["code"] for code, _ in found)
        found[row["code"], count] = row
    return found


def _change(named: Row, old: Row | None, new: Row | None) -> dict[str, Any]:
    return {"code": named["code"], "name": named["name"], "old": _told(old), "new": _told(new)}


def _told(row: Row | None) -> dict[str, Any] | None:
    return None if row is None else {name: row[name] for name in (*_MEASURED, "flag")}


def _whole(row: Row) -> tuple[Any, ...]:
    """Give what a value says; how its range is written counts where no number was understood of it."""
    told = tuple(row.get(name) for name in ("code", *_MEASURED, *_JUDGED))
    understood = row.get("range_low") is not None or row.get("range_high") is not None
    written = "" if understood else row.get("range_text") or ""
    return (*told, written, row.get("note") or "")
