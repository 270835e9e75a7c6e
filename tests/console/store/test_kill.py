"""SIGKILL at any moment: what was shown as saved is there afterwards."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from console.store.outbox import Outbox
from console.store.writing import Writer
from tests.support import deciding_child
from tests.support.builders import open_store

KILLS = 30


def test_every_decision_that_was_said_to_be_saved_is_there_after_a_kill(tmp_path):
    chance = random.Random(20261122)
    said: list[int] = []
    first = 1
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, str(Path(deciding_child.__file__)), str(tmp_path), str(first)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        said.append(int(child.stdout.readline()))
        pause = threading.Event()
        pause.wait(chance.uniform(0.0, 0.06))  # the moment of the kill, not a hope for anything
        child.kill()
        said += [int(line) for line in child.stdout if line.endswith("\n")]
        child.wait()
        child.stdout.close()
        first = max(said) + 2  # the one in flight may or may not have been saved
    store, cache = open_store(tmp_path)
    cache.check()
    outbox = Outbox(Writer(store))
    found = {command.command_id for command in outbox.claim_due(now_ms=1, limit=1_000_000)}
    assert {f"k{number}" for number in said} <= found
    assert len(said) >= KILLS
    assert not store.cache_was_rebuilt
    store.close()
