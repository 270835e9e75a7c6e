"""What the demo's desks have handed out: enough states to look at, nothing that opens anything."""

import pytest
from sqlalchemy import select

from portal.db import tables
from portal.db.unit_of_work import Scope
from portal.services import hand_outs
from portal.services.hand_outs import CREDENTIALS, INVITATION, TOKEN
from tests.portal.demo.conftest import NOW, cheap_passwords

SEEN = {
    TOKEN: {"issued", "printed", "used", "expired", "revoked", "superseded", "burnt"},
    INVITATION: {"sent", "opened", "bounced", "expired", "revoked"},
    CREDENTIALS: {"issued", "expired"},
}


@pytest.mark.parametrize("kind", SEEN)
def test_every_state_that_a_desk_meets_is_there(demo, kind):
    rows = demo.rows(hand_outs.KINDS[kind])
    assert {hand_outs.state_of(row, NOW) for row in rows} == SEEN[kind]
    assert all(row["issued_at"] <= NOW for row in rows)


def test_f16_nobody_has_two_that_work(demo):
    for kind in hand_outs.KINDS:
        live = [
            row["patient_id"]
            for row in demo.rows(hand_outs.KINDS[kind])
            if hand_outs.works(row, NOW)
        ]
        assert len(live) == len(set(live))


def test_nothing_in_the_demo_opens_anything(demo):
    passwords = cheap_passwords()
    kept = [row["secret_hash"] for row in demo.rows(tables.enrollment_token)]
    kept += [row["password_hash"] for row in demo.rows(tables.temporary_credential)]
    assert not any(passwords.matches(one, typed) for one in set(kept) for typed in ("", one))


def test_only_grown_ups_without_an_account_hold_something_that_works(demo):
    with demo.database.read(Scope.ALL) as reader:
        active = select(tables.account_practice.c.patient_id).where(
            tables.account_practice.c.status == "active"
        )
        users = set(reader.execute(active).scalars())
        people = {row["id"]: row for row in reader.execute(select(tables.patient)).mappings()}
    for kind in hand_outs.KINDS:
        for row in demo.rows(hand_outs.KINDS[kind]):
            if hand_outs.works(row, NOW):
                assert row["patient_id"] not in users
                assert people[row["patient_id"]]["birth_date"].year <= NOW.year - 18


def test_k56_some_have_said_no_or_not_now(demo):
    assert {row["choice"] for row in demo.rows(tables.portal_choice)} == {"declined", "deferred"}
