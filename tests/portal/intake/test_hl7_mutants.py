"""Damaged messages: nothing but a reading comes out, in little time and in level memory.

To look at one: `HL7Mutants(list(all_kept().values())).make(NUMBER)`. A longer run with other originals:
`PORTAL_TEST_COLLECTIONS=/folder pytest -m soak tests/portal/intake/test_hl7_mutants.py -s`.
"""

import os
import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import psutil
import pytest

from portal.intake.hl7v2 import acks, digest, head, read, split
from portal.intake.hl7v2.reading import Head
from portal.intake.reasons import QUARANTINED, REFUSED
from portal.intake.shape import Fault, Parsed
from portal.services.raw_status import RELEASABLE_STATUS
from tests.support.hl7_messages import all_kept
from tests.support.hl7_mutants import HL7Mutants

MANY = int(os.environ.get("PORTAL_HL7_MUTANTS", "100000"))
WORST_S = 0.1  # of processor time for one message, in the soak run
FAR_TOO_LONG_S = 2.0  # … in the suite, whatever else the machine does
LEVEL_BYTES = 4 * 1024 * 1024
RESIDENT_BYTES = 32 * 1024 * 1024  # the largest message that was read lies within


def _resident():
    return psutil.Process().memory_info().rss


def collections():
    """The folder of messages that nobody here wrote, or a skip that says why."""
    folder = os.environ.get("PORTAL_TEST_COLLECTIONS")
    if not folder:
        pytest.skip("PORTAL_TEST_COLLECTIONS names no folder with collections of messages")
    return sorted(Path(folder).rglob("*.hl7"))


def wholly_read(raw):
    """Do to a message what is done to one that arrives; give its readings and the longest of them."""
    found = split(raw)
    readings, answers, longest = [], [], 0.0
    for message in found.messages:
        before = time.process_time()
        seen = head(message)
        assert len(digest(message)) == 64
        readings.append(read(message))
        longest = max(longest, time.process_time() - before)
        answers.append(acks.Answer(seen, acks.ACCEPTED if isinstance(seen, Head) else acks.FAILED))
    acks.acknowledge(answers, found)
    return readings, longest


def check(reading):
    """Look for what may never come out, whatever went in."""
    if isinstance(reading, Fault):
        assert reading.reason in QUARANTINED | REFUSED
        assert len(reading.detail) <= 300
        return
    assert isinstance(reading, Parsed)
    assert reading.reports
    for report in reading.reports:
        assert len(report.raw_status) <= 20
        if report.raw_status in RELEASABLE_STATUS:
            assert report.raw_status in {"F", "C"}
        for value in report.observations:
            assert value.value_number is None or value.value_text == ""
            assert value.value_number is None or any(
                sign.isdigit() for sign in value.value_original
            )
            assert "\x00" not in value.value_text + value.note + value.code.text


def run(mutants, numbers):
    """Read many mutants; give the outcomes and the longest message with its number."""
    outcomes, worst = Counter(), (0.0, -1)
    for number in numbers:
        raw = mutants.make(number)
        try:
            readings, longest = wholly_read(raw)
            for reading in readings:
                check(reading)
                outcomes[reading.reason if isinstance(reading, Fault) else "parsed"] += 1
        except Exception as error:
            raise AssertionError(f"mutant {number}: {error!r}") from error
        if longest > worst[0]:
            again = min(
                wholly_read(raw)[1] for _ in range(2)
            )  # another process may have been in the way
            worst = max(worst, (min(again, longest), number))
    return outcomes, worst


@pytest.mark.threat("T8")
def test_no_mutant_raises_or_takes_long():
    outcomes, worst = run(HL7Mutants(list(all_kept().values())), range(2_000))
    assert worst[0] < FAR_TOO_LONG_S, f"mutant {worst[1]}"
    assert outcomes["parsed"] > 300  # the wounds are not all deadly, and so something is tried
    assert len(outcomes) > 8
    assert outcomes["PARSER_FAILED"] == 0


def test_memory_stays_level():
    mutants = HL7Mutants(list(all_kept().values()), seed=2)
    run(mutants, range(20))
    tracemalloc.start()
    try:
        run(mutants, range(20, 40))
        before = tracemalloc.get_traced_memory()[0]
        run(mutants, range(40, 140))
        after = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert after - before < LEVEL_BYTES


def test_the_same_number_is_the_same_mutant():
    originals = list(all_kept().values())
    assert [HL7Mutants(originals).make(n) for n in range(50)] == [
        HL7Mutants(originals).make(n) for n in range(50)
    ]


@pytest.mark.threat("T8")
@pytest.mark.parametrize(
    "sign",
    ["|", "^", "~", "&", "\\", "\r", "\n", "A|", "OBX|1\r", "\\X", "\\.br", "<b", "<", "{\\rtf1 "],
)
def test_a_flood_of_one_thing_takes_bounded_time(sign):
    """A megabyte of anything is refused or read; the limits are on work, so time follows."""
    top = "MSH|^~\\&|LAB|N|C|M|20260101||ORU^R01|1|P|2.5\rPID|1||1^^^A^MR\rOBR|1|1|1|A^B|||||||||||||||||||||F\r"
    value = f"OBX|1|FT|A^B||{sign * (1_000_000 // len(sign))}||||||F\r"
    readings, longest = wholly_read((top + value).encode())
    for reading in readings:
        check(reading)
    assert longest < FAR_TOO_LONG_S


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_mutants():
    """`make soak`: no exception, the worst message under 100 ms of processor time, memory level."""
    originals = list(all_kept().values())
    folder = os.environ.get("PORTAL_TEST_COLLECTIONS")
    if folder:
        originals += [path.read_bytes() for path in sorted(Path(folder).rglob("*.hl7"))]
    mutants = HL7Mutants(originals, seed=3)
    run(mutants, range(500))
    before = _resident()
    outcomes, worst = run(mutants, range(MANY))
    told = f"{MANY} mutants: {dict(outcomes.most_common())}; worst {worst[0] * 1000:.1f} ms ({worst[1]})"
    sys.stdout.write(f"\n{told}; resident {_resident() - before} bytes more\n")
    assert _resident() - before < RESIDENT_BYTES
    assert worst[0] < WORST_S, f"mutant {worst[1]}"
    assert outcomes["PARSER_FAILED"] == 0


@pytest.mark.soak
def test_every_message_of_the_collections_ends_with_an_outcome():
    """Print the table of outcomes of each folder; nothing that is no result may be read as one."""
    table = {}
    for path in collections():
        for message in split(path.read_bytes()).messages:
            reading = read(message)
            check(reading)
            outcome = reading.reason if isinstance(reading, Fault) else "parsed"
            table.setdefault(path.parent.name, Counter())[outcome] += 1
            if path.parent.name in {"oru-not-lab-nndss", "odd"}:
                assert outcome != "parsed", path.name
    for folder, outcomes in sorted(table.items()):
        sys.stdout.write(f"\n{folder} {dict(outcomes.most_common())}")
    assert table
