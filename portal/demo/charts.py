"""The charts of a practice in memory, to find candidates for many applicants without a database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from portal.demo.source import Row
from portal.services import evidence
from portal.services.matching import rank


class Charts:
    """Charts by birth date and by what it becomes with one digit unread, folded once.

    A chart whose birth date is neither the one asked for nor a slip away from it never scores high
    enough to be shown (DOMAIN §5.2), so these are all that `portal.services.matching` finds; a test
    holds the two together.
    """

    def __init__(self, rows: Iterable[Row], with_account: Collection[str]) -> None:
        self._with_account = set(with_account)
        self._by_key: dict[str, list[tuple[evidence.Person, Row]]] = defaultdict(list)
        for row in rows:
            folded = evidence.Person.of_chart(row)
            for key in _keys(row["birth_date"]):
                self._by_key[key].append((folded, row))

    def candidates(self, submitted: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Find the charts that somebody may be, best first, as the portal does."""
        asked = evidence.Person.of_submitted(submitted)
        born = date.fromisoformat(submitted["birth_date"])
        found = {
            row["id"]: row
            for key in _keys(born)
            for folded, row in self._by_key.get(key, ())
            if (folded.birth_date == born or _may_be_close(asked.family, folded.family))
            and _is_shown(evidence.agreement(asked, folded))
        }
        return rank(submitted, found.values(), self._with_account) if found else []


def _keys(day: date) -> Iterator[str]:
    """Give the date with each digit hidden in turn, and one key for day and month either way."""
    text = day.isoformat()
    for place, digit in enumerate(text):
        if digit != "-":
            yield f"{text[:place]}?{text[place + 1 :]}"
    low, high = sorted((day.month, day.day))
    yield f"{day.year} {low} {high}"


def _may_be_close(one: str, other: str) -> bool:
    """Rule out family names that no single slip connects, before the costly comparison.

    With a birth date that is only close, nobody is shown whose family name is not at least close;
    and one slip leaves the first or the last letter as it was.
    """
    return one[:1] == other[:1] or one[-1:] == other[-1:] or " " in one or " " in other


def _is_shown(agreement: evidence.Agreement) -> bool:
    return evidence.band(agreement, evidence.score(agreement)) != "none"
