"""The window as a person uses it, from the keyboard and by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from console.domain.items import DecisionState, QueueView, SortKey
from console.domain.link import LinkState
from console.models.desk_words import TAKE_OVER
from console.models.item_words import Event
from console.models.queue_columns import Column
from console.views.deny_dialog import DenyDialog
from portal.queues.registry import QUEUES
from portal.security.permissions import Role
from tests.support.looking import said
from tests.support.until import until
from tests.support.window_data import at, refused, staff
from tests.support.window_items import morning, refill, result

INTAKE = ("unmatched_result", "quarantine")
OPEN_RENEWALS = [refill(number) for number in (0, 5, 10)]


async def test_the_window_opens_on_all_one_may_decide_with_the_oldest_shown(open_window):
    window = open_window()
    await window.settle()
    assert window.window.queue_list.place() == "morning"
    assert window.values("query_changed")[-1][0].kinds == (
        *("refill", "appointment", "result", "document", *INTAKE, "task"),
    )
    assert window.patient() == "Émile Dvořák"
    assert window.window.focusWidget().objectName() == "queue_table"


async def test_j_and_k_walk_the_rows_and_the_item_follows(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    first = window.patient()
    window.key("J")
    await window.settle()
    second = window.patient()
    window.key("J")
    window.key("J")
    window.key("K")
    await window.settle()
    assert first != second
    assert window.patient() == second


async def test_a_history_that_comes_late_is_not_shown_with_another_item(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    earlier = window.window.panel.item()
    window.press("history_toggle")
    window.key("J", window.window.pane.table)
    await window.settle()
    now = window.window.panel.item()
    for about in (earlier, now):
        window.window.panel.show_history(about, [Event("note", "today", f"about {about.key.id}")])
    lines = [one.text() for one in window.find("history_lines").findChildren(QLabel)]
    assert f"about {now.key.id}" in lines
    assert f"about {earlier.key.id}" not in lines
    window.window.panel.show_history(earlier, [Event("note", "today", "of somebody else")])
    lines = [one.text() for one in window.find("history_lines").findChildren(QLabel)]
    assert "of somebody else" not in lines


async def test_a_approves_and_the_keyboard_goes_to_the_next_item(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    shown = window.window.panel.item()
    window.key("A")
    await window.settle()
    (item, action, params) = window.values("decided")[0]
    assert (item, action) == (shown, "approve")
    assert dict(params).get("refills") in (None, 1)
    assert window.window.panel.item().key != shown.key
    assert window.window.focusWidget().objectName() == "queue_table"


async def test_letters_typed_into_the_search_stay_letters(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    window.key("/")
    assert window.window.focusWidget().objectName() == "search_box"
    QTest.keyClicks(window.window.focusWidget(), "add")
    assert window.values("decided") == []
    await until(lambda: window.values("query_changed")[-1][0].search == "add")


async def test_search_asks_at_every_letter_and_enter_goes_to_the_rows(open_window):
    window = open_window()
    await window.go_to("refill")
    before = len(window.values("query_changed"))
    window.key("/")
    field = window.find("search_box", QLineEdit)
    QTest.keyClicks(field, "nakam")
    QTest.keyClick(field, Qt.Key.Key_Return)
    await window.settle()
    assert len(window.values("query_changed")) == before + len("nakam")
    assert window.rows() == [
        "> Grace Nakamura".replace("> ", ">  ")
        + " | Levothyroxine Sodium 0.075 MG Oral Tablet | To do"
    ]
    assert window.window.focusWidget().objectName() == "queue_table"


async def test_d_opens_the_refusal_and_its_words_arrive_with_the_decision(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    shown = window.window.panel.item()
    window.key("D")
    dialog = window.dialog("deny_dialog")
    dialog.choose("TOO_SOON")
    await until(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (item, action, params) = window.values("decided")[0]
    assert (item, action, params["reason_code"]) == (shown, "deny", "TOO_SOON")
    assert params["text_to_patient"]
    assert params["internal_note"] == ""


async def test_a_refusal_can_not_be_sent_without_a_reason(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    window.key("D")
    dialog = window.dialog("deny_dialog")
    await until(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.wrong() == "Choose a reason first."
    assert window.values("decided") == []


async def test_front_desk_reads_why_it_may_not_approve_a_renewal(open_window):
    window = open_window(OPEN_RENEWALS, me=staff(Role.FRONT_DESK))
    await window.go_to("refill")
    button = window.find("primary_button", QPushButton)
    assert not button.isEnabled()
    why = "Only a provider approves renewals; you can prepare it."
    assert button.toolTip() == button.accessibleDescription() == why
    assert window.find("action_note").text() == f"Approve: {why}"
    window.key("A")
    assert window.values("decided") == []


async def test_front_desk_is_offered_administrative_reasons_alone(open_window):
    window = open_window(OPEN_RENEWALS, me=staff(Role.FRONT_DESK))
    await window.go_to("refill")
    window.key("D")
    titles = window.find("reason_list").model().stringList()
    assert "Refills are left at the pharmacy" in titles
    assert "Requested too soon" not in titles


async def test_results_are_never_released_while_the_portal_is_away(open_window):
    window = open_window([result(0)])
    await window.go_to("result")
    window.show_link(LinkState.OFFLINE, since_ms=1)
    assert "Release: It can only be done while" in window.find("action_note").text()
    window.key("A")
    assert window.values("decided") == []


async def test_controlled_drugs_are_never_decided_while_the_portal_is_away(open_window):
    window = open_window([refill(5)])
    await window.go_to("refill")
    denies = window.find("refuse_button")
    assert denies.isEnabled()
    window.show_link(LinkState.OFFLINE, since_ms=1)
    for name in ("primary_button", "refuse_button"):
        assert (
            "Controlled drugs can only be decided on" in window.find(name).accessibleDescription()
        )


async def test_what_is_too_old_is_not_decided_offline(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    nine_hours_ago = window.calendar.now_ms() - 9 * 3_600_000
    window.show_link(LinkState.OFFLINE, since_ms=1, data_as_of_ms=nine_hours_ago)
    assert "too old" in window.find("action_note").text()


async def test_space_marks_and_the_bar_decides_all_marked_after_a_sentence(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    table = window.window.pane.table
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [line[1] for line in window.rows()] == ["x", "x", " "]
    assert window.find("marked_count").text() == "2 marked"
    window.press("bulk_primary")
    dialog = window.dialog("bulk_dialog")
    assert dialog.title() == "Approve: 2 renewals"
    lines = window.find("bulk_done").model().stringList()
    assert len(lines) == 2
    assert dialog.accept_button.text() == "Approve 2"
    assert window.values("bulk_decided") == []
    dialog.accept_button.click()
    (items, action, params) = window.values("bulk_decided")[0]
    assert ([item.version for item in items], action, params) == ([1, 1], "approve", {})
    assert window.model.marks() == ()


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("approve", "The renewal appears in the account of each patient below, who is told by"),
        ("deny", "Each patient below gets no renewal, and reads the reason"),
    ],
)
async def test_the_sentence_about_many_reads_as_a_sentence(open_window, action, sentence):
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    for row in range(2):
        window.model.toggle_mark(row)
    window.window.bulk.ask(window.me, action)
    assert window.find("bulk_sentence").text().startswith(sentence)


async def test_marked_rows_of_several_queues_are_not_decided_together(open_window):
    window = open_window([refill(0), result(1)])
    await window.settle()
    table = window.window.pane.table
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert not window.find("bulk_primary").isVisible()
    assert window.find("bulk_bar").isVisible()


async def test_b7_what_is_left_out_is_listed_with_its_reason_and_not_decided(open_window):
    waits = refill(3, waiting={"on": "patient", "since": at(days=1), "until": None})
    window = open_window([refill(0), waits])
    await window.go_to("refill")
    window.window.pane.show_view(QueueView.ALL)
    await window.settle()
    for row in range(2):
        window.model.toggle_mark(row)
    window.press("bulk_primary")
    left_out = window.find("bulk_left_out").model().stringList()
    assert [line.split(" — ")[1] for line in left_out] == ["It waits for somebody else."]
    assert window.find("bulk_done_title").text() == "1 will be done"
    window.dialog("bulk_dialog").accept_button.click()
    (items, _action, _params) = window.values("bulk_decided")[0]
    assert [item.key for item in items] == [window.items.items[1].key]


async def test_b7_an_answer_that_comes_late_is_not_taken_for_another_question(open_window):
    window = open_window([refill(number) for number in range(3)])
    await window.go_to("refill")
    late = []
    window.window.bulk.check_wanted.disconnect()
    window.window.bulk.check_wanted.connect(lambda keys, action: late.append((keys, action)))
    window.model.toggle_mark(0)
    window.window.bulk.ask(window.me, "approve").reject()
    window.model.toggle_mark(1)
    dialog = window.window.bulk.ask(window.me, "deny")
    window._check(*late[0])
    assert dialog.check() is None
    assert not dialog.accept_button.isEnabled()
    window._check(*late[1])
    assert len(dialog.check().done) == 2


async def test_k108_results_are_released_together_only_after_all_were_shown(open_window):
    window = open_window([result(number) for number in range(30)])
    await window.go_to("result")
    for row in range(30):
        window.model.toggle_mark(row)
    window.press("bulk_primary")
    dialog = window.dialog("bulk_dialog")
    listed = window.find("bulk_done")
    await until(listed.isVisible, what="the list to be shown")
    dialog.grab()
    assert "Glucose 128 mg/dL (70–99)" in listed.model().stringList()[0]
    dialog.try_accept()
    assert "Go through the list first." in dialog.wrong()
    for _page in range(60):
        QTest.keyClick(listed, Qt.Key.Key_PageDown)
        dialog.grab()
    dialog.try_accept()
    assert len(window.values("bulk_decided")[0][0]) == 30


async def test_f65_the_item_of_a_row_can_be_looked_at_before_it_is_done(open_window):
    window = open_window([result(number) for number in range(3)])
    await window.go_to("result")
    for row in range(3):
        window.model.toggle_mark(row)
    window.press("bulk_primary")
    listed = window.find("bulk_done")
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert listed.row() == 1
    body = window.find("bulk_item").widget()
    assert "Basic metabolic panel" in said(body)


@pytest.mark.parametrize(
    ("key", "name", "fill", "expected"),
    [
        ("N", "note_dialog", lambda form: form._note.field.setPlainText("Called."), "note"),
        ("R", "assign_dialog", lambda _form: None, "assign"),
        ("W", "wait_dialog", lambda form: form.choose("internal"), "wait"),
    ],
)
async def test_s51_work_on_an_item_keeps_its_place(open_window, key, name, fill, expected):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    shown = window.window.panel.item().key
    window.key(key)
    form = window.dialog(name)
    fill(form)
    form.try_accept()
    (item, action, params) = window.values("decided")[0]
    assert (item.key, action) == (shown, expected)
    QUEUES["refill"].actions[action].params.model_validate(dict(params))
    await window.settle()
    assert window.window.panel.item().key == shown


async def test_many_are_denied_with_one_reason(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    for _ in OPEN_RENEWALS:
        QTest.keyClick(window.window.pane.table, Qt.Key.Key_Space)
    window.model.toggle_mark(2)
    window.press("bulk_refuse")
    window.dialog("bulk_dialog").accept_button.click()
    dialog = window.dialog("deny_dialog")
    dialog.choose("NEEDS_VISIT")
    dialog.accept_button.click()
    (keys, action, params) = window.values("bulk_decided")[0]
    assert (len(keys), action, params["reason_code"]) == (2, "deny", "NEEDS_VISIT")


async def test_c_claims_and_gives_back(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    window.key("C")
    key = window.window.panel.item().key
    mine = {"staff_id": window.me.staff_id, "name": "Kim Osei", "until": "2026-11-23T15:17:00Z"}
    window.window.show_item(window.items.change(key, claim=mine))
    assert window.find("claim_button").text() == "Give back"
    window.key("C")
    assert window.values("claimed") == window.values("claim_released") == [(key,)]


async def test_a_colleagues_claim_can_not_be_taken(open_window):
    window = open_window(
        [refill(4, claim={"staff_id": "x", "name": "Noor", "until": "2026-11-23T15:17:00Z"})]
    )
    await window.go_to("refill")
    assert not window.find("claim_button").isEnabled()


async def test_undo_is_offered_with_its_seconds_and_u_takes_it(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    item = window.window.panel.item()
    window.window.show_saved(item, "approve", 5)
    assert window.find("message_action").text() == "Undo (5 s)"
    window.key("U")
    assert window.values("undone") == [(item.key,)]
    assert not window.find("message_bar").isVisible()


async def test_without_an_undo_window_none_is_offered(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    window.window.show_saved(window.window.panel.item(), "approve", 0)
    assert not window.find("message_action").isVisible()


@pytest.mark.invariant("I19")
@pytest.mark.threat("T3")
async def test_lock_hides_every_patient_and_stops_the_keys(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    window.key("D")
    dialog = window.dialog("deny_dialog")
    dialog.choose("NEEDS_VISIT")
    window.window.lock()
    assert window.values("locked") == [()]
    assert not dialog.isVisible()
    assert not window.window.pane.table.isVisible()
    window.key("A", window.window)
    window.key("J", window.window)
    assert window.values("decided") == []
    window.window.unlock()
    assert dialog.isVisible()
    assert dialog.reason().code == "NEEDS_VISIT"
    dialog.reject()
    window.key("A")
    assert len(window.values("decided")) == 1


@pytest.mark.threat("T3")
async def test_no_title_names_a_patient(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    window.key("D")
    titles = {dialog.windowTitle() for dialog in window.window.findChildren(QDialog)}
    assert titles | {window.window.windowTitle()} == {"Portal Console"}


async def test_a_click_on_a_header_is_a_new_query_and_a_second_one_turns_it(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    header = window.window.pane.table.horizontalHeader()
    header.sectionClicked.emit(Column.PATIENT)
    await window.settle()
    header.sectionClicked.emit(Column.PATIENT)
    await window.settle()
    last = [values[0] for values in window.values("query_changed")][-2:]
    assert [(query.sort, query.descending) for query in last] == [
        (SortKey.PATIENT, False),
        (SortKey.PATIENT, True),
    ]


async def test_decided_items_say_by_whom_and_offer_nothing_more(open_window):
    window = open_window(morning())
    await window.go_to("refill")
    window.window.pane.show_view(QueueView.DECIDED)
    await window.settle()
    assert all(line.endswith("Approved") for line in window.rows())
    assert "Approved by Dr. Lena Osei" in window.find("action_note").text()
    assert not window.find("primary_button").isVisible()


async def test_a_decision_on_its_way_can_not_be_made_twice(open_window):
    queued = refill(6, decision_state=DecisionState.QUEUED, decision_action="approve")
    window = open_window([queued])
    await window.go_to("refill")
    assert window.rows()[0].endswith("Sending")
    assert not window.find("primary_button").isEnabled()
    window.show_link(LinkState.OFFLINE, since_ms=1)
    assert window.rows()[0].endswith("Waiting to send")


async def test_a_refusal_under_way_is_closed_when_the_item_changes(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    window.key("D")
    dialog = window.dialog("deny_dialog")
    item = window.window.panel.item()
    window.window.show_item(replace(item, content_hash="f" * 64, version=2))
    assert not dialog.isVisible()
    assert "changed while you were deciding" in window.find("message_text").text()
    assert window.values("decided") == []


def another(window, item):
    return next(one for one in window.items.items.values() if one.key != item.key)


def open_refusal(window):
    """The refusal that is open; those that were closed before may still be on their way out."""
    return next((one for one in window.window.findChildren(DenyDialog) if one.isVisible()), None)


@pytest.mark.parametrize("changed", [{"content_hash": "f" * 64}, {"state": "approved"}])
async def test_words_of_a_refusal_whose_item_has_changed_are_there_again(open_window, changed):
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    window.key("D")
    dialog = open_refusal(window)
    dialog._note.setPlainText("Her daughter called.")
    item = window.window.panel.item()
    window.window.show_item(replace(item, version=2, **changed))
    assert not dialog.isVisible()
    window.window.show_item(another(window, item))
    window.key("D")
    other = await until(lambda: open_refusal(window))  # once the item is painted
    assert other._note.toPlainText() == ""  # nobody else's
    other.reject()
    window.window.activateWindow()
    await until(window.window.isActiveWindow)
    window.window.show_item(replace(item, version=3))
    window.key("D")
    again = await until(lambda: open_refusal(window))
    assert again._note.toPlainText() == "Her daughter called."


async def test_the_note_of_a_take_over_that_did_not_come_about_is_there_again(open_window):
    claim = {
        "staff_id": "kim",
        "name": "Kim Lee",
        "until": at(minutes=-4),
    }
    window = open_window([refill(0, claim=claim)])
    await window.go_to("refill")
    panel = window.window.panel
    panel.take_action(TAKE_OVER)
    asked = window.dialog("note_dialog")
    asked._note.field.setPlainText("Kim is at lunch.")
    asked.try_accept()
    panel.not_taken_over(panel.item(), "Kim is at lunch.")
    panel.take_action(TAKE_OVER)
    again = [one for one in window.window.findChildren(type(asked)) if one.isVisible()]
    assert [one.params() for one in again] == [{"note": "Kim is at lunch."}]


async def test_what_was_chosen_for_one_item_is_not_replaced_by_anothers(open_window):
    """A row may leave the table under an open dialog, and the panel go on to the next item."""
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    panel = window.window.panel
    mine = panel.item()
    asked = []
    panel.body("refill").params = lambda action: asked.append(panel.item().key) or {}
    panel.take_action("deny")
    dialog = window.dialog("deny_dialog")
    window.window.show_item(another(window, mine))
    dialog.choose(dialog._reasons[0].code)
    dialog._text.setPlainText("Please call us.")
    dialog.try_accept()
    assert window.values("decided")[0][0].key == mine.key
    assert set(asked) == {mine.key}


async def test_a_first_load_says_its_number_and_can_be_stopped(open_window):
    window = open_window([refill(0)])
    window.show_link(LinkState.ONLINE, loading=12_345)
    assert "12,345" in window.find("first_load_words").text()
    window.press("first_load_cancel")
    assert window.values("first_load_cancelled") == [()]
    window.show_link(LinkState.ONLINE)
    assert not window.find("first_load").isVisible()


async def test_closing_is_asked_for_and_not_done_at_once(open_window):
    window = open_window([refill(0)])
    window.window.close()
    assert window.window.isVisible()
    assert window.values("close_requested") == [()]


async def test_who_belongs_to_several_practices_can_switch(open_window):
    window = open_window([refill(0)], me=staff(Role.PROVIDER, practices=2))
    actions = window.find("practice_switch").menu().actions()
    assert [action.text() for action in actions] == [
        "Riverside Family Practice",
        "Lakeview Pediatrics",
    ]
    actions[1].trigger()
    assert window.values("practice_chosen") == [(2,)]


async def test_who_belongs_to_one_practice_reads_its_name(open_window):
    window = open_window([refill(0)])
    assert window.find("practice_name").isVisible()
    assert not window.find("practice_switch").isVisible()


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.FRONT_DESK, ["morning", "enrollment", "refill", "appointment", "task", "attention"]),
        (
            Role.NURSE,
            [
                *("morning", "enrollment", "refill", "appointment"),
                *("result", "document", *INTAKE, "task", "attention"),
            ],
        ),
        (
            Role.PROVIDER,
            [
                *("morning", "refill", "appointment", "result", "document", *INTAKE),
                *("task", "attention"),
            ],
        ),
        (Role.BILLING, ["morning", "statement_request", "attention"]),
    ],
)
async def test_each_role_sees_its_queues(open_window, role, places):
    assert open_window([], me=staff(role)).window.places() == places


async def test_new_rights_leave_the_user_where_he_is(open_window):
    window = open_window()
    await window.go_to("result")
    window.window.show_me(staff(Role.PROVIDER, Role.FRONT_DESK), 1)
    assert window.window.queue_list.place() == "result"
    window.window.show_me(staff(Role.FRONT_DESK), 1)
    assert window.window.queue_list.place() == "morning"


async def test_an_empty_queue_says_why_and_what_comes_next(open_window):
    window = open_window([])
    window.window.queue_list.choose("refill")
    await until(lambda: "renewals" in window.find("queue_empty_title").text())
    assert window.find("queue_empty_title").text() == "No renewals are waiting."
    assert window.find("queue_empty_sentence").text() == "What comes in appears here by itself."


async def test_an_empty_queue_of_the_copy_does_not_say_that_nothing_waits(open_window):
    window = open_window([])
    window.window.queue_list.choose("result")
    await until(lambda: "results" in window.find("queue_empty_title").text())
    window.show_link(LinkState.OFFLINE, is_copy=True)
    assert window.find("queue_empty_title").text() == "The copy has nothing of this."
    assert "when you sign in" in window.find("queue_empty_sentence").text()
    window.show_link(LinkState.ONLINE)
    assert window.find("queue_empty_title").text() == "No results are waiting."


async def test_a_search_without_a_find_offers_to_look_in_all(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    window.window.pane.show_search("nobody")
    await until(lambda: "Nothing found" in window.find("queue_empty_title").text())
    window.press("queue_empty_button")
    query = window.values("query_changed")[-1][0]
    assert (query.view, query.search) == (QueueView.ALL, "nobody")


async def test_f5_asks_for_a_refresh_and_ctrl_l_locks(open_window):
    window = open_window([refill(0)])
    await window.settle()
    window.key("F5")
    window.key("Ctrl+L")
    assert window.values("refreshed") == window.values("locked") == [()]


async def test_an_approval_can_carry_words_to_the_patient(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    menu = window.find("more_button").menu()
    menu.aboutToShow.emit()
    acts = menu.actions()
    (act,) = [one for one in acts if one.text() == "Approve with words to the patient…"]
    act.trigger()
    dialog = window.dialog("words_dialog")
    dialog._text.setPlainText("Please take it with food.")
    dialog.accept_button.click()
    (_item, action, params) = window.values("decided")[0]
    assert (action, params["text_to_patient"]) == ("approve", "Please take it with food.")


async def test_needs_attention_begins_without_an_item_and_gives_the_queue_back(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    shown = window.window.panel.item()
    window.window.queue_list.choose("attention")
    assert window.window.panel.item() is None
    await window.go_to("refill")
    assert window.window.panel.item().key == shown.key


async def test_the_last_acknowledgement_leaves_the_keyboard_in_the_list(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.settle()
    window.window.show_attention([refused(refill(0), "approve", "withdrawn", {})])
    window.window.queue_list.choose("attention")
    window.find("acknowledge").setFocus()
    window.window.show_attention([])
    await until(lambda: window.window.focusWidget() is window.window.queue_list)


async def test_the_cross_clears_the_search(open_window):
    window = open_window(OPEN_RENEWALS)
    await window.go_to("refill")
    window.key("/")
    QTest.keyClicks(window.window.focusWidget(), "zz")
    await until(lambda: window.model.rowCount() == 0)
    window.press("search_clear")
    await until(lambda: window.model.rowCount() == len(OPEN_RENEWALS))
    assert not window.find("search_clear").isVisible()
