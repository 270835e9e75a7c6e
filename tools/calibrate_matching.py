"""Measure the matching on linkage sets with truth, and what their first half says of its weights.

    python tools/calibrate_matching.py --data FOLDER [--weights] [--misses SET]

FOLDER has `linkage/` and `fhir/`. The tables are those of `docs/matching.md`: every figure is of the
half of the truths that no weight was calibrated on, and of both halves where it says so.
"""

import argparse
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from matching_noise import noisy
from matching_sets import LinkageSet, Pair, Request, in_first_half, load

from portal.services.match.index import ChartIndex
from portal.services.match.levels import FIELDS, levels
from portal.services.match.people import Chart
from portal.services.match.ranking import Match, best_matches
from portal.services.match.weights import POINTS

_OTHERS = 40  # pairs of strangers for each pair of one person
_LEAST = 0.5  # added to each count, so that what never happened is not impossible
_SCALE = 2.5  # points for each doubling of the odds


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", action="store_true", help="points from the first half")
    parser.add_argument("--misses", metavar="SET", help="show what is not found there")
    arguments = parser.parse_args()
    sets = load(arguments.data)
    if arguments.weights:
        print_weights(sets)
        return 0
    if arguments.misses:
        for one in sets:
            if one.name == arguments.misses:
                print_misses(one)
        return 0
    print_requests(sets, "Held-out half", held_out=True)
    print_requests(sets, "Both halves", held_out=False)
    print_kinds(sets[0])
    print_pairs(sets)
    print_noise(arguments.data)
    return 0


