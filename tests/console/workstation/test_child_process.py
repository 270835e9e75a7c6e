"""A child that was there before us can be waited for and ended like one of our own."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from console.child_process import AdoptedChild

ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a process of Windows has no such children")


@pytest.fixture
def adopted() -> Iterator[AdoptedChild]:
    """A child that says everything again, known by its number and its pipes alone."""
    pipe = subprocess.PIPE
    born = subprocess.Popen([sys.executable, "-c", ECHO], stdin=pipe, stdout=pipe, stderr=pipe)
    streams = [born.stdin, born.stdout, born.stderr]
    numbers = [os.dup(one.fileno()) for one in streams if one is not None]
    for one in streams:
        if one is not None:
            one.close()
    child = AdoptedChild(born.pid, numbers)
    yield child
    child.kill()
    born.returncode = child.wait(20)
    for text in (child.stdin, child.stdout, child.stderr):
        text.close()


def test_it_goes_on_answering(adopted: AdoptedChild) -> None:
    adopted.stdin.write("still there?\n")
    adopted.stdin.flush()
    assert adopted.stdout.readline() == "still there?\n"
    assert adopted.poll() is None


def test_it_ends_when_it_is_asked_to(adopted: AdoptedChild) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        adopted.wait(0.01)
    adopted.terminate()
    assert adopted.wait(20) == -15
    adopted.terminate()  # nobody is there any more, and nobody else is hit
    assert adopted.poll() == -15


def test_it_ends_when_we_close_its_input(adopted: AdoptedChild) -> None:
    adopted.stdin.close()
    assert adopted.wait(20) == 0


def test_pipes_that_are_none_of_ours_are_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        AdoptedChild(os.getpid(), [0])
    with pytest.raises(OSError, match="descriptor"):
        AdoptedChild(os.getpid(), [9001, 9002, 9003])
