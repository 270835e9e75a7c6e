"""What the process has freed is the system's again."""

import os
import sys
from pathlib import Path

import pytest

from console.workstation.spare_memory import give_back

PIECE, PIECES = 64 << 10, 800  # too small to be mapped one by one


def resident_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is asked")
def test_what_lies_below_a_piece_in_use_goes_back():
    pieces = [bytes([1]) * PIECE for _ in range(PIECES)]
    in_use = pieces.pop()
    del pieces
    before = resident_bytes()
    if not give_back():
        pytest.skip("a C library that has no such call")
    assert before - resident_bytes() > PIECES * PIECE // 2
    assert in_use


def test_other_systems_have_nothing_to_be_asked(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert not give_back()
