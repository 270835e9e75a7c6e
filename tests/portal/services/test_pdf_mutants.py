"""Files that somebody has tampered with: none brings the portal down, none with anything live passes."""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from portal.services import pdf_runner
from portal.services.pdf_gate import Fault, examine
from tests.support.pdf_mutants import Mutants, sheets
from tests.support.pdf_witness import live_in

SEED = 20261122
LARGE = 100_000
AT_ONCE = 64


def judged(numbers: Iterator[int], seed: int = SEED) -> Counter[str]:
    """Let mutants pass the gate, and the witness look at those that did; says what became of them."""
    mutants, fates = Mutants(seed), Counter[str]()
    with ThreadPoolExecutor(2) as pool:
        while batch := [(number, mutants.make(number)) for number in islice(numbers, AT_ONCE)]:
            found = pool.map(lambda one: examine(one[1].content), batch)
            for (number, mutant), examined in zip(batch, found, strict=True):
                fates[str(examined.fault)] += 1
                if examined.fault is None:
                    about = f"seed {seed}, mutant {number}: {mutant.how}"
                    assert not mutant.planted, about
                    assert live_in(mutant.content) == set(), about
    return fates


@pytest.fixture
def no_death() -> Iterator[None]:
    """The process that forks the children is the same afterwards: no file has reached it."""
    before = pdf_runner.prepared().process.pid
    yield
    assert pdf_runner.prepared().process.pid == before


def test_what_is_mutated_is_good_before_it():
    for sheet in sheets():
        assert examine(sheet).fault is None
        assert live_in(sheet) == set()


def test_the_witness_sees_what_is_planted():
    """The witness is no rubber stamp: of what is surely live it finds nearly all by itself."""
    seen = Counter[bool]()
    for number in range(150):
        mutant = Mutants(SEED).make(number)
        if mutant.planted and "polyglot" not in mutant.how:
            seen[bool(live_in(mutant.content))] += 1
    assert seen[True] > 50
    assert seen[False] <= 2, seen


@pytest.mark.field("upload")
@pytest.mark.threat("T7")
@pytest.mark.usefixtures("no_death")
def test_no_mutant_with_anything_live_is_accepted():
    fates = judged(iter(range(300)))
    assert fates["None"] > 5  # harmless damage passes, or the gate would be a wall
    assert set(fates) > {Fault.ACTIVE_CONTENT, Fault.ATTACHMENT, Fault.BROKEN, Fault.ENCRYPTED}


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.usefixtures("no_death")
def test_no_mutant_of_a_hundred_thousand_is_accepted():
    fates = judged(iter(range(300, LARGE)))
    sys.stdout.write(
        f"\n{fates.total()} mutants, none live accepted: {dict(fates.most_common())}\n"
    )
