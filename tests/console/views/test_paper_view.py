"""Pages in a column: they fit the room there is, and words on them are marked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.views.paper_marks import Mark, paper_color
from console.views.paper_view import PaperView
from tests.support.looking import settle


def white(width=400, height=518):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


@pytest.fixture
def view(qtbot):
    made = PaperView()
    qtbot.addWidget(made)
    made.show_pages(1)
    made.resize(400, 518)
    made.show()
    made.show_page(0, white())
    settle()
    return made


@pytest.mark.parametrize("height", range(560, 640, 5))
def test_a_room_as_high_as_the_page_does_not_flicker(qtbot, height):
    """With the bar the page fits, so the bar goes; without it the page is too high, so it comes."""
    area, inside = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    paper = PaperView()
    column.addWidget(paper)
    column.addStretch(1)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.resize(467, height)
    area.show()
    paper.show_pages(1)
    settle()
    assert paper.height() >= paper._places()[0][1].height()


def test_b10_agreeing_and_contradicting_marks_differ_without_colour(view):
    """An even frame and a broken one: along the upper edge of the second there are gaps."""
    boxes = {"left": 0.2, "right": 0.8}
    view.show_marks(
        [
            Mark(0, 0, top=0.1, bottom=0.15, agrees=True, **boxes),
            Mark(1, 0, top=0.3, bottom=0.35, agrees=False, **boxes),
        ]
    )
    picture = view.grab().toImage()
    inks = []
    for which in (0, 1):
        box = view.go_to(which)
        row = [picture.pixelColor(x, box.top()).lightness() for x in range(110, 310)]
        inks.append(max(row) - min(row))
    assert inks[0] < 40 < inks[1]


def test_words_stay_readable_under_a_mark(view):
    view.show_marks([Mark(0, 0, 0.2, 0.1, 0.8, 0.15)])
    ground = view.grab().toImage().pixelColor(200, round(0.125 * 518))
    assert ground.lightness() > 180
    assert ground != QColor("white")
    assert paper_color("ok").lightness() < 100


def test_a_mark_tells_that_it_was_clicked(view, qtbot):
    view.show_marks([Mark(4, 0, 0.2, 0.1, 0.8, 0.15)])
    with qtbot.waitSignal(view.mark_pressed) as pressed:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, round(0.125 * 518)))
    assert pressed.args == [4]
    assert view.go_to(9) is None


def test_another_document_has_no_marks_of_the_one_before(view):
    view.show_marks([Mark(0, 0, 0.2, 0.1, 0.8, 0.15)])
    view.show_pages(2)
    assert view.marks() == []
