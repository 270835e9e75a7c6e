"""Pages are drawn by a child process, which may fail without harm."""

import subprocess
import sys

import pytest

from console.paper import Paper, PaperError
from tests.support.papers import paper


def dark(drawing):
    """How many pixels are darker than grey."""
    return sum(1 for blue in drawing.pixels[::4] if blue < 128)


def test_a_page_is_drawn_as_wide_as_asked():
    with Paper(paper(["Statement 4711", ""])) as open_paper:
        assert open_paper.pages == 2
        first, second = open_paper.draw(0, 306), open_paper.draw(1, 306)
    assert (first.width, first.height) == (306, 396)
    assert len(first.pixels) == 306 * 396 * 4
    assert dark(first) > 50
    assert dark(second) == 0


@pytest.mark.parametrize("content", [b"", b"no PDF", paper(["x"])[:300]])
def test_what_is_no_pdf_is_said_to_be_none(content):
    with pytest.raises(PaperError):
        Paper(content)


@pytest.mark.parametrize(("page", "width"), [(1, 300), (-2, 300), (0, 0), (0, 1_000_000)])
def test_a_page_that_can_not_be_drawn_leaves_the_others(page, width):
    with Paper(paper(["one"])) as open_paper:
        with pytest.raises(PaperError):
            open_paper.draw(page, width)
        assert open_paper.draw(0, 100).width == 100


def test_a_child_that_died_is_an_error_not_a_hang():
    open_paper = Paper(paper(["one"]))
    open_paper._child.kill()
    with pytest.raises(PaperError):
        open_paper.draw(0, 100)
    open_paper.close()


def test_a_child_that_takes_too_long_is_killed():
    with pytest.raises(PaperError):
        Paper(paper(["one"]), time_limit_s=0.0001)


def test_no_child_is_left_behind():
    with Paper(paper(["one"])) as open_paper:
        child = open_paper._child
    assert child.poll() is not None


def test_the_installed_program_is_its_own_child():
    content = paper(["one"])
    child = subprocess.run(
        [sys.executable, "-m", "console", "--draw-pages"],
        input=len(content).to_bytes(8, "big") + content + b"0 50\n",
        capture_output=True,
        check=True,
    )
    assert child.stdout.startswith(b'{"pages": 1}\n{"width": 50')
