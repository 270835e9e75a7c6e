"""Billing accounts: fed row by row, found, read whole; and who is told of a statement (DOMAIN §5.6)."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from portal.db.billing_tables import billing_account, billing_account_patient, statement_notice
from portal.db.tables import account, journal, patient
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.services import billing_accounts, billing_search, billing_sheet
from portal.services.billing_feed import Given, Named
from portal.services.billing_search import Terms
from tests.support import billing_rows
from tests.support.billing_rows import FIRST, given, published, put
from tests.support.practice_world import World, on_both
from tests.support.together import at_once

BORN = date(1980, 2, 1)


def found(world: World, **terms: Any) -> list[str]:
    """The numbers of the accounts that a search gives."""
    with world.database.read(FIRST) as reader:
        rows = billing_search.search(reader, 1, Terms(**terms), limit=100)
    return [row["account_number"] for row in rows]


def target(world: World, account_id: str) -> tuple[str, str]:
    """How the guarantor is told, and why so."""
    with world.database.read(FIRST) as reader:
        told = billing_accounts.notice_target(reader, 1, account_id)
    return told.notice, told.why


@on_both
def test_a_feed_creates_changes_and_leaves_alone(world: World):
    chart = world.chart()
    row = given(world, chart, "A-1001", balance_cents=5_000)
    first, again = put(world, row)[0], put(world, row)[0]
    assert (first.outcome, again.outcome) == ("created", "unchanged")
    moved = put(world, given(world, chart, "a 1001", balance_cents=7_000))[0]
    assert (moved.outcome, moved.id, moved.version) == ("updated", first.id, 2)
    kept = world.one(billing_account, first.id or "")
    assert (kept["account_number"], kept["number_key"]) == ("a 1001", "A1001")
    assert kept["balance_at"] == world.database.clock()
    details = [
        row.body
        for row in world.read(select(journal.c.body).where(journal.c.subject_id == first.id))
    ]
    assert "account_number,balance_cents" in details[-1]
    assert all("Byron" not in detail and "7000" not in detail for detail in details)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"account_number": " - "}, "NO_NUMBER"),
        ({"guarantor_record_number": "R-999"}, "GUARANTOR_UNKNOWN"),
        ({"birth_date": date(1980, 2, 2)}, "GUARANTOR_BIRTH_DATE"),
        ({"birth_date": None}, "GUARANTOR_BIRTH_DATE"),
        ({"patients": (Named("R-999", BORN),)}, "PATIENT_UNKNOWN"),
        ({"patients": (Named("R-10001", date(1999, 1, 1)),)}, "PATIENT_BIRTH_DATE"),
    ],
)
def test_a_row_about_another_person_is_refused_whole(world: World, changed: Any, code: str):
    chart = world.chart(record_number="R-10001", birth_date=BORN)
    good = put(world, given(world, chart, "A-1"))[0]
    before = world.one(billing_account, good.id or "")
    bad = given(world, chart, "A-1", **{"family_name": "Other", **changed})
    other = given(world, chart, "B-2")
    refused, fine = put(world, bad, other)
    assert (refused.outcome, refused.code) == ("refused", code)
    assert fine.outcome == "created", "one row's fault leaves the others"
    assert world.one(billing_account, good.id or "") == before


def test_a_merged_chart_pays_nothing(world: World):
    chart = world.chart(status="merged")
    assert put(world, given(world, chart, "A-1"))[0].code == "CHART_MERGED"


def test_a_number_that_comes_twice_in_one_call_is_put_once(world: World):
    chart = world.chart()
    outcomes = put(
        world, given(world, chart, "A-1"), given(world, chart, "a1", address="Elsewhere")
    )
    assert [one.code for one in outcomes] == ["", "TWICE"]


def test_a_chart_of_another_practice_is_unknown(world: World):
    chart = world.chart(practice_id=2, record_number="R-77")
    assert put(world, given(world, chart, "A-1"))[0].code == "GUARANTOR_UNKNOWN"


def test_the_patients_of_an_account_are_those_of_its_last_row(world: World):
    one, two = world.chart(), world.chart(given_name="Mia", birth_date=date(2019, 6, 9))
    both = tuple(
        Named(world.one(patient, key)["record_number"], world.one(patient, key)["birth_date"])
        for key in (one, two)
    )
    account_id = billing_rows.billing_account(world, one, "A-1", patients=both)
    link = billing_account_patient
    mine = select(link.c.patient_id).where(link.c.billing_account_id == account_id)
    assert {row.patient_id for row in world.read(mine)} == {one, two}
    put(world, given(world, one, "A-1", patients=both[1:]))
    assert {row.patient_id for row in world.read(mine)} == {two}


@on_both
def test_two_feeds_at_once_make_one_account_of_a_number(world: World):
    row = Given("A-1", "Ada", "Byron")
    outcomes = at_once(4, lambda _: put(world, row)[0].outcome)
    assert sorted(outcomes) == ["created", "unchanged", "unchanged", "unchanged"]


@on_both
def test_search_by_number_name_birth_date_and_patient(world: World):
    ada = world.chart(given_name="Ádá", family_name="O'Byron", birth_date=BORN)
    mia = world.chart(given_name="Mia", family_name="Quinn", birth_date=date(2019, 6, 9))
    person = world.one(patient, mia)
    child = Named(person["record_number"], person["birth_date"])
    billing_rows.billing_account(world, ada, "A-1001", patients=(child,))
    billing_rows.billing_account(world, None, "B-7", given_name="Jo", family_name="Quinby")
    assert found(world) == ["A-1001", "B-7"]
    assert found(world, number="a10") == ["A-1001"]
    assert found(world, number="--") == []
    assert found(world, name="obyron ada") == ["A-1001"]
    assert found(world, name="qui") == ["A-1001", "B-7"], "a patient's name, or the guarantor's"
    assert found(world, name="!") == []
    assert found(world, birth_date=BORN) == found(world, birth_date=date(2019, 6, 9)) == ["A-1001"]
    assert found(world, patient_id=mia) == found(world, patient_id=ada) == ["A-1001"]
    assert found(world, name="quinn", number="B") == []


@on_both
def test_search_pages_by_number_and_each_comes_once(world: World):
    numbers = [f"A-{number:03}" for number in range(23)]
    put(world, *(Given(number, "Ada", "Byron") for number in reversed(numbers)))
    seen: list[str] = []
    after = None
    while True:
        with world.database.read(FIRST) as reader:
            page = billing_search.search(reader, 1, Terms(), after=after, limit=5)
        if not page:
            break
        seen += [row["account_number"] for row in page]
        after = page[-1]["id"]
    assert seen == numbers


@on_both
def test_f72_overdue_is_counted_by_the_practices_day(world: World):
    today = date(2026, 11, 20)
    late, due, settled = (billing_rows.billing_account(world, None, f"A-{n}") for n in range(3))
    published(world, late, due_on=today - timedelta(days=1))
    published(world, due, due_on=today)
    published(world, settled, state="paid", due_on=today - timedelta(days=40))
    assert found(world, overdue=True) == ["A-0"]
    with world.database.read(FIRST) as reader:
        rows = billing_search.search(reader, 1, Terms())
    assert [row["overdue"] for row in rows] == [True, False, False]
    world.database.clock.at = world.database.clock.at.replace(day=21, hour=12)
    assert found(world, overdue=True) == ["A-0", "A-1"]


def noticed(world: World, statement_id: str, *states: str) -> None:
    """Notices of a statement, the first first."""
    for ordinal, state in enumerate(states):
        row = {
            "practice_id": 1,
            "id": new_id(),
            "statement_id": statement_id,
            "ordinal": ordinal,
            "state": state,
            "created_by": world.actors["billing"].staff_id,
            "created_at": world.database.clock(),
        }
        world.database.write(FIRST, lambda uow, row=row: uow.execute(insert(statement_notice), row))


@on_both
def test_bounced_is_what_became_of_the_last_notice(world: World):
    accounts = [billing_rows.billing_account(world, None, f"A-{n}") for n in range(4)]
    bills = [published(world, one) for one in accounts]
    noticed(world, bills[0], "bounced")
    noticed(world, bills[1], "bounced", "sent")
    noticed(world, bills[2], "sent", "failed")
    noticed(world, bills[3], "queued")
    assert found(world, bounced=True) == ["A-0", "A-2"]
    with world.database.read(FIRST) as reader:
        rows = billing_search.search(reader, 1, Terms())
    assert [row["notice"]["state"] for row in rows] == ["bounced", "sent", "failed", "queued"]


@on_both
def test_f69_who_is_told_and_why_others_get_paper(world: World):
    """The reason by one rule, the search by another: for every kind of guarantor they agree."""
    now = world.database.clock()
    adult, minor = date(2008, 11, 20), date(2008, 11, 21)
    logins: dict[str, dict[str, Any] | None] = {
        "": {},
        "NO_PORTAL_ACCOUNT": None,
        "ACCOUNT_LOCKED": {"locked_at": now},
        "NO_EMAIL": {"email": ""},
        "EMAIL_BOUNCED": {"email_bounced_at": now},
        "EMAIL_NOT_CONFIRMED": {"email_verified_at": None},
    }
    people = {
        "": {},
        "RESTRICTED": {"status": "restricted"},
        "DECEASED": {"deceased_on": date(2026, 1, 1)},
        "MINOR": {"birth_date": minor},
    }
    expected = {}
    for (bar, person), (other, columns) in product(people.items(), logins.items()):
        number = f"A-{len(expected):02}"
        chart = world.chart(**{"birth_date": adult, **person})
        if columns is not None:
            world.login(chart=chart, **{"email_verified_at": now, **columns})
        billing_rows.billing_account(world, chart, number)
        expected[number] = bar or other
    put(world, given(world, chart, "P-1", delivery="paper"), Given("P-2", "Jo", "Quinn"))
    expected |= {"P-1": "PREFERS_PAPER", "P-2": "NO_CHART"}
    ids = {row.account_number: row.id for row in world.read(select(billing_account))}
    assert {number: target(world, ids[number])[1] for number in expected} == expected
    on_paper = [number for number in sorted(expected) if target(world, ids[number])[0] == "paper"]
    assert found(world, paper=True) == on_paper
    assert len(on_paper) == len(expected) - 1
    billing_rows.policy(world, patients_view=False)
    assert target(world, ids["A-00"]) == ("paper", "VIEW_OFF")
    assert found(world, paper=True) == sorted(expected)


def test_the_account_that_is_told_is_the_guarantors_and_no_childs(world: World):
    parent = world.chart()
    child = world.chart(given_name="Mia", birth_date=date(2019, 6, 9))
    mother = world.login(chart=parent, email_verified_at=world.database.clock())
    world.login(chart=child, email_verified_at=world.database.clock())
    person = world.one(patient, child)
    named = (Named(person["record_number"], person["birth_date"]),)
    account_id = billing_rows.billing_account(world, parent, patients=named)
    with world.database.read(FIRST) as reader:
        told = billing_accounts.notice_target(reader, 1, account_id)
    assert told.account_id == mother.account_id


def test_of_age_is_told_on_the_eighteenth_birthday_also_of_a_leap_day(world: World):
    chart = world.chart(birth_date=date(2008, 2, 29))
    world.login(chart=chart, email_verified_at=world.database.clock())
    account_id = billing_rows.billing_account(world, chart, "A-1")
    clock = world.database.clock
    for day, notice in ((clock.at.replace(month=2, day=28), "paper"), (None, "mail")):
        clock.at = day or clock.at.replace(month=3, day=1)
        assert target(world, account_id)[0] == notice
        assert found(world, paper=True) == (["A-1"] if notice == "paper" else [])


@on_both
def test_one_account_with_all_that_belongs_to_it(world: World):
    chart = world.chart()
    login = world.login(chart=chart, email_verified_at=world.database.clock())
    account_id = billing_rows.billing_account(world, chart, "A-1")
    old = published(world, account_id, state="superseded", day=date(2026, 9, 30))
    new = published(world, account_id, day=date(2026, 10, 31))
    published(world, account_id, state="quarantined", day=date(2026, 11, 1))
    noticed(world, new, "bounced", "queued")
    seen = billing_rows.asked(world, login, new, reason="WRONG_AMOUNT", text="Too much")
    billing_rows.request(world, world.login(chart=(other := world.chart())), other)
    with world.database.read(FIRST) as reader:
        sheet = billing_sheet.sheet(reader, 1, account_id)
    assert [one["id"] for one in sheet["statements"]] == [new, old]
    assert [one["state"] for one in sheet["notices"]] == ["queued", "bounced"]
    assert [(one["id"], one["reason"]) for one in sheet["requests"]] == [(seen.id, "WRONG_AMOUNT")]
    assert sheet["account"]["email"] == "ada@example.org"
    assert [one["id"] for one in sheet["people"]] == [chart]


def test_an_address_that_a_mail_came_back_from_is_not_shown_as_told(world: World):
    chart = world.chart()
    login = world.login(chart=chart, email_verified_at=world.database.clock())
    account_id = billing_rows.billing_account(world, chart)
    bounced = update(account).where(account.c.id == login.account_id)
    world.database.write(
        Scope.of([]),
        lambda uow: uow.execute(bounced.values(email_bounced_at=world.database.clock())),
    )
    with world.database.read(FIRST) as reader:
        facts = billing_sheet.sheet(reader, 1, account_id)["account"]
    assert (facts["notice"], facts["why"], facts["email"]) == ("paper", "EMAIL_BOUNCED", "")
