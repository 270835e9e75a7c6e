"""Who reads a statement, and what they read of it (DOMAIN F7, F67, F70, F74, §5.6)."""

from datetime import date, timedelta
from typing import Any

import pytest
from obstore.store import MemoryStore

from portal.db.tables import account_practice, patient, proxy_link
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import PatientActor
from portal.services.billing_feed import Named
from portal.services.files import Files
from portal.services.statements.patient_statements import PatientStatements
from portal.services.statements.payments import Payments
from tests.portal.billing.conftest import Till
from tests.support import billing_rows
from tests.support.practice_world import World, on_both

ADULT, CHILD = date(1980, 2, 1), date(2012, 6, 9)


def listed(world: World, login: PatientActor, practice_id: int = 1) -> dict[str, Any]:
    """What an account's list says."""
    reading = PatientStatements(world.database, Files(MemoryStore(), bytes(32)))
    return reading.listed(login, practice_id)


def ids(world: World, login: PatientActor) -> list[str]:
    """The statements that an account reads."""
    return [one["id"] for one in listed(world, login)["statements"]]


def manager(world: World, chart: str, scope: str = "full", **changed: Any) -> PatientActor:
    """A care manager of a chart who is no patient here."""
    login = world.login(given_name="Mia", family_name="Quinn", status="closed")
    columns = {
        "patient_id": chart,
        "account_id": login.account_id,
        "relationship": "spouse",
        "basis": "patient_consent",
        "scope": scope,
        "starts_on": date(2020, 1, 1),
        "created_at": world.at(),
    }
    world.add(proxy_link, practice_id=1, **columns | changed)
    return login


def record_number(world: World, chart: str) -> str:
    """The number of a chart."""
    return str(world.one(patient, chart)["record_number"])


def hidden(world: World, login: PatientActor) -> bool:
    """Whether the practice's statements are as if there were none such."""
    try:
        return ids(world, login) == []
    except Problem as problem:
        return problem.type is ProblemType.NOT_FOUND


@on_both
def test_f70_all_published_ones_are_read_and_one_is_payable(till: Till):
    world, account_id = till.world, till.account_id
    old = billing_rows.published(world, account_id, state="superseded", day=date(2026, 9, 30))
    paid = billing_rows.published(world, account_id, state="paid", day=date(2026, 8, 31))
    for state in ("void", "ready", "quarantined", "refused", "discarded"):
        billing_rows.published(world, account_id, state=state, day=date(2026, 7, 31))
    shown = listed(world, till.login)["statements"]
    assert [one["id"] for one in shown] == [till.statement_id, old, paid]
    assert [one["payable"] for one in shown] == [True, False, False]
    assert [one["left_cents"] for one in shown] == [12_500, 0, 0]


def test_what_is_on_its_way_is_said_and_not_asked_for_again(till: Till):
    made = till.pay(till.wanted(5_000, "pending"))
    found = listed(till.world, till.login)
    (bill,) = found["statements"]
    assert (bill["paid_cents"], bill["in_flight_cents"], bill["left_cents"]) == (0, 5_000, 7_500)
    assert [(one["id"], one["state"]) for one in found["payments"]] == [(made["id"], "pending")]


def test_s56_a_patient_who_was_billed_for_does_not_read_the_guarantors_statement(world: World):
    parent, child = world.chart(), world.chart(given_name="Mia", birth_date=CHILD)
    named = (Named(record_number(world, child), CHILD),)
    account_id = billing_rows.billing_account(world, parent, patients=named)
    statement_id = billing_rows.published(world, account_id)
    assert ids(world, world.login(chart=parent)) == [statement_id]
    assert ids(world, world.login(chart=child)) == []


def test_s56_a_minor_reads_no_statement_even_as_the_guarantor(world: World):
    child = world.chart(birth_date=CHILD)
    billing_rows.published(world, billing_rows.billing_account(world, child))
    login = world.login(chart=child)
    assert ids(world, login) == []
    world.database.clock.at += timedelta(days=365 * 4)
    assert len(ids(world, login)) == 1


@pytest.mark.parametrize(
    ("link", "reads"),
    [
        ({}, True),
        ({"scope": "limited"}, False),
        ({"ends_on": date(2026, 11, 20)}, False),
        ({"starts_on": date(2026, 11, 21)}, False),
        ({"approval": "waiting"}, False),
        ({"relationship": "parent", "basis": "parental"}, False),
    ],
)
def test_f67_a_care_manager_of_full_scope_reads_and_pays_for_the_guarantor(
    till: Till, link: dict[str, Any], reads: bool
):
    world = till.world
    login = manager(world, till.login.charts[1], **link)
    assert hidden(world, login) is not reads
    paying = Payments(world.database, till.provider)
    if not reads:
        with pytest.raises(Problem) as caught:
            paying.pay(login, 1, till.wanted())
        assert caught.value.type is ProblemType.NOT_FOUND
        return
    assert listed(world, login)["accounts"][0]["for_whom"] == "Ada Byron"
    assert paying.pay(login, 1, till.wanted())["state"] == "succeeded"


def test_a_care_manager_of_the_patient_reads_nothing_of_the_guarantors(world: World):
    parent, child = world.chart(), world.chart(given_name="Mia", birth_date=CHILD)
    named = (Named(record_number(world, child), CHILD),)
    billing_rows.published(world, billing_rows.billing_account(world, parent, patients=named))
    other = manager(world, child, relationship="parent", basis="parental")
    assert ids(world, other) == []


@on_both
def test_a_stranger_and_another_practice_find_nothing(till: Till):
    world = till.world
    stranger = world.login(chart=world.chart())
    assert ids(world, stranger) == []
    for login, practice_id in ((till.login, 2), (till.login, 99), (world.login(), 1)):
        with pytest.raises(Problem) as caught:
            listed(world, login, practice_id)
        assert caught.value.type is ProblemType.NOT_FOUND
    with pytest.raises(Problem) as caught:
        Payments(world.database, till.provider).pay(stranger, 1, till.wanted())
    assert caught.value.type is ProblemType.NOT_FOUND


def test_a_statement_that_moves_to_another_guarantor_leaves_the_first(till: Till):
    """The practice corrects who pays: from then on the other one reads, and the first does not."""
    world = till.world
    other = world.chart(given_name="Jo")
    billing_rows.put(world, billing_rows.given(world, other, "A-1001"))
    assert ids(world, till.login) == []
    assert ids(world, world.login(chart=other)) == [till.statement_id]


def test_f7_statements_can_be_off_and_the_list_says_so(till: Till):
    billing_rows.policy(till.world, patients_view=False)
    found = listed(till.world, till.login)
    assert (found["view"], found["pay"], found["statements"]) == (False, False, [])
    with pytest.raises(Problem) as caught:
        till.pay(till.wanted())
    assert caught.value.type is ProblemType.NOT_FOUND


def test_who_has_left_the_practice_reads_no_more(till: Till):
    world = till.world
    gone = PatientActor(till.login.account_id, till.login.session_id, {})
    world.database.write(
        billing_rows.FIRST,
        lambda uow: uow.execute(account_practice.update().values(status="closed")),
    )
    assert hidden(world, gone)
