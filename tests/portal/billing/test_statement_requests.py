"""What patients ask about statements, and what billing does about it (DOMAIN F71, F72)."""

import re

import pytest
from sqlalchemy import select

from portal.db.billing_tables import statement_notice
from portal.db.tables import item, outbox_job
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.queues.statement_reasons import STATEMENT_DECLINES
from portal.services import billing_sheet, inbox, statement_requests
from portal.services.desk_view import desk_of
from portal.services.digest import digest_of
from portal.services.patient_requests import PatientRequests
from tests.portal.billing.conftest import Till
from tests.support import billing_rows
from tests.support.billing_rows import asked
from tests.support.practice_world import World, on_both
from tests.support.together import at_once


def waiting(world: World) -> list[str]:
    """The open requests."""
    rows = world.read(select(item.c.id).where(item.c.kind == "statement_request", item.c.is_open))
    return [row.id for row in rows]


@on_both
def test_f71_a_request_has_all_that_the_decision_needs(till: Till):
    old = billing_rows.published(till.world, till.account_id, state="superseded")
    till.pay(till.wanted(500, "pending"))
    seen = asked(till.world, till.login, old, reason="NOT_PAYABLE", text="I want to pay.")
    content = till.world.content(seen)
    assert (content["reason"], content["text"]) == ("NOT_PAYABLE", "I want to pay.")
    assert (content["statement"]["id"], content["statement"]["state"]) == (old, "superseded")
    assert content["payable"]["id"] == till.statement_id
    assert content["account"]["account_number"] == "A-1001"
    assert (content["account"]["notice"], content["account"]["why"]) == ("mail", "")
    assert [one["amount_cents"] for one in content["in_flight"]] == [500]
    row = till.world.one(item, seen.id)
    assert (row["subject_name"], row["patient_id"]) == ("Ada Byron", till.login.charts[1])


@on_both
def test_one_request_is_open_for_each_statement_and_a_repeat_joins_it(till: Till):
    world = till.world
    first = asked(world, till.login, till.statement_id, reason="NOT_RECEIVED", text="One")
    again = asked(world, till.login, till.statement_id, reason="OVERDUE", text="Two")
    assert again.id == first.id
    assert again.version == first.version + 1
    joined = world.content(again)["joined"]
    assert [(one["reason"], one["text"]) for one in joined] == [("OVERDUE", "Two")]
    assert asked(world, till.login).id != first.id, "about the account, not about that statement"
    assert len(waiting(world)) == 2
    world.done("billing", again, "answer", text_to_patient="It is here.")
    assert asked(world, till.login, till.statement_id).id != first.id


@on_both
def test_two_who_ask_at_once_are_one_request(till: Till):
    found = at_once(4, lambda _: asked(till.world, till.login, till.statement_id).id)
    assert len(set(found)) == 1
    assert len(till.world.content(till.world.seen(found[0]))["joined"]) == 3


def test_a_patient_who_asks_for_ever_does_not_fill_the_item(till: Till):
    for _ in range(statement_requests.MOST_JOINED + 5):
        seen = asked(till.world, till.login, till.statement_id)
    assert len(till.world.content(seen)["joined"]) == statement_requests.MOST_JOINED


def test_of_several_accounts_one_has_to_be_named(till: Till):
    other = billing_rows.billing_account(till.world, till.login.charts[1], "B-2")
    with pytest.raises(Problem) as caught:
        asked(till.world, till.login)
    assert caught.value.extra["errors"][0]["pointer"] == "/billing_account_id"
    seen = asked(till.world, till.login, billing_account_id=other)
    assert till.world.content(seen)["account"]["id"] == other


def test_nobody_asks_about_what_they_do_not_read(till: Till):
    stranger = till.world.login(chart=till.world.chart())
    for wanted in ({"statement_id": till.statement_id}, {"billing_account_id": till.account_id}):
        with pytest.raises(Problem):
            asked(till.world, stranger, **wanted)
    assert waiting(till.world) == []


@on_both
def test_f72_resend_tells_of_the_payable_one_again(till: Till):
    world = till.world
    seen = asked(world, till.login, till.statement_id, reason="OVERDUE")
    world.done("billing", seen, "resend", text_to_patient="Here it is once more.")
    (notice,) = world.read(select(statement_notice))
    assert (notice.statement_id, notice.state) == (till.statement_id, "queued")
    mails = [row.payload for row in world.read(select(outbox_job)) if row.kind == "mail"]
    assert sum('"statement_available"' in payload for payload in mails) == 1
    assert ("statement_answered", "Here it is once more.") in world.inbox(till.login)
    answer = world.content(world.again(seen))["answer"]
    assert (answer["by"], answer["notice"]) == ("resend", "queued")
    assert answer["statement"]["id"] == till.statement_id
    assert world.one(item, seen.id)["state"] == "answered"


def test_f72_without_a_payable_statement_there_is_nothing_to_resend(till: Till):
    seen = asked(till.world, till.login, till.statement_id)
    billing_rows.changed(till.world, till.statement_id, state="void")
    assert till.world.refused("billing", seen, "resend") == "NOTHING_PAYABLE"


