"""One statement on the screen: what is shown, what is asked, and what a person may do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.domain.statements import Evidence
from console.messages import Message
from tests.support.looking import settle
from tests.support.review_screens import (
    asked,
    one_statement,
    page_of,
    quarantined,
    served,
    with_evidence,
)


@pytest.fixture
def shown(qtbot, english):
    def show(one, how=page_of):
        page = how(one)
        qtbot.addWidget(page)
        page.show()
        settle()
        return page

    return show


def test_b10_each_piece_of_evidence_leads_to_its_place_on_the_page(shown, qtbot):
    page = shown(with_evidence(one_statement(), differs=True), served)
    qtbot.waitUntil(lambda: len(page.room.paper.marks()) == 3)
    by_number = {mark.which: mark for mark in page.room.paper.marks()}
    assert [by_number[n].agrees for n in range(3)] == [True, False, True]
    rows = page.facts.rows()
    assert "contradicts" in rows[1].accessibleName()
    page.resize(700, 300)
    settle()
    rows[2].setFocus()
    QTest.keyClick(rows[2], Qt.Key.Key_Return)
    assert page.room.paper._current == 2
    page.room.paper.mark_pressed.emit(1)
    assert rows[1].isChecked()


def test_b10_what_a_person_typed_has_no_place_on_the_page(shown):
    typed = Evidence("name", agrees=True, found="Ada Byron", page=-1)
    page = shown(replace(one_statement(), evidence=(typed,)))
    assert not page.facts.rows()[0].isEnabled()
    assert page.room.paper.marks() == []


def test_f70_what_is_superseded_and_a_payment_on_its_way_are_said(shown):
    facts = dict(shown(one_statement()).facts.words())
    assert facts["Supersedes"] == "the statement of 30 Sep 2026, $80.50"
    assert facts["Payment"] == "A payment of it is on its way."


def test_a_refused_file_is_not_fetched(shown):
    page = shown(one_statement(id="s-2"))
    wanted = []
    page.paper_wanted.connect(wanted.append)
    page.show_statement(one_statement(id="s-3", state="refused", reasons=["ACTIVE_CONTENT"]))
    assert wanted == [""]
    assert page.room.paper.pages() == 0
    page.hide()
    page.show()
    assert "s-3" not in wanted


def test_a_refused_file_stays_closed_whatever_is_pressed_and_however_the_line_is(shown):
    page = shown(one_statement(id="s-2"))
    page.show_statement(
        with_evidence(one_statement(id="s-3", state="refused", reasons=["POLYGLOT"]))
    )
    wanted = []
    page.paper_wanted.connect(wanted.append)
    page.facts.rows()[0].click()
    page.show_online(is_online=False)
    page.show_online(is_online=True)
    assert wanted == []
    assert "could do harm" in page.room._waiting.text()


def test_b10_the_evidence_is_marked_also_when_the_page_came_at_the_second_try(shown, qtbot):
    page = shown(with_evidence(one_statement()))
    page.show_paper("s-1", 0, "The portal can not be reached.")
    asked_for = []
    page.places_wanted.connect(lambda *what: asked_for.append(what))
    page.findChild(QPushButton, "fetch_again").click()  # answered at once
    assert [what[:2] for what in asked_for] == [("s-1", 0)]


def test_the_pages_go_with_the_place_and_come_back_with_it(shown):
    page = shown(one_statement())
    wanted = []
    page.paper_wanted.connect(wanted.append)
    page.hide()
    assert page.room.paper.pages() == 0
    page.show()
    assert wanted == ["", "s-1"]


def test_pages_of_another_file_are_let_go(shown):
    page = shown(one_statement())
    page.show_paper("s-9", 5)
    assert page.room.paper.pages() == 1


def test_a_file_without_a_statement_says_why_where_its_page_would_be(shown):
    page = shown(one_statement())
    page.show_statement(None, "Empty · There is nothing in the file.")
    assert page._empty.isVisible()
    assert page._empty.text() == "Empty · There is nothing in the file."
    page.show_statement(None)
    assert "Choose a file" in page._empty.text()


def test_without_the_portal_nothing_can_be_pressed_and_it_says_why(shown):
    page = shown(asked())
    page.show_online(is_online=False)
    for name in ("replaces_yes", "replaces_no", "match_by_hand", "leave_out"):
        button = page.findChild(QPushButton, name)
        assert not button.isEnabled()
        assert button.accessibleDescription() == "The portal can not be reached."


def test_a_form_says_at_each_field_what_is_missing(shown):
    page = shown(quarantined())
    page.acts.match_pressed.emit()
    wishes = []
    page.match_wanted.connect(lambda *wish: wishes.append(wish))
    page.form.day.put("31.31.2026")
    page.form.amount.put("much")
    QTest.keyClick(page.form.value.edit, Qt.Key.Key_Return)
    assert page.form.value.wrong() == "Read it on the page."
    assert "120.00" in page.form.amount.wrong()
    assert "10/31/2026" in page.form.day.wrong()
    assert page.form.value.edit.hasFocus() or not page.isActiveWindow()
    assert wishes == []


def test_b10_the_second_identifier_is_never_filled_in_for_the_person(shown):
    page = shown(quarantined())
    page.acts.match_pressed.emit()
    assert page.form.number.text() == "20-10401"
    assert page.form.value.text() == ""


@pytest.mark.parametrize(
    ("signal", "typed", "sent"),
    [
        ("name", " Ada  Byron ", "Ada  Byron"),
        ("birth_date", "2/1/1980", "1980-02-01"),
        ("amount", "$1,234.5", "1234.50"),
    ],
)
def test_what_was_typed_goes_to_the_portal_in_its_form(shown, signal, typed, sent):
    page = shown(quarantined())
    page.acts.match_pressed.emit()
    wishes = []
    page.match_wanted.connect(lambda _one, wish: wishes.append(wish))
    page.form.signal.choose(signal)
    page.form.value.put(typed)
    page.form.try_save()
    page.form.try_save()  # twice
    (wish,) = wishes
    assert (wish.signal, wish.value, wish.amount_cents) == (signal, sent, 12000)
    assert wish.statement_date == "2026-10-31"


def test_who_types_about_a_file_that_a_colleague_has_changed_is_told(shown):
    page = shown(quarantined())
    page.acts.match_pressed.emit()
    page.show_statement(replace(quarantined(), version=9))
    assert not page.form.isVisible()
    assert "changed meanwhile" in page._notice.words()
    page.show_problem(Message("It was not done."))
    assert page._notice.words() == "It was not done."
