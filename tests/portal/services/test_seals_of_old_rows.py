"""What was sealed before the tables grew still fits afterwards, and is guarded as a whole."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from portal.db import migrate
from portal.db.chain import row_seal
from portal.db.engine import Database
from portal.db.tables import decision, item
from portal.db.unit_of_work import Scope
from portal.domain.canonical import canonical, digest
from portal.security.journal import check
from portal.security.permissions import Role
from tests.support.desk import Desk

# the columns of these tables in the first release, in the order in which they were sealed
FIRST = {
    item: (
        "practice_id id kind state is_open version content content_hash summary subject_name"
        " subject_birth_date patient_id account_id requested_by priority submitted_at due_at"
        " assigned_to claimed_by claimed_until decided_by decided_at decided_action outcome"
    ),
    decision: (
        "practice_id command_id item_id kind action params fingerprint from_state to_state"
        " from_version to_version staff_id session_id client_decided_at received_at"
    ),
}


def old_seal(table, row):
    """The seal as the first release computed it: every column it had, and nothing else."""
    values = [row[name] for name in FIRST[table].split()]
    return digest(
        canonical([one.astimezone(UTC) if isinstance(one, datetime) else one for one in values])
    )


@pytest.fixture
def grown(database_url, clock):
    """A desk whose items and decisions were sealed, kept at 0002, and brought to this release."""
    database = Database.open(database_url, clock)
    desk = Desk(database)
    desk.practice(1)
    ann = desk.staff("Ann", {1: [Role.PROVIDER]})
    first, second = desk.items(1, 2)
    desk.decide(ann, desk.command(first, "approve"), desk.command(second, "hold"))
    database.close()
    migrate.downgrade(database_url, "0002")
    migrate.upgrade(database_url)
    desk.database = Database.open(database_url, clock)
    yield desk, ann, second
    desk.database.close()


def test_rows_of_the_first_release_have_the_seals_it_gave_them(grown):
    desk, _ann, _seen = grown
    for table in (item, decision):
        for row in desk.all_of(table):
            assert row_seal(table, row) == old_seal(table, row)


def test_a_database_of_the_first_release_verifies_after_its_upgrade(grown):
    desk, _ann, _seen = grown
    verdict = check(desk.database, 1)
    assert verdict.ok, verdict.faults


@pytest.mark.parametrize(
    ("table", "changed", "fault"),
    [
        (item, {"on_behalf_of": "somebody"}, "item-altered"),
        (item, {"waiting_on": "hold"}, "item-altered"),
        (item, {"origin_id": "elsewhere"}, "item-altered"),
        (decision, {"on_behalf_of": "somebody"}, "decision-altered"),
        (decision, {"bulk": True}, "decision-altered"),
    ],
    ids=lambda one: "-".join(one) if isinstance(one, dict) else None,
)
def test_a_column_that_came_later_is_guarded_in_old_rows_too(grown, table, changed, fault):
    desk, _ann, _seen = grown
    desk.database.write(Scope.of([1]), lambda uow: uow.execute(update(table).values(**changed)))
    assert {one.code for one in check(desk.database, 1).faults} == {fault}
