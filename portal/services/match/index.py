"""Charts in memory, found by the keys under which the queue finds them in the database."""

from collections import defaultdict
from collections.abc import Iterable

from portal.services.match.dates import birth_dates_like
from portal.services.match.keys import keys_of
from portal.services.match.people import Chart, Person

MOST_UNDER_A_KEY = 500
"""A key that so many charts share (a shelter's address, a main number) finds nobody in particular."""


class ChartIndex:
    """Charts by birth date and by key."""

    def __init__(self, charts: Iterable[Chart]) -> None:
        self._by_birth: dict[str, list[Chart]] = defaultdict(list)
        self._by_key: dict[str, list[Chart]] = defaultdict(list)
        for chart in charts:
            self._by_birth[chart.person.born].append(chart)
            for key in keys_of(chart.person):
                self._by_key[key].append(chart)

    def near(self, asked: Person) -> list[Chart]:
        """Give the charts worth comparing with somebody, each once."""
        found: dict[str, Chart] = {}
        born = {day.isoformat() for day in birth_dates_like(asked.born)}
        born |= {asked.born[:7], asked.born[:4]} if asked.born else set()
        for day in sorted(born):
            found.update((chart.id, chart) for chart in self._by_birth.get(day, ()))
        for key in keys_of(asked):
            under = self._by_key.get(key, ())
            if len(under) <= MOST_UNDER_A_KEY:
                found.update((chart.id, chart) for chart in under)
        return list(found.values())
