"""A document's pages, and what may be done once they have been seen (DOMAIN F64–F67)."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton

from console.views.paper_view import MOST_KEPT
from console.views.queues.document import DocumentBody
from tests.support.window_data import item as make_item

CONTENT = {
    "document": {
        "id": "doc-1",
        "title": "Discharge letter",
        "category": "letter",
        "author": "Harbor Hospital",
        "media_type": "application/pdf",
        "size": 24_000,
        "pages": 2,
        "created_at": "2026-11-20T14:00:00Z",
        "sensitive": "",
    },
    "release": {"mode": "provider_first", "auto_release_at": None, "hold": None},
    "audience": {"digest": "abc", "viewers": []},
    "recall": None,
}


@pytest.fixture
def item():
    return make_item(1, "document", CONTENT, name="Ada Byron")


@pytest.fixture
def body(qtbot):
    made = DocumentBody()
    qtbot.addWidget(made)
    made.resize(400, 600)
    return made


def drawn(width=400):
    image = QImage(width, width, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def test_showing_a_document_asks_for_its_pages_once(qtbot, body, item):
    with qtbot.waitSignal(body.paper_wanted) as asked:
        body.show_item(item)
    assert asked.args == ["doc-1"]
    with qtbot.assertNotEmitted(body.paper_wanted, wait=0):
        body.show_item(replace(item, version=2))


def test_nothing_is_released_before_a_page_is_on_the_screen(body, item):
    body.show_item(item)
    assert "not on the screen" in body.blocker("release")
    assert body.blocker("hold") == ""
    body.show_paper("doc-1", 2)
    body.show_page("doc-1", 0, drawn())
    assert body.blocker("release") == ""
    assert body.params("release") == {"audience_digest": "abc"}


def test_pages_in_sight_are_asked_for_in_the_width_they_have(qtbot, body, item):
    body.show_item(item)
    body.show()
    with qtbot.waitSignal(body.page_wanted) as wanted:
        body.show_paper("doc-1", 2)
    name, page, width = wanted.args
    assert (name, page) == ("doc-1", 0)
    assert 300 <= width <= 400 * body.devicePixelRatioF()


def test_pages_of_another_document_are_passed_over(body, item):
    body.show_item(item)
    body.show_page("doc-0", 0, drawn())
    assert body.blocker("release")


def test_what_can_not_be_shown_says_why_and_stays_barred(body, item):
    body.show_item(item)
    body.show_paper("doc-1", 0, "The portal is not there.")
    assert body._problem.text() == "The portal is not there."
    assert body.blocker("release")


def test_a_recalled_document_says_whether_it_had_been_opened(body, item):
    recall = {"reason_code": "WRONG_PATIENT", "seen": False, "seen_at": None, "recipients": 1}
    taken = make_item(
        1, "document", CONTENT | {"recall": recall}, name="Ada", state="recalled", is_open=False
    )
    body.show_item(taken)
    assert body._around.recalled.text() == "This document has been taken back"


def test_pages_that_could_not_be_fetched_are_asked_for_again_by_hand(qtbot, body, item):
    body.show_item(item)
    body.show()
    body.show_paper("doc-1", 0, "The portal is not there.")
    with qtbot.waitSignal(body.paper_wanted) as asked:
        body.findChild(QPushButton, "fetch_again").click()
    assert asked.args == ["doc-1"]
    assert body._again.isHidden()
    assert body._problem.text() == ""


def test_what_is_left_is_let_go_and_fetched_anew(qtbot, body, item):
    body.show_item(item)
    body.show_paper("doc-1", 1)
    body.show_page("doc-1", 0, drawn())
    with qtbot.waitSignal(body.paper_wanted) as closed:
        body.forget()
    assert closed.args == [""]
    assert body._paper.pages() == 0
    with qtbot.waitSignal(body.paper_wanted) as asked:
        body.show_item(item)
    assert asked.args == ["doc-1"]
    assert body.blocker("release")


def test_of_sixty_pages_only_those_near_the_last_are_held(body):
    body._paper.show_pages(60)
    for page in range(60):
        body._paper.show_page(page, drawn())
    assert body._paper.drawn() == list(range(60 - MOST_KEPT, 60))
    assert body._paper._height(0) == body._paper._height(59)  # nothing jumps when pages are let go
