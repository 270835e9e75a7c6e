"""Paying: only what was seen and is payable, once, never too much (DOMAIN F70, F73; I12)."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from portal.db.billing_tables import payment
from portal.db.tables import item, journal
from portal.domain.ids import new_id
from portal.domain.problems import Problem
from portal.services.payment_provider import LONGEST_ANSWER, Charge, LocalTest, Order
from portal.services.statements import payment_settling, payments
from portal.services.statements.payments import Payments
from tests.portal.billing.conftest import Till
from tests.support import billing_rows
from tests.support.practice_world import on_both
from tests.support.together import at_once
from tests.support.until import until_in_thread


def problem_of(work: Callable[[], object]) -> Problem:
    """The problem that it raises."""
    with pytest.raises(Problem) as caught:
        work()
    return caught.value


def slug(problem: Problem) -> str:
    """What a program reads of a problem."""
    return str(problem.extra.get("rule") or problem.type.slug)


class Meeting(LocalTest):
    """A provider that answers nobody before a given number of orders has reached it."""

    def __init__(self, folder: Any, count: int) -> None:
        super().__init__(folder)
        self.met = threading.Barrier(count)

    def charge(self, order: Order) -> Charge:
        """Wait for the others, then charge."""
        self.met.wait(30)
        return super().charge(order)


@on_both
def test_the_whole_amount_makes_it_paid(till: Till):
    made = till.pay(till.wanted())
    assert (made["state"], made["provider"]) == ("succeeded", "local-test")
    now = till.now()
    assert (now["state"], now["paid_cents"], now["version"]) == ("paid", 12_500, 2)
    assert now["paid_at"] is not None
    assert till.world.inbox(till.login) == [("payment_received", "")]
    actions = [row.action for row in till.world.read(select(journal.c.action))]
    assert {"payment.begun", "payment.succeeded"} <= set(actions)


def test_a_part_leaves_the_rest_payable_and_moves_the_version(till: Till):
    seen = till.wanted(5_000)
    till.pay(seen)
    assert (till.now()["state"], till.now()["paid_cents"]) == ("payable", 5_000)
    behind = till.wanted(7_500, statement_version=seen.statement_version)
    problem = problem_of(lambda: till.pay(behind))
    assert slug(problem) == "statement-not-payable"
    assert problem.extra["current"]["version"] == 2
    assert problem.extra["current"]["left_cents"] == 7_500
    till.pay(till.wanted(7_500))
    assert till.now()["state"] == "paid"


@pytest.mark.parametrize("amount", [0, -1, 12_501])
def test_no_more_than_is_left_and_something(till: Till, amount: int):
    problem = problem_of(lambda: till.pay(till.wanted(amount)))
    assert (slug(problem), problem.extra["left_cents"]) == ("AMOUNT_TOO_HIGH", 12_500)
    assert till.provider.taken_cents() == 0


def test_f70_an_old_statement_is_not_paid_and_the_answer_names_the_new_one(till: Till):
    old = till.wanted()
    billing_rows.changed(till.world, till.statement_id, state="superseded")
    new = billing_rows.published(till.world, till.account_id, amount_cents=20_000)
    problem = problem_of(lambda: till.pay(old))
    assert (slug(problem), problem.type.status) == ("statement-not-payable", 409)
    assert problem.extra["current"]["id"] == new
    assert till.provider.taken_cents() == 0


def test_f70_without_a_payable_one_nothing_is_paid(till: Till):
    wanted = till.wanted()
    billing_rows.changed(till.world, till.statement_id, state="superseded")
    assert problem_of(lambda: till.pay(wanted)).extra["current"] is None


def test_i12_a_payment_names_the_version_it_saw(till: Till):
    seen = till.wanted()
    billing_rows.changed(till.world, till.statement_id, due_on=None)
    assert slug(problem_of(lambda: till.pay(seen))) == "statement-not-payable"


@on_both
def test_a_repeat_of_a_payment_charges_once(till: Till):
    wanted = till.wanted(5_000)
    first = till.pay(wanted)
    assert till.pay(wanted) == first
    billing_rows.changed(till.world, till.statement_id, state="void")
    assert till.pay(wanted) == first, "whatever has become of the statement"
    assert till.provider.taken_cents() == 5_000
    assert till.now()["paid_cents"] == 5_000


@pytest.mark.parametrize("changed", [{"amount_cents": 1}, {"statement_version": 9}])
def test_an_id_that_stands_for_another_payment_is_refused(till: Till, changed: dict[str, int]):
    wanted = till.wanted(5_000)
    till.pay(wanted)
    other = replace(wanted, **changed)
    assert slug(problem_of(lambda: till.pay(other))) == "command-id-reused"


def test_an_id_of_somebody_elses_payment_tells_nothing(till: Till):
    wanted = till.wanted(5_000)
    till.pay(wanted)
    chart = till.world.chart(record_number="R-2")
    stranger = till.world.login(chart=chart)
    billing_rows.billing_account(till.world, chart)
    paying = Payments(till.world.database, till.provider)
    assert slug(problem_of(lambda: paying.pay(stranger, 1, wanted))) == "command-id-reused"


@on_both
def test_two_browsers_at_once_pay_it_once(till: Till):
    """Whoever comes second is told what the first has left."""
    count = 4
    wanted = [till.wanted(12_500) for _ in range(count)]

    def pay(number: int) -> str:
        try:
            return str(till.pay(wanted[number])["state"])
        except Problem as problem:
            return slug(problem)

    answers = at_once(count, pay)
    assert answers.count("succeeded") == 1
    assert set(answers) <= {"succeeded", "AMOUNT_TOO_HIGH", "statement-not-payable"}
    assert till.provider.taken_cents() == till.now()["paid_cents"] == 12_500


@on_both
def test_two_parts_in_flight_at_once_both_count(till: Till, tmp_path: Any):
    provider = Meeting(tmp_path / "meeting", 2)
    wanted = [till.wanted(5_000), till.wanted(7_500)]
    states = at_once(2, lambda number: till.pay(wanted[number], provider)["state"])
    assert states == ["succeeded", "succeeded"]
    now = till.now()
    assert (now["paid_cents"], now["state"], now["version"]) == (12_500, "paid", 3)


@on_both
def test_the_same_payment_from_two_windows_charges_once(till: Till, tmp_path: Any):
    provider = Meeting(tmp_path / "meeting", 2)
    wanted = till.wanted(5_000)
    answers = at_once(2, lambda _: till.pay(wanted, provider)["id"])
    assert answers == [wanted.payment_id] * 2
    assert provider.taken_cents() == till.now()["paid_cents"] == 5_000


def test_a_declined_payment_leaves_everything_as_it_was(till: Till):
    made = till.pay(till.wanted(method="declined"))
    assert (made["state"], made["decline_code"]) == ("declined", "CARD_DECLINED")
    assert (till.now()["paid_cents"], till.now()["version"]) == (0, 1)
    assert till.world.inbox(till.login) == [], "whoever pays sees the answer at once"
    assert till.pay(till.wanted())["state"] == "succeeded"


@on_both
def test_what_is_in_flight_can_not_be_paid_again(till: Till):
    pending = till.pay(till.wanted(10_000, "pending"))
    assert pending["state"] == "pending"
    problem = problem_of(lambda: till.pay(till.wanted(10_000)))
    assert (slug(problem), problem.extra["left_cents"]) == ("AMOUNT_TOO_HIGH", 2_500)
    till.worked(minutes=2)
    assert till.payment(pending["id"])["state"] == "succeeded"
    assert till.now()["paid_cents"] == 10_000


def test_an_answer_that_was_lost_is_asked_for(till: Till):
    """The money was taken and nobody heard of it: the job finds out."""
    made = till.pay(till.wanted(method="lost"))
    assert made["state"] == "pending"
    assert till.provider.taken_cents() == 12_500
    till.worked(minutes=2)
    assert till.now()["state"] == "paid"
    assert till.world.inbox(till.login) == [("payment_received", "")]


def test_a_repeat_after_a_lost_answer_charges_once(till: Till):
    wanted = till.wanted(method="lost")
    till.pay(wanted)
    again = till.wanted(method="ok", payment_id=wanted.payment_id)
    assert till.pay(again)["state"] == "succeeded"
    assert till.provider.taken_cents() == till.now()["paid_cents"] == 12_500


def test_an_order_that_never_arrived_is_given_up_and_the_payer_is_told(till: Till):
    made = till.pay(till.wanted(method="unreachable"))
    till.worked(minutes=5)
    assert till.payment(made["id"])["state"] == "pending", "it may still be on its way"
    for _ in range(6):
        till.worked(minutes=30)
    row = till.payment(made["id"])
    assert (row["state"], row["decline_code"]) == ("declined", "NEVER_ARRIVED")
    assert till.world.inbox(till.login) == [("payment_declined", "")]
    assert till.pay(till.wanted())["state"] == "succeeded"


def test_nothing_charges_an_order_that_has_been_given_up(till: Till):
    """A browser that wakes up after an hour only asks what became of the first try."""
    wanted = till.wanted(method="unreachable")
    till.pay(wanted)
    till.clock.forward(hours=1)
    again = till.wanted(payment_id=wanted.payment_id)
    assert till.pay(again)["state"] == "pending"
    assert till.provider.taken_cents() == 0
    longest = payments.CHARGED_AGAIN + LONGEST_ANSWER
    assert longest < payment_settling.GIVEN_UP


def test_money_that_was_taken_counts_even_after_it_was_given_up(till: Till):
    made = till.pay(till.wanted(method="unreachable"))
    for _ in range(7):
        till.worked(minutes=30)
    late = Charge("succeeded", "late")
    payment_settling.settle(till.world.database, 1, made["id"], late, told=True)
    assert till.payment(made["id"])["state"] == "succeeded"
    assert till.now()["state"] == "paid"
    payment_settling.settle(till.world.database, 1, made["id"], late, told=True)
    assert till.now()["paid_cents"] == 12_500


def test_money_that_was_taken_twice_is_shown_to_billing(till: Till):
    """The first order was given up, the second paid it all, and then the first came through."""
    given_up = till.pay(till.wanted(method="unreachable"))
    for _ in range(7):
        till.worked(minutes=30)
    till.pay(till.wanted())
    assert till.world.all_of(item) == []
    late = Charge("succeeded", "late")
    payment_settling.settle(till.world.database, 1, given_up["id"], late, told=True)
    assert (till.now()["state"], till.now()["paid_cents"]) == ("paid", 25_000)
    (shown,) = till.world.all_of(item)
    assert '"reason":"LATE_PAYMENT"' in shown["content"].replace(" ", "")


def test_a_repeat_reaches_no_other_provider_than_the_first(till: Till, tmp_path: Any):
    class Other(LocalTest):
        """Of another company: it knows none of the first one's orders."""

        name = "other"

    wanted = till.wanted(method="lost")
    till.pay(wanted)
    other = Other(tmp_path / "other")
    again = till.wanted(method="ok", payment_id=wanted.payment_id)
    assert till.pay(again, other)["state"] == "pending"
    assert other.taken_cents() == 0


