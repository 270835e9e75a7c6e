"""The practice's own tasks, as the item panel shows them."""

import pytest

from console.models.task_face import TASK
from console.views.queues.task import TaskBody
from portal.queues.registry import QUEUES
from tests.support.looking import cut_off, not_plain, said, settle, shown, unnamed
from tests.support.queue_items import item
from tests.support.window_data import calendar


def task(code, **details):
    content = {"code": code, "details": details, "origin": {"kind": "refill", "id": "i-1"}}
    return item("task", content, summary="No suitable time: Lisinopril")


@pytest.fixture
def body(qtbot):
    return shown(TaskBody(calendar()), qtbot)


def test_b16_a_call_names_its_origin_and_what_the_patient_was_told(body):
    body.show_item(task("call_patient", told="Please call us today."))
    words = said(body)
    for part in ("No suitable time: Lisinopril", "Please call us today.", "A renewal"):
        assert part in words
    (chip,) = body.badges(task("call_patient"))
    assert (chip.text, chip.icon) == ("Call the patient", "phone")


@pytest.mark.parametrize(("seen", "word"), [(True, "Yes"), (False, "No")])
def test_a_privacy_incident_says_whether_it_was_seen(body, seen, word):
    body.show_item(task("privacy_incident", seen=seen))
    assert ("Seen by the wrong person", word) in body._facts.shown()


def test_a_task_of_a_newer_portal_is_shown_as_it_is_written(body):
    body.show_item(item("task", {"code": "order_supplies"}, summary="Order paper"))
    assert "Order paper" in said(body)
    assert body.badges(task("order_supplies"))[0].text == "Order supplies"


def test_nothing_is_cut_or_without_a_name(body):
    body.resize(620, 700)
    body.show_item(task("privacy_incident", seen=True, told="<b>" + "x" * 200))
    settle()
    assert (cut_off(body), not_plain(body), unnamed(body)) == ([], [], [])


def test_every_state_and_action_of_the_queue_has_words():
    spec = QUEUES["task"]
    assert {"pending", "done", "cancelled"} <= set(TASK.states())
    assert {*TASK.primary, *TASK.refuse} <= set(spec.actions)
