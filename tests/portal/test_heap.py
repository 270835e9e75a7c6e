"""Large blocks go back to the system, also in threads, once the heap is kept small."""

import subprocess
import sys

import pytest

PROGRAM = """
import threading
from portal import heap

def memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

def use():
    for _ in range(4):  # glibc would learn from the first that blocks of this size are heap
        pieces = [bytearray(b"x" * size) for size in range(1_000_000, 9_000_000, 1_000_000)]
        rest.append(bytes(100))  # what stays lies above what goes
        del pieces

{first}
rest = []
before = memory()
threads = [threading.Thread(target=use) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print((memory() - before) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's heap")
def test_what_was_large_is_given_back() -> None:
    program = PROGRAM.format(first="heap.keep_small()")
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 4 * 1024