def test_a_provider_that_is_away_is_asked_for_ever_later_and_later(till: Till):
    class Away(LocalTest):
        """Answers nobody."""

        looked = 0

        def look_up(self, key: str) -> Charge | None:
            """Count the question."""
            self.looked += 1
            return (
                super().look_up(key)
                if self.looked > 20
                else self.charge(Order(key, 1, "USD", "unreachable"))
            )

    made = till.pay(till.wanted(method="lost"))
    away = Away(till.provider._folder)
    for _ in range(25):
        till.worked(away, hours=7)
    assert away.looked == 21
    assert till.payment(made["id"])["state"] == "succeeded"


@on_both
@pytest.mark.parametrize("state", ["superseded", "void"])
def test_f70_money_for_what_has_changed_meanwhile_is_kept_and_shown_to_billing(
    till: Till, state: str
):
    made = till.pay(till.wanted(method="pending"))
    ended = {"superseded": "superseded_at", "void": "voided_at"}[state]
    billing_rows.changed(till.world, till.statement_id, state=state, **{ended: till.clock()})
    new = billing_rows.published(till.world, till.account_id, amount_cents=30_000)
    till.worked(minutes=2)
    assert till.payment(made["id"])["state"] == "succeeded"
    assert (till.now()["state"], till.now()["paid_cents"]) == (state, 12_500)
    rows = till.world.read(select(item.c.id).where(item.c.kind == "statement_request"))
    (seen,) = [till.world.seen(row.id) for row in rows]
    content = till.world.content(seen)
    assert content["reason"] == "LATE_PAYMENT"
    assert (content["statement"]["id"], content["payable"]["id"]) == (till.statement_id, new)
    till.world.done("billing", seen, "answer", text_to_patient="We credit it to the new one.")


