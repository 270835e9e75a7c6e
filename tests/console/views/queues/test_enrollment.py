"""The enrollment body: evidence in two columns, and a chart that a person has to name."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.views.queues.agreement import Pair
from console.views.queues.enrollment import EnrollmentBody
from tests.support.looking import said, settle
from tests.support.queue_items import MARKS, candidate, enrollment, item

TWIN = candidate(
    20077,
    name="Adam Byron",
    score=52,
    band="possible",
    agreement=dict.fromkeys(MARKS, "agree") | {"given_name": "differ"},
)


def grid(body: Any) -> Any:
    return body._compare.grid


def radios(body: Any) -> list[Any]:
    return [row.radio for row in body._choice.rows()]


def test_the_columns_show_both_sides_and_how_they_agree(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate())))
    assert [Pair(*pair[:4]) for pair in grid(body).shown()] == [
        Pair("Given name", "Ada", "Adaeze", "close"),
        Pair("Middle name", "Marie", "–", "missing"),
        Pair("Family name", "Byron", "Byron", "agree"),
        Pair("Birth date", "1 Feb 1980", "1 Feb 1980", "agree"),
        Pair("Sex", "Female", "Female", "agree"),
        Pair(
            "Address",
            "12 Harbor Street, Boston, MA 02109",
            "12 Harbor Street, Boston, MA 02109",
            "agree",
        ),
        Pair("Phone", "+1 617 555 0199", "+1 617 555 0143", "differ"),
        Pair("E-mail", "ada.byron@example.org", "ada.byron@example.org", "agree"),
    ]
    assert [head.text() for head in grid(body).heads()] == ["Submitted", "Chart R-10432"]
    marks = [row.mark.accessibleName() for row in grid(body)._rows]
    assert marks[0] == "Given name: is close"
    assert marks[6] == "Phone: differs"


def test_what_else_was_submitted_is_shown_with_insurance_unverified(show: Any) -> None:
    facts = dict(show(item("enrollment", enrollment(candidate())))._facts.shown())
    assert facts["Terms"] == "Version 2026-03, accepted 20 Nov, 08:58"
    assert facts["Bot check"] == "Passed 20 Nov, 08:57"
    assert facts["Recovery"] == "5 of 5 security questions set"
    assert facts["User name"] == "ada.byron80"
    assert facts["Insurance"].startswith("Not verified: Harbor Health PPO")
    assert facts["Claims go to"] == "PO Box 4471, Springfield, IL 62708"
    assert "Appointment" not in facts


@pytest.mark.threat("T19")
def test_nothing_is_chosen_when_there_is_a_candidate(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate())))
    assert not any(radio.isChecked() for radio in radios(body))
    assert body.params("approve") == {}
    assert "Choose the chart" in body.blocker("approve")
    assert body.blocker("deny") == ""


def test_a_new_chart_is_chosen_when_there_is_none(show: Any) -> None:
    body = show(item("enrollment", enrollment()))
    assert body.params("approve") == {"chart": "new"}
    assert body.blocker("approve") == ""
    assert grid(body).heads()[1].isHidden()


def test_linking_names_the_chart(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate(), TWIN)))
    QTest.mouseClick(body._choice.rows()[1], Qt.MouseButton.LeftButton)
    assert body.params("approve") == {"chart": "link", "patient_id": "patient-20077"}
    assert body.params("deny") == {}
    assert grid(body).heads()[1].text() == "Chart R-20077"
    assert grid(body).shown()[0][:4] == ("Given name", "Ada", "Adam", "differ")


def test_the_keyboard_goes_through_the_charts(show: Any, qtbot: Any) -> None:
    body = show(item("enrollment", enrollment(candidate(), TWIN)))
    radios(body)[0].setFocus()
    with qtbot.waitSignal(body.choice_changed):
        QTest.keyClick(radios(body)[0], Qt.Key.Key_Space)
    assert body.params("approve")["patient_id"] == "patient-10432"
    QTest.keyClick(radios(body)[0], Qt.Key.Key_Down)
    assert body.params("approve")["patient_id"] == "patient-20077"
    QTest.keyClick(radios(body)[1], Qt.Key.Key_Down)
    assert body.params("approve") == {"chart": "new"}


@pytest.mark.parametrize(
    ("change", "words"),
    [({"has_account": True}, "has an account already"), ({"deceased": True}, "has died")],
)
def test_a_chart_that_can_not_be_linked_blocks(show: Any, change: Any, words: str) -> None:
    body = show(item("enrollment", enrollment(candidate(**change))))
    radios(body)[0].click()
    assert words in body.blocker("approve")
    assert words in " ".join(body._compare.card.texts())
    assert not grid(body).boxes(), "nothing is written into such a chart"


def test_missing_terms_block_whatever_is_chosen(show: Any) -> None:
    body = show(item("enrollment", enrollment(submitted__terms=None)))
    assert "has not accepted the terms" in body.blocker("approve")
    assert "The terms have not been accepted." in said(body)


def test_strength_and_warnings_are_said_with_each_chart(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate(), candidate(7, has_account=True), TWIN)))
    names = [radio.accessibleName() for radio in radios(body)]
    assert names[0].startswith("Link to chart R-10432 (Adaeze Byron), 1 Feb 1980")
    assert names[0].endswith("Strong match · 88")
    assert names[1].endswith("Has an account")
    assert "Possible match · 52, May be a twin" in names[2]
    assert names[3].startswith("Make a new chart")


def test_two_charts_that_match_equally_well_are_pointed_out(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate(), candidate(7, score=79))))
    assert body._tied.text() == "Two charts match about equally well. Look at both."
    body = show(item("enrollment", enrollment(candidate(), candidate(7, score=70))))
    assert body._tied.isHidden()


def test_a_minor_is_pointed_out_until_the_eighteenth_birthday(show: Any) -> None:
    minor = item("enrollment", enrollment(submitted__birth_date="2008-11-23"))
    body = show(minor)
    assert body._guardian.title() == "The applicant is a minor: 17 years old."
    assert [chip.text for chip in body.badges(minor)] == ["Minor"]
    adult = item("enrollment", enrollment(submitted__birth_date="2008-11-22"), number=2)
    body.show_item(adult)
    assert body._guardian.title() == ""
    assert not body.badges(adult)


def test_a_newer_version_keeps_the_choice_and_another_item_drops_it(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate(), TWIN)))
    radios(body)[1].click()
    body.show_item(item("enrollment", enrollment(TWIN, candidate()), version=2))
    assert body.params("approve") == {"chart": "link", "patient_id": "patient-20077"}
    body.show_item(item("enrollment", enrollment(candidate()), version=3))
    assert body.params("approve") == {}, "the chosen chart is no candidate any more"
    radios(body)[0].click()
    body.show_item(item("enrollment", enrollment(candidate()), number=2))
    assert body.params("approve") == {}


def test_fewer_candidates_leave_no_rows_behind(show: Any) -> None:
    body = show(item("enrollment", enrollment(candidate(), TWIN)))
    body.show_item(item("enrollment", enrollment(), number=2))
    settle()
    assert [row.title.text() for row in body._choice.rows()] == ["Make a new chart"]
    assert isinstance(body, EnrollmentBody)


@pytest.mark.parametrize(
    ("name", "given", "family", "parted"),
    [
        ("María del Carmen Ruiz", "Maria", "Ruiz", ("María del Carmen", "Ruiz")),
        ("Ana de la Cruz", "Ana", "Cruz Vega", ("Ana", "de la Cruz")),
        ("Lee", "Kim", "Byron", ("", "Lee")),
        ("Ada King", "Augusta", "Byron", ("Ada", "King")),
    ],
)
def test_a_whole_name_is_parted_where_the_seam_shows(
    name: str, given: str, family: str, parted: tuple[str, str]
) -> None:
    from console.views.queues.candidate import Candidate  # noqa: PLC0415 - Qt is loaded by fixtures

    assert Candidate.read(candidate(name=name)).parted_name(given, family) == parted
