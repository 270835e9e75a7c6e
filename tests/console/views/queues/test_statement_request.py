"""A request about a statement, as the item panel shows it."""

import pytest

from console.models.queue_faces import FACES
from console.views.queues.statement_request import StatementRequestBody
from portal.queues.registry import QUEUES
from tests.support.billing_things import bill, notice, payment, request_content, seen
from tests.support.looking import said, shown
from tests.support.queue_items import item
from tests.support.window_data import calendar


def request(**changed):
    return item("statement_request", request_content(**changed))


@pytest.fixture
def body(qtbot):
    made = StatementRequestBody(calendar())
    made.wanted = []
    made.account_wanted.connect(made.wanted.append)
    return shown(made, qtbot)


def test_f71_it_shows_the_words_the_statement_the_one_to_pay_and_the_account(body):
    body.show_item(request())
    words = said(body)
    for part in (
        "I can not pay this one.",
        "Is it overdue now?",
        "September 2026",
        "Superseded",
        "Payable now is another one: October 2026, $120.00",
        "G-204817",
        "By e-mail",
        "Being paid: $120.00",
    ):
        assert part in words
    assert body.wanted == ["acct-1"]


def test_how_it_stands_now_takes_the_place_of_how_it_was(body):
    body.show_item(request(payable=None))
    assert body.blocker("resend") == "No statement of this account can be paid now."
    body.show_account(seen(bill(7), bill(2, state="superseded", period="2026-09")))
    assert body.blocker("resend") == ""
    assert body.params("answer") == {"statement_id": "st-7"}
    assert "As it is with the portal now." in said(body)
    assert "Being paid" not in said(body)


def test_f73_what_is_being_paid_or_on_its_way_is_not_sent_again(body):
    body.show_item(request())
    body.show_account(seen(bill(), payments=[payment(state="pending")]))
    assert "being paid" in body.blocker("resend")
    assert [chip.text for chip in body.badges(request())] == ["Being paid"]
    body.show_account(seen(bill(), notices=[notice(state="queued")]))
    assert "on its way" in body.blocker("resend")
    assert body.blocker("answer") == body.blocker("decline") == ""


def test_an_answer_about_the_payable_statement_itself_points_nowhere_else(body):
    body.show_item(request(statement=bill(), payable=bill()))
    assert body.params("answer") == {}
    assert "It is the one that can be paid: $120.00 are open" in said(body)


def test_what_is_shown_anew_keeps_what_the_portal_has_said_of_the_account(body):
    body.show_item(request(payable=None))
    body.show_account(seen(bill(7)))
    body.show_item(request(payable=None))
    assert body.params("answer") == {"statement_id": "st-7"}


def test_the_account_of_another_item_is_let_go(body):
    body.show_item(request(payable=None))
    body.show_account(seen(bill(), account={"id": "acct-2"}))
    body.show_problem("acct-2", "The portal can not be reached.")
    assert body.blocker("resend")
    assert "can not be reached" not in said(body)
    body.show_problem("acct-1", "The portal can not be reached.")
    assert "how it was when the patient asked" in said(body)


def test_a_request_without_a_statement_is_about_the_account(body):
    body.show_item(request(statement=None, payable=None, in_flight=[], joined=[]))
    assert "The statement asked about" not in said(body)
    assert not body._pdf.isEnabled()
    opened = []
    body.open_wanted.connect(lambda *ids: opened.append(ids))
    body._open.click()
    assert opened == [("acct-1", "")]


def test_after_money_that_came_late_nothing_is_sent_again():
    face, spec = FACES["statement_request"], QUEUES["statement_request"]
    late = request_content(reason="LATE_PAYMENT")
    assert [name for name in ("answer", "resend", "decline") if face.fits(late, name)] == [
        "answer",
        "decline",
    ]
    assert {"answer", "resend", "decline"} <= set(spec.actions)
