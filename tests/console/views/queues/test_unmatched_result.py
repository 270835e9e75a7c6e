"""A result without a chart: what a nurse sees of it, and what the console asks before it is matched."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from console.domain.items import ItemKey
from console.domain.person_search import Terms
from console.models.intake_words import unmatched_why
from console.models.queue_faces import FACES
from console.views.queues.agreement import AgreementGrid
from console.views.queues.match_override import MatchOverride
from console.views.queues.report_findings import ReportFindings
from console.views.theme import theme
from portal.services.intake.whose import REASONS
from tests.support.intake_things import MESSAGE, agreeing, chart, huge, sent_person, unmatched
from tests.support.looking import child, click, cut_off, not_plain, said, settle, too_small, unnamed

FOUND = {
    "id": "p-9",
    "patient_id": "p-9",
    "record_number": "R-555",
    "name": "Ada M Byron",
    "given_name": "Ada",
    "middle_name": "M",
    "family_name": "Byron",
    "birth_date": "1980-02-01",
    "sex": "female",
    "address": {
        "line": "12 Harbor Street",
        "city": "Boston",
        "state": "MA",
        "postal_code": "02109",
    },
    "phone": "617-555-0199",
    "email": "",
    "deceased_on": None,
    "account_status": "active",
}
"""A chart as the portal's search gives it."""


def rows(body: Any) -> list[Any]:
    return list(body._choice.rows())


def choose(body: Any, patient_id: str) -> None:
    next(row for row in rows(body) if row.choice == patient_id).radio.click()
    settle()


def look(body: Any) -> None:
    child(body, "chart_search", QLineEdit).setText("Ada Byron")
    click(body, "chart_search_button")


def pairs(body: Any) -> dict[str, tuple[str, str, str]]:
    (grid,) = body.findChildren(AgreementGrid)
    return {one.name: (one.submitted, one.chart, one.agreement) for one in grid.shown()}


def test_s54_the_person_as_sent_stands_beside_the_chart_field_by_field(show: Any) -> None:
    body = show(unmatched())
    shown = pairs(body)
    assert shown["Record number"] == ("R-10432\u00a0· RIVERSIDE", "R-10432", "agree")
    assert shown["Given name"] == ("Ada", "Adaeze", "close")
    assert shown["Birth date"] == ("1 Feb 1980", "11 Feb 1980", "differ")
    assert shown["Address"][2] == "agree"
    assert shown["Phone"] == ("+1 617 555 0199", "+1 617 555 0143", "differ")
    words = said(body)
    assert "As sent" in words
    assert "Ada King" in words, "another name that was sent"
    assert "999-12-3456" not in words
    assert "Social Security number ending in 3456" in words


@pytest.mark.parametrize("code", sorted(REASONS))
def test_s54_every_reason_is_said_in_sentences_of_its_own(show: Any, code: str) -> None:
    body = show(unmatched(reason=code))
    why = unmatched_why(code)
    assert why != unmatched_why("A_REASON_OF_TOMORROW")
    assert why.what in said(body)
    assert why.next in said(body)


def test_the_order_of_another_patient_names_the_other_one(show: Any) -> None:
    other = {"patient_id": "p", "name": "Ben King", "birth_date": "1971-05-04"}
    body = show(
        unmatched(agreeing(), reason="ORDER_OF_ANOTHER_PATIENT"),
    )
    assert "is with" not in said(body)
    item = unmatched(agreeing(), reason="ORDER_OF_ANOTHER_PATIENT")
    item.entity["content"]["other"] = other | {"record_number": "R-71"}
    body.show_item(item)
    assert "It is with Ben King (R-71, 4 May 1971) now." in said(body)
    choose(body, "patient-20077")
    assert "taken back at once" in body.sentence("match")


@pytest.mark.threat("T19")
def test_s54_nothing_is_chosen_beforehand_however_good_the_match(show: Any) -> None:
    body = show(unmatched(agreeing()))
    assert body.params("match") == {}
    assert body.blocker("match") == "Choose the chart that it belongs to."
    choose(body, "patient-20077")
    assert body.blocker("match") == ""
    assert body.params("match") == {"patient_id": "patient-20077", "chosen_because": "candidate"}
    assert body.sentence("match").startswith(
        "The result goes to the results of Ada Marie Byron (R-20077); nothing is shown"
    )


def test_s54_another_birth_date_asks_why_before_it_is_matched(show: Any) -> None:
    body = show(unmatched())
    choose(body, "patient-10432")
    assert "sent the birth date 1 Feb 1980, the chart has 11 Feb 1980" in said(body)
    assert body.blocker("match") == "Write why it is this patient's all the same."
    field = child(body, "match_override", QLineEdit)
    field.setText("  The laboratory corrected the date by phone.  ")
    assert body.blocker("match") == ""
    assert body.params("match") == {
        "patient_id": "patient-10432",
        "chosen_because": "candidate",
        "override_reason": "The laboratory corrected the date by phone.",
    }
    choose(body, "patient-20077")
    assert "override_reason" not in body.params("match"), "it was written for another chart"
    choose(body, "patient-10432")
    assert body.blocker("match") != ""


