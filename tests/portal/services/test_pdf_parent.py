"""The prepared process of the PDF gate ends with the portal, whatever ends that, and takes all along."""

import subprocess
import sys

import psutil

from tests.support.papers import paper
from tests.support.until import until_in_thread

PORTAL = """
import sys
from portal.services import pdf_runner
from portal.services.pdf_gate import examine
assert examine(sys.stdin.buffer.read(int(sys.argv[1]))).fault is None
print(pdf_runner.prepared().process.pid, flush=True)
if sys.argv[2] == "hanging":
    line, leash = pdf_runner.prepared().fork(50)  # a child that waits for a file that never comes
    print("waiting", flush=True)
sys.stdin.buffer.read()
"""


def started(content: bytes, *, hanging: bool) -> tuple[subprocess.Popen, psutil.Process]:
    words = [sys.executable, "-c", PORTAL, str(len(content)), "hanging" if hanging else "idle"]
    portal = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    portal.stdin.write(content)
    portal.stdin.flush()
    prepared = psutil.Process(int(portal.stdout.readline()))
    if hanging:
        portal.stdout.readline()
    return portal, prepared


def gone(process: psutil.Process) -> bool:
    """Whether it has ended; somebody may have yet to notice."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_it_ends_when_the_portal_is_killed_and_so_do_its_children():
    portal, prepared = started(paper(["Statement 4711"]), hanging=True)
    (child,) = prepared.children()
    with portal:
        portal.kill()
        portal.wait(20)
    until_in_thread(lambda: gone(prepared) and gone(child))


def test_it_ends_with_the_portal():
    portal, prepared = started(paper(["Statement 4711"]), hanging=False)
    with portal:
        portal.stdin.close()
        assert portal.wait(20) == 0
    until_in_thread(lambda: gone(prepared))