def test_f7_a_practice_may_show_statements_and_take_no_payments(till: Till):
    billing_rows.policy(till.world, patients_pay=False)
    assert slug(problem_of(lambda: till.pay(till.wanted()))) == "PAYING_OFF"
    assert list(till.world.read(select(payment))) == []


def test_without_a_provider_paying_is_off(till: Till):
    off = Payments(till.world.database, None)
    assert not off.offered
    assert slug(problem_of(lambda: off.pay(till.login, 1, till.wanted()))) == "PAYING_OFF"


def test_a_provider_that_breaks_is_asked_again_although_the_job_is_dead(till: Till):
    class Broken(LocalTest):
        """Fails in a way that nobody has thought of."""

        def look_up(self, key: str) -> Charge | None:
            """Break."""
            raise ZeroDivisionError(key)

    made = till.pay(till.wanted(method="lost"))
    broken = Broken(till.provider._folder)
    for _ in range(13):  # one more than a job is tried
        till.worked(broken, hours=7)
    till.worked(hours=7)
    assert till.payment(made["id"])["state"] == "succeeded"


def test_a_slow_provider_keeps_two_waiting_and_nobody_else(till: Till, tmp_path: Any):
    slow = Meeting(tmp_path / "slow", payments.AT_ONCE + 1)
    paying = Payments(till.world.database, slow)
    wanted = [till.wanted(1_000) for _ in range(payments.AT_ONCE + 1)]

    def pay(number: int) -> str:
        if number < payments.AT_ONCE:
            return str(paying.pay(till.login, 1, wanted[number])["state"])
        until_in_thread(lambda: len(till.world.read(select(payment.c.id))) == payments.AT_ONCE)
        problem = problem_of(lambda: paying.pay(till.login, 1, wanted[number]))
        slow.met.wait(30)  # only now the provider answers
        return slug(problem)

    answers = at_once(payments.AT_ONCE + 1, pay)
    assert answers == ["succeeded"] * payments.AT_ONCE + ["unavailable"]
    assert till.now()["paid_cents"] == 1_000 * payments.AT_ONCE


def test_whoever_tries_many_cards_is_stopped_for_an_hour(till: Till):
    for _ in range(payments.MOST_DECLINED):
        assert till.pay(till.wanted(method="declined"))["state"] == "declined"
    assert slug(problem_of(lambda: till.pay(till.wanted()))) == "TOO_MANY_DECLINED"
    till.clock.forward(minutes=61)
    assert till.pay(till.wanted())["state"] == "succeeded"


def test_a_credit_is_nothing_to_pay(till: Till):
    billing_rows.changed(till.world, till.statement_id, amount_cents=-500)
    problem = problem_of(lambda: till.pay(till.wanted(100)))
    assert (slug(problem), problem.extra["left_cents"]) == ("AMOUNT_TOO_HIGH", 0)


def test_the_provider_knows_every_order_by_its_key_whatever_process_asks(till: Till):
    folder = till.provider._folder
    order = Order(new_id(), 700, "USD", "ok")
    answers = at_once(8, lambda _: LocalTest(folder).charge(order))
    assert len({answer.reference for answer in answers}) == 1
    assert LocalTest(folder).taken_cents() == 700