def test_an_earlier_version_with_another_birth_date_asks_why_as_well(show: Any) -> None:
    item = unmatched(agreeing())
    item.entity["content"]["versions"][0]["birth_date"] = "1981-02-01"
    body = show(item)
    choose(body, "patient-20077")
    assert body.blocker("match") == "Write why it is this patient's all the same."


def test_a_result_without_a_birth_date_contradicts_none(show: Any) -> None:
    body = show(unmatched(person=sent_person(birth_date=None), reason="NO_BIRTH_DATE"))
    choose(body, "patient-10432")
    assert body.blocker("match") == ""
    assert not body.findChild(MatchOverride).isVisible()


@pytest.mark.parametrize(
    ("status", "words"),
    [("merged", "was merged into another one"), ("restricted", "is restricted")],
)
def test_a_chart_that_takes_nothing_can_not_be_chosen(show: Any, status: str, words: str) -> None:
    body = show(unmatched(agreeing(status=status)))
    choose(body, "patient-20077")
    assert words in body.blocker("match")


def test_a_result_of_somebody_who_has_died_is_filed_with_words(show: Any) -> None:
    body = show(unmatched(agreeing(deceased=True)))
    choose(body, "patient-20077")
    assert body.blocker("match") == "Write why it is this patient's all the same."
    child(body, "match_override", QLineEdit).setText("Taken before the death.")
    assert body.blocker("match") == ""


def test_an_account_is_no_obstacle_for_a_result(show: Any) -> None:
    body = show(unmatched(agreeing(has_account=True, bar="CHART_HAS_ACCOUNT")))
    choose(body, "patient-20077")
    assert body.blocker("match") == ""
    assert "account" not in said(body)


def test_another_chart_is_looked_for_and_compared(show: Any) -> None:
    item = unmatched(chart())
    body, asked = show(item), []
    body.charts_wanted.connect(lambda *what: asked.append(what))
    field = child(body, "chart_search", QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "Ada Byron")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked == [(item.key, (Terms(name="Ada Byron"),))]
    body.show_charts(item.key, [FOUND])
    settle()
    assert [row.choice for row in rows(body)] == ["p-9", "patient-10432"]
    assert "1 chart(s) found" in said(body) or "1 chart found" in said(body)
    choose(body, "p-9")
    shown = pairs(body)
    assert {name: one[2] for name, one in shown.items()} == {
        "Record number": "differ",
        "Given name": "agree",
        "Middle name": "differ",
        "Family name": "agree",
        "Birth date": "agree",
        "Sex": "agree",
        "Address": "agree",
        "Phone": "agree",
        "E-mail": "missing",
    }
    assert body.params("match") == {"patient_id": "p-9", "chosen_because": "search"}


def test_what_can_not_be_looked_for_is_said_and_asked_of_nobody(show: Any) -> None:
    body, asked = show(unmatched()), []
    body.charts_wanted.connect(lambda *what: asked.append(what))
    child(body, "chart_search", QLineEdit).setText("a")
    click(body, "chart_search_button")
    assert asked == []
    assert "two letters at least" in said(body)


def test_charts_found_for_another_item_are_let_go(show: Any) -> None:
    first, second = unmatched(number=1), unmatched(chart(), number=2)
    body = show(first)
    body.show_item(second)
    look(body)
    body.show_charts(first.key, [FOUND])
    body.show_problem(first.key, "The portal can not be reached.")
    assert [row.choice for row in rows(body)] == ["patient-10432"]
    assert "can not be reached" not in said(body)
    body.show_problem(second.key, "The portal can not be reached.")
    assert "can not be reached" in said(body)
    look(body)
    body.show_charts(second.key, [])
    assert "No chart fits" in said(body)


def test_an_answer_that_comes_after_one_has_gone_and_come_back_is_let_go(show: Any) -> None:
    first, second = unmatched(chart(), number=1), unmatched(chart(), number=2)
    body = show(first)
    look(body)
    body.show_item(second)
    body.show_item(first)
    body.show_charts(first.key, [FOUND])
    body.show_problem(first.key, "The portal can not be reached.")
    assert [row.choice for row in rows(body)] == ["patient-10432"]
    assert "can not be reached" not in said(body)
    assert child(body, "chart_search", QLineEdit).text() == ""


def test_s54_a_name_that_differs_is_said_before_it_is_matched(show: Any) -> None:
    body = show(unmatched(agreeing(family_name="Lovelace", name="Ada Marie Lovelace")))
    choose(body, "patient-20077")
    assert body.sentence("match").startswith("The laboratory sent it for Ada Marie Byron.")
    assert body.blocker("match") == ""  # as enrollments: the birth date is what asks for words
    body = show(unmatched(agreeing(family_name="KING", name="Ada Marie King"), number=4))
    choose(body, "patient-20077")
    assert "sent it for" not in body.sentence("match")  # a name she had before


