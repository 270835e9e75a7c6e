"""A match as the queue and the console read it: who the chart is of, the score, and why."""

from collections.abc import Mapping
from typing import Any

from portal.services.match.levels import Levels
from portal.services.match.people import Person
from portal.services.match.ranking import Match

Candidate = dict[str, Any]

_AGREE = {"exact", "nickname", "transliterated", "previous"}
_COMPARED = ("given_name", "family_name", "birth_date", "sex", "address", "phone", "email")
_DISAGREE = {"differ", "generation", "missing"}


def candidate(asked: Person, row: Mapping[str, Any], match: Match) -> Candidate:
    """Give a candidate for the row of `patient` that was matched."""
    return {
        "patient_id": row["id"],
        "record_number": row["record_number"],
        "name": full_name(row),
        "given_name": row["given_name"],
        "middle_name": row["middle_name"],
        "family_name": row["family_name"],
        "suffix": row.get("suffix") or "",
        "birth_date": row["birth_date"].isoformat(),
        "sex": row["sex"],
        "address": one_line(row),
        "phone": row["phone"],
        "email": row["email"],
        "has_account": match.chart.has_account,
        "deceased": match.chart.deceased,
        "status": match.chart.status,
        "score": match.score,
        "band": match.band,
        "guard": match.guard,
        "margin": match.margin,
        "why_not_higher": match.why_not_higher,
        "agreement": agreement(match.levels),
        "evidence": match.evidence(asked),
    }


def agreement(found: Levels) -> dict[str, str]:
    """Give the levels in four words: `agree`, `close`, `differ`, `missing`."""
    return {field: _word(found[field]) for field in _COMPARED}


def full_name(chart: Mapping[str, Any]) -> str:
    """Give a chart's name as it is written."""
    names = (
        chart["given_name"],
        chart["middle_name"],
        chart["family_name"],
        chart.get("suffix") or "",
    )
    return " ".join(name for name in names if name)


def one_line(chart: Mapping[str, Any]) -> str:
    """Give a chart's address in one line."""
    place = " ".join(part for part in (chart["state"], chart["postal_code"]) if part)
    return ", ".join(part for part in (chart["address_line"], chart["city"], place) if part)


def _word(level: str) -> str:
    if level in _AGREE:
        return "agree"
    if level in _DISAGREE:
        return "missing" if level == "missing" else "differ"
    return "close"
