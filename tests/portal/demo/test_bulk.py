"""Many at once is the same as one by one."""

import orjson
import pytest
from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import account, account_practice, feed_entry, item, journal, patient, practice
from portal.db.unit_of_work import Scope
from portal.demo.bulk import submit_many
from portal.demo.ward import Draft
from portal.security.journal import check
from portal.services.items import submit
from tests.portal.demo.conftest import NOW

MADE_ANEW = {"id", "seq", "hash"}


@pytest.fixture
def database(database_url):
    opened = Database(database_url, lambda: NOW)
    opened.write(Scope.of([1]), _furnish)
    yield opened
    opened.close()


def _furnish(uow):
    uow.execute(practice.insert().values(id=1, name="North", time_zone="America/New_York"))
    uow.execute(
        patient.insert().values(
            practice_id=1,
            id="chart",
            record_number="R-1",
            given_name="Ada",
            family_name="Byron",
            birth_date=NOW.date(),
        )
    )
    uow.execute(
        account.insert().values(
            id="account",
            username="ada",
            password_hash="-",
            email="ada@example.org",
            given_name="Ada",
            family_name="Byron",
            created_at=NOW,
        )
    )
    uow.execute(
        account_practice.insert().values(
            practice_id=1, account_id="account", status="pending", created_at=NOW
        )
    )


@pytest.mark.parametrize("kind", ["enrollment", "refill", "appointment", "result"])
def test_an_item_made_in_bulk_is_what_submit_makes(database, demo, kind):
    found = demo.of(kind)[0]
    asked = {
        "practice_id": 1,
        "kind": kind,
        "summary": found["summary"],
        "subject_name": found["subject_name"],
        "subject_birth_date": found["subject_birth_date"],
        "content": found["content"],
        "submitted_at": found["submitted_at"],
        "patient_id": None if kind == "enrollment" else "chart",
        "account_id": None if kind == "result" else "account",
        "requested_by": found["requested_by"],
        "priority": found["priority"],
    }
    database.write(Scope.of([1]), lambda uow: submit(uow, **asked, item_id="item-one"))
    draft = Draft(**asked, item_id="item-many")
    database.write(Scope.of([1]), lambda uow: submit_many(uow, [draft]))
    rows = {name: _traces(database, name) for name in ("item-one", "item-many")}
    assert _without_ids(rows["item-one"], "item-one") == _without_ids(
        rows["item-many"], "item-many"
    )
    assert len(rows["item-one"]["journal"]) == len(rows["item-one"]["feed"]) == 1
    assert check(database, 1).ok


def _traces(database, item_id):
    with database.read(Scope.of([1])) as reader:
        return {
            "item": _all(reader, item, item.c.id == item_id),
            "feed": _all(reader, feed_entry, feed_entry.c.entity_id == item_id),
            "journal": _all(reader, journal, journal.c.subject_id == item_id),
        }


def _all(reader, table, mine):
    wanted = select(table).where(and_(table.c.practice_id == 1, mine))
    return [dict(row) for row in reader.execute(wanted).mappings()]


def _without_ids(traces, item_id):
    plain = []
    for rows in traces.values():
        for row in rows:
            body = orjson.loads(row.pop("body", "{}"))
            for moving in ("seq", "prev"):
                body.pop(moving, None)
            body.get("detail", {}).pop("seal", None)  # of the row, so of its id
            kept = {key: value for key, value in row.items() if key not in MADE_ANEW}
            plain.append(str(kept | {"body": body}).replace(item_id, "ID"))
    return plain


def test_nothing_to_submit_is_nothing_done(database):
    database.write(Scope.of([1]), lambda uow: submit_many(uow, []))
    assert check(database, 1).entries == 0
