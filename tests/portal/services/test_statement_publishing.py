"""Publishing, superseding, voiding, resending: what is payable, and who is told of it (F68-F72, §5.6)."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from portal.db.billing_tables import payment, statement, statement_batch
from portal.db.engine import Database
from portal.db.tables import account, item, patient
from portal.domain.problems import Problem
from portal.services.statements.void_reasons import VoidReason
from tests.support.practice_world import on_both
from tests.support.statement_desk import ONE, StatementDesk
from tests.support.together import at_once

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 15)


@pytest.fixture
def desk(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield StatementDesk(database)
    database.close()


@pytest.fixture
def world(request, clock):
    database = Database.open(request.getfixturevalue(f"{request.param}_url"), clock)
    yield StatementDesk(database)
    database.close()


def rule_of(caught):
    return caught.value.extra.get("rule", caught.value.type.slug)


@on_both
def test_f70_publishing_supersedes_what_was_payable(world):
    owner = world.owner()
    old = world.published(owner, day=SEPTEMBER)
    new = world.published(owner)
    assert world.states(old, new) == ["superseded", "payable"]
    assert world.one(statement, old)["superseded_by"] == new
    assert world.acts(old) == ["statement.published", "statement.superseded"]


@pytest.mark.invariant("I12")
def test_f70_an_older_one_never_becomes_payable(desk):
    owner = desk.owner()
    new = desk.published(owner)
    late = desk.published(owner, day=SEPTEMBER)
    assert desk.states(late, new) == ["superseded", "payable"]
    assert desk.one(statement, late)["superseded_by"] == new


def test_f70_of_one_day_the_one_that_came_later_is_payable(desk):
    owner = desk.owner()
    first = desk.ready(owner, period="2026-09")
    second = desk.ready(owner)
    assert desk.publish(second) == ["published"]
    assert desk.publish(first) == ["published"]
    assert desk.states(first, second) == ["superseded", "payable"]


def test_f70_two_of_one_account_in_one_call_end_in_their_order(desk):
    owner = desk.owner()
    new, old = desk.ready(owner), desk.ready(owner, day=SEPTEMBER)
    assert desk.publish(new, old) == ["published", "published"]
    assert desk.states(old, new) == ["superseded", "payable"]


@pytest.mark.invariant("I12")
def test_f70_the_database_itself_refuses_a_second_payable_one(desk):
    owner = desk.owner()
    desk.published(owner)
    with pytest.raises(IntegrityError):
        desk.ready(owner, day=NOVEMBER, state="payable")


def test_f70_other_accounts_are_left_alone(desk):
    one, other = desk.published(desk.owner()), desk.published(desk.owner())
    assert desk.states(one, other) == ["payable", "payable"]


def test_f70_a_paid_one_does_not_let_an_older_one_be_paid(desk):
    owner = desk.owner()
    desk.published(owner, day=NOVEMBER, state="ready", amount_cents=0)
    assert desk.state(desk.published(owner)) == "superseded"


def test_nothing_to_pay_is_paid_at_once(desk):
    credit = desk.published(desk.owner(), amount_cents=-500)
    assert desk.state(credit) == "paid"
    assert desk.one(statement, credit)["paid_at"] is not None


def test_f69_publishing_again_tells_nobody_twice(desk):
    owner = desk.owner()
    made = desk.ready(owner)
    (first,) = desk.publish_seen([(made, 1)])
    (again,) = desk.publish_seen([(made, 1)])
    assert (first.outcome, again.outcome) == ("published", "already")
    assert desk.mails() == [f"mail:statement:{made}:0"]
    assert desk.notices(made) == [(0, "queued", "")]
    assert desk.one(statement, made)["version"] == 2


def test_f69_quietly_is_for_corrections_alone_and_says_why(desk):
    owner, other = desk.owner(), desk.owner()
    wrong = desk.published(owner)
    desk.void(wrong)
    told = desk.mails()
    correction, new = desk.ready(owner), desk.ready(other)
    foreseen = desk.preview()["corrections"]
    assert foreseen == {"ready": 1, "mails": 1, "paper": 0}
    assert desk.publish(correction, new, quietly="The header was wrong") == ["published"] * 2
    assert desk.mails() == [*told, f"mail:statement:{new}:0"]
    assert desk.notices(correction) == []
    assert desk.one(statement, correction)["quiet_reason"] == "The header was wrong"
    assert desk.one(statement, new)["quiet_reason"] == ""


def test_what_has_moved_on_since_it_was_seen_is_a_conflict(desk):
    made = desk.ready(desk.owner())
    (result,) = desk.publish_seen([(made, 7)])
    assert (result.outcome, result.code) == ("conflict", "VERSION")
    assert desk.state(made) == "ready"


def test_what_is_not_ready_is_left_out_with_its_code(desk):
    owner = desk.owner()
    states = ("refused", "quarantined", "discarded")
    left = [desk.ready(owner, state=state, billing_account_id=None) for state in states]
    asked = desk.ready(owner, replaces="asked")
    elsewhere = desk.ready(owner, batch_id=desk.new_batch())
    unknown = "00000000-0000-7000-8000-000000000000"
    seen = [(key, 1) for key in (*left, asked, elsewhere, unknown)]
    results = desk.publish_seen(seen)
    assert [one.outcome for one in results] == ["left_out"] * 6
    assert [one.code for one in results] == [
        "REFUSED",
        "QUARANTINED",
        "DISCARDED",
        "ASKED",
        "OTHER_BATCH",
        "NOT_FOUND",
    ]
    assert desk.mails() == []


def test_a_file_is_published_once(desk):
    owner = desk.owner()
    first = desk.published(owner)
    same = desk.one(statement, first)["sha256"]
    again = desk.ready(owner, sha256=same, batch_id=(other := desk.new_batch()))
    assert desk.publish(again, batch_id=other) == ["DUPLICATE"]
    desk.void(first)
    assert desk.publish(again, batch_id=other) == ["published"]


def test_another_content_for_a_published_period_is_asked_about_even_then(desk):
    """Both were filed before either was published: nobody could be asked when they came."""
    owner = desk.owner()
    first, second = desk.ready(owner), desk.ready(owner)
    assert desk.publish(first, second) == ["published", "ASKED"]
    shown = desk.seen_statement(second)
    assert shown["question"] == "replaces"
    assert shown["replaces"]["id"] == first
    assert desk.states(first, second) == ["payable", "ready"]


def test_b10_a_batch_whose_totals_differ_goes_out_only_with_a_reason(desk):
    made = desk.ready(desk.owner())
    totals = {"manifest": '{"rows":[],"expected":[2,1,12000]}', "expected_files": 2}
    batch = statement_batch.update().where(statement_batch.c.id == desk.batch)
    desk.database.write(ONE, lambda uow: uow.execute(batch.values(totals | {"expected_pages": 1})))
    with pytest.raises(Problem) as caught:
        desk.publish(made)
    assert rule_of(caught) == "TOTALS_DIFFER"
    assert caught.value.extra["differences"] == [{"what": "files", "expected": 2, "found": 1}]
    assert desk.state(made) == "ready"
    assert desk.preview()["totals"]["agree"] is False
    assert desk.publish(made, totals_accepted="One comes by post") == ["published"]
    row = desk.one(statement_batch, desk.batch)
    assert (row["totals_reason"], row["totals_accepted_by"]) == ("One comes by post", desk.biller)
    assert "statement_batch.totals_accepted" in desk.acts(desk.batch)


def test_s56_void_promotes_nothing(desk):
    owner = desk.owner()
    old = desk.published(owner, day=SEPTEMBER)
    new = desk.published(owner)
    desk.void(new)
    assert desk.states(old, new) == ["superseded", "void"]
    assert desk.acts(new)[-1] == "statement.voided"
    between = desk.published(owner, day=date(2026, 10, 15), period="2026-11")
    assert desk.states(old, between) == ["superseded", "payable"]


def test_s56_void_needs_a_published_one_its_version_and_for_other_a_note(desk):
    made = desk.ready(desk.owner())
    with pytest.raises(Problem) as caught:
        desk.void(made)
    assert rule_of(caught) == "NOT_PUBLISHED"
    desk.publish(made)
    with pytest.raises(Problem) as caught:
        desk.void(made, version=1)
    assert rule_of(caught) == "version-conflict"
    assert caught.value.extra["current"]["state"] == "payable"
    with pytest.raises(Problem) as caught:
        desk.void(made, VoidReason.OTHER)
    assert rule_of(caught) == "validation"
    desk.void(made, VoidReason.OTHER, "Printed twice")
    row = desk.one(statement, made)
    assert (row["void_reason"], row["void_note"]) == ("OTHER", "Printed twice")


def test_s56_one_that_somebody_else_has_seen_is_a_privacy_incident(desk):
    owner = desk.owner()
    amount, account_ = desk.published(owner), desk.published(desk.owner())
    desk.void(amount)
    assert desk.all_of(item) == []
    desk.void(account_, VoidReason.WRONG_ACCOUNT)
    (task,) = desk.all_of(item)
    assert (task["kind"], task["priority"]) == ("task", "urgent")
    assert account_ in task["content"]


def test_f72_resending_tells_again_but_not_while_a_mail_is_on_its_way(desk):
    owner = desk.owner()
    desk.void(desk.published(owner))
    told = desk.mails()
    made = desk.ready(owner)
    desk.publish(made, quietly="A correction")
    assert desk.resend(made) == "queued"
    with pytest.raises(Problem) as caught:
        desk.resend(made)
    assert rule_of(caught) == "NOTICE_QUEUED"
    assert desk.mails() == [*told, f"mail:statement:{made}:1"]
    assert desk.one(statement, made)["version"] == 2  # who is about to pay is not disturbed


def test_f72_only_the_payable_one_is_sent_again(desk):
    owner = desk.owner()
    old, ready = desk.published(owner, day=SEPTEMBER), desk.ready(owner, day=NOVEMBER)
    desk.published(owner)
    for key in (old, ready):
        with pytest.raises(Problem) as caught:
            desk.resend(key)
        assert rule_of(caught) == "NOT_PAYABLE"


@pytest.mark.parametrize(
    ("why", "table", "values"),
    [
        ("DECEASED", patient, {"deceased_on": date(2026, 11, 1)}),
        ("EMAIL_BOUNCED", account, {"email_bounced_at": "now"}),
        ("EMAIL_NOT_CONFIRMED", account, {"email_verified_at": None}),
    ],
)
def test_s56_who_gets_no_mail_is_on_the_paper_list_with_the_reason(desk, why, table, values):
    owner = desk.owner()
    key = owner.chart if table is patient else owner.login.account_id
    now = desk.database.clock()
    values = {name: now if value == "now" else value for name, value in values.items()}
    change = table.update().where(table.c.id == key).values(values)
    desk.database.write(ONE, lambda uow: uow.execute(change))
    made = desk.published(owner)
    assert desk.notices(made) == [(0, "paper", why)]
    assert desk.mails() == []


def test_s56_paper_is_what_some_prefer_and_others_are_left_with(desk):
    prefers = desk.published(desk.owner(delivery="paper"))
    without = desk.published(desk.owner(login=False))
    assert desk.notices(prefers) == [(0, "paper", "PREFERS_PAPER")]
    assert desk.notices(without) == [(0, "paper", "NO_PORTAL_ACCOUNT")]


def test_k129_the_dry_run_says_what_publishing_does(desk):
    first, second, third = desk.owner(), desk.owner(delivery="paper"), desk.owner()
    old = desk.published(first, day=SEPTEMBER, batch_id=desk.batch)
    desk.published(third, day=NOVEMBER)
    login = first.login.account_id
    flying = {
        "statement_id": old,
        "statement_version": 2,
        "billing_account_id": first.id,
        "account_id": login,
        "amount_cents": 12_000,
        "currency": "USD",
        "state": "pending",
        "provider": "local-test",
        "created_at": desk.database.clock(),
    }
    desk.add(payment, practice_id=1, **flying)
    batch = desk.new_batch()
    made = [desk.ready(owner, batch_id=batch) for owner in (first, second, third)]
    again = desk.ready(first, batch_id=batch)  # of the same period as another of the batch
    refused = desk.ready(first, batch_id=batch, state="refused", billing_account_id=None)
    seen = desk.preview(batch)
    left_out = {one["id"]: one["code"] for one in seen.pop("left_out")}
    assert left_out == {again: "ASKED", refused: "REFUSED"}
    superseded = {"id": old, "account_number": first.number, "amount_cents": 12_000}
    assert seen == {
        "ready": 3,
        "accounts": 3,
        "mails": 2,
        "paper": 1,
        "corrections": {"ready": 0, "mails": 0, "paper": 0},
        "cents": 36_000,
        "supersedes": [superseded | {"in_flight": True}],
        "not_payable": 1,
        "totals": {"agree": True, "differences": []},
    }
    assert desk.states(*made) == ["ready"] * 3
    outcomes = desk.publish(*made, again, batch_id=batch)
    assert outcomes == ["published"] * 3 + ["ASKED"]
    assert desk.states(old, *made) == ["superseded", "payable", "payable", "superseded"]


@pytest.mark.postgresql
def test_f68_the_same_file_for_two_accounts_at_once_is_published_for_one(postgresql_url):
    database = Database.open(postgresql_url)
    desk = StatementDesk(database)
    outcomes = []
    for number in range(6):
        batch_id, content = desk.new_batch(), f"{number:064x}"
        mine = desk.ready(desk.owner(), sha256=content)
        elses = desk.ready(desk.owner(), sha256=content, batch_id=batch_id)
        both = ((mine, desk.batch), (elses, batch_id))
        done = at_once(2, lambda at, both=both: desk.publish(both[at][0], batch_id=both[at][1]))
        outcomes += [sorted(code for codes in done for code in codes)]
    database.close()
    assert outcomes == [["DUPLICATE", "published"]] * 6