def test_f71_an_answer_names_a_published_statement_of_the_account(till: Till):
    world = till.world
    seen = asked(world, till.login, till.statement_id, reason="NOT_PAYABLE")
    chart = world.chart()
    foreign = billing_rows.published(world, billing_rows.billing_account(world, chart))
    draft = billing_rows.published(world, till.account_id, state="ready")
    for wrong in (foreign, draft, till.account_id):
        words = {"text_to_patient": "Look here.", "statement_id": wrong}
        assert world.refused("billing", seen, "answer", **words) == "NOT_OF_ACCOUNT"
    right = {"text_to_patient": "Look here.", "statement_id": till.statement_id}
    world.done("billing", seen, "answer", **right)
    assert world.content(world.again(seen))["answer"]["statement"]["id"] == till.statement_id
    assert world.inbox(till.login) == [("statement_answered", "Look here.")]
    mails = [row.payload for row in world.read(select(outbox_job)) if row.kind == "mail"]
    assert len(mails) == 1
    assert "Look here" not in mails[0]


@pytest.mark.parametrize("reason", STATEMENT_DECLINES, ids=lambda reason: reason.code)
def test_f71_a_refusal_has_a_reason_and_words(till: Till, reason):
    world = till.world
    seen = asked(world, till.login, till.statement_id)
    assert world.refused("billing", seen, "decline", reason_code=reason.code) == "validation"
    words = {"text_to_patient": reason.text_to_patient, "reason_code": reason.code}
    world.done("billing", seen, "decline", **words)
    assert world.inbox(till.login) == [("statement_declined", reason.text_to_patient)]
    called = [row for row in world.read(select(item.c.kind)) if row.kind == "task"]
    assert bool(called) is (reason.next_step == "call_patient")


def test_no_refusal_tells_of_a_visit_or_a_diagnosis():
    told = " ".join(reason.text_to_patient for reason in STATEMENT_DECLINES)
    assert not re.search(r"visit|insur|diagnos|treat|doctor", told, re.IGNORECASE)


def test_a_request_is_not_taken_up_again_beside_another_about_the_same(till: Till):
    world = till.world
    first = asked(world, till.login, till.statement_id)
    words = {"text_to_patient": "Paid.", "reason_code": "ALREADY_PAID"}
    world.done("billing", first, "decline", **words)
    second = asked(world, till.login, till.statement_id)
    closed = world.again(first)
    assert world.refused("billing", closed, "reopen", note="A mistake") == "ASKED_AGAIN"
    world.done("billing", second, "answer", text_to_patient="Here.")
    world.done("billing", closed, "reopen", note="A mistake")
    assert world.inbox(till.login)[-1][0] == "request_reopened"


def test_the_patient_reads_answers_and_withdraws_their_request(till: Till):
    world = till.world
    requests = PatientRequests(world.database)
    seen = asked(world, till.login, till.statement_id)
    world.done("billing", seen, "wait", on="patient", text_to_patient="Which amount?")
    requests.reply(till.login, seen.id, "The second one.")
    (own,) = requests.own(till.login)
    assert (own["kind"], own["state"], own["asked"]) == ("statement_request", "pending", False)
    requests.withdraw(till.login, seen.id)
    assert world.one(item, seen.id)["state"] == "withdrawn"


def test_billing_and_admin_get_the_queue_and_nobody_else(till: Till):
    """The console draws from /v1/me, the feed and the digest: each by the right to read the queue."""
    seen = asked(till.world, till.login, till.statement_id)
    got = {}
    for role, actor in till.world.actors.items():
        feed = till.world.page(actor, 1)["changes"]
        in_feed = any(change["id"] == seen.id for change in feed)
        digest = digest_of(till.world.database, QUEUES, actor, 1)
        got[role] = (in_feed, "statement_request" in str(digest))
    assert {role for role, both in got.items() if both == (True, True)} == {"billing", "admin"}
    assert {both for role, both in got.items() if role not in {"billing", "admin"}} == {
        (False, False)
    }


def test_the_policy_of_the_queue_travels_with_the_desk(till: Till):
    billing_rows.policy(till.world, patients_pay=False, target_hours=4)
    with till.world.database.read(billing_rows.FIRST) as reader:
        desk = desk_of(reader, QUEUES, till.world.actors["billing"], 1, 1)
    policy = desk["policies"]["statement_request"]["policy"]
    assert (policy["patients_pay"], policy["target_hours"]) == (False, 4)


def test_every_text_to_a_payer_is_there_in_both_languages():
    kinds = {"statement_answered", "statement_declined", "payment_received", "payment_declined"}
    for language in ("en", "es"):
        assert kinds <= inbox.TITLES[language].keys()
    assert all(inbox.TITLES["en"][kind] != inbox.TITLES["es"][kind] for kind in kinds)


def test_the_account_view_lists_late_money(till: Till):
    till.pay(till.wanted(method="pending"))
    billing_rows.changed(till.world, till.statement_id, state="void", voided_at=till.clock())
    till.worked(minutes=2)
    with till.world.database.read(billing_rows.FIRST) as reader:
        sheet = billing_sheet.sheet(reader, 1, till.account_id)
    assert [one["late"] for one in sheet["payments"]] == ["void"]
    assert [one["reason"] for one in sheet["requests"]] == ["LATE_PAYMENT"]
