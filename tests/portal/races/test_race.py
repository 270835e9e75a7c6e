"""Many processes decide the same items: each once, nothing lost, every mirror equal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SEED = 20261122


def run(url, processes, items, seed, timeout):
    """The race in a program of its own, which forks before any thread is started."""
    command = [sys.executable, "-m", "tests.portal.races.race", "--url", url]
    command += ["--processes", str(processes), "--items", str(items), "--seed", str(seed)]
    print("replay:", " ".join(command[1:]))  # noqa: T201 - shown when the test fails
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.stdout, done.stderr
    summary = json.loads(done.stdout)
    assert summary["wrong"] == [], summary
    assert done.returncode == 0
    return summary


def check(summary):
    statuses = summary["statuses"]
    assert statuses["applied"] == summary["items"]
    assert statuses["replayed"] > 0
    assert statuses["conflict"] > statuses["applied"]
    assert statuses["already_satisfied"] > 0
    assert set(summary["classes"]) == {"decided_differently", "already_satisfied"}
    assert summary["pulls"] > 1


@pytest.mark.invariant("I1")
@pytest.mark.threat("T10")
@pytest.mark.timeout(300)
def test_fifty_processes_decide_the_same_items(database_url):
    check(run(database_url, 50, 200, SEED, 280))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, 21))
def test_fifty_processes_decide_a_thousand_items_again_and_again(database_url, seed):
    check(run(database_url, 50, 1000, seed, 600))