def print_requests(sets: Iterable[LinkageSet], title: str, *, held_out: bool) -> None:
    """Print what becomes of requests, set by set."""
    print(f"\n### {title}\n")
    print("| set | charts | requests with a chart | right one first | strong, of these |", end="")
    print(" strong precision | without a chart | of these strong |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for one in sets:
        if not one.requests:
            continue
        asked = [r for r in one.requests if not (held_out and in_first_half(r.truth or r.id))]
        said = Counts(one, asked)
        print(
            f"| {one.name} | {len(one.charts):,} | {said.with_chart:,} | {share(said.first, said.with_chart)} "
            f"| {share(said.strong_right, said.with_chart)} "
            f"| {share(said.strong_right, said.strong_right + said.strong_wrong)} "
            f"| {said.without:,} | {said.strong_stranger} |"
        )


def print_kinds(enrollment: LinkageSet) -> None:
    """Print what becomes of each kind of request of the enrollment set."""
    print("\n### Enrollment requests by kind, both halves\n")
    print("| kind | requests | strong, right | strong, wrong | possible | none |")
    print("|---|--:|--:|--:|--:|--:|")
    by_kind: dict[str, list[Request]] = defaultdict(list)
    for request in enrollment.requests:
        by_kind[request.kind].append(request)
    for kind, asked in by_kind.items():
        said = Counts(enrollment, asked)
        print(
            f"| {kind} | {len(asked)} | {said.strong_right} | {said.strong_wrong} "
            f"| {said.bands['possible']} | {said.bands['none']} |"
        )


def print_pairs(sets: Iterable[LinkageSet]) -> None:
    """Print the bands of pairs that experts judged."""
    print("\n### Pairs judged by experts\n")
    print("| set | verdict | half | pairs | strong | possible | none |")
    print("|---|---|---|--:|--:|--:|--:|")
    for one in sets:
        for verdict in ("match", "possible", "no match") if one.pairs else ():
            for half in ("held out", "both"):
                pairs = [
                    pair
                    for pair in one.pairs
                    if pair.verdict == verdict
                    and not pair.disputed
                    and not (half == "held out" and in_first_half(pair.id))
                ]
                bands = Counter(judge(pair) for pair in pairs)
                parts = " | ".join(
                    share(bands[b], len(pairs)) for b in ("strong", "possible", "none")
                )
                print(f"| {one.name} | {verdict} | {half} | {len(pairs)} | {parts} |")


def print_noise(folder: Path) -> None:
    """Print what becomes of requests with one made disturbance each."""
    print("\n### One disturbance at a time (made, seed 1)\n")
    print("| disturbance | requests | right one first | strong, right | strong, wrong |")
    print("|---|--:|--:|--:|--:|")
    for one in noisy(folder):
        said = Counts(one, one.requests)
        first = share(said.first, said.with_chart) if said.with_chart else "–"
        print(
            f"| {one.name} | {len(one.requests)} | {first} "
            f"| {share(said.strong_right, len(one.requests))} | {said.strong_wrong} |"
        )


def print_weights(sets: Iterable[LinkageSet]) -> None:
    """Print how often each level occurs, what the odds are worth, and the points in use."""
    chance = random.Random(1)  # noqa: S311 - the same table with the same data
    same: dict[str, Counter[str]] = defaultdict(Counter)
    other: dict[str, Counter[str]] = defaultdict(Counter)
    for one in sets:
        people = {chart.id: chart.person for chart in one.charts}
        everybody = list(people.values())
        for request in one.requests:
            if not request.truth or not in_first_half(request.truth):
                continue
            for name, level in levels(request.person, people[request.truth]).items():
                same[name][level] += 1
            for stranger in chance.sample(everybody, min(_OTHERS, len(everybody))):
                if stranger is not people[request.truth]:
                    for name, level in levels(request.person, stranger).items():
                        other[name][level] += 1
    print("| field | level | same person | others | odds in points | points |")
    print("|---|---|--:|--:|--:|--:|")
    for name in FIELDS:
        mine = sum(n for level, n in same[name].items() if level != "missing")
        theirs = sum(n for level, n in other[name].items() if level != "missing")
        for level, points in POINTS[name].items():
            m, u = same[name][level], other[name][level]
            odds = ((m + _LEAST) / (mine + 1)) / ((u + _LEAST) / (theirs + 1))
            worth = round(_SCALE * math.log2(odds))
            print(
                f"| {name} | {level} | {share(m, mine)} | {share(u, theirs)} | {worth:+d} | {points:+d} |"
            )


def print_misses(one: LinkageSet) -> None:
    """Print the requests whose chart does not come first, and strong matches with a wrong one."""
    index, people = ChartIndex(one.charts), {chart.id: chart.person for chart in one.charts}
    for request in one.requests:
        found = best_matches(request.person, index.near(request.person))
        first = found[0].chart.id if found else None
        wrong = [match.chart.id for match in found if _is_wrong(match, request)]
        if (request.truth and first != request.truth) or wrong:
            print(request.id, request.kind, dict(request.person.shown), "strong:", wrong)
            if request.truth:
                print("   chart", dict(people[request.truth].shown))
                print("   ", levels(request.person, people[request.truth]))
            for match in found[:2]:
                print("   found", match.chart.id, match.score, match.band, match.why_not_higher)
                print("      ", dict(match.chart.person.shown))
    for pair in one.pairs:
        band = judge(pair)
        if (pair.verdict, band) in {
            ("match", "none"),
            ("no match", "strong"),
        } and not pair.disputed:
            print(pair.id, band, dict(pair.one.shown))
            print("   ", dict(pair.other.shown), levels(pair.one, pair.other))


def _is_wrong(match: Match, request: Request) -> bool:
    return match.band == "strong" and match.chart.id != request.truth


class Counts:
    """What becomes of the requests of a set."""

    def __init__(self, one: LinkageSet, requests: Sequence[Request]) -> None:
        index = ChartIndex(one.charts)
        self.with_chart = sum(bool(request.truth) for request in requests)
        self.without = len(requests) - self.with_chart
        self.first = self.strong_right = self.strong_wrong = self.strong_stranger = 0
        self.bands: Counter[str] = Counter()
        for request in requests:
            found = best_matches(request.person, index.near(request.person))
            best = found[0] if found else None
            self.bands["none" if best is None else best.band] += 1
            self.first += (
                bool(request.truth) and best is not None and best.chart.id == request.truth
            )
            for match in found:
                if match.band == "strong":
                    right = match.chart.id == request.truth
                    self.strong_right += right
                    self.strong_wrong += not right
                    self.strong_stranger += not right and not request.truth


def judge(pair: Pair) -> str:
    """Give the band of a pair: the second record as the only chart."""
    index = ChartIndex([Chart("c", "c", pair.other)])
    found = best_matches(pair.one, index.near(pair.one))
    return found[0].band if found else "none"


def share(part: int, whole: int) -> str:
    """Give a share as text."""
    return f"{part / whole:.4f}" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
