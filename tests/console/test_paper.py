"""Pages are drawn by a child process, which may fail without harm."""

import subprocess
import sys

import pytest

from console.paper import SIDE, Paper, PaperError, Place
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


def letter(texts, *, turned=0, cut=None):
    def change(pdf):
        for page in pdf.pages:
            page.Rotate = turned
            if cut is not None:
                page.CropBox = cut

    return paper(texts, change)


def inked(drawing, place):
    """The share of dark pixels in a box of a page."""
    left, right = place.left * drawing.width // SIDE, place.right * drawing.width // SIDE
    top, bottom = place.top * drawing.height // SIDE, place.bottom * drawing.height // SIDE
    box = [
        drawing.pixels[(y * drawing.width + x) * 4] < 128
        for y in range(top, bottom + 1)
        for x in range(left, right + 1)
    ]
    return sum(box) / len(box)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [None, [36, 200, 500, 780]])
def test_b10_words_are_found_where_they_are_drawn(turned, cut):
    """Also on a page that is turned, or cut to a part of it: the mark lies on the words."""
    text = "Account 4711 of nobody"
    with Paper(letter(["", text], turned=turned, cut=cut)) as open_paper:
        (number,) = open_paper.find(1, [(8, 4)])
        drawing = open_paper.draw(1, 612)
    assert number.which == 0
    assert inked(drawing, number) > 0.15
    wide, high = number.right - number.left, number.bottom - number.top
    assert (wide > high) == (turned in {0, 180})


def test_b10_only_what_stands_in_the_text_is_marked():
    with Paper(paper(["Amount due 120.00"])) as open_paper:
        assert open_paper.find(0, [(11, 6), (100, 4), (-3, 4), (11, 0), (11, 60)])[0].which == 0
        assert {one.which for one in open_paper.find(0, [(100, 4), (0, 6), (-1, 2)])} == {1}
        assert open_paper.find(0, []) == []
        with pytest.raises(PaperError):
            open_paper.find(7, [(0, 1)])
        assert open_paper.draw(0, 100).width == 100


GOOD = b'{"places": [[0, 0, 0, 1, 10000]]}'


@pytest.mark.threat("T7")
@pytest.mark.parametrize(
    "said",
    [
        *(b'{"places": 4}', b'{"places": [[0, 5, 5, 1, 9]]}', b'{"places": [[3, 0, 0, 1, 1]]}'),
        *(b'{"places": [[0, 0, 0, 1, 10001]]}', b'{"places": [[0, 0, 0, "x", 1]]}'),
        *(b'{"pages": 1}', b"[]", GOOD),
    ],
)
def test_t7_a_child_that_was_taken_over_marks_nothing_outside_the_page(said, monkeypatch):
    opened = "import sys; sys.stdin.buffer.read(1); print('{\"pages\": 1}', flush=True)"
    script = f"{opened}; print({said.decode()!r}, flush=True); sys.stdin.read()"
    monkeypatch.setattr("console.paper._command", lambda: [sys.executable, "-c", script])
    with Paper(paper(["one"])) as open_paper:
        if said == GOOD:
            assert open_paper.find(0, [(0, 1)]) == [Place(0, 0, 0, 1, SIDE)]
            return
        with pytest.raises(PaperError):
            open_paper.find(0, [(0, 1)])
