"""Candidates for one applicant, best first: scored, guarded, and compared with one another."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.services.match.levels import FIELDS, Levels, levels
from portal.services.match.people import Chart, Person
from portal.services.match.verdict import (
    KINDRED,
    band_of,
    guard_of,
    named_and_reached,
    reasons,
)
from portal.services.match.weights import MARGIN, POSSIBLE, SHOWN, points_of, total

MOST_SHOWN = 5
_ORDER = {"strong": 0, "possible": 1, "none": 2}


@dataclass(slots=True)
class Match:
    """A chart with what its comparison came to; `margin` is the lead over the next best, or None."""

    chart: Chart
    levels: Levels
    score: int
    band: str
    guard: str | None
    why_not_higher: list[str]
    margin: int | None = None

    def evidence(self, asked: Person) -> list[dict[str, object]]:
        """Give the table that explains the score: one row a field, both values as written."""
        points = points_of(self.levels)
        chart = self.chart.person
        return [
            {
                "field": field,
                "level": self.levels[field],
                "points": points[field],
                "submitted": asked.shown[field],
                "chart": chart.shown[field],
            }
            for field in FIELDS
            if asked.shown[field] or chart.shown[field]
        ]


def best_matches(asked: Person, charts: Iterable[Chart]) -> list[Match]:
    """Give the charts that an applicant may be, best first, at most five.

    Two charts within ten points: neither is strong, and a person must choose (DOMAIN §5.2 b). A
    chart that staff told apart from this applicant before does not count as the other one.
    """
    found = [match for chart in charts if (match := _match(asked, chart)) is not None]
    found.sort(key=lambda one: (-one.score, one.chart.number, one.chart.id))
    _compare(found)
    found.sort(key=lambda one: _ORDER[one.band])  # a relative never stands before the patient
    return found[:MOST_SHOWN]


def _match(asked: Person, chart: Chart) -> Match | None:
    said = levels(asked, chart.person)
    score = total(said)
    guard = guard_of(said, chart, dated=said["birth_date"] != "missing")
    if score < SHOWN and guard not in KINDRED - {"household"} and not named_and_reached(said):
        return None
    why_not = reasons(said, score)
    band = band_of(score, why_not, guard)
    return Match(chart, said, score, band, guard, [*why_not, *([guard] if guard else [])])


def _compare(found: list[Match]) -> None:
    """Set each margin, and stop whatever has another chart as good beside it."""
    rivals = [one for one in found if not one.chart.distinct]
    for one in found:
        others = [other.score for other in rivals if other is not one][:1]
        one.margin = one.score - others[0] if others else None
    if len(rivals) < 2 or rivals[0].score < POSSIBLE:
        return
    if rivals[0].score - rivals[1].score > MARGIN:
        return
    for one in rivals:
        if rivals[0].score - one.score <= MARGIN:
            one.why_not_higher.append("two_alike")
            one.guard = one.guard or "two_alike"
            one.band = "possible" if one.band == "strong" else one.band
