"""Results without a chart and unreadable messages in the whole window, by hand and by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from console.domain.link import LinkState
from portal.security.permissions import Role
from tests.support.intake_things import agreeing, chart, quarantined, unmatched
from tests.support.until import until
from tests.support.window_data import staff

NURSE = staff(Role.NURSE)


def two():
    return [unmatched(agreeing(), chart(), number=1), unmatched(agreeing(), number=2)]


def radios(window):
    return [row.radio for row in window.window.panel.body("unmatched_result")._choice.rows()]


async def test_a_matches_to_the_chosen_chart_and_not_before(open_window):
    window = open_window(two(), me=NURSE)
    await window.go_to("unmatched_result")
    window.key("A")
    assert window.values("decided") == []
    assert "Choose the chart that it belongs to." in window.find("action_note").text()
    shown = window.window.panel.item()
    radios(window)[0].setFocus()
    QTest.keyClick(radios(window)[0], Qt.Key.Key_Space)
    note = window.find("action_note").text()
    assert note.startswith("The result goes to the results of Ada Marie Byron (R-20077);")
    assert "nothing is shown to the patient before it is released" in note
    window.key("A")
    (item, action, params) = window.values("decided")[-1]
    assert (item, action) == (shown, "match")
    assert params == {"patient_id": "patient-20077", "chosen_because": "candidate"}


async def test_j_goes_on_and_takes_no_choice_along(open_window):
    window = open_window(two(), me=NURSE)
    await window.go_to("unmatched_result")
    radios(window)[0].click()
    window.key("J", window.window.pane.table)
    await window.settle()
    window.key("A", window.window.pane.table)
    assert window.values("decided") == []


async def test_letters_typed_into_the_reason_stay_letters(open_window):
    window = open_window([unmatched(chart())], me=NURSE)
    await window.go_to("unmatched_result")
    radios(window)[0].click()
    field = window.find("match_override", QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "A date")
    assert window.values("decided") == []
    assert field.text() == "A date"
    window.press("primary_button")
    (_, _, params) = window.values("decided")[-1]
    assert params["override_reason"] == "A date"


async def test_d_asks_why_it_is_not_ours_and_shows_no_words_to_a_patient(open_window):
    window = open_window(two(), me=NURSE)
    await window.go_to("unmatched_result")
    window.key("D")
    dialog = window.dialog("reason_dialog")
    await until(dialog.isActiveWindow)
    assert window.window.findChild(QDialog, "deny_dialog") is None
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.wrong() == "Choose a reason first."
    dialog.choose("WRONG_RECIPIENT")
    assert dialog.wrong() == ""
    window.find("note").setPlainText("It is for the clinic next door.")
    dialog.accept_button.click()
    (_, action, params) = window.values("decided")[-1]
    assert action == "reject"
    assert params == {
        "reason_code": "WRONG_RECIPIENT",
        "note": "It is for the clinic next door.",
    }


async def test_nothing_is_matched_while_the_portal_is_away(open_window):
    window = open_window(two(), me=NURSE)
    await window.go_to("unmatched_result")
    radios(window)[0].click()
    window.show_link(LinkState.OFFLINE, since_ms=1)
    for name in ("primary_button", "refuse_button"):
        assert "It can only be done while" in window.find(name).accessibleDescription()
    window.key("A")
    assert window.values("decided") == []


async def test_who_may_not_resolve_sees_neither_queue(open_window):
    for role in (Role.FRONT_DESK, Role.BILLING, Role.ADMIN):
        places = open_window([], me=staff(role)).window.places()
        assert not {"unmatched_result", "quarantine"} & set(places)


async def test_a_version_that_comes_while_one_chooses_keeps_the_choice(open_window):
    window = open_window(two(), me=NURSE)
    await window.go_to("unmatched_result")
    radios(window)[0].click()
    newer = unmatched(agreeing(), chart(), number=1, version=2)
    newer.entity["content"]["report"]["title"] = "Corrected panel"
    window.window.panel.show_item(newer)
    window.key("A")
    (item, _, params) = window.values("decided")[-1]
    assert item.version == 2
    assert params["patient_id"] == "patient-20077"


async def test_a_colleague_has_matched_it_meanwhile(open_window):
    window = open_window(two(), me=NURSE)
    await window.go_to("unmatched_result")
    radios(window)[0].click()
    window.window.panel.show_item(unmatched(agreeing(), number=1, state="matched"))
    window.key("A")
    assert window.values("decided") == []


async def test_marked_messages_are_tried_again_together(open_window):
    window = open_window([quarantined(number=number) for number in range(1, 4)], me=NURSE)
    await window.go_to("quarantine")
    assert window.patient() == "Harbor Laboratory"
    assert window.rows()[0] == ">  Harbor Laboratory | Could not be read | To do"
    table = window.window.pane.table
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Space)
    window.press("bulk_primary")
    dialog = window.dialog("bulk_dialog")
    assert window.find("bulk_sentence").text().startswith("The message of each sender below is")
    dialog.accept_button.click()
    (items, action, params) = window.values("bulk_decided")[0]
    assert (len(items), action, params) == (3, "reprocess", {})


async def test_one_message_is_tried_again_or_put_aside_with_a_reason(open_window):
    window = open_window([quarantined()], me=NURSE)
    await window.go_to("quarantine")
    window.key("D")
    dialog = window.dialog("reason_dialog")
    dialog.choose("SENT_AGAIN")
    dialog.accept_button.click()
    assert window.values("decided")[-1][1:] == (
        "discard",
        {"reason_code": "SENT_AGAIN", "note": ""},
    )
    window.key("A")
    assert window.values("decided")[-1][1:] == ("reprocess", {})


async def test_empty_queues_say_that_all_is_well(open_window):
    window = open_window([], me=NURSE)
    for place, words in (
        ("unmatched_result", "Every result that came has found its chart."),
        ("quarantine", "Every message that came could be read."),
    ):
        window.window.queue_list.choose(place)
        await until(lambda words=words: window.find("queue_empty_title").text() == words)
