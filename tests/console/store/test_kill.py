"""SIGKILL at any moment: what was shown as saved is there afterwards."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from console.store.outbox import Outbox
from console.store.writing import Writer
from tests.support import deciding_child
from tests.support.builders import open_store

KILLS = 30
pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills")


def decide_until_killed(nursery, first, seconds):
    """Numbers that one process said were saved, before it was killed."""
    nursery.stdin.write(f"{first}\n")
    nursery.stdin.flush()
    process_id = int(nursery.stdout.readline())
    said = [int(nursery.stdout.readline())]
    threading.Event().wait(seconds)  # the moment of the kill, not a hope for anything
    os.kill(process_id, signal.SIGKILL)
    while (line := nursery.stdout.readline().strip()) != "ended":
        said.append(int(line))
    return said


def test_every_decision_that_was_said_to_be_saved_is_there_after_a_kill(tmp_path):
    chance = random.Random(20261122)
    said = [0]
    with subprocess.Popen(
        [sys.executable, str(Path(deciding_child.__file__)), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        for _ in range(KILLS):
            first = max(said) + 2  # the one in flight may or may not have been saved
            said += decide_until_killed(nursery, first, chance.uniform(0.0, 0.06))
        nursery.stdin.close()
    store, cache = open_store(tmp_path)
    cache.check()
    found = {
        command.command_id for command in Outbox(Writer(store)).claim_due(now_ms=1, limit=1_000_000)
    }
    assert {f"k{number}" for number in said[1:]} <= found
    assert len(said) > KILLS
    assert not store.cache_was_rebuilt
    store.close()