def test_s54_the_number_of_another_house_agrees_with_none(show: Any) -> None:
    shown = pairs(show(unmatched(reason="OTHER_AUTHORITY")))
    assert shown["Record number"][2] == "missing"


def test_hidden_signs_of_a_laboratory_turn_nothing_around(show: Any) -> None:
    item = unmatched(agreeing())
    evil = "rep\u202eort\u200b\x07.pdf"
    item.entity["content"]["report"]["documents"] = [evil]
    item.entity["content"]["person"]["phones"] = [evil, evil]
    words = said(show(item))
    assert "rep ort .pdf" in words
    assert not set("\u202e\u200b\x07") & set(words)


def test_a_newer_version_keeps_what_was_chosen_and_found(show: Any) -> None:
    body = show(unmatched(chart()))
    look(body)
    body.show_charts(unmatched().key, [FOUND])
    choose(body, "p-9")
    body.show_item(unmatched(chart(), version=2))
    assert body.params("match")["patient_id"] == "p-9"
    body.show_item(unmatched(chart(), number=2))
    assert body.params("match") == {}


def test_all_versions_stand_with_their_times_and_the_newest_on_top(show: Any) -> None:
    words = said(show(unmatched()))
    assert "Final" in words
    assert "All versions that came" in words
    assert "20 Nov, 11:00" in words
    assert "Preliminary" in words
    one = unmatched()
    del one.entity["content"]["versions"][0]
    assert "All versions that came" not in said(show(one))


def test_a_critical_value_that_is_nobodys_stands_above_all(show: Any) -> None:
    item = unmatched()
    body = show(item)
    assert "Critical: Potassium 6.6 mmol/L" in said(body)
    assert [chip.text for chip in body.badges(item)] == ["Critical"]
    matched = unmatched(state="matched")
    body.show_item(matched)
    assert "Critical:" not in said(body)
    assert body.badges(matched) == ()


def test_what_has_been_decided_asks_nothing(show: Any) -> None:
    body = show(unmatched(state="matched"))
    assert "Whose result is it?" not in said(body)
    assert unmatched_why("BIRTH_DATE_DIFFERS").what not in said(body)
    assert body.sentence("match") == ""
    assert "Comprehensive metabolic panel" in said(body)


def test_the_message_is_asked_for_by_its_id(show: Any) -> None:
    body, asked = show(unmatched()), []
    body.message_wanted.connect(asked.append)
    click(body, "show_message")
    assert asked == [MESSAGE]
    body.show_item(unmatched(message_id=""))
    assert not child(body, "show_message").isVisible()


def test_without_any_chart_the_search_is_what_is_left(show: Any) -> None:
    body = show(unmatched(candidates=[]))
    assert "No chart resembles the person that was sent." in said(body)
    assert rows(body) == []
    assert child(body, "chart_search").isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_three_hundred_values_and_two_hundred_charts_are_folded(show: Any, scale: float) -> None:
    theme().set_text_scale(scale)
    body = show(huge(), round(560 * scale**0.5))
    assert len(rows(body)) == 5
    (findings,) = body.findChildren(ReportFindings)
    assert len(findings.values.rows()) < 300
    assert "Show 195 more" in child(body, "all_charts", QPushButton).text()
    for problems in (cut_off(body), unnamed(body), too_small(body), not_plain(body)):
        assert problems == []


def test_the_keyboard_alone_goes_through_it_downwards(show: Any) -> None:
    body = show(unmatched())
    rows(body)[0].radio.setFocus()
    passed = []
    for _ in range(8):
        QTest.keyClick(body.window().focusWidget(), Qt.Key.Key_Tab)
        passed.append(body.window().focusWidget().objectName())
    assert passed.index("chart_search") < passed.index("chart_search_button")
    assert "chart_search" in passed


def test_the_faces_name_what_the_portal_offers() -> None:
    face = FACES["unmatched_result"]
    assert (face.primary, face.refuse) == (("match",), ("reject",))
    assert face.read_right == "intake:resolve"


def test_what_was_matched_leads_to_the_result_on_the_chart(show: Any) -> None:
    item = unmatched(state="matched")
    body, asked = show(item), []
    body.item_wanted.connect(asked.append)
    assert not child(body, "show_result").isVisible()
    item.entity["patient"] = {"id": "p", "name": "Ada Marie Byron", "record_number": "R-20077"}
    reports = [{"what": "new", "item_id": "i-1"}, {"what": "updated", "item_id": "i-1"}]
    item.entity["content"]["matched"] = {"patient_id": "p", "reports": reports}
    body.show_item(item)
    assert "It is with the results of Ada Marie Byron now." in said(body)
    click(body, "show_result")
    assert asked == [ItemKey(1, "result", "i-1")]
